"""What was agreed with a municipality, as tables: for the staff and for the municipality itself."""

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
    """Who delivers each area now, since when, and what was agreed for later."""
    agreed = agreed_on(today, [municipality.pk])
    rows = list(municipality.agreements.order_by("from_on"))
    lines = []
    for area in Area:
        of_area = [row for row in rows if row.area == area]
        now = next((row for row in reversed(of_area) if row.from_on <= today), None)
        later = [f"{row.get_delivers_display()}, vanaf {_day(row.from_on)}" for row in of_area if row.from_on > today]
        lines.append(
            Row(
                [
                    Cell(area.label, header=True),
                    Cell(Agreement.Delivers(agreed[municipality.pk, area]).label),
                    Cell(_day(now.from_on) if now else "niets afgesproken"),
                    Cell("; ".join(later)),
                    Cell(now.note if now else ""),
                ]
            )
        )
    columns = [Column("Leefgebied"), Column("Wie levert"), Column("Sinds"), Column("Straks"), Column("Toelichting")]
    return Table(f"Wie levert wat voor {municipality}", columns, lines)


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
    return Table(f"Termijnen van {municipality}", columns, lines)


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


def _between(duty: Duty, today: date) -> str:
    """From when and until when, as far as that says something."""
    starts = f"vanaf {_day(duty.from_on)}" if duty.from_on > today else ""
    ends = f"tot en met {day_words(duty.to_on, today)}" if duty.to_on else ""
    return " ".join(filter(None, (starts, ends))) or "nu"


def _day(day: date) -> str:
    return f"{day:%d-%m-%Y}"
