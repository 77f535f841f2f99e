"""Reading whom a case concerns, and who still has to be told."""

from datetime import date

from django.db.models import Prefetch, QuerySet

from cases.dossiers.models import Case
from cases.involved.models import Involved, ReleaseNotice
from nazorg.common.scope import Scope
from nazorg.covenant.categories import Category
from nazorg.covenant.table import covenant_on
from partners.models import Unit
from partners.selectors import units_on


def involved_in(case: Case, scope: Scope) -> list[Involved]:
    """Whom a case concerns, each with the tasks to tell that person, the latest last."""
    notices = ReleaseNotice.objects.visible_to(scope).select_related("unit__organisation").order_by("pk")
    found = Involved.objects.visible_to(scope).filter(case=case).select_related("recorded_by", "case")
    return list(found.prefetch_related(Prefetch("notices", notices)))


def to_tell(scope: Scope) -> QuerySet[ReleaseNotice]:
    """Who still has to be told of a release, the first one due standing first."""
    waiting = ReleaseNotice.objects.visible_to(scope).filter(done_on=None)
    return waiting.select_related("involved__case__person", "unit__organisation").order_by("due_on", "pk")


def overdue(scope: Scope, today: date) -> QuerySet[ReleaseNotice]:
    """Of those the ones that should have been told: for Vandaag."""
    return to_tell(scope).filter(due_on__lt=today)


def units_for_errands(today: date) -> dict[str, Unit]:
    """The units that the covenant of today lets know of somebody else, by reference, to tell that person."""
    covenant = covenant_on(today)
    return {unit.reference: unit for unit in units_on(today) if covenant.cell(unit.party_of, Category.INVOLVED).receive}
