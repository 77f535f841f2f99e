"""Remarks as a row keeps them."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cases.recording.told import Judgement
from intake.models import Row
from intake.reading.wrong import Remark


def remarks_of(found: Iterable[Remark], notes: Iterable[str] = ()) -> list[dict[str, Any]]:
    """Remarks as a row keeps them; `notes` are what the plan adds."""
    kept = [
        {"level": r.level, "column": r.column, "text": r.text, "suggestions": list(r.suggestions), "code": r.code}
        for r in found
        if r.code != "minor"  # the plan says what comes of it
    ]
    return kept + [{"level": "note", "column": "", "text": note, "suggestions": [], "code": ""} for note in notes]


def changed_since_preview(shown: str, now: str) -> str:
    """What a row says that means something else now than when it was shown."""
    was, is_now = Row.Outcome(shown).label, Row.Outcome(now).label
    return f"Was “{was}” in het voorbeeld en is nu “{is_now}”. Bekijk de regel opnieuw."


@dataclass(slots=True)
class Judged:
    """A row of a batch and what it would mean; without a judgement it is wrong."""

    line: int
    raw: Mapping[str, str]
    remarks: Sequence[Remark]
    judgement: Judgement | None

    @property
    def outcome(self) -> str:
        return self.judgement.outcome if self.judgement else Row.Outcome.WRONG.value

    @property
    def person_id(self) -> int | None:
        return self.judgement.person_id if self.judgement else None

    @property
    def candidates(self) -> list[int]:
        return list(self.judgement.candidates) if self.judgement else []

    def as_remarks(self) -> list[dict[str, Any]]:
        return remarks_of(self.remarks, self.judgement.notes if self.judgement else [])


# json.dumps makes a new encoder at each call that asks for anything but its defaults.
as_json = json.JSONEncoder(ensure_ascii=False).encode
