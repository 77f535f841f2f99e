"""Remarks as a row keeps them."""

from collections.abc import Iterable, Mapping
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


def as_row(line: int, raw: Mapping[str, str], found: Iterable[Remark], judgement: Judgement | None) -> dict[str, Any]:
    """A judged line as it is stored; without a judgement it is wrong."""
    return {
        "line": line,
        "raw": raw,
        "outcome": judgement.outcome if judgement else Row.Outcome.WRONG.value,
        "remarks": remarks_of(found, judgement.notes if judgement else []),
        "person_id": judgement.person_id if judgement else None,
        "candidates": list(judgement.candidates) if judgement else [],
    }
