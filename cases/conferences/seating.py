"""Who can be in which part: the covenant's cells on what is discussed there."""

from collections.abc import Collection, Iterable
from datetime import date, time

from cases.conferences.models import Conference
from nazorg.common.words import joined
from nazorg.covenant.categories import Category
from nazorg.covenant.parties import Party
from nazorg.covenant.table import Cell, covenant_on

_C = Category
# What a part can be about, in the order of the covenant.
DISCUSSABLE = (
    _C.IDENTITY, _C.DETENTION, _C.TITLE, _C.OFFENCE, _C.AREA_PAPERS, _C.AREA_HOUSING, _C.AREA_INCOME, _C.AREA_DEBTS,
    _C.AREA_CARE, _C.NEEDS, _C.POLICE, _C.CARE, _C.RISK, _C.TARGET_FACTS, _C.TARGET_FINDINGS, _C.PLAN,
)  # fmt: skip
_CRIMINAL = (_C.IDENTITY, _C.DETENTION, _C.OFFENCE, _C.POLICE, _C.RISK)
_JOINT = (_C.IDENTITY, _C.DETENTION, _C.AREA_HOUSING, _C.NEEDS, _C.PLAN)
# The parts that are proposed, with what is discussed in each; who convenes changes them.
_TWO = (("Strafrechtelijk deel", _CRIMINAL), ("Gezamenlijk deel", _JOINT))
_PROPOSED = {
    Conference.Kind.TAILORED: _TWO,
    Conference.Kind.VIOLENCE: _TWO,
    Conference.Kind.OFFENDERS: (("Overleg", _CRIMINAL),),
}
_ROUND = 5


def proposed_parts(kind: str, starts: time, ends: time) -> list[tuple[str, time, list[str]]]:
    """Name, begin and categories (codes) of the parts for this kind of conference, of equal length."""
    parts = _PROPOSED[Conference.Kind(kind)]
    first, last = minutes_of(starts), minutes_of(ends)
    found = []
    for number, (title, categories) in enumerate(parts):
        begin = first + (last - first) * number // len(parts)
        if number and last - first > len(parts) * _ROUND:
            begin -= begin % _ROUND
        found.append((title, time(begin // 60, begin % 60), [category.value for category in categories]))
    return found


def minutes_of(moment: time) -> int:
    """Minutes since midnight."""
    return moment.hour * 60 + moment.minute


def can_be_invited(party: Party, on: date) -> bool:
    """Whether a party may know of a conference at all."""
    return _hears(covenant_on(on).cell(party, Category.CONFERENCE_LOGISTICS), agreed=False)


def barred(party: Party, categories: Iterable[str], on: date, agreed: Collection[str] = ()) -> list[Category]:
    """Which of the categories (codes) keep a party out of a part in which they are discussed.

    `agreed` are those to which everybody on the agenda agreed, for parties that hear them with consent only.
    """
    covenant = covenant_on(on)
    wanted = [Category(code) for code in categories]
    return [one for one in wanted if not _hears(covenant.cell(party, one), one.value in agreed)]


def barred_words(guest: str, title: str, categories: Iterable[Category]) -> str:
    """Why somebody cannot be in a part, as a sentence."""
    named = joined([short_name(category) for category in categories])
    return f"{guest} kan niet bij “{title}”: daar gaat het over {named}."


def short_name(category: Category) -> str:
    """A category as one says it: "delict", "huisvesting"."""
    return str(category.label).partition(" (")[0].removeprefix("leefgebied ")


def _hears(cell: Cell, agreed: bool) -> bool:
    return (cell.read or cell.receive) and (cell.condition != "consent" or agreed)
