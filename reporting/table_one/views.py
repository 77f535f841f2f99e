"""Table 1 on screen and as a file."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from nazorg.accounts.acts import Act, may, requires
from nazorg.accounts.log import log_access
from nazorg.common.dutch import whole
from reporting.figures.notes import fewer_cases
from reporting.figures.table_one import Boundaries, FigureColumn, TableOne
from reporting.forms import TableOneForm, query_of, years_form
from reporting.table_one.report import TITLE, Report, as_csv, as_pdf, as_xlsx, build_report
from reporting.table_one.tables import Link, no_link

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@requires(Act.SEE_FIGURES)
@require_GET
def table_one(request: HttpRequest) -> HttpResponse:
    """Table 1, with a chart, definitions and notes."""
    form = years_form(request)
    return _page(request, form)


@requires(Act.SEE_FIGURES)
@require_GET
def table_one_xlsx(request: HttpRequest) -> HttpResponse:
    return _file(request, "xlsx", _XLSX, as_xlsx)


@requires(Act.SEE_FIGURES)
@require_GET
def table_one_csv(request: HttpRequest) -> HttpResponse:
    return _file(request, "csv", "text/csv; charset=utf-8", as_csv)


@requires(Act.SEE_FIGURES)
@require_GET
def table_one_pdf(request: HttpRequest) -> HttpResponse:
    return _file(request, "pdf", "application/pdf", as_pdf)


def _page(request: HttpRequest, form: TableOneForm) -> HttpResponse:
    context: dict[str, object] = {"form": form, "title": TITLE, "query": ""}
    if form.is_valid():
        years, boundaries = form.chosen()
        link = table_one_links(max(years), boundaries) if may(request.user, Act.SEE_CASES) else no_link
        report = build_report(years, boundaries, timezone.now(), link)
        context |= {"report": report, "query": query_of(form.asked())}
        context["may_publish"] = may(request.user, Act.PUBLISH_FIGURES)
        context["questions"] = _questions(report.figures, boundaries) if link is not no_link else []
    return render(request, "reporting/table_one.html", context)


def _questions(table: TableOne, boundaries: Boundaries) -> list[tuple[str, str]]:
    """Why a municipality has fewer cases than people released, and the page that answers it."""
    asked = []
    for each in fewer_cases(table):
        year = each.period.year
        bounds = "?grenzen=nu" if boundaries is Boundaries.NOW else f"?grenzen={max(table.years)}"
        for row, (cases, people) in each.counts.items():
            name = row.name if year == table.years[0] else f"{row.name} in {year}"
            url = reverse("why_differs", args=[year, row.code])
            url += "" if bounds == f"?grenzen={year}" else bounds
            asked.append((f"{name}: waarom {whole(cases)} en niet {whole(people)}?", url))
    return asked


def _file(request: HttpRequest, ending: str, content_type: str, write: Callable[[Report], bytes]) -> HttpResponse:
    """The chosen table as a file; with a wrong choice the page that says what is wrong."""
    form = years_form(request)
    if not form.is_valid():
        response = _page(request, form)
        response.status_code = 400
        return response
    years, boundaries = form.chosen()
    report = build_report(years, boundaries, timezone.now())
    log_access(request, f"table_one_{ending}", ground=report.file_name)
    response = HttpResponse(write(report), content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{report.file_name}.{ending}"'
    return response


def table_one_links(latest: int, boundaries: Boundaries) -> Link:
    """To the list behind a cell, under the same boundaries as the table's."""

    def link(column: FigureColumn, code: str) -> str:
        year = column.period.year
        address = reverse("table_one_cell", args=[year, column.figure.value, code])
        if boundaries is Boundaries.NOW:
            return f"{address}?grenzen=nu"
        return address if year == latest else f"{address}?grenzen={latest}"

    return link
