"""Beside a case: what its municipality sees of it, to whom something was given, and who was asked before."""

from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from cases.disclosures.models import Disclosure
from cases.dossiers.models import Case
from cases.requests.models import Request
from nazorg.common.words import day_words, joined, moment_words
from nazorg.covenant.areas import AREA_CATEGORY
from nazorg.covenant.categories import Category
from nazorg.covenant.parties import Party
from nazorg.covenant.table import covenant_on

# How the kinds of information are called here, where room is short; the covenant says which of them are seen.
_SHORT = {
    Category.IDENTITY: "naam, geboortedatum en adres",
    Category.BSN: "BSN op verzoek",
    Category.DETENTION: "PI en data",
    Category.NEEDS: "hulpvragen",
    Category.TITLE: "titel",
    Category.OFFENCE: "delict",
    Category.RISK: "profiel en risico",
    Category.POLICE: "politie-informatie",
    Category.CARE: "zorginformatie",
    Category.INVOLVED: "betrokkenen",
    Category.RAW_NOTIFICATION: "de melding zelf",
}
_ALL_AREAS = "de vijf leefgebieden"

Item = dict[str, str]


@dataclass(frozen=True)
class Sees:
    """What the contacts of the responsible municipality see of this case, in a few words, and where to look."""

    municipality: str
    shown: str
    hidden: str
    url: str


def what_is_seen(case: Case, today: date) -> Sees | None:
    """From the covenant of today; None where no municipality is responsible."""
    if case.responsible is None:
        return None
    readable = covenant_on(today).categories(Party.CONTACT, "read")
    if settings.BSN_OFF:
        readable -= {Category.BSN.value}
    shown = [words for category, words in _SHORT.items() if category in readable]
    areas = [category for category in AREA_CATEGORY.values() if category in readable]
    if len(areas) == len(AREA_CATEGORY):
        shown.insert(-1, _ALL_AREAS)
    else:
        shown += [category.label for category in areas]
    hidden = [words for category, words in _SHORT.items() if category not in readable and category != Category.BSN]
    url = reverse("case_preview", args=[case.reference, case.responsible.code])
    return Sees(str(case.responsible), joined(shown), joined(hidden), url)


def given_to(disclosures: list[Disclosure], requests: list[Request], today: date) -> list[Item]:
    """To whom something of this case was given: packs, and what municipalities saw in their portal."""
    items = [
        (
            given.at,
            {
                "text": given.recipient,
                "url": reverse("disclosure", args=[given.reference]),
                "meta": _how(_named(given.categories), given.at, given.get_channel_display(), today),
            },
        )
        for given in disclosures
    ]
    for request in requests:
        if request.sent_at is not None:
            # Sent by a person, it may have been asked outside the portal.
            how = "met de vraag" if request.sent_by_id else "portaal"
            meta = _how("identiteit en detentie", request.sent_at, how, today)
            items.append((request.sent_at, {"text": f"Gemeente {request.municipality}", "meta": meta}))
    return [item for _, item in sorted(items, key=lambda item: item[0], reverse=True)]


def _named(codes: list[str]) -> str:
    """Categories as they are called here, in the order of the covenant."""
    known = [category for category in Category if category.value in codes]
    return joined([_SHORT.get(category, category.label.removeprefix("leefgebied ")) for category in known])


def _how(what: str, at: datetime, how: str, today: date) -> str:
    moment = moment_words(at, today)
    return f"{what}. {moment[0].upper()}{moment[1:]}, {how}"


def asked_before(requests: list[Request], today: date) -> list[Item]:
    """Municipalities from which the case moved away, the latest first; each leads to what it still sees."""
    items = []
    for request in reversed(requests):
        if request.state != Request.State.MOVED or request.closed_at is None:
            continue
        asked = f"gevraagd {moment_words(request.sent_at, today)}" if request.sent_at else "niet gevraagd"
        answered = f", beantwoord {moment_words(request.answered_at, today)}" if request.answered_at else ""
        moved = day_words(timezone.localtime(request.closed_at).date(), today)
        url = reverse("case_preview", args=[request.case.reference, request.municipality.code])
        items.append({"text": str(request.municipality), "url": url, "meta": f"{asked}{answered}, verplaatst {moved}"})
    return items
