"""The covenant's table: read from the versioned data files, asked by party, category and date."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Literal

import yaml

from nazorg.covenant.categories import Category
from nazorg.covenant.never import NEVER
from nazorg.covenant.parties import WITH_LOGIN, Party

DATA = Path(__file__).parent / "data"

Mode = Literal["read", "write"]


@dataclass(frozen=True)
class Cell:
    """What one party may do with one category. `condition` is a code of the version's `conditions`."""

    read: bool = False
    write: bool = False
    receive: bool = False
    never: bool = False
    condition: str = ""


NOTHING = Cell()

# Conditions that leave a part of a category's rows. Such a right is named `category:condition` in a scope: a policy
# that does not know the condition gives nothing. The other conditions are held by the rows or by the act itself.
NARROWING = frozenset({
    "own_lines", "own_acts", "own_figures", "own_column", "kinds_only", "technical", "addressed", "invited", "attended",
})  # fmt: skip


@dataclass(frozen=True)
class Ground:
    """A legal ground, with the days (inclusive) between which an act can rest on it."""

    code: str
    name: str
    about: str
    since: date | None = None
    until: date | None = None

    def holds_on(self, day: date) -> bool:
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


@dataclass(frozen=True)
class Covenant:
    """One version of the covenant."""

    version: str
    valid_from: date
    confirmed: bool
    conditions: dict[str, str]
    cells: dict[Category, dict[Party, Cell]]
    grounds: tuple[Ground, ...]

    def cell(self, party: Party, category: Category) -> Cell:
        return self.cells[category].get(party, NOTHING)

    def categories(self, party: Party, mode: Mode) -> frozenset[str]:
        """What a party may read (or write), as codes for a scope; `category:condition` where narrowed."""
        codes = set()
        for category in Category:
            cell = self.cell(party, category)
            if getattr(cell, mode):
                codes.add(f"{category.value}:{cell.condition}" if cell.condition in NARROWING else category.value)
        return frozenset(codes)

    def grounds_on(self, day: date) -> tuple[Ground, ...]:
        """The grounds that an act on `day` can rest on."""
        return tuple(ground for ground in self.grounds if ground.holds_on(day))


class CovenantError(ValueError):
    """A covenant file that cannot be put into force; the text says what is wrong."""


def _cell(text: str, where: str, conditions: dict[str, str]) -> Cell:
    letters, _, condition = text.partition(" ")
    if condition and condition not in conditions:
        raise CovenantError(f"{where}: de voorwaarde '{condition}' staat niet bij conditions.")
    if letters == "never":
        return Cell(never=True)
    if not letters or set(letters) - set("RWP") or ("W" in letters and "R" not in letters):
        raise CovenantError(f"{where}: '{text}' is geen geldige cel. Gebruik R, RW, P of never.")
    return Cell("R" in letters, "W" in letters, "P" in letters, condition=condition)


def parse(data: dict[str, Any]) -> Covenant:
    """A covenant from the content of a data file. Raises CovenantError where party, category or cell is unknown."""
    conditions: dict[str, str] = data["conditions"]
    cells: dict[Category, dict[Party, Cell]] = {category: {} for category in Category}
    for code, row in data["cells"].items():
        if code not in Category.values:
            raise CovenantError(f"De categorie '{code}' bestaat niet.")
        for name, text in row.items():
            if name not in Party.values:
                raise CovenantError(f"{code}: de partij '{name}' bestaat niet.")
            cell = _cell(text, f"{code}, {name}", conditions)
            if (cell.read or cell.write) and Party(name) not in WITH_LOGIN:
                raise CovenantError(f"{code}: {name} logt niet in en kan alleen ontvangen (P).")
            if cell.receive and Party(name) in NEVER.get(Category(code), ()):
                raise CovenantError(f"{code}: {name} krijgt dit nooit. Zet hier never neer.")
            cells[Category(code)][Party(name)] = cell
    grounds = tuple(Ground(**ground) for ground in data["grounds"])
    return Covenant(data["version"], data["valid_from"], data["confirmed"], conditions, cells, grounds)


@cache
def versions() -> tuple[Covenant, ...]:
    """All versions in the data folder, oldest first."""
    found = [parse(yaml.safe_load(path.read_text("utf-8"))) for path in DATA.glob("*.yaml")]
    return tuple(sorted(found, key=lambda covenant: covenant.valid_from))


def covenant_on(day: date) -> Covenant:
    """The version in force on `day`; before the first one, the first."""
    in_force = [covenant for covenant in versions() if covenant.valid_from <= day]
    return in_force[-1] if in_force else versions()[0]
