"""Recording that a unit takes part, and that it does so no more."""

from collections.abc import Collection
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from cases.dossiers.models import Act, Case
from cases.involvement.models import Participation
from nazorg.accounts.models import User
from nazorg.common.words import joined
from nazorg.covenant.categories import Category
from nazorg.covenant.parties import Party
from partners.models import Unit

# A mayor takes part by being told of a return: that has happened and does not end.
ENDABLE = tuple(why for why in Participation.Why if why != Participation.Why.BIJ)


def take_part(case: Case, unit: Unit, why: Participation.Why, on: date) -> Participation:
    """Record that `unit` takes part in `case` since `on`; where it did so for this reason, the earliest day stays.

    Raises ValidationError where a mayor would take part in more than a return: the clerk reads of everything else.
    """
    if unit.party_of == Party.MAYOR and why != Participation.Why.BIJ:
        raise ValidationError("De burgemeester doet niet mee in een casus. Informeer die op het tabblad BIJ.")
    category = Category.BIJ if why == Participation.Why.BIJ else Category.CONFERENCE_LOGISTICS
    defaults = {"since": on, "category": category}
    found, made = Participation.objects.get_or_create(case=case, unit=unit, why=why, ended_on=None, defaults=defaults)
    if not made and on < found.since:
        found.since = on
        found.save(update_fields=["since"])
    return found


@transaction.atomic
def stop_taking_part(
    case: Case, unit: Unit, by: User, now: datetime, whys: Collection[Participation.Why] = ENDABLE
) -> None:
    """Record that from today on `unit` takes part no more, for these reasons. What it got stays in the ledger.

    Raises ValidationError where it does not take part for any of them.
    """
    today = timezone.localtime(now).date()
    running = Participation.objects.select_for_update(of=("self",))
    found = list(running.filter(case=case, unit=unit, why__in=whys, ended_on=None))
    if not found:
        raise ValidationError(f"{unit} doet al niet meer mee in deze casus.")
    for one in found:
        one.ended_on, one.ended_by = max(today, one.since), by
        one.save(update_fields=["ended_on", "ended_by"])
    reasons = joined([one.get_why_display() for one in found])
    Act.objects.create(
        case=case, kind=Act.Kind.NOTE, category=Category.CONFERENCE_LOGISTICS, on=today, done_by=by, recorded_at=now,
        text=f"{unit} doet niet meer mee ({reasons}).",
    )  # fmt: skip
