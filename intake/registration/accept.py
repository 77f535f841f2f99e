"""Accepting the old workbook."""

import json
from datetime import date

from cases.recording.registration import plan_registration, record_registration
from intake.meaning import apply_choice
from intake.models import Batch, Row
from intake.registration.meaning import RegistrationReader
from intake.remarks import changed_since_preview, remarks_of
from intake.stored import RECORDED, UNCHANGING, texts
from nazorg.accounts.models import User
from nazorg.common.bulk import update_many


def accept_registration(batch: Batch, by: User | None, today: date) -> None:
    """Record the rows that wait, as far as they mean what the preview said."""
    reader, year = RegistrationReader(batch, today), batch.year or 0
    stored = {row.line: row for row in Row.objects.filter(batch=batch, state=Row.State.WAITING)}
    lines = {number: reader.line(number, texts(row.raw, row.corrected)) for number, row in stored.items()}
    able = [line.registered for line in lines.values() if line.registered is not None]
    for one in able:
        apply_choice(one, stored[one.line].choice, stored[one.line].person_id)
    plan = plan_registration(able, year)
    outcomes = dict(zip((one.line for one in able), plan.judgements, strict=True))
    changed = {n for n, judgement in outcomes.items() if judgement.outcome != stored[n].outcome}
    if changed:
        plan = plan_registration([one for one in able if one.line not in changed], year)
    recorded = record_registration(plan, year, batch.reference, by.pk if by else None)
    states = []
    for number, row in stored.items():
        judgement = outcomes.get(number)
        made, person, remarks, state = {}, row.person_id, row.remarks, Row.State.HELD
        if number in changed and judgement is not None:
            said = changed_since_preview(row.outcome, judgement.outcome)
            remarks = remarks_of(lines[number].cleaned.remarks, [*judgement.notes, said])
        elif judgement is not None and judgement.outcome in (*RECORDED, *UNCHANGING):
            state = Row.State.ACCEPTED
            if number in recorded:
                trail, person = recorded[number]
                made = trail.as_json()
        states.append((row.pk, state.value, json.dumps(made), person, json.dumps(remarks)))
    update_many(Row, ["state", "made", "person_id", "remarks"], states)
