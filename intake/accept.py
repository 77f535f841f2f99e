"""Accepting a batch: everything that is certain in one transaction, the rest held back and shown."""

import json
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError

from cases.recording.plan import Plan, plan
from cases.recording.write import record
from cases.turn import only_one_at_a_time
from intake.judging import judge, keep
from intake.meaning import Line, Reader
from intake.models import Batch, Row
from intake.registration.accept import accept_registration
from intake.remarks import changed_since_preview, remarks_of
from intake.stored import RECORDED, UNCHANGING
from intake.waiting import Stored, waiting_lines
from nazorg.accounts.models import User
from nazorg.common.bulk import many_objects, update_many
from nazorg.common.jobs.progress import report


def accept(batch: Batch, by: User | None, now: datetime, today: date) -> None:
    """Record the rows of a checked batch. A row whose outcome changed since the preview is held back and says so.

    Raises ValidationError when the batch is not waiting for this (any more).
    """
    only_one_at_a_time()
    batch.refresh_from_db(fields=["state"])
    if batch.state not in (Batch.State.CHECKED, Batch.State.ACCEPTING):
        raise ValidationError(f"Deze partij is {batch.get_state_display()} en kan niet (nog eens) worden overgenomen.")
    record_rows(batch, by, today, now)
    # A row that looked like somebody new in this very batch can be compared now that this person is recorded.
    for row in batch.rows.filter(state=Row.State.HELD, outcome=Row.Outcome.CHOOSE, candidates=[]):
        keep(row, *judge(row, today))
    batch.state, batch.accepted_by, batch.accepted_at = Batch.State.ACCEPTED, by, now
    batch.save(update_fields=["state", "accepted_by", "accepted_at"])


def record_rows(batch: Batch, by: User | None, today: date, now: datetime) -> None:
    """Record the rows of a batch that wait, whatever the state of the batch itself. The caller holds the lock."""
    if batch.is_registration:
        accept_registration(batch, by, today)
        return
    stored: dict[int, Stored] = {}
    with many_objects():
        lines = list(waiting_lines(batch, Reader(batch, today), stored))
        _record_lines(batch, lines, stored, now)


def _record_lines(batch: Batch, lines: list[Line], stored: dict[int, Stored], now: datetime) -> None:
    """Record these lines of a batch as far as they mean what they were shown to mean."""
    able, worked_out = _planned(lines)
    changed: dict[int, list[dict[str, Any]]] = {}
    for line, judgement in zip(able, worked_out.judgements, strict=True):
        shown = stored[line.number]
        if judgement.outcome != shown.outcome:
            said = changed_since_preview(shown.outcome, judgement.outcome)
            changed[line.number] = remarks_of(line.cleaned.remarks, [*judgement.notes, said])
    if changed:
        # What changed may carry other lines of the same person along, so the rest is worked out again without it.
        able, worked_out = _planned([line for line in lines if line.number not in changed])
    report(batch.reference, 1, 2, "wordt vastgelegd")
    recorded = record(worked_out, batch.reference, batch.historical, now)
    _keep_rows(lines, stored, _outcomes(able, worked_out), changed, recorded.made, recorded.people)


def _planned(lines: list[Line]) -> tuple[list[Line], Plan]:
    """The lines that can be recorded, and the plan for them in the same order."""
    able = [line for line in lines if line.told is not None]
    return able, plan([line.told for line in able if line.told is not None])


def _outcomes(able: list[Line], worked_out: Plan) -> dict[int, str]:
    return {line.number: judgement.outcome for line, judgement in zip(able, worked_out.judgements, strict=True)}


def _keep_rows(
    lines: list[Line],
    stored: dict[int, Stored],
    outcomes: dict[int, str],
    changed: dict[int, list[dict[str, Any]]],
    made: dict[int, Any],
    people: dict[int, int],
) -> None:
    """Each row's new state, with what it made: the trail of the whole batch."""
    accepted, held, again = [], [], []
    for line in lines:
        row = stored[line.number]
        outcome = outcomes.get(line.number, Row.Outcome.WRONG.value)
        if line.number in changed:
            again.append((row.id, Row.State.HELD.value, json.dumps(changed[line.number])))
        elif outcome in RECORDED:
            trail = json.dumps(made[line.number].as_json())
            accepted.append((row.id, Row.State.ACCEPTED.value, trail, people.get(line.number)))
        elif outcome in UNCHANGING:
            accepted.append((row.id, Row.State.ACCEPTED.value, "{}", row.person_id))
        else:
            held.append((row.id, Row.State.HELD.value))
    update_many(Row, ["state", "made", "person_id"], accepted)
    update_many(Row, ["state"], held)
    update_many(Row, ["state", "remarks"], again)
