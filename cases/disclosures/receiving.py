"""What a unit of a partner, or a municipality, may receive about a case on a day, by the covenant's conditions."""

from collections.abc import Collection
from datetime import date

from cases.disclosures.models import NEVER_LEAVES
from cases.dossiers.models import Case
from cases.involvement.models import Participation
from cases.involvement.selectors import takes_part
from cases.needs.selectors import agreed_by, consents_of, is_withdrawn
from cases.recipients import Recipient, party_of, recipient_words
from cases.statements.selectors import agreed_for
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


def closed(to: Recipient, on: date) -> frozenset[str]:
    """The categories (codes) that the covenant of `on` does not give to this recipient, whatever is done for it.

    What is never given and what has no cell are the same to whoever sends: nobody is offered it.
    """
    covenant = covenant_on(on)
    return frozenset(
        category.value
        for category in Category
        if category in NEVER_LEAVES or not covenant.cell(party_of(to), category).receive
    )


def refusals(
    case: Case, to: Recipient, categories: Collection[str], scope: Scope, on: date, joining: str = ""
) -> dict[str, str]:
    """Why (a sentence) `to` may not receive categories (codes) about this case on `on`; what it may is left out.

    `joining` is a reason (a code of Participation.Why) for which it would take part, beside those for which it does.
    """
    covenant, never = covenant_on(on), closed(to, on)
    taking_part = _takes_part(case, to, scope, on) | {joining}
    consents = consents_of(case, scope)
    found = {}
    for code in categories:
        category = Category(code)
        cell = covenant.cell(party_of(to), category)
        known = consents.get(_BY_CATEGORY.get(code, ""), [])
        if code in never:
            found[code] = f"Het convenant geeft dit niet aan {party_of(to).label}."
        elif known and is_withdrawn(known):
            found[code] = "De persoon trok de toestemming in."
        elif cell.condition == "consent" and not agreed_by(known, on):
            lacks = "is van een latere dag" if known else "is niet vastgelegd"
            found[code] = f"Dit mag alleen met toestemming van de persoon. Die {lacks}."
        elif cell.condition != "consent" and cell.condition:
            wanted = _TAKING_PART.get(cell.condition, frozenset())
            if not wanted & taking_part:
                why = covenant.conditions[cell.condition]
                found[code] = f"{recipient_words(to)} doet nog niet mee in deze casus: {why}."
        if category == Category.STATEMENT and code not in found and not agreed_for(case, to, scope, on):
            found[code] = f"Er is niet afgesproken wat {recipient_words(to)} mag weten."
    return found


def _takes_part(case: Case, to: Recipient, scope: Scope, on: date) -> frozenset[str]:
    """Why (codes) it takes part. A municipality does in its own case, and may hear what was said where it was."""
    if isinstance(to, Unit):
        return takes_part(case, to, scope, on)
    return frozenset({_Why.CONFERENCE.value}) if case.responsible_id == to.pk else frozenset()


def receivable(case: Case, to: Recipient, scope: Scope, on: date, joining: str = "") -> frozenset[str]:
    """The categories (codes) that the recipient may receive about this case on `on`; `joining` as in `refusals`."""
    return frozenset(Category.values) - refusals(case, to, Category.values, scope, on, joining).keys()
