"""Handing over to the MMD-er: what leaves is what was shown, it is kept word for word, and nothing leaves twice."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from cases.chain.settle import settle
from cases.disclosures.giving import add_parts
from cases.disclosures.grounds import CONSENT, grounds_for
from cases.disclosures.models import Delivery, Disclosure
from cases.disclosures.packs import Offer, Part, Section
from cases.disclosures.selectors import NothingLeaves, offer_of, receivable_on
from cases.dossiers.models import Act, Case
from cases.requests.models import Answer
from cases.requests.turn import only_one_handoff_in
from cases.selectors import find_case
from nazorg.accounts.models import User
from nazorg.common.dutch import numeric_date, whole
from nazorg.common.scope import current_scope, system_scope
from nazorg.common.words import day_words, joined
from nazorg.covenant.areas import AREA_SHORT
from nazorg.covenant.categories import Category
from nazorg.covenant.parties import Party
from nazorg.covenant.table import Ground

MOST_ADDED = 5_000
TOO_LONG = f"Maak dit korter: {whole(MOST_ADDED)} tekens is het meeste."
# The ways in which a person hands over; what a municipality gives itself is registered by its answer.
CHANNELS = (
    Disclosure.Channel.DPAN,
    Disclosure.Channel.PDF,
    Disclosure.Channel.PHONE,
    Disclosure.Channel.MAIL,
)


@dataclass(frozen=True)
class Wanted:
    """A pack as it is sent: how, when and on which ground, with which areas (codes), what is added, and what was shown
    (the token of the offer)."""

    channel: str
    on: date
    ground: str
    areas: Collection[str]
    added: str
    token: str


class OfferChanged(Exception):
    """What can leave is other than what was shown: `offer` is what it is now, `changes` says in sentences what."""

    def __init__(self, offer: Offer, changes: list[str]) -> None:
        super().__init__(" ".join(changes))
        self.offer, self.changes = offer, changes


@transaction.atomic
def hand_over(case: Case, wanted: Wanted, by: User, now: datetime) -> Disclosure:
    """Register a pack as given: what left, to whom, on which ground. Then the clock follows.

    Raises OfferChanged where something happened since it was shown, so that a second press or a colleague gives
    nothing twice; ValidationError by field (areas, added, ground, on) or of the whole where it may not leave.
    """
    only_one_handoff_in(case.pk)
    today = timezone.localtime(now).date()
    case = find_case(case.reference, current_scope())
    try:
        offer = offer_of(case, current_scope(), today)
    except NothingLeaves as refused:
        raise ValidationError(str(refused)) from None
    if changes := offer.changes_since(wanted.token):
        raise OfferChanged(offer, changes)
    ground = _checked(offer, wanted, today)
    sections = [offer.areas[area] for area in offer.areas if area in wanted.areas]
    parts = offer.parts(wanted.areas, wanted.added)
    if denied := {part.category for part in parts} - receivable_on(wanted.on):
        raise ValidationError(
            f"Het convenant laat dit niet toe: {joined(sorted(Category(one).label for one in denied))}."
        )
    given = _register(case, offer, parts, [one.answer for one in sections if one.answer], wanted, ground, by, now)
    Act.objects.create(
        case=case, kind=Act.Kind.HANDOFF, category=Category.IDENTITY, on=wanted.on,
        text=_act_words(given, sections), done_by=by, recorded_at=now,
    )  # fmt: skip
    settle([case.pk], now)
    return given


def _checked(offer: Offer, wanted: Wanted, today: date) -> Ground:
    """The ground that was chosen. Raises ValidationError by field where something lacks or may not be."""
    if wanted.channel not in CHANNELS:
        raise ValidationError("Zeg hoe u dit gaf: in DPAN geplaatst, of op een andere manier.")
    areas = [area for area in offer.areas if area in wanted.areas]
    ground = next((one for one in grounds_for(Party.MMD, wanted.on) if one.code == wanted.ground), None)
    wrong = {
        "areas": _wrong_areas(offer, areas, wanted),
        "added": TOO_LONG if len(wanted.added) > MOST_ADDED else "",
        "ground": _wrong_ground(offer, areas, ground, wanted.on),
        "on": _wrong_day(offer, areas, wanted.on, today),
    }
    wrong = {field: sentence for field, sentence in wrong.items() if sentence}
    if wrong or ground is None:
        raise ValidationError(wrong)
    return ground


def _wrong_areas(offer: Offer, areas: list[str], wanted: Wanted) -> str:
    if refused := set(wanted.areas) - set(areas):
        why = dict(offer.left_out)
        named = [f"{AREA_SHORT.get(area, area)} ({why.get(area, 'er is niets nieuws')})" for area in sorted(refused)]
        return f"Dit kan niet mee: {joined(named)}."
    if offer.kind == Disclosure.Kind.PACK and not any(offer.areas[area].gives for area in areas):
        return "Kies minstens één leefgebied met een antwoord. Zonder antwoord telt een eerste overdracht niet."
    if not areas and not wanted.added.strip():
        return "Kies minstens één leefgebied, of voeg zelf iets toe."
    return ""


def _wrong_ground(offer: Offer, areas: list[str], ground: Ground | None, on: date) -> str:
    if ground is None:
        return "Kies een grond die op deze datum gold."
    agreed = {area for area, since in offer.consented.items() if since <= on}
    without = [AREA_SHORT[area] for area in areas if area not in agreed]
    if ground.code == CONSENT and without:
        return f"Geen toestemming op die dag voor {joined(without)}. Laat dit weg, of kies een andere grond."
    return ""


def _wrong_day(offer: Offer, areas: list[str], on: date, today: date) -> str:
    if on > today:
        return "Kies een datum die niet in de toekomst ligt."
    if offer.since is not None and on < offer.since:
        return f"De detentie begon op {numeric_date(offer.since)}. Kies die dag of een latere."
    known = [answer.known_on for area in areas if (answer := offer.areas[area].answer) is not None]
    last = max(known, default=on)
    if on < last:
        return f"Kies {day_words(last, today)} of later: toen kwam het laatste antwoord dat u meegeeft."
    return ""


def _register(
    case: Case,
    offer: Offer,
    parts: list[Part],
    answers: list[Answer],
    wanted: Wanted,
    ground: Ground,
    by: User,
    now: datetime,
) -> Disclosure:
    with system_scope("the ledger is the software's own; who hands over reads no more of it than the own acts"):
        given = Disclosure.objects.create(
            case=case,
            party=Party.MMD,
            recipient=offer.recipient,
            institution=offer.institution,
            kind=offer.kind,
            channel=wanted.channel,
            ground=ground.code,
            ground_name=ground.name,
            categories=sorted({part.category for part in parts}),
            on=wanted.on,
            at=now,
            by=by,
        )
        add_parts(given, parts)
        Delivery.objects.bulk_create(
            Delivery(
                answer=answer, disclosure=given, category=answer.category, party=Party.MMD,
                institution=offer.institution, on=wanted.on,
            )
            for answer in answers
        )  # fmt: skip
    return given


def _act_words(given: Disclosure, sections: list[Section]) -> str:
    """What was handed over, to whom and how, without a word of it."""
    named = joined([AREA_SHORT[one.key] for one in sections]) or "toevoeging"
    what = str(given.get_kind_display()).capitalize()
    return f"{what} aan {given.recipient}, {given.get_channel_display()}: {named}."
