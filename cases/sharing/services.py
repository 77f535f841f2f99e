"""Giving to a unit what was shown of a case, in one press."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from cases.disclosures.giving import Giving, give
from cases.disclosures.models import Delivery, Disclosure
from cases.disclosures.partner_packs import PartnerOffer, offer_for
from cases.dossiers.models import Case
from cases.involvement.models import Participation
from cases.involvement.services import take_part
from cases.requests.turn import only_one_handoff_in
from nazorg.accounts.models import User
from nazorg.common.scope import current_scope, system_scope
from nazorg.common.words import joined
from partners.models import Unit

# Whoever is asked about a case takes part in it.
JOINING = Participation.Why.ENRICHMENT

CHANNELS = (Disclosure.Channel.MAIL, Disclosure.Channel.PDF, Disclosure.Channel.PHONE, Disclosure.Channel.TALK)


@dataclass(frozen=True)
class Wanted:
    """What is given (keys of sections) and how, whether the unit joins in the same act, and what was shown (token)."""

    parts: Collection[str]
    how: Giving
    joins: bool
    token: str


class OfferChanged(Exception):
    """What can leave is other than what was shown: `offer` is what it is now, `changes` says in sentences what."""

    def __init__(self, offer: PartnerOffer, changes: list[str]) -> None:
        super().__init__(" ".join(changes))
        self.offer, self.changes = offer, changes


@transaction.atomic
def share(case: Case, unit: Unit, wanted: Wanted, by: User, now: datetime) -> Disclosure:
    """Register that the chosen sections were given to `unit`, word for word; where it joins, that it takes part.

    Raises OfferChanged where something happened since it was shown, so that a second press or a colleague gives
    nothing twice; ValidationError by field (parts, joins, ground, on) or of the whole where it may not leave.
    """
    only_one_handoff_in(case.pk)
    offer = offer_for(case, unit, current_scope(), timezone.localdate(now), JOINING)
    if changes := offer.changes_since(wanted.token):
        raise OfferChanged(offer, changes)
    if wanted.how.channel not in CHANNELS:
        raise ValidationError("Zeg hoe u dit gaf: per beveiligde e-mail, of op een andere manier.")
    chosen = offer.chosen(wanted.parts)
    if waiting := [section.label for section in chosen if section.key in offer.joining and not wanted.joins]:
        words = f"Vink aan dat {unit} meedoet, of laat {joined(list(dict.fromkeys(waiting)))} weg."
        raise ValidationError({"joins": words})
    if wanted.joins:
        take_part(case, unit, JOINING, wanted.how.on)
    given = give(case, unit, offer.parts(wanted.parts), wanted.how, by, now)
    answers = [section.answer for section in chosen if section.answer is not None]
    with system_scope("a municipality sees to what kind of recipient its answer went; nobody writes that by hand"):
        Delivery.objects.bulk_create(
            Delivery(answer=one, disclosure=given, category=one.category, party=unit.party, on=given.on)
            for one in answers
        )
    return given
