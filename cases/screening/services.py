"""Recording a screening."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from cases.dossiers.models import Act, Case
from cases.screening.models import Screening
from nazorg.accounts.models import User
from nazorg.covenant.categories import Category


@transaction.atomic
def screen(case: Case, outcome: str, note: str, seen: int | None, by: User, now: datetime) -> Screening:
    """Record the outcome. `seen` is the screening (primary key) that whoever judges had before him, if any.

    It is one dated act a day: a second outcome on the same day corrects the first. Both stay readable.
    Raises ValidationError by field (outcome), or where somebody else was first.
    """
    if outcome not in Screening.Outcome.values:
        raise ValidationError({"outcome": "Kies een uitkomst."})
    Case.objects.select_for_update(of=("self",)).get(pk=case.pk)
    latest = Screening.objects.select_related("by").filter(case=case).first()
    if latest is not None and latest.pk != seen:
        raise ValidationError(
            f"{latest.by.name} heeft deze casus intussen gescreend: {latest.get_outcome_display()}. "
            "Is dat niet goed, kies dan opnieuw."
        )
    done = Screening.objects.create(case=case, outcome=outcome, note=note, by=by, at=now)
    today, words = timezone.localtime(now).date(), _words(done)
    act = Act.objects.filter(case=case, kind=Act.Kind.SCREENING, on=today).first()
    if act is None or latest is None:
        Act.objects.create(
            case=case,
            kind=Act.Kind.SCREENING,
            category=Category.RISK,
            on=today,
            text=words,
            done_by=by,
            recorded_at=now,
        )
    else:
        act.text = f"{words} Verbeterd door {by.name}, was: {latest.get_outcome_display()}."
        act.save(update_fields=["text"])
    return done


def _words(screening: Screening) -> str:
    outcome = screening.get_outcome_display().capitalize()
    return f"{outcome}: {screening.note}" if screening.note else f"{outcome}."
