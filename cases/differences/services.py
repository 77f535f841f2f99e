"""Explaining a difference, leaving the task to find out, and taking that back."""

from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from cases.differences.models import SAID, Explanation, Why
from cases.people.models import Person
from nazorg.accounts.models import User

MOST = 300


@dataclass(frozen=True)
class Said:
    """What somebody says of a difference. `due_on` (inclusive) and `owner` are for the task to find out."""

    why: str
    text: str = ""
    due_on: date | None = None
    owner: User | None = None


@transaction.atomic
def explain(person: Person, kind: str, year: int, said: Said, by: User, now: datetime) -> Explanation:
    """Say why somebody is counted otherwise in one year; what was said before stays and holds no more.

    A task without an owner is for whoever leaves it. Raises ValidationError by field: why, text, due_on.
    """
    text, task = said.text.strip(), said.why == Why.TASK
    wrong: dict[str, str] = {}
    if said.why not in dict(SAID):
        wrong["why"] = "Kies een uitleg uit de lijst."
    if said.why == Why.OTHER and not text:
        wrong["text"] = "Schrijf op waardoor het komt."
    if len(text) > MOST:
        wrong["text"] = f"Maak de toelichting korter: {MOST} tekens is het meeste."
    if task and (said.due_on is None or said.due_on < timezone.localdate(now)):
        wrong["due_on"] = "Kies een dag vanaf vandaag."
    if wrong:
        raise ValidationError(wrong)
    _end_what_holds(person, kind, year)
    return Explanation.objects.create(
        person=person,
        kind=kind,
        year=year,
        why=said.why,
        text=text,
        due_on=said.due_on if task else None,
        owner=(said.owner or by) if task else None,
        by=by,
        at=now,
    )


@transaction.atomic
def withdraw(person: Person, kind: str, year: int, by: User, now: datetime) -> None:
    """Take back what was said: the difference is open again. Raises ValidationError where nothing was said."""
    if not _end_what_holds(person, kind, year):
        raise ValidationError("Er is geen uitleg meer om in te trekken.")
    Explanation.objects.create(person=person, kind=kind, year=year, why=Why.WITHDRAWN, by=by, at=now, current=False)


def _end_what_holds(person: Person, kind: str, year: int) -> int:
    """Let nothing hold, and say how much did. Whoever explains the same person meanwhile waits."""
    list(Person.objects.select_for_update().filter(pk=person.pk))
    return Explanation.objects.filter(person=person, kind=kind, year=year, current=True).update(current=False)
