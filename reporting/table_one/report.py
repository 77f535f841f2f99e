"""Table 1 as a whole: everything that screen, spreadsheet and PDF show, gathered once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone

from nazorg.common.dutch import short_moment
from nazorg.common.export import to_csv, to_xlsx
from nazorg.common.pdf import render_pdf
from nazorg.common.tables import Table
from nazorg.common.words import joined
from reporting.figures.chart import Chart, chart
from reporting.figures.definitions import READING
from reporting.figures.notes import Note, boundaries_label, notes, remarks
from reporting.figures.series import outflow_series
from reporting.figures.table_one import Boundaries, TableOne, table_one
from reporting.fixed_subjects import TABLE_ONE_DEFINITIONS
from reporting.table_one.tables import Link, below_table, main_table, no_link, series_table

TITLE = "Tabel 1. Caseload en uitstroom per gemeente"


@dataclass(frozen=True)
class Report:
    """Table 1 with its notes and what stands beside it. `as_of` is when it was computed."""

    figures: TableOne
    main: Table
    below: Table
    series: Table
    notes: list[Note]
    remarks: list[str]
    definitions: list[tuple[str, str]]
    chart: Chart | None
    as_of: datetime

    @property
    def title(self) -> str:
        return TITLE

    @property
    def years(self) -> str:
        """ "2013, vergeleken met 2012"."""
        first, *others = (str(year) for year in self.figures.years)
        return f"{first}, vergeleken met {joined(others)}" if others else first

    @property
    def computed(self) -> str:
        """When and by which boundaries: a sentence."""
        return (
            f"Uit de registratie berekend op {short_moment(self.as_of)}. Gemeentegrenzen"
            f" {boundaries_label(self.figures)}."
        )

    @property
    def file_name(self) -> str:
        """Without an ending: "tabel-1-2013-en-2012"."""
        return f"tabel-1-{'-en-'.join(str(year) for year in self.figures.years)}"


def build_report(years: Sequence[int], boundaries: Boundaries, now: datetime, link: Link = no_link) -> Report:
    """Compute Table 1 with all that belongs to it. Needs an open scope; raises WrongYear."""
    today = timezone.localdate(now)
    figures = table_one(years, boundaries, today)
    noted = notes(figures)
    return Report(
        figures=figures,
        main=main_table(figures, noted, link),
        below=below_table(figures, link),
        series=series_table(outflow_series(today)),
        notes=noted,
        remarks=remarks(figures),
        definitions=[*((each.name, each.text) for each in TABLE_ONE_DEFINITIONS), *READING],
        chart=chart(figures),
        as_of=now,
    )


def as_csv(report: Report) -> bytes:
    """The table and who is not in it."""
    return to_csv(report.main, report.below)


def as_xlsx(report: Report) -> bytes:
    """A sheet for each table and one with the definitions and notes."""
    tables = {"Tabel 1": report.main, "Niet in de tabel": report.below, "Uitstroom per jaar": report.series}
    explanation = [("Berekend", report.computed), *report.definitions]
    explanation += [("Let op", remark) for remark in report.remarks]
    explanation += [(f"Noot {note.number}", f"{_noted(report, note)}: {note.text}") for note in report.notes]
    return to_xlsx(*tables.values(), names=list(tables), explanation=explanation)


def as_pdf(report: Report, annex: Table | None = None) -> bytes:
    """The table as a report on paper; `annex` is the comparison with what was published."""
    context = {"report": report, "annex": annex, "region": settings.REGION_NAME}
    return render_pdf(render_to_string("reporting/table_one_pdf.html", context))


def _noted(report: Report, note: Note) -> str:
    """Which rows a note is about, since a sheet has no signs: "Blaricum, Muiden"."""
    names = {row.pk: row.name for row in report.figures.rows}
    return ", ".join(names.get(mark.row, "Overig") for mark in note.marks)
