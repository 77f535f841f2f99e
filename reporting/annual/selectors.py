"""Reading annual reports: which there are, their texts with all versions, and what was published."""

from django.db.models import QuerySet

from nazorg.common.scope import current_scope
from reporting.annual.models import AnnualPublication, AnnualReport, AnnualText


def report_of(year: int) -> AnnualReport:
    """The report on this year; one that nothing was done about yet has no row."""
    return AnnualReport.objects.visible_to(current_scope()).filter(year=year).first() or AnnualReport(year=year)


def latest_texts(report: AnnualReport) -> dict[str, AnnualText]:
    """The latest version of each text, by chapter."""
    if report.pk is None:
        return {}
    found = AnnualText.objects.visible_to(current_scope()).filter(report=report).select_related("written_by")
    return {text.chapter: text for text in found.order_by("chapter", "-number").distinct("chapter")}


def versions_of(report: AnnualReport, chapter: str) -> list[AnnualText]:
    """All versions of one text, the latest first."""
    if report.pk is None:
        return []
    found = AnnualText.objects.visible_to(current_scope()).filter(report=report, chapter=chapter)
    return list(found.select_related("written_by").order_by("-number"))


def publications(year: int | None = None) -> QuerySet[AnnualPublication]:
    """What was published, of one year or of all, the latest first; without the files themselves."""
    found = AnnualPublication.objects.visible_to(current_scope()).select_related("report", "published_by")
    found = found.defer("pdf", "archive_pdf", "content")
    return found if year is None else found.filter(report__year=year)


def written_texts() -> dict[int, int]:
    """How many texts each year has that are not empty."""
    found = AnnualText.objects.visible_to(current_scope())
    latest = found.order_by("report_id", "chapter", "-number").distinct("report_id", "chapter")
    counts: dict[int, int] = {}
    for year, text in latest.values_list("report__year", "text"):
        counts[year] = counts.get(year, 0) + bool(text)
    return {year: number for year, number in counts.items() if number}
