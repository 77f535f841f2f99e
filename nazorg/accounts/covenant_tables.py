"""The covenant as tables: the whole of it, and what one party may."""

from dataclasses import dataclass
from datetime import date

from nazorg.common.tables import Cell, Column, Row, Table, Tag
from nazorg.covenant.categories import Category
from nazorg.covenant.parties import Party
from nazorg.covenant.table import Cell as Right
from nazorg.covenant.table import Covenant, Ground

NONE_WORDS = "–"
NEVER_WORDS = "nooit"


def right_words(right: Right) -> str:
    """What a cell of the covenant permits, in words."""
    if right.never:
        return NEVER_WORDS
    words = [
        word for word, given in (("leest", right.read), ("schrijft", right.write), ("ontvangt", right.receive)) if given
    ]
    return ", ".join(words) or NONE_WORDS


@dataclass(frozen=True)
class Condition:
    """A condition with the number by which the table's cells refer to it."""

    number: str
    text: str


def conditions_of(covenant: Covenant) -> list[Condition]:
    """The conditions that some cell carries, numbered in the order of the data file."""
    used = {right.condition for row in covenant.cells.values() for right in row.values()}
    texts = [text for code, text in covenant.conditions.items() if code in used]
    return [Condition(str(number), text) for number, text in enumerate(texts, 1)]


def whole_table(covenant: Covenant) -> Table:
    """Every category against every party."""
    numbers = {condition.text: condition.number for condition in conditions_of(covenant)}
    columns = [Column("Soort gegevens"), *(Column(party.label) for party in Party)]
    rows = []
    for category in Category:
        cells = [Cell(_sentence(category.label), header=True)]
        for party in Party:
            right = covenant.cell(party, category)
            noteref = numbers[covenant.conditions[right.condition]] if right.condition else ""
            tag = Tag(NEVER_WORDS, "late") if right.never else None
            cells.append(Cell(right_words(right), noteref=noteref, tag=tag))
        rows.append(Row(cells))
    return Table("Wie wat mag zien, per soort gegevens en per partij", columns, rows, dense=True)


def party_table(covenant: Covenant, party: Party) -> Table:
    """What one party may, with the conditions in words; first what it may, then what is closed to it."""
    rows = []
    for category in Category:
        right = covenant.cell(party, category)
        words = right_words(right)
        closed = words in (NONE_WORDS, NEVER_WORDS)
        tag = None if not closed else Tag(NEVER_WORDS if right.never else "niets", "late" if right.never else "plain")
        cells = [
            Cell(_sentence(category.label), header=True),
            Cell(words, tag=tag),
            Cell(_sentence(covenant.conditions.get(right.condition, ""))),
        ]
        rows.append((closed, Row(cells)))
    rows.sort(key=lambda pair: pair[0])
    columns = [Column("Soort gegevens"), Column("Mag"), Column("Voorwaarde")]
    return Table(f"Wat de {party.label} mag", columns, [row for _, row in rows])


def ground_facts(covenant: Covenant, today: date) -> list[dict[str, str]]:
    """The legal grounds with the days between which they hold, those of today first."""
    ordered = sorted(covenant.grounds, key=lambda ground: not ground.holds_on(today))
    return [{"name": ground.name, "about": ground.about, "when": _when(ground)} for ground in ordered]


def _when(ground: Ground) -> str:
    since = f"vanaf {ground.since:%d-%m-%Y}" if ground.since else ""
    until = f"tot en met {ground.until:%d-%m-%Y}" if ground.until else ""
    return " ".join(filter(None, (since, until)))


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
