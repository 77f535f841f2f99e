"""Writing the texts of a report: every save is a new version, and nobody writes over what somebody else just wrote."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from nazorg.accounts.models import User
from nazorg.common.dutch import short_moment
from nazorg.common.plain import many_lines
from nazorg.common.scope import system_scope
from reporting.annual.models import AnnualReport, AnnualText
from reporting.figures.table_one import Boundaries

MOST = 12_000
WHY = "the covenant lets nobody write figures; the view asked whether this role works on the annual report"


class WrittenMeanwhile(ValidationError):
    """Somebody else saved a version since the one that was on screen; `latest` is theirs."""

    def __init__(self, latest: AnnualText) -> None:
        self.latest = latest
        super().__init__(
            f"{latest.written_by.name} bewaarde deze tekst ook, op {short_moment(latest.written_at)}. Uw tekst is nog"
            " niet bewaard en staat in het veld. Neem over wat u van de andere tekst wilt houden en bewaar daarna."
        )


@transaction.atomic
def write_text(year: int, chapter: str, text: str, seen: int, by: User, now: datetime) -> AnnualText | None:
    """Save a new version of a text; None where it is the same as the latest one.

    `seen` is the number of the version that the writer started from (0 for none). Raises WrittenMeanwhile where there
    is a later one, and ValidationError for a text that is too long.
    """
    text = many_lines(text)
    if len(text) > MOST:
        raise ValidationError({"text": f"Maak de tekst korter: {MOST} tekens is het meeste."})
    with system_scope(WHY):
        report = locked_report(year)
        latest = report.texts.filter(chapter=chapter).select_related("written_by").first()
        if latest is not None and latest.text == text:
            return None
        if latest is not None and latest.number != seen:
            raise WrittenMeanwhile(latest)
        if latest is None and not text:
            return None
        number = latest.number + 1 if latest else 1
        return AnnualText.objects.create(
            report=report, chapter=chapter, number=number, text=text, written_by=by, written_at=now
        )


@transaction.atomic
def put_back(version: AnnualText, by: User, now: datetime) -> AnnualText | None:
    """Make an older version the latest one again, as a new version; None where it says the same already."""
    with system_scope(WHY):
        report = locked_report(version.report.year)
        latest = report.texts.filter(chapter=version.chapter).first()
    seen = latest.number if latest else 0
    return write_text(version.report.year, version.chapter, version.text, seen, by, now)


@transaction.atomic
def set_boundaries(year: int, boundaries: Boundaries) -> None:
    """By which municipal boundaries the report on this year counts from now on."""
    with system_scope(WHY):
        report = locked_report(year)
        report.boundaries = boundaries.value
        report.save(update_fields=["boundaries"])


@transaction.atomic
def begin(year: int) -> None:
    """Have the report on this year in the database, whatever is done about it next."""
    with system_scope(WHY):
        begun_report(year)


def begun_report(year: int) -> AnnualReport:
    """The report on this year, made where nothing was done about it yet."""
    report, _ = AnnualReport.objects.get_or_create(year=year)
    return report


def locked_report(year: int) -> AnnualReport:
    """The same, locked: who writes goes one by one."""
    return AnnualReport.objects.select_for_update().get(pk=begun_report(year).pk)
