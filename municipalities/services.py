"""Changing the registry."""

from datetime import date, timedelta

from django.db import transaction

from municipalities.models import Alias, Municipality
from municipalities.names import name_key


def add_alias(municipality: Municipality, name: str) -> Alias:
    """Let a municipality be found under another name too. An alias moves when it was somebody else's."""
    defaults = {"name": name, "municipality": municipality}
    return Alias.objects.update_or_create(key=name_key(name), defaults=defaults)[0]


@transaction.atomic
def merge_into(municipality: Municipality, successor: Municipality, on: date) -> None:
    """Record that from `on` (inclusive) `municipality` goes on as part of `successor`.

    A planned merger is entered beforehand: until that day nothing changes. Raises ValidationError.
    """
    municipality.valid_to = on - timedelta(days=1)
    municipality.successor = successor
    municipality.full_clean()
    municipality.save()
