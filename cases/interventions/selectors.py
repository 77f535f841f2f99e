"""Reading interventions. An act of that kind is one, with or without what was recorded beside it."""

from django.db.models import QuerySet

from cases.dossiers.models import Act, Case
from nazorg.common.scope import Scope


def interventions_of(case: Case, scope: Scope) -> QuerySet[Act]:
    """The interventions of a case, the latest first, each with by whom and how it ended where that is on record."""
    acts = Act.objects.visible_to(scope).filter(case=case, kind=Act.Kind.INTERVENTION)
    return acts.select_related("intervention", "done_by").order_by("-on", "-pk")


def running_interventions(case: Case, scope: Scope) -> QuerySet[Act]:
    """Those that have not ended."""
    return interventions_of(case, scope).filter(intervention__isnull=False, intervention__ended_on=None)
