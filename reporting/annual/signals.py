"""What goes wrong time and again, by theme, and what the board said of it. No person stands in it."""

from cases.bottlenecks.models import Bottleneck
from cases.bottlenecks.selectors import structural
from nazorg.common.dutch import full_date, numeric_date
from nazorg.common.scope import current_scope
from nazorg.common.tables import Cell, Column, Row, Table
from reporting.annual.frozen import Section
from reporting.annual.year import Year


def signals(year: Year) -> list[Section]:
    """The structural bottlenecks that were not solved before the year; those in cases stand with the figures."""
    found = [one for one in structural(current_scope()) if _belongs(one, year)]
    nothing = [] if found else [f"Tot en met {full_date(year.period.last)} is geen structureel knelpunt gesignaleerd."]
    return [Section("structurele-knelpunten", "Structurele knelpunten", [_table(found)], remarks=nothing)]


def _belongs(one: Bottleneck, year: Year) -> bool:
    """Signalled by the end of the year, and not solved before it began."""
    solved = one.state == Bottleneck.State.SOLVED
    return one.on <= year.period.last and (not solved or one.changed_on >= year.period.first)


def _table(found: list[Bottleneck]) -> Table:
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
