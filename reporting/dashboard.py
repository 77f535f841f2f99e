"""The first page of the figures: this year against another, with what stands out of each chapter."""

from dataclasses import dataclass

from nazorg.common.tables import Table
from reporting.catalogue import SUBJECTS, chapters
from reporting.figures.chart import Chart, chart
from reporting.figures.notes import Note, notes, remarks
from reporting.figures.source import count
from reporting.figures.table_one import table_one
from reporting.line_tables import Block, Link, blocks_table
from reporting.subjects import Asked, Subject
from reporting.table_one.tables import Link as TableOneLink
from reporting.table_one.tables import main_table

# The figures of a source that stand on the first page, by its slug.
HEADLINES: dict[str, tuple[str, ...]] = {
    "herhaling": ("casussen",),
    "inzet": ("profiel", "verrijkt", "geholpen"),
    "overleg": ("casussen", "nieuw"),
}


@dataclass(frozen=True)
class Dashboard:
    """Table 1 with its chart, the headlines of the other subjects, and where the rest is."""

    main: Table
    chart: Chart | None
    notes: list[Note]
    remarks: list[str]
    headlines: Table
    chapters: dict[str, list[Subject]]


def build_dashboard(asked: Asked, link: Link, table_one_link: TableOneLink) -> Dashboard:
    """Count it. `link` leads to the cases behind a figure, `table_one_link` to those behind a cell of Table 1."""
    figures = table_one([each.year for each in asked.periods], asked.boundaries, asked.today)
    noted = notes(figures)
    blocks = []
    for subject in SUBJECTS:
        source = subject.source
        if source is not None and source.slug in HEADLINES:
            counted = [count(source, each, asked.region, asked.today) for each in asked.periods]
            blocks.append(Block(source, counted, HEADLINES[source.slug]))
    return Dashboard(
        main=main_table(figures, noted, table_one_link),
        chart=chart(figures),
        notes=noted,
        remarks=remarks(figures),
        headlines=blocks_table("Kerncijfers", blocks, link),
        chapters=chapters(),
    )
