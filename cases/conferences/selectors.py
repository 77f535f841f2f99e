"""Reading conferences: lists, one with all that belongs to it, those of a case, and how many there were."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time

from django.db.models import Count, Prefetch, Q, QuerySet

from cases.conferences.models import AgendaItem, Conference, ConferencePart, Invitation, Seat
from cases.dossiers.models import Act, Case
from cases.needs.selectors import consents_of, is_withdrawn
from nazorg.common.scope import Scope
from nazorg.covenant.areas import AREA_CATEGORY

# The dated act that a held conference leaves in each case that was discussed.
ACT_OF = {
    Conference.Kind.TAILORED: Act.Kind.TAILORED_MEETING,
    Conference.Kind.OFFENDERS: Act.Kind.OFFENDER_MEETING,
    Conference.Kind.VIOLENCE: Act.Kind.VIOLENCE_MEETING,
}


def find_conference(reference: str, scope: Scope) -> Conference:
    """The conference of this reference. Raises Conference.DoesNotExist where there is none, or none for this scope."""
    return Conference.objects.visible_to(scope).get(reference=reference)


def conferences(scope: Scope) -> QuerySet[Conference]:
    """All conferences, each with how many are invited and how many come; in no order of their own."""
    coming = Q(invitations__answer=Invitation.Answer.ATTENDS)
    found: QuerySet[Conference] = Conference.objects.visible_to(scope)
    return found.annotate(
        invited_count=Count("invitations"),
        coming_count=Count("invitations", filter=coming),
    )


def coming(scope: Scope, today: date) -> QuerySet[Conference]:
    """What is planned, also of a day that passed while nobody said what became of it; and until its day what is off."""
    return conferences(scope).filter(_is_coming(today)).order_by("on", "starts", "pk")


def past(scope: Scope, today: date) -> QuerySet[Conference]:
    """Those that are over, the latest first."""
    return conferences(scope).exclude(_is_coming(today)).order_by("-on", "-starts", "-pk")


def _is_coming(today: date) -> Q:
    return Q(state=Conference.State.PLANNED) | Q(state=Conference.State.CANCELLED, on__gte=today)


def with_agenda(found: QuerySet[Conference], scope: Scope) -> QuerySet[Conference]:
    """The same, each with its agenda and the people on it."""
    items = AgendaItem.objects.visible_to(scope).select_related("case__person")
    return found.prefetch_related(Prefetch("items", items))


def agenda_of(conference: Conference, scope: Scope) -> list[AgendaItem]:
    """The items of the agenda in their order, each with its case and person."""
    found = AgendaItem.objects.visible_to(scope).filter(conference=conference)
    return list(found.select_related("case__person", "case__responsible", "case__detention", "conference"))


def parts_of(conference: Conference, scope: Scope) -> list[ConferencePart]:
    """The parts in their order."""
    return list(ConferencePart.objects.visible_to(scope).filter(conference=conference))


def invitations_of(conference: Conference, scope: Scope) -> list[Invitation]:
    """Who is invited, each with seats and the cases it comes for; who was invited first stands first."""
    found = Invitation.objects.visible_to(scope).filter(conference=conference)
    return list(
        found.select_related("unit__organisation", "municipality").prefetch_related(
            Prefetch("seats", Seat.objects.visible_to(scope).select_related("part")), "items__case__person"
        )
    )


def hours_of(
    seated: Iterable[ConferencePart], parts: list[ConferencePart], conference: Conference
) -> tuple[time, time]:
    """From when until when somebody who sits in these parts is there; in none: the whole conference."""
    ends = {part.pk: end for part, end in zip(parts, [*(p.starts for p in parts[1:]), conference.ends], strict=True)}
    mine = list(seated)
    if not mine:
        return conference.starts, conference.ends
    return min(part.starts for part in mine), max(ends[part.pk] for part in mine)


def agreed_categories(conference: Conference, scope: Scope) -> frozenset[str]:
    """The categories (codes) of the areas to which everybody on the agenda agreed; without a dossier nobody did."""
    agreed: list[set[str]] = []
    for item in agenda_of(conference, scope):
        known = consents_of(item.case, scope) if item.case else {}
        agreed.append({AREA_CATEGORY[area].value for area, one in known.items() if not is_withdrawn(one)})
    return frozenset(set.intersection(*agreed)) if agreed else frozenset()


def conferences_of(case: Case, scope: Scope) -> list[AgendaItem]:
    """Where a case is or was on the agenda, the latest first, each item with its conference and who was invited."""
    found = AgendaItem.objects.visible_to(scope).filter(case=case).select_related("conference")
    return list(found.order_by("-conference__on", "-conference__starts", "-pk"))


def to_come(case: Case, scope: Scope, today: date) -> list[Conference]:
    """The planned conferences from `today` on that have this case on their agenda, the first one first."""
    planned = Conference.objects.visible_to(scope).filter(state=Conference.State.PLANNED, on__gte=today)
    return list(planned.filter(items__case=case))


@dataclass(frozen=True)
class Counts:
    """Of one kind of conference in one year. `meetings` is None where only the old registration tells of them."""

    kind: str
    cases: int
    meetings: int | None
    discussions: int


def conference_counts(year: int, scope: Scope) -> list[Counts]:
    """Three counts a kind: cases with a conference, conferences held, and discussions (a case in a conference).

    Cases and discussions are dated acts, so those of the old registration count too. The last one is of all kinds
    together: a case counts once there.
    """
    days = (date(year, 1, 1), date(year, 12, 31))
    acts = Act.objects.visible_to(scope).filter(on__range=days)
    held = Conference.objects.visible_to(scope).filter(on__range=days, state=Conference.State.HELD)
    kinds = [(str(kind.label), [act.value], held.filter(kind=kind)) for kind, act in ACT_OF.items()]
    kinds.append(("alle overleggen", [act.value for act in ACT_OF.values()], held))
    found = []
    for label, codes, meetings in kinds:
        numbers = acts.filter(kind__in=codes).aggregate(cases=Count("case", distinct=True), all=Count("pk"))
        number = meetings.count()
        known = number or None if numbers["all"] else number
        found.append(Counts(label, numbers["cases"], known, numbers["all"]))
    return found
