"""Explaining a difference, or leaving the task to find out."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from cases.differences.models import Explanation, Why
from cases.people.models import Person
from nazorg.accounts.models import User

MOST = 300


@transaction.atomic
def explain(
    person: Person, kind: str, year: int, why: str, text: str, due_on: date | None, by: User, now: datetime
) -> Explanation:
    """Say why somebody is counted otherwise in one year; what was said before stays and holds no more.

    `due_on` (inclusive) is for the task to find out. Raises ValidationError by field: why, text, due_on.
    """
    text = text.strip()
    wrong: dict[str, str] = {}
    if why not in Why.values:
        wrong["why"] = "Kies een uitleg uit de lijst."
    if why == Why.OTHER and not text:
        wrong["text"] = "Schrijf op waardoor het komt."
    if len(text) > MOST:
        wrong["text"] = f"Maak de toelichting korter: {MOST} tekens is het meeste."
    if why == Why.TASK and (due_on is None or due_on < timezone.localdate(now)):
        wrong["due_on"] = "Kies een dag vanaf vandaag."
    if wrong:
        raise ValidationError(wrong)
    Explanation.objects.filter(person=person, kind=kind, year=year, current=True).update(current=False)
    return Explanation.objects.create(
        person=person,
        kind=kind,
        year=year,
        why=why,
        text=text,
        due_on=due_on if why == Why.TASK else None,
        by=by,
        at=now,
    )
