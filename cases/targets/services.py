"""Recording what a person finds of a target group."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from cases.dossiers.models import Act, Case
from cases.targets.models import GROUP_CATEGORY, MOST_DETENTIONS, Concern, Finding, Group, KnownBefore
from nazorg.accounts.models import User
from nazorg.common.words import counted
from nazorg.covenant.categories import Category
from partners.models import Unit


@transaction.atomic
def find(case: Case, group: str, belongs: bool, why: str, by: User, now: datetime) -> Finding:
    """Record that a case belongs to a group or not, whatever the data say. A former finding on it is kept, ended.

    Raises ValidationError by field: group, why.
    """
    if group == Group.CONCERN or group not in Group.values:
        raise ValidationError({"group": "Kies een doelgroep."})
    if not why:
        raise ValidationError({"why": "Zeg in een paar woorden waarom."})
    Case.objects.select_for_update(of=("self",)).get(pk=case.pk)
    Finding.objects.filter(case=case, group=group, ended_at=None).update(ended_at=now, ended_by=by)
    found = Finding.objects.create(
        case=case, group=group, category=GROUP_CATEGORY[group], belongs=belongs, why=why, by=by, at=now
    )
    _note(case, f"{found.get_group_display()}: {'ja' if belongs else 'nee'}. {why}", by, now)
    return found


@transaction.atomic
def take_back(record: Finding | Concern, by: User, now: datetime) -> None:
    """End a finding or a concern; it stays readable. Raises ValidationError where it was ended before."""
    again = type(record).objects.select_for_update(of=("self",)).get(pk=record.pk)
    if again.ended_at is not None:
        raise ValidationError("Dit was al teruggenomen.")
    again.ended_at, again.ended_by = now, by
    again.save(update_fields=["ended_at", "ended_by"])
    group = again.get_group_display() if isinstance(again, Finding) else Group.CONCERN.label
    _note(again.case, f"{group}: oordeel teruggenomen.", by, now)


@transaction.atomic
def know_before(case: Case, number: int, source: str, by: User, now: datetime) -> KnownBefore:
    """Record how many earlier detentions somebody had that are not registered here, and who says so.

    Raises ValidationError by field: number, source.
    """
    if not 0 <= number <= MOST_DETENTIONS:
        raise ValidationError({"number": f"Vul een aantal in van 0 tot en met {MOST_DETENTIONS}."})
    if not source:
        raise ValidationError({"source": "Zeg van wie of waaruit u dit weet."})
    known = KnownBefore.objects.create(case=case, number=number, source=source, by=by, at=now)
    _note(case, f"Eerder bekend: {counted(number, 'detentie', 'detenties')} ({source}).", by, now)
    return known


@transaction.atomic
def bring_in(case: Case, who: str, unit: Unit | None, on: date, why: str, by: User, now: datetime) -> Concern:
    """Record that a partner brought somebody in with concerns. Raises ValidationError by field: who, on, why."""
    wrong = {}
    if not who:
        wrong["who"] = "Zeg wie de zorgen heeft."
    if on > timezone.localtime(now).date():
        wrong["on"] = "Kies een datum die niet in de toekomst ligt."
    if not why:
        wrong["why"] = "Zeg waarover de zorgen gaan."
    if wrong:
        raise ValidationError(wrong)
    concern = Concern.objects.create(case=case, who=who, unit=unit, on=on, why=why, by=by, at=now)
    _note(case, f"Ingebracht door {who}{f' ({unit})' if unit else ''}.", by, now)
    return concern


def _note(case: Case, text: str, by: User, now: datetime) -> None:
    """A dated act. Always a finding's: contacts may read acts on target facts, of which theirs is only one."""
    Act.objects.create(
        case=case,
        kind=Act.Kind.NOTE,
        category=Category.TARGET_FINDINGS,
        on=timezone.localtime(now).date(),
        text=f"Doelgroep. {text}",
        done_by=by,
        recorded_at=now,
    )
