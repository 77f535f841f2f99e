"""Conferences as tests go through them: planned, invited to, held."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from typing import Any

from django.test import Client

from cases.access import scope_for
from cases.conferences.changing import hold
from cases.conferences.inviting import Guest, Invited, invite
from cases.conferences.packing import Pack, offers_of
from cases.conferences.planning import When, plan
from cases.models import AgendaItem, Case, Conference, ConferencePart, Seat
from municipalities.models import Municipality
from nazorg.accounts.models import User
from nazorg.common.scope import current_scope, open_scope, system_scope
from nazorg.covenant.parties import Party
from partners.models import Unit
from tests.conftest import NOW
from tests.partner_factories import UnitFactory

MONDAY = date(2024, 12, 9)
WHEN = When(MONDAY, time(9, 30), time(11), "Veiligheidshuis, kamer 2")
CRIMINAL, JOINT = "Strafrechtelijk deel", "Gezamenlijk deel"


def planned(by: User, *cases: Case, when: When = WHEN, kind: str = "tailored") -> Conference:
    """A conference with these cases on its agenda and the parts that are proposed."""
    with open_scope(scope_for(by)):
        return plan(kind, when, cases, by, NOW)


def unit(name: str, party: Party, **fields: Any) -> Unit:
    """A unit that is an organisation as a whole."""
    made: Unit = UnitFactory(organisation__name=name, party=party, **fields)
    return made


def guest(conference: Conference, who: Unit | Municipality, *titles: str, informs: bool = False) -> Guest:
    """Somebody to invite into the parts with these titles, for every case on the agenda."""
    with system_scope("the test looks up parts and items"):
        parts = ConferencePart.objects.filter(conference=conference, title__in=titles).values_list("pk", flat=True)
        items = AgendaItem.objects.filter(conference=conference, case__isnull=False).values_list("pk", flat=True)
        return Guest(who, list(parts), list(items), informs)


def invited(
    conference: Conference,
    by: User,
    *guests: Guest,
    packs: Iterable[Pack] = (),
    now: datetime = NOW,
    ground: str = "avg",
) -> Invited:
    """Invite under the scope of whoever does it."""
    with open_scope(scope_for(by)):
        return invite(conference, guests, list(packs), ground, by, now)


def pack(conference: Conference, who: Unit, by: User, *keys: str) -> Pack:
    """The pack with these sections about the first case of a conference, as the page shows it."""
    with open_scope(scope_for(by)):
        item = (
            AgendaItem.objects.select_related("case__person", "case__detention").filter(conference=conference).first()
        )
        assert item is not None
        assert item.case is not None
        (offer,) = offers_of(item, [who], current_scope(), NOW)
        return Pack(who, item.case, keys, offer.token)


def held(conference: Conference, by: User, now: datetime, *, absent: Iterable[Unit] = ()) -> Conference:
    """Everybody was there in every part it was invited for, but `absent`; everything was discussed."""
    with open_scope(scope_for(by)):
        seats = Seat.objects.filter(part__conference=conference).exclude(invitation__unit__in=list(absent))
        items = AgendaItem.objects.filter(conference=conference)
        numbers = [list(rows.values_list("pk", flat=True)) for rows in (seats, items)]
        return hold(conference, numbers[0], numbers[1], by, now)


def fresh(conference: Conference) -> Conference:
    """As it stands now."""
    with system_scope("the test looks"):
        return Conference.objects.get(pk=conference.pk)


def events(text: str) -> dict[str, str]:
    """The properties of the one event in a calendar file, parameters left off. Checks lines, folding and nesting."""
    assert text.endswith("\r\n")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert "\n" not in text.replace("\r\n", "")
    lines = text.replace("\r\n ", "").split("\r\n")[:-1]
    assert (lines[0], lines[-1]) == ("BEGIN:VCALENDAR", "END:VCALENDAR")
    assert [line for line in lines if line.endswith(":VEVENT")] == ["BEGIN:VEVENT", "END:VEVENT"]
    return {line.partition(":")[0].partition(";")[0]: line.partition(":")[2] for line in lines}


def said(client: Client, path: str, data: Mapping[str, object] | None = None) -> str:
    """What a page says; after a post the page that follows."""
    answer = client.get(path) if data is None else client.post(path, data, follow=True)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def address(conference: Conference, below: str = "") -> str:
    return f"/overleg/{conference.reference}/{below}"


def ticked(page_of: Client, conference: Conference, *units: object) -> dict[str, object]:
    """What the page posts when these units are ticked and all else is left as proposed."""
    response = page_of.get(address(conference, "uitnodigen/"))
    rows = [row for row in [*response.context["rows"], *response.context["others"]] if row.who in units]
    data: dict[str, object] = {"gast": [row.guest.code for row in rows], "ground": "avg"}
    for row in rows:
        code = row.guest.code
        data[f"deel-{code}"] = [tick.value for tick in row.parts if tick.ticked]
        data[f"punt-{code}"] = [tick.value for tick in row.items if tick.ticked]
        for pack in row.packs:
            data[pack.field] = [tick.value for tick in pack.sections if tick.ticked]
            data[pack.token_field] = pack.offer.token
    return data
