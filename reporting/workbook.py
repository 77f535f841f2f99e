"""All tables of the catalogue in one workbook."""

from dataclasses import dataclass

from nazorg.common.dutch import short_moment
from nazorg.common.export import to_xlsx
from nazorg.common.tables import Table
from reporting.catalogue import SUBJECTS
from reporting.catalogue_tables import explanation
from reporting.line_tables import no_link
from reporting.subjects import Asked


@dataclass(frozen=True)
class Sheets:
    """What the workbook holds: a table for each sheet with its name, and the terms of the last sheet."""

    tables: list[Table]
    names: list[str]
    explanation: list[tuple[str, str]]


def sheets_of(asked: Asked) -> Sheets:
    """Count everything; the last sheet tells the choices, what to look out for, and what every figure means."""
    tables: list[Table] = []
    names: list[str] = []
    told = [("Keuze", asked.label), ("Berekend", short_moment(asked.as_of))]
    for subject in SUBJECTS:
        shown = subject.show(asked, no_link)
        for number, table in enumerate(shown.tables, start=1):
            tables.append(table)
            names.append(subject.title if number == 1 else f"{subject.title} {number}")
        told += [(f"Let op: {subject.title}", remark) for remark in shown.remarks]
        told += [(f"Noot {note.number}: {subject.title}", note.text) for note in shown.notes]
    return Sheets(tables, names, [*told, *explanation()])


def written(sheets: Sheets) -> bytes:
    """The workbook itself."""
    return to_xlsx(*sheets.tables, names=sheets.names, explanation=sheets.explanation)
