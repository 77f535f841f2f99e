"""What a file with notifications should hold, out of the columns that read it."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from intake.batches import sources_for
from intake.reading.columns import Column
from intake.reading.example import example_csv
from nazorg.accounts.acts import Act, requires
from nazorg.common import tables
from nazorg.common.words import joined


@requires(Act.SEE_HELP)
@require_GET
def intake_columns(request: HttpRequest) -> HttpResponse:
    """The agreed columns of notifications: how they are called, what goes in, an example."""
    source = sources_for("notifications")[0]
    rows = [
        tables.Row(
            [
                tables.Cell(column.label, header=True),
                tables.Cell(_when_needed(column)),
                tables.Cell(column.help),
                tables.Cell(next(filter(None, column.example), "")),
                tables.Cell(", ".join(column.aliases)),
            ]
        )
        for column in _columns()
    ]
    columns = [tables.Column(label) for label in ("Kolom", "Nodig", "Wat erin komt", "Voorbeeld", "Heet ook")]
    table = tables.Table("De afgesproken kolommen van een bestand met meldingen", columns, rows)
    return render(request, "intake/columns.html", {"table": table, "source": source})


@requires(Act.SEE_HELP)
@require_GET
def intake_example(request: HttpRequest) -> HttpResponse:
    """The example file: the headings with two invented notifications."""
    response = HttpResponse(example_csv(_columns()), content_type="text/csv")
    response["Content-Disposition"] = 'attachment; filename="voorbeeld-meldingen.csv"'
    return response


def _columns() -> tuple[Column, ...]:
    """The columns of notifications that this region reads."""
    columns = sources_for("notifications")[0].columns
    return tuple(column for column in columns if not (settings.BSN_OFF and column.name == "bsn"))


def _when_needed(column: Column) -> str:
    if column.required:
        return "altijd"
    return f"bij {joined(list(column.required_for))}" if column.required_for else ""
