"""Writing cases: opening them for arrivals, and letting them follow the municipality that notifications tell."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.utils import timezone

from cases.chain.settle import settle
from cases.detentions.history import ARRIVAL, was_minor
from cases.detentions.models import Abode
from cases.dossiers.models import Act, Case
from cases.dossiers.models import Stay as ActualStay
from cases.recording.former import DECIDE, MOVE_TO, RESPONSIBLE
from cases.recording.made import Recorded
from cases.recording.plan import Placed, Plan
from cases.recording.write_people import references_for
from cases.requests.models import Request
from cases.requests.moving import answered_cases, follow
from cases.requests.opening import Opened, ask, begin, opened_of, why_decide
from municipalities.agreements.selectors import Terms
from municipalities.models import Municipality
from municipalities.selectors import region_on
from nazorg.common.bulk import copy_in, fetch, next_ids
from nazorg.common.scope import system_scope


def open_cases(plan: Plan, people: dict[int, int], recorded: Recorded, now: datetime) -> None:
    """A case for every arrival whose detention has none yet, and its request to the responsible municipality."""
    arrivals: dict[int, Placed] = {}
    for placed in plan.placed:
        if placed.told.kind == ARRIVAL and placed.stay is not None and placed.stay.id is not None:
            arrivals.setdefault(placed.stay.id, placed)
    query = f"SELECT detention_id FROM {Case._meta.db_table} WHERE detention_id = ANY(%s)"  # noqa: S608
    have = {number for (number,) in fetch(query, [list(arrivals)])}
    opened = {detention: placed for detention, placed in arrivals.items() if detention not in have}
    ids = next_ids(Case, len(opened))
    rows: list[Sequence[Any]] = []
    stays: list[Sequence[Any]] = []
    begun: list[Opened] = []
    fallback, terms, today = no_abode_municipality(), Terms.load(), timezone.localtime(now).date()
    for (detention, placed), number, reference in zip(opened.items(), ids, references_for(Case, len(ids)), strict=True):
        told, facts = placed.told, placed.stay.facts() if placed.stay else {}
        responsible = responsible_for(facts, fallback)
        minor = was_minor(told.identity.born, told.on)
        start, free = (placed.stay.start_on, placed.stay.released_on) if placed.stay else (None, None)
        decide = why_decide(minor, responsible, start, free, terms, today)
        begun.append(Opened(number, responsible, start, _day(facts.get("expected_end_on")), decide))
        person = people.get(placed.person, placed.person)
        rows.append(
            (number, reference, person, detention, responsible, Case.Origin.NOTIFICATION.value, told.on, "", "", decide)
        )
        abode = facts.get("registered_abode", Abode.UNKNOWN.value)
        stays.append((number, told.on, abode, facts.get("registered")))
        recorded.made[told.line].case = number
    columns = (
        "id", "reference", "person_id", "detention_id", "responsible_id", "origin", "opened_on", "brought_in_by",
        "brought_in_why", "to_decide",
    )  # fmt: skip
    copy_in(Case, columns, rows)
    copy_in(ActualStay, ("case_id", "from_on", "abode", "municipality_id"), stays)
    begin(begun, now)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def responsible_for(facts: dict[str, Any], no_abode: int | None) -> int | None:
    """The responsible municipality: of return, else registered, else (no fixed abode) the configured one."""
    for abode, municipality in (("return_abode", "return_to"), ("registered_abode", "registered")):
        if facts.get(abode) == Abode.MUNICIPALITY:
            return int(facts[municipality])
    if Abode.NONE in (facts.get("return_abode"), facts.get("registered_abode")):
        return no_abode
    return None


def no_abode_municipality() -> int | None:
    """The municipality that serves people without a fixed abode (setting NO_ABODE_CODE), if one was agreed."""
    if not settings.NO_ABODE_CODE:
        return None
    return Municipality.objects.filter(code=settings.NO_ABODE_CODE).values_list("pk", flat=True).first()


def follow_notifications(plan: Plan, recorded: Recorded, now: datetime) -> None:
    """Let cases that stood already follow what their notifications now say.

    Their clocks always do. Their municipality does by itself while nobody has answered or worked in them; after that
    the move is proposed. What changes is kept with the line that brought it, and put back when its batch is withdrawn.
    """
    new = {id(placed.stay) for placed in plan.placed if placed.made_stay}
    told = {placed.stay.id: placed for placed in plan.placed if placed.stay is not None and id(placed.stay) not in new}
    if not told:
        return
    opened = {made.case for made in recorded.made.values()}
    stood = Case.objects.filter(detention__in=told, origin=Case.Origin.NOTIFICATION, no_aftercare=False).exclude(
        pk__in=[number for number in opened if number]
    )
    cases = list(stood)
    clocks = list(Case.objects.filter(detention__in=told).values_list("pk", flat=True))
    numbers = [case.pk for case in cases]
    with system_scope("work that the clerk may not read is work too; only that it is there counts"):
        worked = set(Act.objects.filter(case__in=numbers).values_list("case_id", flat=True))
    worked |= answered_cases(numbers)
    fallback = no_abode_municipality()
    moved = []
    for case in cases:
        placed = told[case.detention_id or 0]
        responsible = responsible_for(placed.stay.facts() if placed.stay else {}, fallback)
        if responsible is None or responsible == case.responsible_id:
            continue
        changed = recorded.made[placed.told.line].changed
        if case.pk in worked:
            if case.move_to_id != responsible:
                changed.append((MOVE_TO, case.pk, case.move_to_id, responsible))
                case.move_to_id = responsible
                case.save(update_fields=["move_to"])
            continue
        changed.append((RESPONSIBLE, case.pk, case.responsible_id, responsible))
        case.responsible_id = responsible
        if case.to_decide == "municipality":
            changed.append((DECIDE, case.pk, case.to_decide, ""))
            case.to_decide = ""
        case.save(update_fields=["responsible", "to_decide"])
        moved.append(case)
    _ask_elsewhere(moved, now)
    settle(clocks, now)


def _ask_elsewhere(moved: list[Case], now: datetime) -> None:
    """Close what was asked of the former municipality; a case that first got one now begins as a new one does."""
    with system_scope("that somebody was asked counts, whoever it was"):
        asked = set(Request.objects.filter(case__in=moved).values_list("case_id", flat=True))
    follow([case.pk for case in moved if case.pk in asked], now)
    new = [opened_of(case) for case in moved if case.pk not in asked and not case.to_decide]
    terms, today = Terms.load(), timezone.localtime(now).date()
    late = []
    for one in new:
        one.to_decide = why_decide(False, one.municipality_id, one.start_on, None, terms, today)
        if one.to_decide:
            late.append(one.case_id)
    Case.objects.filter(pk__in=late).update(to_decide="late")
    region = set(region_on(today).values_list("pk", flat=True))
    ask([one for one in new if not one.to_decide and one.municipality_id in region], now, terms=terms)
