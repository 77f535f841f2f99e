"""Publishing a report: from then on its numbers, texts and definitions stand fast, with a version and a hash."""

from datetime import datetime

from django.db import transaction

from nazorg.accounts.models import User
from nazorg.common.scope import system_scope
from reporting.annual.content import Told, as_json, as_published, build_content, hash_of
from reporting.annual.models import AnnualPublication
from reporting.annual.paper import as_pdfs
from reporting.annual.texts import WHY, begun_report


@transaction.atomic
def publish(year: int, by: User, now: datetime, told: Told) -> AnnualPublication:
    """Count, print and keep the next version of the report on this year. Raises NothingToReport and WrongYear.

    Everything is counted under the scope that is open; only keeping it goes beyond that. Nothing is locked meanwhile,
    since printing takes long and others write texts: of two at once the second raises IntegrityError, and its job
    makes the version after that.
    """
    with system_scope(WHY):
        report = begun_report(year)
        version = report.publications.count() + 1
    content = as_published(build_content(report, now, told), version, by.name, now)
    text = as_json(content)
    pdf, archive_pdf = as_pdfs(content)
    with system_scope(WHY):
        return AnnualPublication.objects.create(
            report=report,
            version=version,
            as_of=now,
            published_by=by,
            published_at=now,
            content=text,
            sha256=hash_of(text),
            pdf=pdf,
            archive_pdf=archive_pdf,
        )
