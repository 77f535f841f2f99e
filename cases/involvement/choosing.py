"""Choosing units of partners on a form about a case: who takes part stands first."""

from datetime import date

from cases.dossiers.models import Case
from cases.involvement.selectors import units_in
from nazorg.common.scope import Scope
from nazorg.covenant.parties import Party
from partners.models import Unit
from partners.selectors import units_on

Choice = tuple[str, str]


def units_to_ask(today: date) -> dict[str, Unit]:
    """The units that one can ask and tell on `today`, by reference; not the mayor, who hears of a return only (BIJ)."""
    return {unit.reference: unit for unit in units_on(today).exclude(party=Party.MAYOR)}


def grouped_choices(case: Case, units: dict[str, Unit], scope: Scope) -> list[tuple[str, list[Choice]]]:
    """These units as the choices of a select: those that take part in the case, then the others."""
    taking_part = units_in(case, scope)
    own = [(ref, str(unit)) for ref, unit in units.items() if unit in taking_part]
    others = [(ref, str(unit)) for ref, unit in units.items() if unit not in taking_part]
    return [group for group in (("Doet mee in deze casus", own), ("Andere partners", others)) if group[1]]
