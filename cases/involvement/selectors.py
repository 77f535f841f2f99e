"""Reading which units take part."""

from datetime import date

from django.db.models import Q

from cases.dossiers.models import Case
from cases.involvement.models import Participation
from nazorg.common.scope import Scope
from partners.models import Unit


def units_in(case: Case, scope: Scope) -> dict[Unit, list[Participation]]:
    """The units that take part in a case, each with why; who came first stands first."""
    found: dict[Unit, list[Participation]] = {}
    taking_part = Participation.objects.visible_to(scope).filter(case=case, ended_on=None)
    for one in taking_part.select_related("unit__organisation"):
        found.setdefault(one.unit, []).append(one)
    return found


def takes_part(case: Case, unit: Unit, scope: Scope, on: date) -> frozenset[str]:
    """Why (codes) a unit takes part in a case on a day; empty where it does not."""
    found = Participation.objects.visible_to(scope).filter(case=case, unit=unit, since__lte=on)
    found = found.filter(Q(ended_on=None) | Q(ended_on__gt=on))
    return frozenset(found.values_list("why", flat=True))
