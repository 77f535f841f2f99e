"""Reading cases and people for the staff's pages. Lists start at Case: that is what stays fast under the policies."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Max, Min, Q, QuerySet

from cases.course.models import Course
from cases.detentions.models import Detention
from cases.dossiers.models import Case, Stay
from cases.people.models import Bsn, MergeRecord, Person
from nazorg.common.crypto import unseal
from nazorg.common.scope import Scope

_WITH = ("person", "detention", "responsible")

# How a list of cases can be ordered: the word in the address, and the columns.
ORDERS: dict[str, tuple[str, ...]] = {
    "geopend": ("opened_on", "id"),
    "naam": ("person__family_name", "person__given_names", "id"),
    "gemeente": ("responsible__name", "id"),
    "vrij": ("detention__released_on", "detention__expected_end_on", "id"),
}


@dataclass(frozen=True)
class Wanted:
    """Which cases to list. `municipality` is a CBS code, or "none" for cases without one; `year` that of opening.

    `course` is a code of Course: where the case is in its course.
    """

    municipality: str = ""
    to_decide: bool = False
    origin: str = ""
    year: int | None = None
    course: str = ""
    order: str = "geopend"
    descending: bool = True


def case_list(wanted: Wanted, scope: Scope) -> QuerySet[Case]:
    """Cases as wanted, each with its person, detention and municipality."""
    cases: QuerySet[Case] = Case.objects.visible_to(scope).select_related(*_WITH)
    if wanted.municipality == "none":
        cases = cases.filter(responsible=None)
    elif wanted.municipality:
        cases = cases.filter(responsible__code=wanted.municipality)
    if wanted.to_decide:
        cases = cases.exclude(to_decide="")
    if wanted.origin:
        cases = cases.filter(origin=wanted.origin)
    if wanted.course == Course.RUNNING:
        cases = cases.exclude(course_steps__current=True)
    elif wanted.course:
        cases = cases.filter(course_steps__current=True, course_steps__state=wanted.course)
    if wanted.year:
        cases = cases.filter(opened_on__gte=date(wanted.year, 1, 1), opened_on__lt=date(wanted.year + 1, 1, 1))
    sign = "-" if wanted.descending else ""
    return cases.order_by(*(sign + column for column in ORDERS[wanted.order]))


def years_of_opening(scope: Scope) -> range:
    """The years in which cases were opened, first to last, without gaps; empty where there are none."""
    ends = Case.objects.visible_to(scope).aggregate(first=Min("opened_on"), last=Max("opened_on"))
    return range(ends["first"].year, ends["last"].year + 1) if ends["first"] else range(0)


def find_case(reference: str, scope: Scope) -> Case:
    """The case of this reference. Raises Case.DoesNotExist where there is none, or none for this scope."""
    return Case.objects.visible_to(scope).select_related(*_WITH).get(reference=reference)


def find_person(reference: str, scope: Scope) -> Person:
    """The person of this reference, also one who was merged into another. Raises Person.DoesNotExist."""
    return Person.objects.visible_to(scope).select_related("merged_into").get(reference=reference)


def cases_of(person: Person, scope: Scope) -> QuerySet[Case]:
    """All cases of a person, the latest first."""
    return Case.objects.visible_to(scope).select_related(*_WITH).filter(person=person)


def cases_of_people(people: list[Person], scope: Scope) -> dict[int, list[Case]]:
    """The cases of each of these people, the latest first, by the person's primary key."""
    found: dict[int, list[Case]] = {person.pk: [] for person in people}
    for case in Case.objects.visible_to(scope).select_related(*_WITH).filter(person__in=people):
        found[case.person_id].append(case)
    return found


def detentions_of(person: Person, scope: Scope) -> QuerySet[Detention]:
    """All detentions of a person, the latest first."""
    latest_first = ("-start_on", "-released_on", "-pk")
    return Detention.objects.visible_to(scope).filter(person=person).order_by(*latest_first)


def merges_of(person: Person, scope: Scope) -> QuerySet[MergeRecord]:
    """Merges in which a person was the kept one, undone ones too."""
    merges = MergeRecord.objects.visible_to(scope).filter(kept=person)
    return merges.select_related("double", "merged_by", "undone_by").order_by("-merged_at")


def actual_stay(case: Case, day: date, scope: Scope) -> Stay | None:
    """Where somebody actually stays on `day`, as far as it was recorded apart from the registration."""
    stays = Stay.objects.visible_to(scope).select_related("municipality")
    return stays.filter(case=case, from_on__lte=day).order_by("-from_on").first()


def has_bsn(person: Person, scope: Scope) -> bool:
    """Whether a BSN of this person is on record; the number itself stays sealed."""
    return Bsn.objects.visible_to(scope).filter(person=person).exists()


def bsn_of(person: Person, scope: Scope) -> str:
    """The BSN in digits, empty where there is none. Whoever calls this logs it."""
    sealed = Bsn.objects.visible_to(scope).filter(person=person).values_list("sealed", flat=True).first()
    return unseal(sealed).decode() if sealed else ""


def cases_free_between(first: date, last: date, scope: Scope) -> list[Case]:
    """Cases of whoever is expected free, or was released, between two days (inclusive), in the order of that day.

    Each with its clock, where it has one.
    """
    days = (first, last)
    cases = Case.objects.visible_to(scope).select_related(*_WITH, "chain")
    found = cases.filter(
        Q(detention__released_on__range=days) | Q(detention__released_on=None, detention__expected_end_on__range=days)
    )
    return sorted(found, key=lambda case: (free_on(case) or last, case.pk))


def free_on(case: Case) -> date | None:
    """The day on which the person of a case was released, or else is expected to be."""
    if case.detention is None:
        return None
    return case.detention.released_on or case.detention.expected_end_on


def is_free(case: Case, today: date) -> bool:
    """Whether the person of a case was released before `today`."""
    released = case.detention.released_on if case.detention else None
    return released is not None and released < today


def week_of(day: date) -> tuple[date, date]:
    """Monday and Sunday of the week that holds `day`."""
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=6)


def offered_detention(case: Case, scope: Scope) -> Detention | None:
    """The latest detention of the person of a case by hand, where that has no case in which work was done."""
    if case.origin != Case.Origin.BY_HAND or case.detention_id is not None:
        return None
    latest = detentions_of(case.person, scope).first()
    if latest is None:
        return None
    other = Case.objects.visible_to(scope).filter(detention=latest).first()
    return None if other is not None and other.acts.exists() else latest
