"""What a person does with one row: correct it, choose whom it is about, set it aside, take it back.

Each judges the row again by the same rules. In a batch that was accepted already, a row that has become certain is
recorded at once; in one that was not, it waits for the acceptance of the whole.
"""

import json
from collections.abc import Mapping
from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils import timezone

from cases.people.models import Person
from cases.turn import only_one_at_a_time
from intake.accept import record_rows
from intake.batches import source_of
from intake.judging import judge, keep
from intake.models import Batch, Row
from intake.stored import RECORDED, UNCHANGING, texts
from nazorg.accounts.models import User
from nazorg.common.crypto import seal

_OPEN = (Row.State.WAITING, Row.State.HELD)


def correct(row: Row, cells: Mapping[str, str], by: User, now: datetime) -> Row:
    """Put `cells` (column identifier to text) in place of what came; the raw row stays as it was.

    Only what differs from the raw row is kept as correction. Raises ValidationError when the row is done with.
    """
    row = _open(row)
    raw = texts(row.raw, None)
    known = {column.name for column in source_of(row.batch).columns}
    changed = {name: text for name, text in cells.items() if name in known and text != raw.get(name, "")}
    row.corrected = seal(json.dumps(changed, ensure_ascii=False).encode()) if changed else None
    # Another name or number may be another person's, so an earlier choice does not stand.
    row.choice, row.person, row.decided_by, row.decided_at = "", None, by, now
    return _judge_again(row, by, now)


def choose(row: Row, person: Person | None, by: User, now: datetime) -> Row:
    """Keep the choice that a row is about `person`, or (None) about somebody new.

    Raises ValidationError when the row is done with, or `person` is none of the candidates.
    """
    row = _open(row)
    if person is not None and person.pk not in row.candidates:
        raise ValidationError("Deze persoon is geen kandidaat (meer) voor deze regel. Kies opnieuw.")
    row.choice = Row.Choice.SAME if person else Row.Choice.OTHER
    row.person, row.decided_by, row.decided_at = person, by, now
    return _judge_again(row, by, now)


def set_aside(row: Row, why: str, by: User) -> Row:
    """Leave a row out, with a reason; it stays readable. Raises ValidationError without a reason."""
    row = _open(row)
    if not why.strip():
        raise ValidationError("Zeg waarom u deze regel opzij legt.")
    row.state, row.set_aside_why, row.decided_by, row.decided_at = Row.State.SET_ASIDE, why[:200], by, timezone.now()
    row.save()
    return row


def take_back(row: Row) -> Row:
    """Let a row that was set aside count again. Raises ValidationError where it was not."""
    if row.state != Row.State.SET_ASIDE:
        raise ValidationError("Deze regel ligt niet opzij.")
    row.state = Row.State.HELD if row.batch.state == Batch.State.ACCEPTED else Row.State.WAITING
    row.set_aside_why = ""
    row.save()
    return row


def _open(row: Row) -> Row:
    """The row as it is now, locked. Raises ValidationError when there is nothing left to decide about it."""
    only_one_at_a_time()
    row = Row.objects.select_for_update(of=("self",)).select_related("batch").get(pk=row.pk)
    if row.state not in _OPEN or row.batch.state not in (Batch.State.CHECKED, Batch.State.ACCEPTED):
        raise ValidationError(f"Deze regel is {row.get_state_display()} en kan niet meer worden gewijzigd.")
    return row


def _judge_again(row: Row, by: User, now: datetime) -> Row:
    keep(row, *judge(row, timezone.localdate(now)))
    if row.batch.state == Batch.State.ACCEPTED and row.outcome in (*RECORDED, *UNCHANGING):
        row.state = Row.State.WAITING
        row.save(update_fields=["state"])
        record_rows(row.batch, by, timezone.localdate(now), now)
        row.refresh_from_db()
    return row
