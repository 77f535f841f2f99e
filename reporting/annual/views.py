"""The annual reports by year, and the page of one: its texts, its draft and its publications."""

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from nazorg.accounts.acts import Act, may, requires, user_of
from nazorg.accounts.log import log_access
from nazorg.common.dutch import full_date, short_moment
from nazorg.common.tables import Cell, Column, Row, Table
from nazorg.common.words import counted, day_words
from reporting.annual.chapters import chapters_of
from reporting.annual.forms import BoundariesForm
from reporting.annual.jobs import DRAFT, PUBLISH
from reporting.annual.models import AnnualPublication, AnnualReport, AnnualText
from reporting.annual.selectors import latest_texts, publications, written_texts
from reporting.annual.texts import begin, set_boundaries
from reporting.annual.year import Year
from reporting.annual.years import report_or_404, yearly
from reporting.figures.definitions import FIRST_YEAR
from reporting.figures.table_one import Boundaries
from reporting.results.selectors import listed
from reporting.results.services import ask


@requires(Act.SEE_FIGURES)
@require_GET
def annual_reports(request: HttpRequest) -> HttpResponse:
    """Every year that can be reported on, with what was written and published of it."""
    today = timezone.localdate()
    published: dict[int, list[AnnualPublication]] = {}
    for each in publications():
        published.setdefault(each.report.year, []).append(each)
    texts = written_texts()
    rows = [
        Row([
            Cell(str(year), year, reverse("annual_report", args=[year]), header=True),
            Cell(counted(texts[year], "tekst", "teksten") if year in texts else "nog geen teksten"),
            Cell(_published_words(published.get(year, []))),
        ])
        for year in range(today.year, FIRST_YEAR - 1, -1)
    ]  # fmt: skip
    table = Table("Jaarverslagen", [Column("Jaar"), Column("Geschreven"), Column("Gepubliceerd")], rows)
    return render(request, "reporting/annual/reports.html", {"table": table})


def _published_words(found: list[AnnualPublication]) -> str:
    if not found:
        return "nog niet"
    latest = found[0]
    return f"versie {latest.version}, {full_date(timezone.localdate(latest.published_at))}"


@requires(Act.SEE_FIGURES)
@require_GET
@yearly
def annual_report(request: HttpRequest, year: int) -> HttpResponse:
    """One report: what it says so far, and what one can do with it."""
    log_access(request, "annual_report", ground=str(year))
    return _page(request, report_or_404(year))


@requires(Act.WRITE_REPORT)
@require_POST
@yearly
def annual_boundaries(request: HttpRequest, year: int) -> HttpResponse:
    """Choose the municipal boundaries."""
    report = report_or_404(year)
    form = BoundariesForm(report, request.POST)
    if not form.is_valid():
        return _page(request, report, form)
    set_boundaries(year, Boundaries(form.cleaned_data["boundaries"]))
    log_access(request, "annual_boundaries", ground=str(year))
    messages.success(request, "De gemeentegrenzen van dit verslag zijn bewaard.")
    return redirect("annual_report", year)


@requires(Act.WRITE_REPORT)
@require_POST
@yearly
def annual_draft(request: HttpRequest, year: int) -> HttpResponse:
    """Ask for the draft as PDF; a worker makes it."""
    return _asked(request, report_or_404(year), DRAFT, f"Concept van jaarverslag {year}")


@requires(Act.PUBLISH_FIGURES)
@require_http_methods(["GET", "POST"])
@yearly
def annual_publish(request: HttpRequest, year: int) -> HttpResponse:
    """Say what publishing does, and publish; a worker does it."""
    report = report_or_404(year)
    if request.method == "POST":
        # Made now, so that whoever writes a text while it is printed need not wait for that.
        begin(year)
        return _asked(request, report, PUBLISH, f"Publicatie van jaarverslag {year}")
    context = _context(report) | {"version": publications(year).count() + 1}
    return render(request, "reporting/annual/publish.html", context)


def _asked(request: HttpRequest, report: AnnualReport, kind: str, title: str) -> HttpResponse:
    """Have a worker do it, where there is anything to report."""
    now = timezone.now()
    if not Year(report.year, Boundaries(report.boundaries), now).has_records:
        return _page(request, report, status=409)
    result = ask(kind, title, {"year": report.year}, user_of(request), now)
    log_access(request, kind, result.reference, str(report.year))
    return redirect("result", result.reference)


def _page(
    request: HttpRequest, report: AnnualReport, form: BoundariesForm | None = None, status: int = 200
) -> HttpResponse:
    today = timezone.localdate()
    texts = latest_texts(report)
    asked = listed(user_of(request), (DRAFT, PUBLISH)).filter(asked_for__year=report.year)
    writes = may(request.user, Act.WRITE_REPORT)
    context = _context(report) | {
        "form": form,
        "chapters": [
            {
                "title": chapter.title,
                "url": reverse("annual_text", args=[report.year, chapter.slug]),
                "text": texts[chapter.slug].text if chapter.slug in texts else "",
                "meta": _written_words(texts.get(chapter.slug), today),
            }
            for chapter in chapters_of(report.year)
            if chapter.written
        ],
        "publications": publications(report.year),
        "writes": writes,
        "publishes": may(request.user, Act.PUBLISH_FIGURES),
        "boundaries": form or BoundariesForm(report),
        "results": [
            {"text": each.title, "url": reverse("result", args=[each.reference]), "meta": short_moment(each.asked_at)}
            for each in asked
        ],
    }
    return render(request, "reporting/annual/report.html", context, status=status)


def _written_words(text: AnnualText | None, today: date) -> str:
    """ "versie 2, K. Manager, ma 2 dec"."""
    if text is None:
        return "nog niet geschreven"
    return f"versie {text.number}, {text.written_by.name}, {day_words(timezone.localdate(text.written_at), today)}"


def _context(report: AnnualReport) -> dict[str, object]:
    year = Year(report.year, Boundaries(report.boundaries), timezone.now())
    return {
        "year": str(report.year),
        "period": year.period,
        "until": full_date(year.period.last),
        "has_records": year.has_records,
    }
