"""The packs for a conference: per invited unit and case the sections that were ticked, word for word as shown."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone

from cases.conferences.models import AgendaItem, Conference, Invitation
from cases.disclosures.giving import Giving, give
from cases.disclosures.grounds import grounds_for
from cases.disclosures.models import DisclosedPart, Disclosure
from cases.disclosures.packs import Part
from cases.disclosures.partner_packs import PartnerOffer, offer_for
from cases.dossiers.models import Case
from cases.involvement.models import Participation
from cases.recipients import Recipient, columns_of
from nazorg.accounts.acts import Act, may
from nazorg.accounts.models import User
from nazorg.common.scope import Scope, current_scope
from nazorg.covenant.parties import Party
from partners.models import Unit

# The ground that is offered first for a conference, as far as it holds on that day.
_USUAL = ("wgs", "avg", "wbp")


@dataclass(frozen=True)
class Pack:
    """Sections (keys) about one case for one unit, with the token of the offer that was shown."""

    unit: Unit
    case: Case
    keys: Collection[str]
    token: str


class PacksChanged(Exception):
    """A pack is no longer what was shown; the message says in sentences what changed. Nothing left."""


def offers_of(item: AgendaItem, units: Iterable[Unit], scope: Scope, now: datetime) -> list[PartnerOffer]:
    """What could go to each of these units about the case of an item, once it is invited; nothing without a case."""
    if item.case is None:
        return []
    case, today = item.case, timezone.localtime(now).date()
    return [offer_for(case, unit, scope, today, Participation.Why.CONFERENCE) for unit in units]


def grounds_on(now: datetime) -> list[tuple[str, str]]:
    """The grounds of today to choose from (code and name), the usual one for a conference first."""
    found = [(one.code, one.name) for one in grounds_for(Party.PROBATION, timezone.localtime(now).date())]
    usual = next((code for code in _USUAL if code in dict(found)), "")
    return sorted(found, key=lambda one: one[0] != usual)


def give_packs(conference: Conference, packs: Sequence[Pack], ground: str, by: User, now: datetime) -> list[Disclosure]:
    """Give each pack to a unit that is invited for its case; what it has in these words already is not given again.

    Raises ValidationError where a pack may not leave, PacksChanged where it is no longer as shown.
    """
    if not packs:
        return []
    if not may(by, Act.COORDINATE):
        raise ValidationError("Stukken geeft de coördinator mee.")
    invited = Invitation.objects.filter(conference=conference)
    found = []
    for pack in packs:
        if not invited.filter(unit=pack.unit, items__case=pack.case).exists():
            raise ValidationError(f"{pack.unit} is niet voor deze casus uitgenodigd.")
        offer = offer_for(pack.case, pack.unit, current_scope(), timezone.localtime(now).date())
        if changes := offer.changes_since(pack.token):
            raise PacksChanged(f"{pack.unit}: {' '.join(changes)}")
        parts = offer.parts(pack.keys)
        if parts and not was_given(pack.case, pack.unit, parts, current_scope()):
            found.append(give(pack.case, pack.unit, parts, _how(ground, Disclosure.Channel.MAIL, now), by, now))
    return found


def _how(ground: str, channel: str, now: datetime) -> Giving:
    return Giving(Disclosure.Kind.CONFERENCE, channel, ground, timezone.localtime(now).date())


def given_for(conference: Conference, scope: Scope) -> list[Disclosure]:
    """The packs and minutes that guests got about the cases on the agenda since it was planned, the latest first."""
    guests = Invitation.objects.visible_to(scope).filter(conference=conference)
    to_guests = Q(unit__in=guests.values("unit")) | Q(municipality__in=guests.values("municipality"))
    found = Disclosure.objects.visible_to(scope).filter(
        to_guests,
        kind=Disclosure.Kind.CONFERENCE,
        at__gte=conference.created_at,
        case__in=AgendaItem.objects.filter(conference=conference, case__isnull=False).values("case"),
    )
    return list(found.select_related("case__person"))


def was_given(case: Case, to: Recipient, parts: Sequence[Part], scope: Scope) -> bool:
    """Whether a disclosure for a conference gave this recipient exactly these words about the case before."""
    wanted = [(part.category, part.heading, part.text) for part in parts]
    before = Disclosure.objects.visible_to(scope).filter(case=case, kind=Disclosure.Kind.CONFERENCE, **columns_of(to))
    for given in before:
        kept = DisclosedPart.objects.visible_to(scope).filter(disclosure=given)
        if [(one.category, one.heading, one.text) for one in kept] == wanted:
            return True
    return False
