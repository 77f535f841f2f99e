"""What recording made and changed, line by line: the audit trail of a batch."""

from dataclasses import dataclass, field
from typing import Any

from cases.recording.former import Change


@dataclass(slots=True)
class Made:
    """What recording one line made, by primary key; for the line's audit trail."""

    person: int | None = None
    detention: int | None = None
    notification: int | None = None
    case: int | None = None
    # What it changed of people and detentions that were known, to be put back when the batch is withdrawn.
    changed: list[Change] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        return {name: value for name in self.__slots__ if (value := getattr(self, name))}


@dataclass
class Recorded:
    """Per line what was made, and which people the lines are about."""

    made: dict[int, Made] = field(default_factory=dict)
    people: dict[int, int] = field(default_factory=dict)
