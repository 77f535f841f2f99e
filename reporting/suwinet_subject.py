"""The subject SUWINET: its own row source, and what the figures of handoff already say of lateness and short stays."""

from collections.abc import Sequence
from dataclasses import replace

from nazorg.common.dutch import whole
from nazorg.common.tables import Cell, Column, Row, Table
from nazorg.common.words import joined
from reporting.figures.definitions import Period
from reporting.figures.shares import percent, share
from reporting.figures.source import Unit
from reporting.figures.timeliness import Fact, count_timeliness, span
from reporting.line_tables import Link, no_link, number_words
from reporting.sources.suwinet import SUWINET
from reporting.subjects import Asked, Definition, Shown, Subject, of_source

# A figure, what it is a share of, their names, and its definition.
_FACTS = (
    (
        Fact.LATE_SUWINET, Fact.LATE, "Te laat overgedragen door SUWINET", "te laat overgedragen",
        "Casussen waarvan de overdracht aan de MMD-er te laat was, en waarin op de laatste dag van de termijn een"
        " leefgebied op SUWINET wachtte.",
    ),
    (
        Fact.SHORT, Fact.ASKED, "Kort verblijf", "vragen die niet zijn verplaatst",
        "Vragen bij een detentie die korter duurt dan vier weken (instelbaar), tot de vrijlating of de verwachte"
        " vrijlating. Dan is er het minste tijd voor een antwoord.",
    ),
)  # fmt: skip


def suwinet_subject() -> Subject:
    """The figures of areas, and a table of what followed from waiting, taken from Doorlooptijd."""
    own = of_source(SUWINET)

    def show(asked: Asked, link: Link = no_link) -> Shown:
        shown = own.show(asked, link)
        return replace(shown, tables=(*shown.tables, _followed(asked)))

    return replace(own, definitions=(*own.definitions, *_definitions()), show=show)


def _followed(asked: Asked) -> Table:
    counts = [_facts(each, asked) for each in asked.periods]
    columns, groups = [Column("Cijfer"), Column("eenheid")], [("", 2)]
    for each in asked.periods:
        columns += [Column("aantal", "num", edge=True), Column("van", "num"), Column("%", "pct")]
        groups.append((each.label, 3))
    rows = [_row(fact, whole_fact, name, of, counts) for fact, whole_fact, name, of, _ in _FACTS]
    periods = joined([each.name for each in asked.periods])
    return Table(f"SUWINET, korte verblijven en de overdracht, {periods}", columns, rows, groups=groups)


def _row(fact: Fact, whole_fact: Fact, name: str, of: str, counts: Sequence[dict[Fact, int] | None]) -> Row:
    cells = [Cell(name, header=True), Cell(Unit.CASES.value)]
    for facts in counts:
        part, total = (facts[fact], facts[whole_fact]) if facts else (None, None)
        cells += [
            Cell(number_words(part), part, kind="num"),
            Cell(f"{whole(total)} {of}" if total is not None else number_words(None), total, kind="num"),
            Cell(percent(part, total), share(part, total), kind="pct"),
        ]
    return Row(cells)


def _facts(asked_for: Period, asked: Asked) -> dict[Fact, int] | None:
    """The counts of Doorlooptijd in a year or quarter; None where they do not exist."""
    found = count_timeliness(span(asked_for.year, None, asked.today))
    months = [found.at(None, month) for month in range(asked_for.first.month, asked_for.last.month + 1)]
    counted = [each.facts for each in months if each is not None]
    if not any(facts[Fact.SENT] for facts in counted):
        return None
    return {fact: sum(facts[fact] for facts in counted) for fact in Fact}


def _definitions() -> list[Definition]:
    return [
        Definition(
            name=name,
            text=text,
            unit=Unit.CASES.value,
            share_of=of,
            since="de eerste registratie",
            by_municipality=False,
        )
        for _, _, name, of, text in _FACTS
    ]
