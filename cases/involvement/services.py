"""Recording that a unit takes part."""

from datetime import date

from django.core.exceptions import ValidationError

from cases.dossiers.models import Case
from cases.involvement.models import Participation
from nazorg.covenant.categories import Category
from nazorg.covenant.parties import Party
from partners.models import Unit


def take_part(case: Case, unit: Unit, why: Participation.Why, on: date) -> Participation:
    """Record that `unit` takes part in `case` since `on`; where it did so for this reason, the earliest day stays.

    Raises ValidationError where a mayor would take part in more than a return: the clerk reads of everything else.
    """
    if unit.party_of == Party.MAYOR and why != Participation.Why.BIJ:
        raise ValidationError("De burgemeester doet niet mee in een casus. Informeer die op het tabblad BIJ.")
    category = Category.BIJ if why == Participation.Why.BIJ else Category.CONFERENCE_LOGISTICS
    defaults = {"since": on, "category": category}
    found, made = Participation.objects.get_or_create(case=case, unit=unit, why=why, defaults=defaults)
    if not made and on < found.since:
        found.since = on
        found.save(update_fields=["since"])
    return found
