"""The jobs of the annual report, done under the scope of who asked for them."""

from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from nazorg.accounts.acts import Act, may
from nazorg.common.jobs.models import Job
from nazorg.common.jobs.progress import report as tell
from nazorg.common.jobs.services import job
from reporting.annual.content import Told, build_content
from reporting.annual.paper import as_pdf, file_name
from reporting.annual.publishing import publish
from reporting.annual.selectors import report_of
from reporting.results.models import Result
from reporting.results.services import Made, fulfil

DRAFT, PUBLISH = "annual_draft", "annual_publish"
_PDF = "application/pdf"


@job(DRAFT)
def make_draft(row: Job) -> None:
    """The report as it would be now."""

    def make(result: Result) -> Made:
        content = build_content(report_of(result.asked_for["year"]), timezone.now(), _told(result))
        return Made(f"{file_name(content)}.pdf", _PDF, as_pdf(content))

    fulfil(row, make)


@job(PUBLISH)
def make_publication(row: Job) -> None:
    """Publish it, and lead to what was published. Raises PermissionDenied where the role changed meanwhile."""

    def make(result: Result) -> Made:
        if not may(row.asked_by, Act.PUBLISH_FIGURES):
            raise PermissionDenied
        assert row.asked_by is not None  # noqa: S101  nobody has no role, as was just asked
        year = result.asked_for["year"]
        made = publish(year, row.asked_by, timezone.now(), _told(result))
        name = f"jaarverslag-nazorg-{year}-versie-{made.version}.pdf"
        return Made(name, _PDF, bytes(made.pdf), reverse("annual_publication", args=[year, made.version]))

    fulfil(row, make)


def _told(result: Result) -> Told:
    def told(done: int, total: int, what: str) -> None:
        tell(result.reference, done, total, what)

    return told
