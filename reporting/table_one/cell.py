"""The cases or persons behind one cell of Table 1, under the scope of whoever asks."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from nazorg.common.figures import figures_scope
from reporting.figures.boundaries import Region
from reporting.figures.counting import (
    CASES_WORKED_ON,
    PERSONS_RELEASED,
    Count,
    count_caseload,
    count_outflow,
    parameters,
    plain_plans,
)
from reporting.figures.definitions import Period
from reporting.figures.table_one import Figure
from reporting.table_one.tables import BELOW, OTHER_CODE, TOTAL_CODE


@dataclass(frozen=True)
class CountedCase:
    """A case as the caseload of a year counts it."""

    case_id: int
    last_on: date
    municipality_id: int | None


@dataclass(frozen=True)
class CountedPerson:
    """A person as the outflow of a year counts him: by this release."""

    person_id: int
    detention_id: int
    released_on: date
    municipality_id: int | None


@dataclass(frozen=True)
class Wanted:
    """Which rows make up a cell: by place, and of those without a place by abode."""

    name: str
    places: tuple[int, ...]
    abodes: tuple[str, ...] = ()
    anywhere_else: bool = False


def wanted(figure: Figure, code: str, region: Region) -> Wanted | None:
    """What the word for a row in the address means; None where the table has no such row."""
    caseload = figure is Figure.CASELOAD
    if code == TOTAL_CODE:
        return Wanted("Totaal", tuple(range(len(region.places))), anywhere_else=caseload)
    if code == OTHER_CODE:
        gone = tuple(number for number, place in enumerate(region.places) if place.row is None)
        return Wanted("Overig", gone, anywhere_else=caseload)
    for abode, (word, name) in BELOW.items():
        if word == code and not caseload:
            return Wanted(name, (), (abode,))
    row = next((row for row in region.rows if row.code == code), None)
    if row is None:
        return None
    return Wanted(row.name, tuple(number for number, place in enumerate(region.places) if place.row == row.pk))


def cases_behind(cell: Wanted, span: Period, region: Region) -> list[CountedCase]:
    """The cases of a cell of the caseload, by the scope that is open: the latest act first."""
    condition = "place = ANY(%(wanted)s) OR (place IS NULL AND %(anywhere_else)s) ORDER BY last_on DESC, case_id"
    query = f"SELECT case_id, last_on, municipality_id FROM ({CASES_WORKED_ON}) AS c WHERE {condition}"  # noqa: S608
    rows = _rows(query, parameters(span, region) | {"wanted": list(cell.places), "anywhere_else": cell.anywhere_else})
    return [CountedCase(*row) for row in rows]


def persons_behind(cell: Wanted, span: Period, region: Region) -> list[CountedPerson]:
    """The persons of a cell of the outflow, by the scope that is open: the latest release first."""
    columns = "person_id, detention_id, released_on, registered_id"
    condition = "place = ANY(%(wanted)s) OR (place IS NULL AND abode = ANY(%(abodes)s))"
    query = f"SELECT {columns} FROM ({PERSONS_RELEASED}) AS p WHERE {condition} ORDER BY released_on DESC, person_id"  # noqa: S608
    rows = _rows(query, parameters(span, region) | {"wanted": list(cell.places), "abodes": list(cell.abodes)})
    return [CountedPerson(*row) for row in rows]


def figure_of(figure: Figure, code: str, span: Period, region: Region) -> int:
    """The number that the table shows in this cell, counted over everything."""
    with figures_scope():
        count = count_caseload(span, region) if figure is Figure.CASELOAD else count_outflow(span, region)
    return _cell(count, code, region) or 0


def _cell(count: Count, code: str, region: Region) -> int | None:
    if code == TOTAL_CODE:
        return count.total
    if code == OTHER_CODE:
        return count.other
    for abode, (word, _) in BELOW.items():
        if word == code:
            return count.below.get(abode)
    return next((count.rows.get(row.pk) for row in region.rows if row.code == code), None)


def _rows(query: str, values: dict[str, Any]) -> list[tuple[Any, ...]]:
    with plain_plans(values["first"], values["last"]), connection.cursor() as cursor:
        cursor.execute(query, values)
        return list(cursor.fetchall())


def cases_of_year(people: list[int], span: Period, region: Region) -> dict[int, list[CountedCase]]:
    """Of each of these people the cases that the caseload of the year counts, the latest act first."""
    cases = f"({CASES_WORKED_ON}) AS c JOIN cases_case ON cases_case.id = c.case_id"
    columns = "person_id, case_id, last_on, municipality_id"
    query = f"SELECT {columns} FROM {cases} WHERE person_id = ANY(%(people)s) ORDER BY last_on DESC, case_id"  # noqa: S608
    found: dict[int, list[CountedCase]] = {}
    for person, *case in _rows(query, parameters(span, region) | {"people": people}):
        found.setdefault(person, []).append(CountedCase(*case))
    return found


def releases_of_year(people: list[int], span: Period, region: Region) -> dict[int, CountedPerson]:
    """Of each of these people who was released in the year: how the outflow counts him."""
    columns = "person_id, detention_id, released_on, registered_id"
    query = f"SELECT {columns} FROM ({PERSONS_RELEASED}) AS p WHERE person_id = ANY(%(people)s)"  # noqa: S608
    rows = _rows(query, parameters(span, region) | {"people": people})
    return {row[0]: CountedPerson(*row) for row in rows}
