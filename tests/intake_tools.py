"""Notifications as a clerk would hand them in, and the way they go: received, checked, accepted."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from itertools import count
from pathlib import Path
from typing import Any

from cases.access import scope_for
from fixtures.invented import Person
from fixtures.notification import as_csv, dutch_birth_date, dutch_date
from intake.accept import accept
from intake.batches import receive
from intake.check import check
from intake.models import Batch, Row
from nazorg.accounts.models import User
from nazorg.common.scope import open_scope, system_scope
from tests.conftest import NOW
from tests.crowds import IN_FILES

TODAY = NOW.date()
Cells = dict[str, str]

_numbers = count(1)


def somebody() -> Person:
    """An invented person whom nobody else looks like."""
    return IN_FILES.somebody()


def _person_cells(person: Person) -> Cells:
    return {
        "skn": person.skn,
        "bsn": person.bsn,
        "family_name": person.family_name,
        "prefix": person.prefix,
        "given_names": person.given_names,
        "born": dutch_birth_date(person.born),
        "sex": person.sex,
    }


def arrival(person: Person | None = None, on: date = date(2024, 11, 29), **cells: str) -> Cells:
    """An instroom; `cells` go before what it would hold."""
    return {
        "number": f"T-{next(_numbers):05}",
        "kind": "instroom",
        "notified_at": f"{dutch_date(on)} 10:00",
        **_person_cells(person or somebody()),
        "registered": "Hilversum",
        "institution": "PI Almere",
        "unit": "B1",
        "start_on": dutch_date(on),
        "title": "preventief",
    } | cells


def transfer(person: Person, on: date, started: date | None = None, **cells: str) -> Cells:
    """A doorstroom to PI Lelystad."""
    start = dutch_date(started) if started else ""
    moved = {"kind": "doorstroom", "start_on": start, "transfer_on": dutch_date(on), "new_institution": "PI Lelystad"}
    return arrival(person, on, **moved | cells)


def release(person: Person, on: date, started: date | None = None, **cells: str) -> Cells:
    """An uitstroom."""
    start = dutch_date(started) if started else ""
    gone = {"kind": "uitstroom", "institution": "", "start_on": start, "released_on": dutch_date(on)}
    return arrival(person, on, **gone | cells)


def received(rows: Sequence[Mapping[str, str]], by: User, **fields: Any) -> Batch:
    """Handed in, not read yet."""
    fields = {"source_code": "dpan", "door": Batch.Door.FILE, "filename": "meldingen.csv"} | fields
    with open_scope(scope_for(by)):
        return receive(as_csv(dict(row) for row in rows), by=by, **fields)


def checked(rows: Sequence[Mapping[str, str]], by: User, today: date = TODAY, **fields: Any) -> Batch:
    """Handed in and judged: what the preview shows."""
    batch = received(rows, by, **fields)
    with open_scope(scope_for(by)):
        check(batch, today)
    return batch


def accepted(rows: Sequence[Mapping[str, str]], by: User, **fields: Any) -> Batch:
    """Handed in, judged and agreed to."""
    return accepting(checked(rows, by, **fields), by)


def accepted_file(path: Path, by: User, source_code: str = "dpan", **fields: Any) -> Batch:
    """A whole file of the repository, taken in under the scope of who does it."""
    with open_scope(scope_for(by)):
        batch = receive(
            path.read_bytes(), source_code=source_code, door=Batch.Door.FILE, by=by, filename=path.name, **fields
        )
        check(batch, TODAY)
        assert batch.state == Batch.State.CHECKED, batch.problem
    return accepting(batch, by)


def accepting(batch: Batch, by: User) -> Batch:
    with open_scope(scope_for(by)):
        accept(batch, by, NOW + timedelta(minutes=1), TODAY)
    return batch


def outcomes(batch: Batch) -> list[tuple[str, str]]:
    """(outcome, state) of each row, in the order of the lines."""
    with system_scope("the test looks at the rows"):
        return list(Row.objects.filter(batch=batch).order_by("line").values_list("outcome", "state"))


def row_of(batch: Batch, number: int = 0) -> Row:
    """The n-th row of a batch."""
    with system_scope("the test looks at a row"):
        return Row.objects.select_related("batch").filter(batch=batch).order_by("line")[number]


def remarks_of_row(batch: Batch, number: int = 0) -> str:
    """All remarks of the n-th row, as one text."""
    return " ".join(remark["text"] for remark in row_of(batch, number).remarks)
