"""The units to choose from in a case: those that take part first, then all others by party."""

from datetime import date

from django.http import Http404
from django.urls import reverse

from cases.disclosures.selectors import disclosures_of
from cases.dossiers.models import Case
from cases.involvement.selectors import units_in
from nazorg.common.scope import Scope
from nazorg.common.tables import Cell, Column, Empty, Row, Table
from nazorg.common.words import day_words, joined
from nazorg.covenant.parties import PARTNERS
from partners.models import Unit
from partners.selectors import units_on


def unit_or_404(reference: str, day: date) -> Unit:
    """The unit of this reference, as far as it works with us on `day`."""
    try:
        return units_on(day).get(reference=reference)
    except Unit.DoesNotExist:
        raise Http404 from None


def unit_tables(case: Case, scope: Scope, today: date, url_name: str) -> dict[str, Table]:
    """The units that take part with why and since when, and the others; each leads to its page under `url_name`."""
    taking_part, last = units_in(case, scope), dict[int, date]()
    for given in disclosures_of(case, scope).exclude(unit=None).order_by("on"):
        last[given.unit_id or 0] = given.on
    units = list(units_on(today))
    inside = [
        _row(unit, case, url_name, today, last, joined([one.get_why_display() for one in taking_part[unit]]))
        for unit in taking_part
        if unit in units
    ]
    others = sorted((unit for unit in units if unit not in taking_part), key=lambda one: PARTNERS.index(one.party_of))
    outside = [_row(unit, case, url_name, today, last) for unit in others]
    columns = [Column("Onderdeel"), Column("Partij"), Column("Kreeg het laatst iets", "date")]
    empty = Empty("Er zijn geen andere partners", "De beheerder voert organisaties en hun onderdelen in bij Beheer.")
    return {
        "inside": Table("Partners die meedoen", [*columns, Column("Waarom")], inside, dense=True),
        "outside": Table("Partners die nog niet meedoen", columns, outside, dense=True, empty=empty),
    }


def _row(unit: Unit, case: Case, url_name: str, today: date, last: dict[int, date], why: str = "") -> Row:
    given = last.get(unit.pk)
    cells = [
        Cell(str(unit), href=reverse(url_name, args=[case.reference, unit.reference]), header=True),
        Cell(unit.party_of.label),
        Cell(day_words(given, today) if given else "nog niets", value=given, kind="date"),
    ]
    return Row([*cells, Cell(why)] if why else cells)
