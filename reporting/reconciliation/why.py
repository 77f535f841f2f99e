""" "Waarom 1 en niet 2?": the people released from a municipality beside the cases that count there."""

from datetime import date
from typing import Any, TypeVar

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from cases.differences.models import Explanation, Kind
from cases.differences.selectors import explanations_of
from cases.dossiers.models import Case
from cases.people.models import Person
from municipalities.models import Municipality
from nazorg.accounts.acts import Act, requires
from nazorg.accounts.log import log_access
from nazorg.common.dutch import numeric_date
from nazorg.common.scope import current_scope
from nazorg.common.tables import Cell, Column, Row, Table
from nazorg.common.words import spaced
from reporting.boundary_choice import boundary_day
from reporting.figures.boundaries import Region, region
from reporting.figures.definitions import Period, WrongYear, has_caseload, period
from reporting.figures.table_one import Figure
from reporting.reconciliation.tables import Explaining, explanation_words
from reporting.sources.reconciliation import KINDS
from reporting.subject_views import PAGE
from reporting.table_one.cell import (
    CountedCase,
    CountedPerson,
    Wanted,
    cases_behind,
    cases_of_year,
    figure_of,
    persons_behind,
    releases_of_year,
    wanted,
)

_BOTH = "telt in beide"
T = TypeVar("T")


@requires(Act.SEE_CASES)
@require_GET
def why_differs(request: HttpRequest, year: int, code: str) -> HttpResponse:
    """Per person why he counts in the caseload, in the outflow, or in both."""
    today = timezone.localdate()
    try:
        span = period(year, today)
    except WrongYear as wrong:
        raise Http404(str(wrong)) from wrong
    bounds = region(boundary_day(request.GET.get("grenzen", ""), span, today))
    row = next((row for row in bounds.rows if row.code == code), None)
    cell = wanted(Figure.OUTFLOW, code, bounds)
    if row is None or cell is None or not has_caseload(span):
        raise Http404("Van deze gemeente en dit jaar zijn er niet allebei cijfers.")
    released = Paginator(persons_behind(cell, span, bounds), PAGE)
    worked = Paginator(cases_behind(cell, span, bounds), PAGE)
    longest: Paginator[Any] = released if released.num_pages > worked.num_pages else worked
    page = longest.get_page(request.GET.get("page"))
    people, cases = (figure_of(figure, code, span, bounds) for figure in (Figure.OUTFLOW, Figure.CASELOAD))
    log_access(request, "why_differs", ground=f"{year} {code}: {people} en {cases}")
    query = QueryDict(mutable=True)
    if "grenzen" in request.GET:
        query["grenzen"] = request.GET["grenzen"]
    explaining = Explaining(reverse("differences", args=[year, KINDS[Kind.NO_CASE][0], code]), query)
    context = {
        "row": row,
        "year": span.label,
        "cases": Figure.CASELOAD.words(cases),
        "people": Figure.OUTFLOW.words(people),
        "all": (released.count, worked.count) == (people, cases),
        "page": page,
        "released": _released(_on(released, page.number), cell, span, bounds, explaining),
        "worked": _worked(_on(worked, page.number), cell, span, bounds),
        "back": f"{reverse('table_one')}?jaar={year}",
    }
    return render(request, "reporting/why_differs.html", context)


def _on(pages: Paginator[T], number: int) -> list[T]:
    """What stands on a page; nothing where the list is out and the other one goes on."""
    return list(pages.page(number).object_list) if number <= pages.num_pages else []


def _released(found: list[CountedPerson], cell: Wanted, span: Period, bounds: Region, explaining: Explaining) -> Table:
    people = Person.objects.visible_to(current_scope()).in_bulk([each.person_id for each in found])
    names, counted = _names(), cases_of_year(list(people), span, bounds)
    said = explanations_of(list(people), Kind.NO_CASE, span.year, current_scope())
    rows = []
    for each in found:
        person, cases = people[each.person_id], counted.get(each.person_id, [])
        rows.append(
            Row([
                Cell(person.list_name, href=reverse("person", args=[person.reference]), header=True),
                Cell(numeric_date(each.released_on), each.released_on, kind="date"),
                Cell(
                    _why_released(cases, cell, bounds, said.get(each.person_id), span.year, names),
                    href="" if cases else explaining.url(person.reference),
                ),
            ])
        )  # fmt: skip
    columns = [Column("Vrijgekomen"), Column("Vrij op", "date"), Column("Casus")]
    return Table("Wie vrijkwam", columns, rows)


def _why_released(
    cases: list[CountedCase], cell: Wanted, bounds: Region, said: Explanation | None, year: int, names: dict[int, str]
) -> str:
    if any(_inside(case.municipality_id, case.last_on, cell, bounds) for case in cases):
        return _BOTH
    if cases:
        return f"verblijft echt {_place(cases[0].municipality_id, names)}: de casus telt daar"
    return f"geen casus in {year}: {explanation_words(said) if said else 'nog geen uitleg'}"


def _worked(found: list[CountedCase], cell: Wanted, span: Period, bounds: Region) -> Table:
    cases = Case.objects.visible_to(current_scope()).select_related("person").in_bulk([each.case_id for each in found])
    names = _names()
    releases = releases_of_year([case.person_id for case in cases.values()], span, bounds)
    rows = []
    for each in found:
        case = cases[each.case_id]
        rows.append(
            Row([
                Cell(case.person.list_name, href=reverse("case", args=[case.reference]), header=True),
                Cell(spaced(case.reference), kind="ref"),
                Cell(_why_worked(releases.get(case.person_id), cell, bounds, span.year, names)),
            ])
        )  # fmt: skip
    return Table(
        "Aan welke casussen is gewerkt", [Column("Casus van"), Column("Casus", "ref"), Column("Uitstroom")], rows
    )


def _why_worked(release: CountedPerson | None, cell: Wanted, bounds: Region, year: int, names: dict[int, str]) -> str:
    if release is None:
        return f"kwam in {year} niet vrij"
    if release.municipality_id is None:
        return "kwam vrij zonder adres in een gemeente"
    if _inside(release.municipality_id, release.released_on, cell, bounds):
        return _BOTH
    return f"staat ingeschreven {_place(release.municipality_id, names)}: de vrijlating telt daar"


def _inside(municipality_id: int | None, day: date, cell: Wanted, bounds: Region) -> bool:
    """Whether a record of that municipality and day counts in the cell."""
    return any(
        bounds.places[number].municipality_id == municipality_id
        and bounds.places[number].first <= day <= bounds.places[number].last
        for number in cell.places
    )


def _place(municipality_id: int | None, names: dict[int, str]) -> str:
    return f"in {names[municipality_id]}" if municipality_id else "buiten elke gemeente"


def _names() -> dict[int, str]:
    return dict(Municipality.objects.values_list("pk", "name"))
