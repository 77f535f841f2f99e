"""Small records for the figures, and Table 1 as the CSV download has it."""

import csv
from datetime import date
from io import StringIO

from django.test import Client

from cases.models import Case, Detention, Person
from nazorg.common.scope import system_scope
from tests.factories import ActFactory, CaseFactory, DetentionFactory, PersonFactory, StayFactory, municipality

ELSEWHERE = ("none", "abroad", "unknown")

Table = dict[str, dict[str, str]]


def person() -> Person:
    with system_scope("records of a test"):
        made: Person = PersonFactory.create()
        return made


def released(where: str, day: date, who: Person | None = None) -> Detention:
    """A detention that ended on `day`; `where` is a CBS code, or "none", "abroad" or "unknown"."""
    with system_scope("records of a test"):
        registered = {"registered": None, "registered_abode": where}
        if where not in ELSEWHERE:
            registered = {"registered": municipality(where)}  # type: ignore[dict-item]
        made: Detention = DetentionFactory.create(
            person=who or person(), start_on=date(day.year - 1, 12, 1), released_on=day, **registered
        )
        return made


def worked_on(where: str, *days: date, who: Person | None = None, kind: str = "note") -> Case:
    """A case with an act on each of `days`, of somebody who stays in `where` from 2012 on ("" for nowhere known)."""
    with system_scope("records of a test"):
        case: Case = CaseFactory.create(detention__person=who or person())
        if where in ELSEWHERE:
            StayFactory(case=case, from_on=date(2012, 1, 1), abode=where)
        elif where:
            StayFactory(case=case, from_on=date(2012, 1, 1), municipality=municipality(where))
        for day in days:
            act(case, day, kind)
        return case


def act(case: Case, day: date, kind: str = "note", area: str = "", category: str = "identity") -> None:
    with system_scope("records of a test"):
        ActFactory(case=case, on=day, kind=kind, area=area, category=category)


def moved(case: Case, where: str, day: date) -> None:
    """From `day` on the person actually stays in `where`."""
    with system_scope("records of a test"):
        StayFactory(case=case, from_on=day, municipality=municipality(where))


def table(client: Client, query: str = "jaar=2013&met=2012") -> Table:
    """Table 1 and what stands below it, by row and column, as downloaded."""
    response = client.get(f"/cijfers/tabel-1.csv?{query}")
    assert response.status_code == 200, response.content.decode()
    return read_csv(response.content)


def read_csv(content: bytes) -> Table:
    """The tables of a CSV by row and column."""
    found: Table = {}
    head: list[str] = []
    for line in csv.reader(StringIO(content.decode("utf-8-sig")), delimiter=";"):
        if not line:
            head = []
        elif not head:
            head = line
        else:
            found[line[0]] = dict(zip(head, line, strict=True))
    return found
