"""Being away: one says so oneself, with who stands in."""

from datetime import date, timedelta

from django.core.exceptions import ValidationError

from municipalities.agreements.models import Absence
from nazorg.accounts.models import User


def add_absence(user: User, from_on: date, to_on: date, substitute: User | None, today: date) -> Absence:
    """Record that somebody is away between two days (inclusive). Raises ValidationError by field."""
    if to_on < today:
        raise ValidationError({"to_on": "Kies een laatste dag die nog niet voorbij is."})
    if to_on < from_on:
        raise ValidationError({"to_on": "De laatste dag ligt vóór de eerste."})
    absence = Absence(user=user, from_on=from_on, to_on=to_on, substitute=substitute)
    absence.full_clean()
    absence.save()
    return absence


def end_absence(absence: Absence, today: date) -> None:
    """Somebody is back, or stays after all: an absence that ran ended yesterday, one that was to come is dropped.

    One that is over stays as it was.
    """
    if absence.to_on < today:
        return
    if absence.from_on >= today:
        absence.delete()
        return
    absence.to_on = today - timedelta(days=1)
    absence.save(update_fields=["to_on"])
