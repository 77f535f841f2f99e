"""Table 1 for everybody: as CSV, as a workbook and on paper, each with the rule by which municipalities are joined."""

from django.conf import settings
from django.template.loader import render_to_string

from nazorg.common.dutch import short_moment
from nazorg.common.export import to_csv, to_xlsx
from nazorg.common.pdf import render_pdf
from nazorg.common.tables import Cell, Column, Row, Table
from reporting.fixed_subjects import TABLE_ONE
from reporting.public.publication import Publication

NAMES = ("Tabel 1", "Niet in de tabel", "Uitstroom per jaar")


def file_name(made: Publication) -> str:
    """Without an ending: "tabel-1-openbaar-2013-en-2012"."""
    return f"tabel-1-openbaar-{'-en-'.join(str(each.year) for each in made.asked.periods)}"


def as_csv(made: Publication) -> bytes:
    """The tables, and the rule below them."""
    rule = Table("Regel", [Column("Samengevoegde gemeenten")], [Row([Cell(each)]) for each in made.rule])
    return to_csv(*made.show(TABLE_ONE).tables, rule)


def as_xlsx(made: Publication) -> bytes:
    """A sheet for each table, and one with the rule, the definitions and the notes."""
    shown = made.show(TABLE_ONE)
    told = [("Keuze", made.asked.label), ("Berekend", short_moment(made.asked.as_of))]
    told += [("Samengevoegde gemeenten", each) for each in made.rule]
    told += [("Let op", each) for each in (*made.remarks, *shown.remarks)]
    told += [(f"Noot {note.number}", note.text) for note in shown.notes]
    told += [(each.name, each.text) for each in TABLE_ONE.definitions]
    return to_xlsx(*shown.tables, names=NAMES[:1] + NAMES[-len(shown.tables) + 1 :], explanation=told)


def as_pdf(made: Publication) -> bytes:
    """The same on paper."""
    context = {
        "made": made,
        "shown": made.show(TABLE_ONE),
        "definitions": TABLE_ONE.definitions,
        "computed": short_moment(made.asked.as_of),
        "region": settings.REGION_NAME,
    }
    return render_pdf(render_to_string("reporting/public_table_pdf.html", context))
