"""What can go to a unit of a partner, composed once: the preview, the ledger and the PDF hold these bytes."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from cases.disclosures.packs import Composed, Part, Section
from cases.disclosures.receiving import refusals
from cases.disclosures.wording import answer_text, detention_text, needs_text, person_text
from cases.dossiers.models import Case
from cases.needs.selectors import needs_of
from cases.requests.of_case import areas_of, current_request, requests_in
from nazorg.common.scope import Scope
from nazorg.covenant.areas import AREA_CATEGORY, AREA_SHORT, Area
from nazorg.covenant.categories import Category
from partners.models import Unit


@dataclass(frozen=True)
class PartnerOffer(Composed):
    """What can go to one unit now; who sends ticks the sections. What is never given is not even left out in sight."""

    unit: Unit

    def parts(self, keys: Collection[str]) -> list[Part]:
        """The words of the sections with these keys, in their order."""
        return [part for section in self.sections if section.key in keys for part in section.parts]


def offer_for(case: Case, unit: Unit, scope: Scope, today: date, joining: str = "") -> PartnerOffer:
    """What there is about a case that the covenant of today lets this unit have.

    `joining` (a code of Participation.Why) says what it could have once it takes part for that reason.
    """
    found = list(_sections(case, scope))
    categories = {part.category for section in found for part in section.parts}
    refused = refusals(case, unit, categories, scope, today, joining)
    sections, left_out = [], []
    for section in found:
        why = [refused[part.category] for part in section.parts if part.category in refused]
        if not why:
            sections.append(section)
        else:
            left_out.append((section.label, why[0]))
    return PartnerOffer(str(unit), tuple(sections), tuple(left_out), unit)


def _sections(case: Case, scope: Scope) -> Iterator[Section]:
    """Everything that could be told, section by section, each of one category."""
    yield _section("person", "persoon", Category.IDENTITY, person_text(case.person, case.reference))
    if case.detention is not None:
        yield _section("detention", "detentie", Category.DETENTION, detention_text(case.detention, None))
    request = current_request(requests_in(case, scope))
    asked = areas_of(request, scope) if request is not None else {}
    needs = needs_of(case, scope)
    for area in Area.values:
        label, category = str(Area(area).label), AREA_CATEGORY[area]
        one = asked.get(area)
        if request is not None and one is not None and one.current is not None and not one.waits:
            text = answer_text(one, one.current, request, "")
            yield _section(area, label, Category(one.current.category), text)
        if area in needs:
            yield _section(f"{area}-needs", f"hulpvragen {AREA_SHORT[area]}", category, needs_text(needs[area]))


def _section(key: str, label: str, category: Category, text: str) -> Section:
    return Section(key, label, (Part(label.capitalize(), category.value, text),))
