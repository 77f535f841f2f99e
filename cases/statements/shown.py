"""The statements of a case as their page shows them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django import forms
from django.utils import timezone

from cases.statements.forms import ReleaseForm, WithdrawForm
from cases.statements.models import PoliceRelease, Statement
from nazorg.common.dutch import full_date
from nazorg.common.scope import current_scope
from nazorg.common.tables import Tag


@dataclass(frozen=True)
class Shown:
    """A statement with how it stands, what is known of it in sentences, and what can be done; no form: nothing."""

    statement: Statement
    tag: Tag
    meta: str
    release: ReleaseForm | None = None
    withdraw: WithdrawForm | None = None
    open: str = ""


def shown_statements(
    found: Iterable[Statement], today: date, bound: forms.Form | None, may_write: bool
) -> dict[str, list[Shown]]:
    """Those that hold or wait (`now`), and those that ended (`former`). `bound` is a form that was refused."""
    statements = list(found)
    releases = PoliceRelease.objects.visible_to(current_scope()).filter(statement__in=statements)
    released = {one.statement_id: one for one in releases}
    now, former = list[Shown](), list[Shown]()
    for one in statements:
        if one.withdrawn_on is not None or one.until_on < today:
            former.append(Shown(one, _tag(one, today), _meta(one, released.get(one.pk))))
        else:
            now.append(_standing(one, today, released.get(one.pk), bound, may_write))
    return {"now": now, "former": former}


def _standing(
    one: Statement, today: date, released: PoliceRelease | None, bound: forms.Form | None, may_write: bool
) -> Shown:
    tag, meta = _tag(one, today), _meta(one, released)
    if not may_write:
        return Shown(one, tag, meta)
    release, withdraw = ReleaseForm(one.pk, today), WithdrawForm(one.pk)
    refused = ""
    if isinstance(bound, ReleaseForm) and bound.prefix == release.prefix:
        release, refused = bound, "release"
    if isinstance(bound, WithdrawForm) and bound.prefix == withdraw.prefix:
        withdraw, refused = bound, "withdraw"
    return Shown(one, tag, meta, release if one.waits_for_police else None, withdraw, refused)


def _tag(one: Statement, today: date) -> Tag:
    if one.withdrawn_on is not None:
        return Tag("ingetrokken", "plain")
    if one.until_on < today:
        return Tag("verlopen", "plain")
    if one.municipality_id is not None and one.municipality_id != one.case.responsible_id:
        return Tag("verhuisd, niemand leest dit", "warn", "i-alert")
    if one.waits_for_police:
        return Tag("wacht op de politie", "warn", "i-alert")
    return Tag("geldig", "good", "i-check")


def _meta(one: Statement, released: PoliceRelease | None) -> str:
    day = full_date(timezone.localdate(one.written_at))
    sentences = [f"Geldig tot en met {full_date(one.until_on)}.", f"Afgesproken op {day} door {one.written_by.name}."]
    if released is not None:
        sentences.append(
            f"Vrijgegeven door {released.released_by} (politie) op {full_date(released.on)}. "
            f"Grond: {released.ground_name}."
        )
    if one.withdrawn_on is not None and one.withdrawn_by is not None:
        why = one.withdrawn_why.rstrip(".")
        sentences.append(f"Ingetrokken op {full_date(one.withdrawn_on)} door {one.withdrawn_by.name}: {why}.")
    return " ".join(sentences)
