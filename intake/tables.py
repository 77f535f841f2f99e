"""Tables of the rows of batches."""

from collections.abc import Callable, Mapping
from datetime import date

from django.urls import reverse

from intake.batch_tables import batch_url
from intake.models import Batch, Row
from intake.shown import Shown, labels_of, remark_words
from nazorg.common.dutch import numeric_date
from nazorg.common.tables import Cell, Column, Empty, Note, Table, Tag
from nazorg.common.tables import Row as Line
from nazorg.common.words import counted, day_words, spaced

TAGS: dict[str, Tag] = {
    "nieuw": Tag("nieuw", "good", "i-plus"),
    "gewijzigd": Tag("gewijzigd", "accent", "i-change"),
    "bekend": Tag("bekend", "", "i-check"),
    "dubbel": Tag("dubbel", "", "i-minus"),
    "kies": Tag("kies persoon", "warn", "i-ask"),
    "fout": Tag("fout", "late", "i-cross"),
    "vastgehouden": Tag("vastgehouden", "warn", "c-pause"),
    "opzij": Tag("opzij gelegd", "plain", "i-minus"),
}
_OUTCOMES: dict[str, Tag] = {
    Row.Outcome.NEW.value: TAGS["nieuw"],
    Row.Outcome.CHANGED.value: TAGS["gewijzigd"],
    Row.Outcome.KNOWN.value: TAGS["bekend"],
    Row.Outcome.DUPLICATE.value: TAGS["dubbel"],
    Row.Outcome.CHOOSE.value: TAGS["kies"],
    Row.Outcome.WRONG.value: TAGS["fout"],
}
_NO_ROWS = Empty("Geen regels", "In deze groep zit geen regel. Kies een andere groep, of alle regels.")


def row_url(row: Row) -> str:
    return reverse("row", args=[row.batch.reference, row.line])


def row_tag(row: Row) -> Tag:
    """What a row came to, or what was done with it."""
    if row.state == Row.State.SET_ASIDE:
        return TAGS["opzij"]
    if row.state == Row.State.HELD and row.outcome not in (Row.Outcome.WRONG, Row.Outcome.CHOOSE):
        return Tag("bekijk opnieuw", "warn", "i-alert")
    return _OUTCOMES[row.outcome]


def next_act(row: Row) -> str:
    """The button that a row asks for; empty where nothing is to be done."""
    if row.batch.state not in (Batch.State.CHECKED, Batch.State.ACCEPTED):
        return ""
    if row.state not in (Row.State.WAITING, Row.State.HELD):
        return ""
    if row.outcome == Row.Outcome.WRONG:
        return "Herstel"
    if row.outcome == Row.Outcome.CHOOSE:
        return "Kies"
    return "Bekijk" if row.state == Row.State.HELD else ""


def rows_table(
    batch: Batch,
    shown: list[Shown],
    cases: Mapping[int, str],
    today: date,
    details: Mapping[int, object],
    act_url: str,
) -> Table:
    """The rows of one batch. `details` holds, per line, what the template for correcting in place needs.

    `act_url` opens a wrong row in place, with the row's line put behind it; empty for who may not act.
    """
    labels = labels_of(batch)
    columns = [
        Column("Regel", "num"),
        Column("Uitkomst"),
        *([] if batch.is_registration else [Column("Soort")]),
        Column("Start" if batch.is_registration else "Datum", "date"),
        Column("Persoon"),
        Column("Geboren", "date"),
        Column("Nr" if batch.is_registration else "SKN", "num"),
        Column("Gemeente"),
        *([] if batch.is_registration else [Column("PI")]),
        Column("Opmerkingen"),
        Column("Wat te doen", "action", hidden=True),
    ]
    rows = []
    for one in shown:
        cells = [
            Cell(str(one.row.line), href=row_url(one.row), for_whom=one.name),
            Cell("", tag=row_tag(one.row)),
            *([] if batch.is_registration else [Cell(one.kind)]),
            Cell(_day(one, today)),
            Cell(one.name or "zonder naam", header=True, href=_person_url(one.row, cases)),
            Cell(one.born),
            Cell(one.number),
            Cell(one.place),
            *([] if batch.is_registration else [Cell(one.institution.removeprefix("PI "))]),
            Cell("", remarks=remarks(one.row, labels)),
            Cell("") if one.row.line in details or not act_url else _act(one, act_url),
        ]
        rows.append(_line(cells, one.row.line, details.get(one.row.line)))
    return Table("Regels, wat aandacht vraagt staat bovenaan", columns, rows, dense=True, empty=_NO_ROWS)


def _line(cells: list[Cell], number: int, detail: object) -> Line:
    if detail is None:
        return Line(cells, id=f"regel-{number}")
    return Line(cells, "open", f"regel-{number}", "intake/correct_in_place.html", detail)


def held_table(shown: list[Shown], today: date, may_act: Callable[[Batch], bool]) -> Table:
    """Held rows of all batches, each with its next act for who may do it."""
    columns = [
        Column("Persoon"),
        Column("Uitkomst"),
        Column("Geboren", "date"),
        Column("Datum", "date"),
        Column("Opmerkingen"),
        Column("Partij", "ref"),
        Column("Regel", "num"),
        Column("Wat te doen", "action", hidden=True),
    ]
    labels: dict[int, dict[str, str]] = {}
    rows = []
    for one in shown:
        batch = one.row.batch
        known = labels.setdefault(batch.pk, labels_of(batch))
        rows.append(
            Line(
                [
                    Cell(one.name or "zonder naam", header=True, href=row_url(one.row)),
                    Cell("", tag=row_tag(one.row)),
                    Cell(one.born),
                    Cell(" ".join(filter(None, (one.kind, _day(one, today))))),
                    Cell("", remarks=remarks(one.row, known)),
                    Cell(spaced(batch.reference), href=batch_url(batch)),
                    Cell(str(one.row.line)),
                    _act(one, "") if may_act(batch) else Cell(""),
                ]
            )
        )
    return Table("Vastgehouden regels, de oudste partij bovenaan", columns, rows, dense=True)


def remarks(row: Row, labels: Mapping[str, str]) -> tuple[Note, ...]:
    """All remarks of a row: what is wrong first, then what is only told, what was chosen and why it was set aside."""
    notes = [Note("bad" if one["level"] == "wrong" else "note", remark_words(one, labels)) for one in row.remarks]
    notes.sort(key=lambda note: note.tone)
    if row.choice:
        notes.append(Note("note", f"Gekozen: {row.get_choice_display()}."))
    if row.state == Row.State.SET_ASIDE:
        notes.append(Note("note", f"Opzij gelegd: {row.set_aside_why}"))
    return tuple(notes)


def _day(one: Shown, today: date) -> str:
    """The day of a row; short where it lies in another year, as the cell says where it is wrong."""
    if one.on is None:
        return one.on_text
    return day_words(one.on, today) if one.on.year == today.year else numeric_date(one.on)


def _act(one: Shown, act_url: str) -> Cell:
    act = next_act(one.row)
    if not act:
        return Cell("")
    in_place = act_url and one.row.outcome == Row.Outcome.WRONG
    url = f"{act_url}{one.row.line}#regel-{one.row.line}" if in_place else row_url(one.row)
    return Cell(act, href=url, for_whom=counted_line(one))


def counted_line(one: Shown) -> str:
    """ "regel 9, Bas van der Molen"; without the name where there is none."""
    return ", ".join(filter(None, (f"regel {one.row.line}", one.name)))


def _person_url(row: Row, cases: Mapping[int, str]) -> str:
    """The case that a row opened, else its person; nothing before it was accepted."""
    if row.state != Row.State.ACCEPTED:
        return ""
    if row.pk in cases:
        return reverse("case", args=[cases[row.pk]])
    return reverse("person", args=[row.person.reference]) if row.person else ""


def rows_words(number: int) -> str:
    """ "1 regel", "24 regels"."""
    return counted(number, "regel", "regels")
