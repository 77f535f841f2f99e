"""Judging one row by itself, by the same rules as the whole batch."""

from datetime import date

from cases.recording.plan import plan
from cases.recording.registration import plan_registration
from cases.recording.told import Judgement
from intake.meaning import Reader, apply_choice
from intake.models import Row
from intake.reading.wrong import Remark
from intake.registration.meaning import RegistrationReader
from intake.remarks import remarks_of
from intake.stored import texts


def judge(row: Row, today: date) -> tuple[Judgement | None, list[Remark]]:
    """What this row by itself would mean now, and the remarks of its cells."""
    cells = texts(row.raw, row.corrected)
    if row.batch.is_registration:
        read = RegistrationReader(row.batch, today).line(row.line, cells)
        if read.registered is None:
            return None, read.cleaned.remarks
        apply_choice(read.registered, row.choice, row.person_id)
        return plan_registration([read.registered], row.batch.year or 0).judgements[0], read.cleaned.remarks
    line = Reader(row.batch, today).line(row.line, cells)
    if line.told is None:
        return None, line.cleaned.remarks
    apply_choice(line.told, row.choice, row.person_id)
    return plan([line.told]).judgements[0], line.cleaned.remarks


def keep(row: Row, judgement: Judgement | None, found: list[Remark]) -> None:
    """Write a judgement down with its row."""
    row.outcome = judgement.outcome if judgement else Row.Outcome.WRONG
    row.remarks = remarks_of(found, judgement.notes if judgement else [])
    row.candidates = list(judgement.candidates) if judgement else []
    if judgement and judgement.person_id and not row.choice:
        row.person_id = judgement.person_id
    row.save()
