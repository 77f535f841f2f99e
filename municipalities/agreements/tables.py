"""What was agreed with a municipality, as tables: for the staff and for the municipality itself."""

from dataclasses import replace
from datetime import date

from django.db.models import Q

from municipalities.agreements.models import Agreement, Duty, Term
from municipalities.agreements.selectors import Terms, agreed_on
from municipalities.models import Municipality
from nazorg.common.tables import Cell, Column, Empty, Row, Table, Tag
from nazorg.common.words import day_words
from nazorg.covenant.areas import Area

# The terms that may be agreed with one municipality.
_OWN_TERMS = (Term.Kind.ANSWER, Term.Kind.ANSWER_URGENT, Term.Kind.ESCALATE)


def agreements_table(municipality: Municipality, today: date) -> Table:
    """Who delivers each area now, since when, and what was agreed before and for later."""
    agreed = agreed_on(today, [municipality.pk])
    rows = list(municipality.agreements.order_by("from_on"))
    lines = []
    for area in Area:
        of_area = [row for row in rows if row.area == area]
        held = [row for row in of_area if row.from_on <= today]
        now, earlier = held[-1] if held else None, [_agreed(row) for row in held[:-1]]
        later = [_agreed(row) for row in of_area if row.from_on > today]
        lines.append(
            Row(
                [
                    Cell(area.label, header=True),
                    Cell(Agreement.Delivers(agreed[municipality.pk, area]).label),
                    Cell(_day(now.from_on) if now else "niets afgesproken"),
                    Cell("; ".join(earlier)),
                    Cell("; ".join(later)),
                    Cell(now.note if now else ""),
                ]
            )
        )
    labels = ("Leefgebied", "Wie levert", "Sinds", "Eerder", "Straks", "Toelichting")
    return _filled(Table(f"Wie levert wat voor {municipality}", [Column(label) for label in labels], lines))


def terms_table(municipality: Municipality, today: date) -> Table:
    """The terms of a municipality's answer, its own or those of all, and what they will be."""
    terms = Terms.load()
    lines = []
    for kind in _OWN_TERMS:
        holding = terms.row(kind, today, municipality.pk)
        whose = (holding.municipality_id, municipality.pk)
        later = [row for row in reversed(terms.rows) if row.kind == kind and row.from_on > today]
        coming = [f"{row.length}, vanaf {_day(row.from_on)}" for row in later if row.municipality_id in whose]
        sure = Tag("bevestigd", "good", "i-check") if holding.confirmed else Tag("te bevestigen", "warn", "i-ask")
        lines.append(
            Row(
                [
                    Cell(kind.label, header=True),
                    Cell(str(holding.length)),
                    Cell("eigen afspraak" if holding.municipality_id else "voor alle gemeenten"),
                    Cell("", tag=sure),
                    Cell("; ".join(coming)),
                    Cell(holding.source),
                ]
            )
        )
    columns = [Column("Termijn"), Column("Duur"), Column("Voor wie"), Column("Stand"), Column("Straks"), Column("Bron")]
    return _filled(Table(f"Termijnen van {municipality}", columns, lines))


def duties_table(municipality: Municipality, today: date) -> Table:
    """Who has which task now or later."""
    duties = municipality.duties.filter(Q(to_on=None) | Q(to_on__gte=today))
    lines = [
        Row(
            [
                Cell(duty.name, header=True),
                Cell(duty.get_kind_display()),
                Cell(duty.email),
                Cell(duty.phone),
                Cell(_between(duty, today)),
            ]
        )
        for duty in duties
    ]
    columns = [Column("Naam"), Column("Taak"), Column("E-mailadres"), Column("Telefoon"), Column("Wanneer")]
    empty = Empty("Nog geen taken", "De beheerder legt vast wie aanspreekpunt is, en wie in SUWINET mag kijken.")
    return Table(f"Taken bij {municipality}", columns, lines, empty=empty)


def _filled(table: Table) -> Table:
    """The table without the columns in which nothing stands: on a phone they push the rest out of sight."""
    kept = [
        at for at in range(len(table.columns)) if any(row.cells[at].text or row.cells[at].tag for row in table.rows)
    ]
    rows = [Row([row.cells[at] for at in kept]) for row in table.rows]
    return replace(table, columns=[table.columns[at] for at in kept], rows=rows)


def _agreed(row: Agreement) -> str:
    return f"{row.get_delivers_display()}, vanaf {_day(row.from_on)}"


def _between(duty: Duty, today: date) -> str:
    """From when and until when, as far as that says something."""
    starts = f"vanaf {_day(duty.from_on)}" if duty.from_on > today else ""
    ends = f"tot en met {day_words(duty.to_on, today)}" if duty.to_on else ""
    return " ".join(filter(None, (starts, ends))) or "nu"


def _day(day: date) -> str:
    return f"{day:%d-%m-%Y}"
