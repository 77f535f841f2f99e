"""The list behind a cell of Table 1: which cases or persons make up the number, and why they count there."""

from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from cases.dossiers.models import Case
from cases.people.models import Person
from municipalities.models import Municipality
from nazorg.accounts.acts import Act, requires
from nazorg.accounts.log import log_access
from nazorg.common.dutch import numeric_date
from nazorg.common.scope import current_scope
from nazorg.common.tables import Cell, Column, Row, Table
from nazorg.common.words import born_words, spaced
from reporting.boundary_choice import boundary_day
from reporting.figures.boundaries import Region, region
from reporting.figures.definitions import Period, has_caseload, period
from reporting.figures.table_one import Figure
from reporting.table_one.cell import (
    CountedCase,
    CountedPerson,
    cases_behind,
    cases_of_year,
    figure_of,
    persons_behind,
    wanted,
)

PAGE = 50


@requires(Act.SEE_CASES)
@require_GET
def table_one_cell(request: HttpRequest, year: int, kind: str, code: str) -> HttpResponse:
    """The cases (caseload) or persons (uitstroom) of one cell, each with how it came to count there."""
    today = timezone.localdate()
    try:
        span, figure = period(year, today), Figure(kind)
    except ValueError as wrong:
        raise Http404(str(wrong)) from wrong
    if figure is Figure.CASELOAD and not has_caseload(span):
        raise Http404("De caseload van dit jaar is niet geregistreerd.")
    bounds = region(boundary_day(request.GET.get("grenzen", ""), span, today))
    cell = wanted(figure, code, bounds)
    if cell is None:
        raise Http404("Deze regel staat niet in de tabel.")
    page: Page[CountedCase] | Page[CountedPerson]
    wanted_page = request.GET.get("page")
    if figure is Figure.CASELOAD:
        page = Paginator(cases_behind(cell, span, bounds), PAGE).get_page(wanted_page)
        table = _cases_table(page, span)
    else:
        page = Paginator(persons_behind(cell, span, bounds), PAGE).get_page(wanted_page)
        table = _persons_table(page, span, bounds)
    shown = page.paginator.count
    log_access(request, "table_one_cell", ground=f"{figure.value} {year} {code}: {figure.words(shown)}")
    number = figure_of(figure, code, span, bounds)
    context = {
        "cell": cell,
        "what": f"{figure.value} {span.label}",
        "page": page,
        "shown": shown,
        "figure": number,
        "count": figure.words(number),
        "table": table,
        "back": f"{reverse('table_one')}?jaar={year}",
    }
    return render(request, "reporting/table_one_cell.html", context)


def _cases_table(page: Page[CountedCase], span: Period) -> Table:
    cases = Case.objects.visible_to(current_scope()).select_related("person", "detention__registered")
    by_id = cases.in_bulk([each.case_id for each in page])
    places = _names()
    rows = []
    for each in page:
        case = by_id[each.case_id]
        detention = case.detention
        registered = detention and (detention.registered or detention.get_registered_abode_display())
        rows.append(
            Row([
                _person_cell(case.person, reverse("case", args=[case.reference])),
                Cell(born_words(case.person.born), kind="date"),
                Cell(places.get(each.municipality_id or 0, "niet in een gemeente")),
                Cell(str(registered or "geen detentie")),
                Cell(numeric_date(each.last_on), each.last_on, kind="date"),
                Cell(spaced(case.reference), kind="ref"),
            ])
        )  # fmt: skip
    columns = [
        Column("Naam"), Column("Geboren", "date"), Column("Verblijft echt in"), Column("Ingeschreven in (DPAN)"),
        Column(f"Laatste handeling in {span.year}", "date"), Column("Casus", "ref"),
    ]  # fmt: skip
    return Table("Casussen in dit getal", columns, rows)


def _persons_table(page: Page[CountedPerson], span: Period, bounds: Region) -> Table:
    people = Person.objects.visible_to(current_scope()).in_bulk([each.person_id for each in page])
    counted = cases_of_year(list(people), span, bounds) if has_caseload(span) else {}
    references = dict(
        Case.objects.visible_to(current_scope())
        .filter(pk__in=[case.case_id for cases in counted.values() for case in cases])
        .values_list("pk", "reference")
    )
    places = _names()
    columns = [Column("Naam"), Column("Geboren", "date"), Column("Vrij op", "date"), Column("Ingeschreven in (DPAN)")]
    if has_caseload(span):
        columns += [Column(f"Casus in {span.year} telt bij"), Column("Casus", "ref")]
    rows = []
    for each in page:
        person, cases = people[each.person_id], counted.get(each.person_id, [])
        cells = [
            _person_cell(person, reverse("person", args=[person.reference])),
            Cell(born_words(person.born), kind="date"),
            Cell(numeric_date(each.released_on), each.released_on, kind="date"),
            Cell(places.get(each.municipality_id or 0, "niet in een gemeente")),
        ]
        if has_caseload(span):
            where = ", ".join(places.get(case.municipality_id or 0, "Overig") for case in cases)
            cells.append(Cell(where or "geen casus in dit jaar"))
            reference = references[cases[0].case_id] if cases else ""
            cells.append(
                Cell(spaced(reference), href=reverse("case", args=[reference]), kind="ref") if cases else Cell("")
            )
        rows.append(Row(cells))
    return Table("Personen in dit getal", columns, rows)


def _person_cell(person: Person, url: str) -> Cell:
    return Cell(person.list_name, href=url, header=True)


def _names() -> dict[int, str]:
    return dict(Municipality.objects.values_list("pk", "name"))
