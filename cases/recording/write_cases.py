"""Writing cases: opening them for arrivals, and letting them follow the municipality that notifications tell."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings

from cases.detentions.history import ARRIVAL, was_minor
from cases.detentions.models import Abode
from cases.dossiers.models import Act, Case
from cases.dossiers.models import Stay as ActualStay
from cases.recording.former import DECIDE, RESPONSIBLE
from cases.recording.made import Recorded
from cases.recording.plan import Placed, Plan
from cases.recording.write_people import references_for
from municipalities.models import Municipality
from nazorg.common.bulk import copy_in, fetch, next_ids
from nazorg.common.scope import system_scope


def open_cases(plan: Plan, people: dict[int, int], recorded: Recorded) -> None:
    """A case for every arrival whose detention has none yet."""
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
    fallback = no_abode_municipality()
    for (detention, placed), number, reference in zip(opened.items(), ids, references_for(Case, len(ids)), strict=True):
        told, facts = placed.told, placed.stay.facts() if placed.stay else {}
        responsible = responsible_for(facts, fallback)
        minor = was_minor(told.identity.born, told.on)
        decide = "minor" if minor else "" if responsible else "municipality"
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


def follow_municipality(plan: Plan, recorded: Recorded) -> None:
    """Let cases that stood already follow what their notifications now say, while nobody has worked in them.

    What changes is kept with the line that brought it, and put back when its batch is withdrawn.
    """
    new = {id(placed.stay) for placed in plan.placed if placed.made_stay}
    told = {placed.stay.id: placed for placed in plan.placed if placed.stay is not None and id(placed.stay) not in new}
    if not told:
        return
    opened = {made.case for made in recorded.made.values()}
    stood = Case.objects.filter(detention__in=told, origin=Case.Origin.NOTIFICATION, no_aftercare=False).exclude(
        pk__in=[number for number in opened if number]
    )
    with system_scope("work that the clerk may not read is work too; only that it is there counts"):
        worked = set(Act.objects.filter(case__detention__in=told).values_list("case_id", flat=True))
    fallback = no_abode_municipality()
    for case in stood.exclude(pk__in=worked):
        placed = told[case.detention_id or 0]
        responsible = responsible_for(placed.stay.facts() if placed.stay else {}, fallback)
        if responsible is None or responsible == case.responsible_id:
            continue
        changed = recorded.made[placed.told.line].changed
        changed.append((RESPONSIBLE, case.pk, case.responsible_id, responsible))
        case.responsible_id = responsible
        if case.to_decide == "municipality":
            changed.append((DECIDE, case.pk, case.to_decide, ""))
            case.to_decide = ""
        case.save(update_fields=["responsible", "to_decide"])
