"""Reading the BIJ group. Nothing outside this page asks: it is no source for screening."""

from collections.abc import Iterable

from django.db.models import QuerySet

from cases.bij.models import BijRecord, MayorInformed
from cases.dossiers.models import Case
from nazorg.common.scope import Scope
from nazorg.covenant.parties import Party
from partners.models import Unit

_TOLD = ("unit__organisation", "by", "disclosure")


def the_group(scope: Scope) -> QuerySet[BijRecord]:
    """Everybody who belongs to it now, who comes free first standing first; each with what the mayor was told."""
    running = BijRecord.objects.visible_to(scope).filter(ended_on=None)
    related = ("case__person", "case__detention", "case__responsible")
    return running.select_related(*related).prefetch_related("told__by").order_by(
        "case__detention__expected_end_on", "pk"
    )  # fmt: skip


def not_informed(scope: Scope) -> QuerySet[BijRecord]:
    """Of those the ones of whom no mayor was told anything yet: for Vandaag."""
    return the_group(scope).filter(told=None)


def record_of(case: Case, scope: Scope) -> BijRecord | None:
    """What is known of one case, also when it does not belong to the group any more."""
    return BijRecord.objects.visible_to(scope).select_related("case", "recorded_by").filter(case=case).first()


def told_of(record: BijRecord, scope: Scope) -> list[MayorInformed]:
    """What the mayor was told of one case, the latest first."""
    return list(MayorInformed.objects.visible_to(scope).filter(record=record).select_related(*_TOLD))


def own_mayor(case: Case, units: Iterable[Unit]) -> Unit | None:
    """The mayor of the responsible municipality, as far as the names of the units say so; never another one."""
    if case.responsible is None:
        return None
    named = case.responsible.name
    return next((unit for unit in units if unit.party_of == Party.MAYOR and named in str(unit)), None)
