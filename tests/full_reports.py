"""In a full case: an annual report with a text and a publication, and a file that a job made."""

from nazorg.accounts.models import User
from tests.report_factories import AnnualPublicationFactory, AnnualReportFactory, AnnualTextFactory, ResultFactory


def add_reports(name: str, by: User) -> None:
    """A row in every table of reporting; `name` stands wherever text fits."""
    report = AnnualReportFactory()
    AnnualTextFactory(report=report, text=name, written_by=by)
    AnnualPublicationFactory(report=report, content=f'{{"title":"{name}"}}', published_by=by)
    ResultFactory(title=name, asked_by=by)
