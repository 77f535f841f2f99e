"""All tables of the catalogue in one workbook."""

from nazorg.common.dutch import short_moment
from nazorg.common.export import to_xlsx
from nazorg.common.tables import Table
from reporting.catalogue import SUBJECTS
from reporting.catalogue_tables import explanation
from reporting.line_tables import no_link
from reporting.subjects import Asked


def workbook_of(asked: Asked) -> bytes:
    """A sheet for each table, and one with the choices, what to look out for, and what every figure means."""
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
    return to_xlsx(*tables, names=names, explanation=[*told, *explanation()])
