"""What a unit of a partner may receive about a case on a day, by the covenant and its conditions."""

from collections.abc import Collection
from datetime import date

from cases.disclosures.models import NEVER_LEAVES
from cases.dossiers.models import Case
from cases.involvement.models import Participation
from cases.involvement.selectors import takes_part
from cases.needs.selectors import consents_of, is_withdrawn
from nazorg.common.scope import Scope
from nazorg.covenant.areas import AREA_CATEGORY
from nazorg.covenant.categories import Category
from nazorg.covenant.table import covenant_on
from partners.models import Unit

_Why = Participation.Why
# For which reasons a unit must take part in the case, by the condition in the covenant.
_TAKING_PART: dict[str, frozenset[str]] = {
    "pack": frozenset({_Why.ENRICHMENT, _Why.CONFERENCE, _Why.PLAN}),
    "attended": frozenset({_Why.CONFERENCE}),
    "task": frozenset({_Why.TASK}),
    "mayor": frozenset({_Why.BIJ}),
}
_BY_CATEGORY = {category.value: area for area, category in AREA_CATEGORY.items()}


def refusals(
    case: Case, unit: Unit, categories: Collection[str], scope: Scope, on: date, joining: str = ""
) -> dict[str, str]:
    """Why (a sentence) the unit may not receive categories (codes) about this case on `on`; what it may is left out.

    A category that is never given and one that has no cell are the same to whoever sends: it is not offered.
    `joining` (a code of Participation.Why) says what it could have once it takes part for that reason.
    """
    covenant = covenant_on(on)
    taking_part = takes_part(case, unit, scope, on) | ({joining} if joining else set())
    consents = consents_of(case, scope)
    found = {}
    for code in categories:
        category = Category(code)
        cell = covenant.cell(unit.party_of, category)
        known = consents.get(_BY_CATEGORY.get(code, ""), [])
        if category in NEVER_LEAVES or not cell.receive:
            found[code] = f"Het convenant geeft dit niet aan {unit.party_of.label}."
        elif known and is_withdrawn(known):
            found[code] = "De persoon trok de toestemming in."
        elif cell.condition == "consent" and not known:
            found[code] = "Dit mag alleen met toestemming van de persoon. Die is niet vastgelegd."
        elif cell.condition != "consent" and cell.condition:
            wanted = _TAKING_PART.get(cell.condition, frozenset())
            if not wanted & taking_part:
                found[code] = f"{unit} doet nog niet mee in deze casus: {covenant.conditions[cell.condition]}."
    return found


def receivable(case: Case, unit: Unit, scope: Scope, on: date, joining: str = "") -> frozenset[str]:
    """The categories (codes) that the unit may receive about this case on `on`; `joining` as in `refusals`."""
    return frozenset(Category.values) - refusals(case, unit, Category.values, scope, on, joining).keys()
