"""Publishing a report: from then on its numbers, texts and definitions stand fast, with a version and a hash."""

from datetime import datetime

from django.db import transaction

from nazorg.accounts.models import User
from nazorg.common.scope import system_scope
from reporting.annual.content import Told, as_json, as_published, build_content, hash_of
from reporting.annual.models import AnnualPublication, AnnualReport
from reporting.annual.paper import as_pdf, as_pdfs
from reporting.annual.texts import WHY, begun_report
from reporting.annual.year import years_of
from reporting.fixed_subjects import TABLE_ONE
from reporting.public.publication import NotPublic
from reporting.public.publication import publish as make_public


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
    public_pdf = _for_everybody(report, version, by, now)
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
            public_pdf=public_pdf,
        )


def _for_everybody(report: AnnualReport, version: int, by: User, now: datetime) -> bytes | None:
    """The public version, with small municipalities in one row; None for a year that still runs.

    Counted at the same moment, so that it agrees with what is published.
    """
    try:
        public = make_public(years_of(report.year), [TABLE_ONE], now)
    except NotPublic:
        return None
    content = build_content(report, now, lambda done, total, what: None, public)
    return as_pdf(as_published(content, version, by.name, now))
