"""What a page shows of an offer: each section with its words, whether it goes, and what the unit got before."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from cases.disclosures.packs import Part, Section
from cases.disclosures.partner_packs import PartnerOffer
from cases.disclosures.receiving import closed
from cases.disclosures.views import rows_of
from nazorg.common.dutch import full_date
from nazorg.covenant.categories import Category


@dataclass(frozen=True)
class Shown:
    """A section on the page. `rows` is the height of its words; `notes` are sentences about it."""

    section: Section
    part: Part
    rows: int
    ticked: bool
    notes: tuple[str, ...]


def shown_sections(offer: PartnerOffer, ticked: Collection[str] = ()) -> list[Shown]:
    """The sections of an offer in their order."""
    return [
        Shown(section, part, rows_of(part.text), section.key in ticked, tuple(_notes(offer, section.key)))
        for section in offer.sections
        for part in section.parts
    ]


def _notes(offer: PartnerOffer, key: str) -> list[str]:
    notes = []
    if key in offer.joining:
        notes.append("Alleen als dit onderdeel meedoet in deze casus.")
    if (before := offer.before.get(key)) is not None:
        what = "Kreeg dit al op" if before.same else "Kreeg dit in andere woorden op"
        notes.append(f"{what} {full_date(before.on)}.")
    return notes


def asks_for_words(offer: PartnerOffer, today: date) -> bool:
    """Whether the unit may be told agreed words, and none were agreed for it."""
    agreed = any(part.category == Category.STATEMENT for section in offer.sections for part in section.parts)
    return Category.STATEMENT not in closed(offer.unit, today) and not agreed
