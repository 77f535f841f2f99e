"""What can go to a unit of a partner, composed once: the preview, the ledger and the PDF hold these bytes."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date

from cases.disclosures.models import DisclosedPart, Disclosure
from cases.disclosures.packs import Composed, Part, Section
from cases.disclosures.partner_sections import About, sections
from cases.disclosures.receiving import closed, refusals
from cases.disclosures.selectors import disclosures_of
from cases.dossiers.models import Case
from nazorg.common.scope import Scope
from partners.models import Unit


@dataclass(frozen=True)
class Before:
    """That a unit got a section before: when last, and whether in the same words."""

    on: date
    same: bool


@dataclass(frozen=True)
class PartnerOffer(Composed):
    """What can go to one unit now; who sends ticks the sections. What is never given is not even left out in sight.

    `joining` holds the keys of the sections that it may have only once it takes part. `before` says by key what it got.
    """

    unit: Unit
    joining: frozenset[str] = frozenset()
    before: Mapping[str, Before] = field(default_factory=dict)
    # The reference of what was given to it last, so that a second press gives nothing twice.
    last: str = ""

    @property
    def token(self) -> str:
        """The words that were shown, and what the unit had by then."""
        return f"{super().token};given={self.last}"

    def chosen(self, keys: Collection[str]) -> list[Section]:
        """The sections with these keys, in their order."""
        return [section for section in self.sections if section.key in keys]

    def parts(self, keys: Collection[str]) -> list[Part]:
        """The words of the sections with these keys, in their order."""
        return [part for section in self.chosen(keys) for part in section.parts]


def offer_for(case: Case, unit: Unit, scope: Scope, today: date, joining: str = "") -> PartnerOffer:
    """What there is about a case that the covenant of today lets this unit have.

    `joining` (a code of Participation.Why): also what it may have only once it takes part for that reason, for whoever
    can say in the same act that it does.
    """
    never = closed(unit, today)
    found = [one for one in sections(About(case, unit, scope, today)) if not _categories(one) & never]
    categories = {code for section in found for code in _categories(section)}
    refused = refusals(case, unit, categories, scope, today)
    lacking = refusals(case, unit, categories, scope, today, joining) if joining else refused
    left_out = [(section.label, lacking[code]) for section in found for code in _categories(section) if code in lacking]
    offered = tuple(section for section in found if not _categories(section) & lacking.keys())
    given = list(disclosures_of(case, scope).filter(unit=unit))
    return PartnerOffer(
        recipient=str(unit),
        sections=offered,
        left_out=tuple(left_out),
        unit=unit,
        joining=frozenset(section.key for section in offered if _categories(section) & refused.keys()),
        before=_before(offered, given, scope),
        last=given[0].reference if given else "",
    )


def _categories(section: Section) -> set[str]:
    return {part.category for part in section.parts}


def _before(offered: Collection[Section], given: list[Disclosure], scope: Scope) -> dict[str, Before]:
    """By key of a section when it got these words, or else others under the same heading, last."""
    days = {one.pk: one.on for one in given}
    words, headings = dict[str, date](), dict[str, date]()
    parts = DisclosedPart.objects.visible_to(scope).filter(disclosure__in=days)
    for part in parts.order_by("disclosure__at", "disclosure_id"):
        words[part.text] = headings[part.heading] = days[part.disclosure_id]
    return {
        section.key: Before(words.get(part.text) or headings[part.heading], part.text in words)
        for section in offered
        for part in section.parts
        if part.text in words or part.heading in headings
    }
