"""Reading what was passed on as urgent, and who has not said to have it."""

from datetime import date

from django.db.models import QuerySet

from cases.dossiers.models import Case
from cases.urgency.models import Alert, Urgency
from nazorg.common.scope import Scope
from partners.models import Colleague
from partners.selectors import units_on


def urgencies_of(case: Case, scope: Scope) -> QuerySet[Urgency]:
    """What was urgent in a case, the latest first, each with whom was told."""
    found = Urgency.objects.visible_to(scope).filter(case=case).select_related("raised_by")
    return found.prefetch_related("alerts__unit__organisation", "alerts__disclosure")


def unacknowledged(scope: Scope) -> QuerySet[Alert]:
    """Who was told and has not said to have it, the longest ago first: for Vandaag."""
    waiting = Alert.objects.visible_to(scope).filter(acknowledged_on=None)
    return waiting.select_related("urgency__case__person", "unit__organisation").order_by("urgency__raised_at", "pk")


def professionals(today: date) -> dict[str, Colleague]:
    """Whom one can tell, by primary key as text: the people of the units that work with us on `today`."""
    found = Colleague.objects.filter(unit__in=units_on(today)).select_related("unit__organisation")
    return {str(one.pk): one for one in found.order_by("unit__organisation__name", "unit__name", "name")}
