"""What goes wrong: counted over cases, and what is brought to the board. No person stands in it."""

from cases.bottlenecks.models import Bottleneck
from cases.bottlenecks.selectors import counted_table, structural
from nazorg.common.dutch import full_date, numeric_date
from nazorg.common.scope import current_scope
from nazorg.common.tables import Cell, Column, Row, Table
from reporting.annual.frozen import Section
from reporting.annual.year import Year


def signals(year: Year) -> list[Section]:
    """Bottlenecks by theme in the cases of the year, and the structural ones that were not solved before it."""
    counted = counted_table(tuple(year.years))
    found = [one for one in structural(current_scope()) if _belongs(one, year)]
    none_counted = [] if counted.rows else [f"Over {year.years[0]} is in geen casus een knelpunt vastgelegd."]
    none_found = [] if found else [f"Tot en met {full_date(year.last)} is geen structureel knelpunt gesignaleerd."]
    return [
        Section("knelpunten-in-casussen", "In casussen", [counted], remarks=none_counted),
        Section("structurele-knelpunten", "Structureel", [_structural(found)], remarks=none_found),
    ]


def _belongs(one: Bottleneck, year: Year) -> bool:
    """Signalled by the end of the year, and not solved before it began."""
    return one.on <= year.last and (one.state != Bottleneck.State.SOLVED or one.changed_on >= year.first)


def _structural(found: list[Bottleneck]) -> Table:
    rows = [
        Row([
            Cell(f"{one.get_theme_display().capitalize()}, {one.get_aspect_display()}", header=True),
            Cell(one.text),
            Cell(str(one.municipality or "hele regio")),
            Cell(numeric_date(one.on), one.on, kind="date"),
            Cell(". ".join(filter(None, (str(one.get_state_display()), one.answer)))),
        ])
        for one in found
    ]  # fmt: skip
    columns = [
        Column("Thema"), Column("Wat er steeds misgaat"), Column("Waar"), Column("Sinds", "date"),
        Column("Stand, en wat het bestuur zei"),
    ]  # fmt: skip
    return Table("Structurele knelpunten", columns, rows)
