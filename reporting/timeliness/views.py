"""Answer time and handoff in time: on screen, as a workbook, and the cases behind a number."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from nazorg.accounts.acts import Act, may, requires
from nazorg.accounts.log import log_access
from reporting.figures.timeliness import Fact
from reporting.timeliness.definitions import definitions
from reporting.timeliness.forms import TimelinessForm
from reporting.timeliness.report import ALL, TITLE, By, Choice, as_xlsx, build_timeliness
from reporting.timeliness.tables import Line, Link, no_link

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@requires(Act.SEE_FIGURES)
@require_GET
def timeliness(request: HttpRequest) -> HttpResponse:
    """How long municipalities take, and what the MMD-er has in time; with tables, charts and definitions."""
    return _page(request, TimelinessForm(request.GET, timezone.localdate()))


@requires(Act.SEE_FIGURES)
@require_GET
def timeliness_xlsx(request: HttpRequest) -> HttpResponse:
    """The same as a workbook; with a wrong choice the page that says what is wrong."""
    form = TimelinessForm(request.GET, timezone.localdate())
    if not form.is_valid():
        response = _page(request, form)
        response.status_code = 400
        return response
    report = build_timeliness(form.chosen(), timezone.now())
    log_access(request, "timeliness_xlsx", ground=report.file_name)
    response = HttpResponse(as_xlsx(report), content_type=_XLSX)
    response["Content-Disposition"] = f'attachment; filename="{report.file_name}.xlsx"'
    return response


def _page(request: HttpRequest, form: TimelinessForm) -> HttpResponse:
    context: dict[str, object] = {"form": form, "title": TITLE}
    if form.is_valid():
        choice = form.chosen()
        link = _cases_link(choice) if may(request.user, Act.SEE_CASES) else no_link
        context |= {
            "report": build_timeliness(choice, timezone.now(), link, _more_link(choice)),
            "query": query_of(choice),
            "definitions": definitions(),
        }
    return render(request, "reporting/timeliness.html", context)


def query_of(choice: Choice) -> str:
    """The choice as it stands in an address."""
    return urlencode({
        "jaar": choice.span.year,
        "maand": choice.span.month or "",
        "gemeente": choice.municipality.code if choice.municipality else "",
        "per": choice.by.value,
    })  # fmt: skip


def _cases_link(choice: Choice) -> Link:
    """To the cases behind a cell."""

    def link(line: Line, fact: Fact) -> str:
        address = reverse("timeliness_cell", args=[choice.span.year, fact.value, line.code])
        return f"{address}?maand={line.month}" if line.month else address

    return link


def _more_link(choice: Choice) -> Link:
    """From a municipality to its months, and from a month to its municipalities."""

    def link(line: Line, fact: Fact) -> str:
        year, month = choice.span.year, line.month or ""
        if choice.by is By.MUNICIPALITY:
            chosen = {"jaar": year, "gemeente": line.code, "per": By.MONTH.value}
        else:
            code = "" if line.code == ALL else line.code
            chosen = {"jaar": year, "maand": month, "gemeente": code, "per": By.MUNICIPALITY.value}
        return f"{reverse('timeliness')}?{urlencode(chosen)}"

    return link
