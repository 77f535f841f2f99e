"""A subject of the figures on screen and as a file, and the cases or persons behind a number."""

from collections.abc import Callable

from django.core.exceptions import PermissionDenied
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from cases.dossiers.models import Case
from cases.people.models import Person
from nazorg.accounts.acts import Act, may, requires
from nazorg.accounts.log import log_access
from nazorg.common.dutch import numeric_date, short_moment
from nazorg.common.export import to_csv, to_xlsx
from nazorg.common.scope import current_scope
from nazorg.common.tables import Cell, Column, Row, Table
from nazorg.common.words import born_words, spaced
from reporting.boundary_choice import boundary_day
from reporting.catalogue import subject
from reporting.figures.boundaries import Region, region
from reporting.figures.definitions import Period, WrongYear, period
from reporting.figures.source import OTHER, TOTAL, Behind, Key, Line, RowKey, Source, behind, count
from reporting.figures.table_one import Boundaries
from reporting.forms import TableOneForm, query_of, years_form
from reporting.line_tables import OTHER_CODE, TOTAL_CODE, Link, no_link, number_words
from reporting.subjects import Asked, Shown, Subject

PAGE = 50
_TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}


@requires(Act.SEE_FIGURES)
@require_GET
def figures_subject(request: HttpRequest, slug: str) -> HttpResponse:
    """The tables of one subject, with a chart and the definitions."""
    return _page(request, _subject(slug), years_form(request))


@requires(Act.SEE_FIGURES)
@require_GET
def figures_subject_file(request: HttpRequest, slug: str, ending: str) -> HttpResponse:
    """The same as a workbook or CSV; with a wrong choice the page that says what is wrong."""
    found, form = _subject(slug), years_form(request)
    if not form.is_valid():
        response = _page(request, found, form)
        response.status_code = 400
        return response
    asked = form.asked()
    name = "-".join([found.slug, *(str(each.year) for each in asked.periods)])
    log_access(request, f"figures_{ending}", ground=name)
    write: dict[str, Callable[[], bytes]] = {
        "xlsx": lambda: as_xlsx(found, found.show(asked, no_link), asked),
        "csv": lambda: to_csv(*found.show(asked, no_link).tables),
    }
    response = HttpResponse(write[ending](), content_type=_TYPES[ending])
    response["Content-Disposition"] = f'attachment; filename="{name}.{ending}"'
    return response


def as_xlsx(found: Subject, shown: Shown, asked: Asked) -> bytes:
    """A sheet for each table, and one with the choices and the definitions."""
    explanation = [("Keuze", asked.label), ("Berekend", short_moment(asked.as_of))]
    explanation += [("Let op", remark) for remark in shown.remarks]
    explanation += [(each.name, each.text) for each in found.definitions]
    names = [found.title, *(f"{found.title} {number}" for number in range(2, len(shown.tables) + 1))]
    return to_xlsx(*shown.tables, names=names, explanation=explanation)


@requires(Act.SEE_CASES)
@require_GET
def figures_cell(request: HttpRequest, slug: str, year: int, code: str, place: str) -> HttpResponse:
    """The cases or persons that a number counts, under the scope of whoever asks."""
    source = _subject(slug).source
    line = source.line(code) if source else None
    if source is None or line is None or not line.listed or line.median_of:
        raise Http404("Dit getal bestaat niet.")
    if not may(request.user, source.drill):
        raise PermissionDenied
    today = timezone.localdate()
    try:
        span = period(year, today)
    except WrongYear as wrong:
        raise Http404(str(wrong)) from wrong
    bounds = region(boundary_day(request.GET.get("grenzen", ""), span, today))
    row, name = row_of(source, line, place, bounds)
    found = behind(source, line, row, span, bounds, today)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    log_access(request, "figures_cell", ground=f"{slug} {code} {year} {place}: {len(found)}")
    context = {
        "what": line.name,
        "unit": line.unit,
        "where": f"{name}, {span.label}",
        "number": number_words(count(source, span, bounds, today).at(line, row)),
        "title": _subject(slug).title,
        "page": page,
        "table": _cases(page) if source.key is Key.CASE else _persons(page),
        "back": f"{reverse('figures_subject', args=[slug])}?jaar={year}",
    }
    return render(request, "reporting/subject_cell.html", context)


def _subject(slug: str) -> Subject:
    found = subject(slug)
    if found is None or found.url_name:
        raise Http404("Dit onderwerp bestaat niet.")
    return found


def _page(request: HttpRequest, found: Subject, form: TableOneForm) -> HttpResponse:
    context: dict[str, object] = {"subject": found, "form": form}
    if form.is_valid():
        asked = form.asked()
        drill = found.source is not None and may(request.user, found.source.drill)
        context |= {
            "asked": asked,
            "shown": found.show(asked, subject_links(asked) if drill else no_link),
            "computed": short_moment(asked.as_of),
            "query": query_of(asked),
        }
    return render(request, "reporting/subject.html", context)


def subject_links(asked: Asked) -> Link:
    """To the list behind a cell, under the same boundaries as the table's."""
    latest = max(each.year for each in asked.periods)

    def link(source: Source, line: Line, span: Period, code: str) -> str:
        address = reverse("figures_cell", args=[source.slug, span.year, line.code, code])
        bounds = asked.boundaries.value if asked.boundaries is Boundaries.NOW else str(latest)
        return address if bounds == str(span.year) else f"{address}?grenzen={bounds}"

    return link


def row_of(source: Source, line: Line, place: str, bounds: Region) -> tuple[RowKey, str]:
    """The row that a word in the address means, and its name. Raises Http404 where no table has that cell."""
    if place == TOTAL_CODE:
        return TOTAL, "alle gemeenten"
    if line.code in source.by_municipality:
        rows: dict[str, tuple[RowKey, str]] = {row.code: (row.pk, row.name) for row in bounds.rows}
        if found := (rows | {OTHER_CODE: (OTHER, "Overig")}).get(place):
            return found
    for split in source.splits:
        for value in split.values:
            if value.code == place and line.code in split.lines:
                return (split.column, value.held), value.name
    raise Http404("Deze regel staat niet in de tabel.")


def _cases(page: Page[Behind]) -> Table:
    cases = Case.objects.visible_to(current_scope()).select_related("person", "responsible")
    by_id = cases.in_bulk([each.pk for each in page])
    rows = []
    for each in page:
        if case := by_id.get(each.pk):
            rows.append(
                Row([
                    Cell(case.person.list_name, href=reverse("case", args=[case.reference]), header=True),
                    Cell(born_words(case.person.born), kind="date"),
                    Cell(str(case.responsible or "geen gemeente")),
                    *_last(each),
                    Cell(spaced(case.reference), kind="ref"),
                ])
            )  # fmt: skip
    columns = [
        Column("Naam"), Column("Geboren", "date"), Column("Gemeente nu"), Column("Laatste dag", "date"),
        Column("Keer", "num"), Column("Casus", "ref"),
    ]  # fmt: skip
    return Table("Casussen in dit getal", columns, rows)


def _persons(page: Page[Behind]) -> Table:
    people = Person.objects.visible_to(current_scope()).in_bulk([each.pk for each in page])
    rows = [
        Row([
            Cell(person.list_name, href=reverse("person", args=[person.reference]), header=True),
            Cell(born_words(person.born), kind="date"),
            *_last(each),
        ])
        for each in page
        if (person := people.get(each.pk))
    ]  # fmt: skip
    columns = [Column("Naam"), Column("Geboren", "date"), Column("Laatste dag", "date"), Column("Keer", "num")]
    return Table("Personen in dit getal", columns, rows)


def _last(each: Behind) -> list[Cell]:
    return [Cell(numeric_date(each.day), each.day, kind="date"), Cell(str(each.times), each.times, kind="num")]
