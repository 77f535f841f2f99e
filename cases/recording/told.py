"""What a door hands over to be recorded: one notification about one person, cleaned."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from cases.people.matching import Identity


@dataclass(slots=True)
class Told:
    """One notification. `line` is where it stands in its batch; `key` and `digest` tell it from all others.

    `person_id` and `somebody_new` carry the choice of a person, where one was made.
    """

    line: int
    identity: Identity
    prefix: str
    sex: str
    address: str
    bsn: str
    kind: str
    on: date
    start_on: date | None
    facts: dict[str, Any]
    title: str
    asks_help: bool | None
    key: str
    digest: bytes
    person_id: int | None = None
    somebody_new: bool = False


@dataclass(slots=True)
class Judgement:
    """What recording it would do: an outcome (as in `intake.Row.Outcome`) and sentences that explain it."""

    outcome: str = "new"
    notes: list[str] = field(default_factory=list)
    person_id: int | None = None
    candidates: tuple[int, ...] = ()
    code: str = ""
