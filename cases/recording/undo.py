"""Taking back what a batch recorded, as long as no work hangs on it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import CharField, Q, Value
from django.db.models.functions import Cast, Concat

from cases.chain.models import Interview, Pause
from cases.chain.settle import settle
from cases.detentions.models import AskedForHelp, Detention, DetentionTitle, Notification
from cases.dossiers.models import Act, Case
from cases.needs.models import Consent, Need
from cases.people.models import MergeRecord, Person
from cases.recording.former import RESPONSIBLE, Change, put_back
from cases.recording.plan import load_stays
from cases.recording.write import write_settled
from cases.requests.moving import answered_cases, follow
from nazorg.common.scope import system_scope


@dataclass
class Trail:
    """Primary keys of what a batch made, by kind."""

    reference: str
    people: set[int] = field(default_factory=set)
    detentions: set[int] = field(default_factory=set)
    cases: set[int] = field(default_factory=set)
    changed: list[Change] = field(default_factory=list)

    @classmethod
    def of(cls, reference: str, made: Iterable[Mapping[str, Any]]) -> "Trail":
        """From what its rows keep."""
        trail = cls(reference)
        for one in made:
            trail.changed += [tuple(change) for change in one.get("changed", ())]
            for kind, found in (("person", trail.people), ("detention", trail.detentions), ("case", trail.cases)):
                if kind in one:
                    found.add(one[kind])
        return trail


def obstacles(trail: Trail) -> list[str]:
    """Why a batch cannot be taken back, in sentences; empty when it can."""
    with system_scope("work that the withdrawer may not read is in the way too; only sentences come out"):
        return _obstacles(trail)


def _obstacles(trail: Trail) -> list[str]:
    ours = Q(batch_reference=trail.reference)
    found = []
    worked = len(_worked_in(trail, ours))
    if answered_cases(sorted(trail.cases)):
        found.append("Een gemeente heeft al geantwoord over een casus uit deze partij.")
    if worked:
        found.append(f"Er is al gewerkt in {_cases(worked)} die uit deze partij kwam{'en' if worked > 1 else ''}.")
    if Notification.objects.filter(detention__in=trail.detentions).exclude(ours).exists():
        found.append("Er zijn latere meldingen over detenties uit deze partij.")
    if Notification.objects.filter(ours, superseded_by__isnull=False).exclude(superseded_by__in=_of(trail)).exists():
        found.append("Een melding uit deze partij is later verbeterd.")
    if Case.objects.filter(detention__in=trail.detentions).exclude(pk__in=trail.cases).exists():
        found.append("Bij een detentie uit deze partij is later een casus geopend.")
    others = Q(detentions__isnull=False) & ~Q(detentions__in=trail.detentions)
    others |= Q(cases__isnull=False) & ~Q(cases__in=trail.cases)
    if Person.objects.filter(others, pk__in=trail.people).exists():
        found.append("Iemand uit deze partij heeft later nog een detentie of casus gekregen.")
    if MergeRecord.objects.filter(Q(kept__in=trail.people) | Q(double__in=trail.people)).exists():
        # Also after undoing: the record of it would go with the person.
        found.append("Iemand uit deze partij is of was samengevoegd met een ander.")
    return found


def _worked_in(trail: Trail, ours: Q) -> set[int]:
    """The cases (primary keys) in which something was recorded beside what the batch made."""
    found = set(Act.objects.filter(case__in=trail.cases).exclude(ours).values_list("case_id", flat=True))
    for model in (Need, Consent, Pause, Interview):
        found |= set(model._default_manager.filter(case__in=trail.cases).values_list("case_id", flat=True))
    return found


def _cases(count: int) -> str:
    return "een casus" if count == 1 else f"{count} casussen"


def _of(trail: Trail) -> list[int]:
    return list(Notification.objects.filter(batch_reference=trail.reference).values_list("pk", flat=True))


def hold(trail: Trail) -> None:
    """Wait for whoever writes in a case that the batch made; nobody else begins until the transaction ends."""
    with system_scope("whoever takes a batch back waits for all who write in its cases"):
        list(Case.objects.select_for_update(of=("self",)).filter(pk__in=trail.cases).order_by("pk").values_list("pk"))


def take_back(trail: Trail, now: datetime) -> None:
    """Remove what the batch made and put back what it had changed. Call only without `obstacles`."""
    ours = Notification.objects.filter(batch_reference=trail.reference)
    people = set(ours.values_list("detention__person_id", flat=True))
    Act.objects.filter(batch_reference=trail.reference).delete()
    # An older version counts again; until ours are gone the key would stand twice.
    ours.update(key=Concat(Value("ingetrokken:"), Cast("pk", CharField())))
    ours.delete()
    with system_scope("what followed from a withdrawn notification goes with it, also drafts that staff may not read"):
        Case.objects.filter(pk__in=trail.cases).delete()
        AskedForHelp.objects.filter(pk__in=trail.detentions).delete()
    DetentionTitle.objects.filter(pk__in=trail.detentions).delete()
    Detention.objects.filter(pk__in=trail.detentions).delete()
    Person.objects.filter(pk__in=trail.people).delete()
    left = [stay for stays in load_stays(sorted(people - trail.people)).values() for stay in stays]
    for stay in left:
        stay.settle()
    write_settled(left)
    put_back(trail.changed)
    with system_scope("clocks are derived"):
        touched = Case.objects.filter(person__in=people - trail.people, chain__isnull=False)
        numbers = list(touched.values_list("pk", flat=True))
    follow([key for what, key, _, _ in trail.changed if what == RESPONSIBLE and key in numbers], now)
    settle(numbers, now)
