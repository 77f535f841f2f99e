"""The page on which one invites, row by row: who could come, into which parts, for which cases, and with what.

What is never given to a unit, and the parts in which it may not be, are not offered.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.http import QueryDict

from cases.conferences.inviting import Guest
from cases.conferences.models import AgendaItem, Conference, ConferencePart, Invitation
from cases.conferences.pack_ticks import PackTicks, Tick, label_of, pack_ticks
from cases.conferences.packing import Pack
from cases.conferences.seating import barred, can_be_invited, short_name
from cases.conferences.selectors import agenda_of, agreed_categories, invitations_of, parts_of
from cases.conferences.telling import addresses_of
from cases.involvement.models import Participation
from cases.involvement.selectors import units_in
from cases.recipients import Recipient
from municipalities.models import Municipality
from nazorg.common.scope import Scope
from nazorg.common.words import joined
from partners.models import Unit
from partners.selectors import units_on

Acting = dict[Unit, dict[int, list[Participation]]]


@dataclass(frozen=True)
class Row:
    """Somebody who could be invited, or is. `why` is set where it acts on a case, `kept_out` names parts not for it."""

    who: Recipient
    why: str
    invitation: Invitation | None
    ticked: bool
    reachable: bool
    parts: tuple[Tick, ...]
    kept_out: str
    informs: bool
    items: tuple[Tick, ...]
    packs: tuple[PackTicks, ...]

    @property
    def guest(self) -> Guest:
        """As it was ticked. Who only informs sits in no part, whatever else is ticked."""
        return Guest(self.who, () if self.informs else _chosen(self.parts), _chosen(self.items), self.informs)

    def packs_sent(self, data: QueryDict) -> list[Pack]:
        """The packs that were ticked, for the cases it comes for."""
        coming = _chosen(self.items)
        return [pack for one in self.packs if one.item.pk in coming and (pack := one.pack(data))]


def _chosen(ticks: Iterable[Tick]) -> list[int]:
    return [int(tick.value) for tick in ticks if tick.ticked]


@dataclass(frozen=True)
class _Sheet:
    """What all rows are made of; `items` are those with a case. `data` is what was sent, or None before that."""

    conference: Conference
    items: list[AgendaItem]
    parts: list[ConferencePart]
    known: Mapping[str, Invitation]
    acting: Acting
    agreed: frozenset[str]
    now: datetime
    data: QueryDict | None
    suggest: bool

    def sent(self, name: str) -> list[str] | None:
        """The values that were ticked under a name, or None where nothing was sent yet."""
        return None if self.data is None else self.data.getlist(name)


def rows_for(
    conference: Conference, scope: Scope, now: datetime, data: QueryDict | None, *, gives: bool, suggest: bool = False
) -> list[Row]:
    """Everybody who could come: who is invited first, then who acts on a case. `suggest` ticks the latter.

    `gives` says that packs can be ticked too.
    """
    items = [item for item in agenda_of(conference, scope) if item.case is not None]
    known = {one.code: one for one in invitations_of(conference, scope)}
    sheet = _Sheet(
        conference, items, parts_of(conference, scope), known, _acting(items, scope),
        agreed_categories(conference, scope), now, data, suggest,
    )  # fmt: skip
    units = [unit for unit in units_on(conference.on) if can_be_invited(unit.party_of, conference.on)]
    own = {one.case.responsible for one in items if one.case and one.case.responsible}
    packs = pack_ticks(items, units, scope, now, data) if gives else {}
    rows = [_row(sheet, one, ()) for one in sorted(own, key=str)]
    rows += [_row(sheet, unit, packs.get(unit.pk, ())) for unit in units]
    return sorted(rows, key=lambda row: (row.invitation is None, not row.why))


def _acting(items: Iterable[AgendaItem], scope: Scope) -> Acting:
    """Which units act on which items (by primary key), and why."""
    found: Acting = {}
    for item in items:
        for unit, why in units_in(item.case, scope).items() if item.case else ():
            found.setdefault(unit, {})[item.pk] = why
    return found


def _row(sheet: _Sheet, who: Recipient, packs: Iterable[PackTicks]) -> Row:
    anew = Guest(who, (), ())
    invitation, chosen = sheet.known.get(anew.code), sheet.sent("gast")
    acting = sheet.acting.get(who, {}) if isinstance(who, Unit) else {}
    why = _why_words(acting) if isinstance(who, Unit) else "een casus van deze gemeente"
    ticked = sheet.suggest and bool(why) if chosen is None else anew.code in chosen
    parts, kept_out = _part_ticks(sheet, anew, invitation)
    informs = sheet.sent(f"informeert-{anew.code}")
    if informs is None:
        asked = invitation is not None and invitation.answer == Invitation.Answer.INFORMATION
        informs = ["ja"] if asked or not parts else []
    return Row(
        who=who,
        why=why,
        invitation=invitation,
        ticked=ticked or invitation is not None,
        reachable=bool(addresses_of(who, sheet.now)),
        parts=parts,
        kept_out=kept_out,
        informs=bool(informs),
        items=_item_ticks(sheet, anew, invitation, acting),
        packs=tuple(packs),
    )


def _part_ticks(sheet: _Sheet, guest: Guest, invitation: Invitation | None) -> tuple[tuple[Tick, ...], str]:
    """The parts in which a guest may be, and in words those in which it may not."""
    seated = {seat.part_id for seat in invitation.seats.all()} if invitation else set()
    sent, ticks, kept_out = sheet.sent(f"deel-{guest.code}"), [], []
    for part in sheet.parts:
        if why := barred(guest.party, part.categories, sheet.conference.on, sheet.agreed):
            kept_out.append(f"{part.title} ({joined([short_name(one) for one in why])})")
        else:
            usual = not seated or part.pk in seated
            ticks.append(Tick(str(part.pk), part.title, usual if sent is None else str(part.pk) in sent))
    return tuple(ticks), joined(kept_out)


def _item_ticks(
    sheet: _Sheet, guest: Guest, invitation: Invitation | None, acting: Mapping[int, list[Participation]]
) -> tuple[Tick, ...]:
    """For which cases a guest comes: what was sent, else what it was invited for, else where it acts."""
    own = guest.who if isinstance(guest.who, Municipality) else None
    before = {item.pk for item in invitation.items.all()} if invitation else None
    sent, ticks = sheet.sent(f"punt-{guest.code}"), []
    for item in sheet.items:
        if own is not None and (item.case is None or item.case.responsible != own):
            continue
        usual = own is not None or len(sheet.items) == 1 or item.pk in acting if before is None else item.pk in before
        ticks.append(Tick(str(item.pk), label_of(item), usual if sent is None else str(item.pk) in sent))
    return tuple(ticks)


def _why_words(acting: Mapping[int, list[Participation]]) -> str:
    """ "bevraagd en heeft een actie in het plan"."""
    return joined(list(dict.fromkeys(str(one.get_why_display()) for why in acting.values() for one in why)))
