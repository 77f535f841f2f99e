"""The rows of a batch that wait for acceptance, as they would be recorded now."""

from collections.abc import Iterator
from dataclasses import dataclass

from intake.meaning import Line, Reader, apply_choice
from intake.models import Batch, Row
from intake.stored import texts


@dataclass(slots=True)
class Stored:
    """What a waiting row was shown as."""

    id: int
    outcome: str
    choice: str
    person_id: int | None


def waiting_lines(batch: Batch, reader: Reader, stored: dict[int, Stored]) -> Iterator[Line]:
    """The rows that wait, cleaned again (with what was corrected and chosen); fills `stored`."""
    rows = (
        Row.objects.filter(batch=batch, state=Row.State.WAITING)
        .order_by("line")
        .values_list("id", "line", "raw", "corrected", "outcome", "choice", "person_id")
    )
    for number, line, raw, corrected, outcome, choice, person in rows.iterator(chunk_size=5_000):
        stored[line] = Stored(number, outcome, choice, person)
        [found] = reader.lines([(line, texts(raw, corrected))])
        if found.told is not None:
            apply_choice(found.told, choice, person)
        yield found
