"""The packs on the page on which one invites: per unit and case, what can go and what is ticked."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.http import QueryDict

from cases.conferences.models import AgendaItem
from cases.conferences.packing import Pack, offers_of
from cases.disclosures.models import Disclosure
from cases.disclosures.partner_packs import PartnerOffer
from nazorg.common.scope import Scope
from nazorg.common.words import day_words
from partners.models import Unit

# The section that is ticked unless somebody takes it out: whom it is about.
_USUAL = "person"


@dataclass(frozen=True)
class Tick:
    """A box: its value, what it says, whether it is ticked."""

    value: str
    label: str
    ticked: bool


@dataclass(frozen=True)
class PackTicks:
    """What can go to one unit about the case of one item. `given` says when it got something for a conference."""

    item: AgendaItem
    offer: PartnerOffer
    sections: tuple[Tick, ...]
    given: str

    @property
    def name(self) -> str:
        """The case by its person."""
        return label_of(self.item)

    @property
    def field(self) -> str:
        """Under which name its ticks are sent."""
        return f"stuk-{self.offer.unit.reference}-{self.item.pk}"

    @property
    def token_field(self) -> str:
        """Under which name it is sent what was shown."""
        return f"token-{self.offer.unit.reference}-{self.item.pk}"

    def pack(self, data: QueryDict) -> Pack | None:
        """The pack as it was ticked; None where nothing was."""
        keys = [tick.value for tick in self.sections if tick.ticked]
        if not keys or self.item.case is None:
            return None
        return Pack(self.offer.unit, self.item.case, keys, data.get(self.token_field, ""))


def label_of(item: AgendaItem) -> str:
    """What an item is called: the person, or the subject."""
    return item.case.person.full_name if item.case else item.title


def pack_ticks(
    items: Iterable[AgendaItem], units: list[Unit], scope: Scope, now: datetime, data: QueryDict | None
) -> dict[int, list[PackTicks]]:
    """For each unit (by primary key) its packs, as they were sent or as they are proposed."""
    found: dict[int, list[PackTicks]] = {}
    for item in items:
        before = _given(item, scope)
        for offer in offers_of(item, units, scope, now):
            given = before.get(offer.unit.pk, "")
            usual = [] if given else [_USUAL]
            ticked = data.getlist(f"stuk-{offer.unit.reference}-{item.pk}") if data is not None else usual
            ticks = tuple(Tick(one.key, one.label, one.key in ticked) for one in offer.sections)
            found.setdefault(offer.unit.pk, []).append(PackTicks(item, offer, ticks, given))
    return found


def _given(item: AgendaItem, scope: Scope) -> dict[int, str]:
    """When units (by primary key) last got something about this case for a conference, in words."""
    found = Disclosure.objects.visible_to(scope).filter(case=item.case_id, kind=Disclosure.Kind.CONFERENCE)
    return {one.unit_id: day_words(one.on, one.on) for one in found.order_by("at") if one.unit_id}
