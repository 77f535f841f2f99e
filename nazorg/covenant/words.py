"""What a party may receive, in the words of the covenant."""

from dataclasses import dataclass

from nazorg.covenant.categories import Category
from nazorg.covenant.parties import Party
from nazorg.covenant.table import Covenant

ALWAYS = "met een grond"
NEVER = "nooit, en geen voorstel kan dat openzetten"
NOT = "niet: het convenant noemt het niet"
# About the work itself, not about a person.
_WITHOUT_PERSON = frozenset({Category.LOG, Category.FIGURES, Category.COVENANT})


@dataclass(frozen=True)
class Receives:
    """Kinds of information that a party receives on one condition, or does not receive."""

    condition: str
    categories: list[str]


def receives(covenant: Covenant, party: Party) -> list[Receives]:
    """What a party may have: on a ground alone, and then by each further condition."""
    found: dict[str, list[str]] = {ALWAYS: []}
    for category in _personal():
        cell = covenant.cell(party, category)
        if cell.receive:
            found.setdefault(covenant.conditions.get(cell.condition, ALWAYS), []).append(category.label)
    return [Receives(condition, categories) for condition, categories in found.items() if categories]


def does_not_receive(covenant: Covenant, party: Party) -> list[Receives]:
    """What a party does not get, whatever is done: what is never given first."""
    cells = {category: covenant.cell(party, category) for category in _personal()}
    never = [category.label for category, cell in cells.items() if cell.never]
    without = [category.label for category, cell in cells.items() if not cell.receive and not cell.never]
    return [one for one in (Receives(NEVER, never), Receives(NOT, without)) if one.categories]


def _personal() -> list[Category]:
    return [category for category in Category if category not in _WITHOUT_PERSON]
