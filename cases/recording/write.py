"""Writing a plan: people, detentions, notifications and cases, in few statements however many there are."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from cases.detentions.history import Stay
from cases.detentions.models import Abode, AskedForHelp, Detention, DetentionTitle, Notification
from cases.recording.former import HELP, TITLE, values_of
from cases.recording.made import Made, Recorded
from cases.recording.plan import Plan
from cases.recording.told import Told
from cases.recording.write_cases import follow_notifications, open_cases
from cases.recording.write_people import complete_people, write_people
from nazorg.common.bulk import copy_in, next_ids, update_many
from nazorg.common.scope import system_scope

_DETENTION = (
    "start_on", "released_on", "expected_end_on", "expected_end_kind", "institution", "unit", "mmd_worker",
    "registered_abode", "registered_id", "return_abode", "return_to_id",
)  # fmt: skip


def record(plan: Plan, batch_reference: str, historical: bool, now: datetime) -> Recorded:
    """Write what `plan` says, inside the caller's transaction. A historical batch opens no cases."""
    recorded = Recorded(made={placed.told.line: Made() for placed in plan.placed})
    people = write_people(plan, now)
    for line, changes in complete_people(plan, people).items():
        recorded.made[line].changed += changes
    for number, told in plan.new_people.items():
        recorded.made[told.line].person = people[number]
    _write_stays(plan, people, recorded)
    _write_notifications(plan, batch_reference, now, recorded)
    _write_titles(plan, recorded)
    if not historical:
        open_cases(plan, people, recorded, now)
        follow_notifications(plan, recorded, now)
    for placed in plan.placed:
        recorded.people[placed.told.line] = people.get(placed.person, placed.person)
    return recorded


def _write_stays(plan: Plan, people: dict[int, int], recorded: Recorded) -> None:
    """New detentions, and known ones as they stand now. Each stay gets its primary key."""
    touched: dict[int, tuple[Stay, int]] = {}
    for placed in plan.placed:
        if placed.stay is not None:
            touched[id(placed.stay)] = (placed.stay, people.get(placed.person, placed.person))
    new = [(stay, person) for stay, person in touched.values() if stay.id is None]
    old = [stay for stay, _ in touched.values() if stay.id is not None]
    # A correction may have moved a notification from one stay to another; the one it left is written too.
    old += [stay for stays in plan.stays.values() for stay in stays if stay.id and id(stay) not in touched]
    for (stay, _), number in zip(new, next_ids(Detention, len(new)), strict=True):
        stay.id = number
    copy_in(
        Detention,
        ("id", "person_id", "origin", *_DETENTION),
        ((stay.id, person, Detention.Origin.NOTIFIED.value, *_values(stay)) for stay, person in new),
    )
    write_settled(old)
    for placed in plan.placed:
        if placed.made_stay and placed.stay is not None:
            recorded.made[placed.told.line].detention = placed.stay.id


def write_settled(stays: Sequence[Stay]) -> None:
    """Write recorded detentions as their notifications now say; without notifications only the dates are known."""
    update_many(Detention, ["start_on", "released_on"], ((s.id, s.start_on, s.released_on) for s in stays))
    update_many(Detention, _DETENTION, ((stay.id, *_values(stay)) for stay in stays if stay.notes))


def _values(stay: Stay) -> tuple[Any, ...]:
    facts = stay.facts()
    return (
        stay.start_on,
        stay.released_on,
        facts.get("expected_end_on"),
        facts.get("expected_end_kind", ""),
        facts.get("institution", ""),
        facts.get("unit", ""),
        facts.get("mmd_worker", ""),
        facts.get("registered_abode", Abode.UNKNOWN.value),
        facts.get("registered"),
        facts.get("return_abode", Abode.UNKNOWN.value),
        facts.get("return_to"),
    )


def _write_notifications(plan: Plan, batch_reference: str, now: datetime, recorded: Recorded) -> None:
    ids = next_ids(Notification, len(plan.placed))
    replaced: list[tuple[int, int]] = []
    superseded: dict[int, int] = {}
    last_of_key: dict[str, int] = {}
    for placed, number in zip(plan.placed, ids, strict=True):
        placed.note.id = number
        recorded.made[placed.told.line].notification = number
        if (earlier := last_of_key.get(placed.told.key)) is not None:
            superseded[earlier] = number
        elif placed.replaces is not None:
            replaced.append((placed.replaces, number))
        last_of_key[placed.told.key] = number
    if replaced:
        update_many(Notification, ["superseded_by_id"], replaced)
    copy_in(
        Notification,
        (
            "id", "detention_id", "key", "digest", "kind", "on", "facts", "batch_reference", "line", "received_at",
            "superseded_by_id",
        ),
        (
            (
                placed.note.id, placed.stay.id, placed.told.key, placed.told.digest, placed.told.kind, placed.told.on,
                json.dumps(placed.told.facts), batch_reference, placed.told.line, now,
                superseded.get(placed.note.id or 0),
            )
            for placed in plan.placed
            if placed.stay is not None
        ),
    )  # fmt: skip


def _write_titles(plan: Plan, recorded: Recorded) -> None:
    """The latest title and answer about help, each in the table of its category."""
    titles: dict[int, Told] = {}
    asked: dict[int, Told] = {}
    for placed in sorted(plan.placed, key=lambda placed: placed.told.on):
        if placed.stay is None or placed.stay.id is None:
            continue
        if placed.told.title:
            titles[placed.stay.id] = placed.told
        if placed.told.asks_help is not None:
            asked[placed.stay.id] = placed.told
    _keep_former(TITLE, {number: (told, told.title) for number, told in titles.items()}, plan, recorded)
    DetentionTitle.objects.filter(pk__in=_known(titles, plan)).delete()
    copy_in(DetentionTitle, ("detention_id", "title"), ((number, told.title) for number, told in titles.items()))
    with system_scope("target group 1 follows from the notification; the clerk may read it, not judge it"):
        _keep_former(HELP, {number: (told, told.asks_help) for number, told in asked.items()}, plan, recorded)
        AskedForHelp.objects.filter(pk__in=_known(asked, plan)).delete()
        copy_in(AskedForHelp, ("detention_id", "asked"), ((number, told.asks_help) for number, told in asked.items()))


def _keep_former(what: str, new: dict[int, tuple[Told, Any]], plan: Plan, recorded: Recorded) -> None:
    """Keep with each line what it changes of detentions that stood already."""
    known = _known(new, plan)
    former = values_of(what, known)
    for number in known:
        told, value = new[number]
        if former.get(number) != value:
            recorded.made[told.line].changed.append((what, number, former.get(number), value))


def _known(values: Mapping[int, Any], plan: Plan) -> list[int]:
    """Of these detentions the ones that stood already, and may have a row."""
    new = {placed.stay.id for placed in plan.placed if placed.made_stay and placed.stay is not None}
    return [number for number in values if number not in new]
