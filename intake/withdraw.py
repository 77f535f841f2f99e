"""Withdrawing a batch, while no work hangs on it."""

from datetime import datetime

from django.core.exceptions import ValidationError

from cases.recording.undo import Trail, hold, take_back
from cases.recording.undo import obstacles as found_obstacles
from cases.turn import only_one_at_a_time
from intake.models import Batch, Row
from nazorg.accounts.models import User

_UNDER_WAY = (Batch.State.READING, Batch.State.ACCEPTING)


def obstacles(batch: Batch) -> list[str]:
    """Why this batch cannot be withdrawn now, in sentences; empty when it can."""
    if batch.state == Batch.State.WITHDRAWN:
        return ["Deze partij is al ingetrokken."]
    if batch.state in _UNDER_WAY:
        return ["Deze partij wordt nog gelezen of overgenomen. Wacht tot dat klaar is."]
    return found_obstacles(_trail(batch)) if batch.state == Batch.State.ACCEPTED else []


def withdraw(batch: Batch, why: str, by: User, now: datetime) -> None:
    """Take back everything a batch recorded. The batch and its rows stay, as a trace.

    Raises ValidationError without a reason, or where something stands in the way.
    """
    only_one_at_a_time()
    batch.refresh_from_db()
    if not why.strip():
        raise ValidationError("Zeg waarom u deze partij intrekt.")
    hold(_trail(batch))
    if found := obstacles(batch):
        raise ValidationError(found)
    if batch.state == Batch.State.ACCEPTED:
        take_back(_trail(batch), now)
    batch.rows.update(state=Row.State.WITHDRAWN, made={})
    batch.state, batch.withdrawn_by, batch.withdrawn_at, batch.withdrawn_why = Batch.State.WITHDRAWN, by, now, why[:200]
    batch.save(update_fields=["state", "withdrawn_by", "withdrawn_at", "withdrawn_why"])


def _trail(batch: Batch) -> Trail:
    made = batch.rows.filter(state=Row.State.ACCEPTED).values_list("made", flat=True)
    return Trail.of(batch.reference, made)
