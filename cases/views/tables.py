"""Tables of cases, people and detentions: for the page and for an export alike."""

from collections.abc import Iterable
from datetime import date

from django.urls import reverse
from django.utils import timezone

from cases.detentions.models import Detention
from cases.dossiers.models import Case
from cases.people.models import Person
from cases.selectors import free_on, merges_of
from nazorg.common.scope import current_scope
from nazorg.common.tables import Cell, Column, Empty, Row, Table, Tag
from nazorg.common.words import born_words, day_words, moment_words, spaced

_NO_CASES = Empty(
    "Geen casussen", "In deze selectie zit geen casus. Haal een filter weg, of lees meldingen in: daar komen zij uit."
)


def state_tag(case: Case, today: date) -> Tag:
    """How a case stands, in a few words."""
    if case.to_decide:
        return Tag("te beslissen", "warn", "i-alert")
    if case.no_aftercare:
        return Tag("geen nazorg", "plain")
    if case.detention is None:
        return Tag("zonder detentie", "plain")
    if case.detention.released_on:
        return Tag("vrij", "", "c-gone")
    if case.detention.expected_end_on and case.detention.expected_end_on < today:
        return Tag("einde verstreken", "warn", "i-ask")
    return Tag("in detentie", "accent", "c-far")


def municipality_words(case: Case) -> str:
    """The responsible municipality, or that there is none."""
    return case.responsible.name if case.responsible else "geen"


def place_words(detention: Detention | None) -> str:
    """ "PI Almere, unit 3B"; empty where no prison is known."""
    if detention is None:
        return ""
    unit = f"unit {detention.unit}" if detention.unit else ""
    return ", ".join(part for part in (detention.institution, unit) if part)


def stays_words(case: Case) -> str:
    """Where somebody is held now; empty once released."""
    released = case.detention is not None and case.detention.released_on is not None
    return "" if released else place_words(case.detention)


def case_url(case: Case) -> str:
    return reverse("case", args=[case.reference])


def person_url(person: Person) -> str:
    return reverse("person", args=[person.reference])


def case_table(cases: Iterable[Case], today: date, sorting: Iterable[Column] = ()) -> Table:
    """Cases with who, where, when free and how each stands. `sorting` gives the columns where they can be sorted."""
    columns = list(sorting) or case_columns()
    return Table("Casussen", columns, [_case_row(case, today) for case in cases], dense=True, empty=_NO_CASES)


def case_columns() -> list[Column]:
    """The columns of `case_table`."""
    return [
        Column("Naam"),
        Column("Geboren", "date"),
        Column("Gemeente"),
        Column("Verblijft in"),
        Column("Vrij", "date"),
        Column("Geopend", "date"),
        Column("Herkomst"),
        Column("Stand"),
        Column("Casus", "ref"),
    ]


def _case_row(case: Case, today: date) -> Row:
    free, tag = free_on(case), state_tag(case, today)
    return Row(
        [
            Cell(case.person.list_name, href=case_url(case), header=True),
            Cell(born_words(case.person.born), kind="date"),
            Cell(municipality_words(case)),
            Cell(stays_words(case)),
            Cell(day_words(free, today) if free else "-", value=free, kind="date"),
            Cell(day_words(case.opened_on, today), value=case.opened_on, kind="date"),
            Cell(case.get_origin_display()),
            Cell(tag.label, tag=tag),
            Cell(spaced(case.reference), value=case.reference, kind="ref"),
        ]
    )


def own_case_table(cases: Iterable[Case], today: date) -> Table:
    """The cases of one person: what tells them apart."""
    columns = [
        Column("Casus", "ref"),
        Column("Geopend", "date"),
        Column("Gemeente"),
        Column("PI"),
        Column("Vrij", "date"),
        Column("Stand"),
    ]
    rows = []
    for case in cases:
        free, tag = free_on(case), state_tag(case, today)
        rows.append(
            Row(
                [
                    Cell(spaced(case.reference), value=case.reference, href=case_url(case), kind="ref", header=True),
                    Cell(day_words(case.opened_on, today), value=case.opened_on, kind="date"),
                    Cell(municipality_words(case)),
                    Cell(place_words(case.detention)),
                    Cell(day_words(free, today) if free else "-", value=free, kind="date"),
                    Cell(tag.label, tag=tag),
                ]
            )
        )
    return Table("Casussen van deze persoon", columns, rows, dense=True)


def people_table(people: list[Person], cases: dict[int, list[Case]], today: date) -> Table:
    """What a search found: each person with the latest case."""
    columns = [
        Column("Naam"),
        Column("Geboren", "date"),
        Column("Gemeente"),
        Column("Verblijft in"),
        Column("Stand"),
        Column("Casus", "ref"),
        Column("Casussen", "num"),
    ]
    return Table(
        "Gevonden personen", columns, [_person_row(person, cases[person.pk], today) for person in people], dense=True
    )


def _person_row(person: Person, cases: list[Case], today: date) -> Row:
    latest = cases[0] if cases else None
    tag = state_tag(latest, today) if latest else Tag("geen casus", "plain")
    return Row(
        [
            Cell(person.list_name, href=case_url(latest) if latest else person_url(person), header=True),
            Cell(born_words(person.born), kind="date"),
            Cell(municipality_words(latest) if latest else ""),
            Cell(stays_words(latest) if latest else ""),
            Cell(tag.label, tag=tag),
            Cell(spaced(latest.reference), kind="ref") if latest else Cell(""),
            Cell(str(len(cases)), value=len(cases), href=person_url(person), kind="num", for_whom=person.list_name),
        ]
    )


def detention_table(detentions: Iterable[Detention], today: date) -> Table:
    """Detentions, the latest first."""
    columns = [Column("Van", "date"), Column("Tot", "date"), Column("PI")]
    rows = []
    for detention in detentions:
        start, end = detention.start_on, detention.released_on
        rows.append(
            Row(
                [
                    Cell(day_words(start, today) if start else "niet gemeld", value=start, kind="date"),
                    Cell(day_words(end, today) if end else "loopt", value=end, kind="date"),
                    Cell(place_words(detention)),
                ]
            )
        )
    return Table("Detenties van deze persoon", columns, rows, dense=True)


def merge_lines(kept: Person) -> list[dict[str, object]]:
    """The merges of a person, the latest first; one that stands can be undone."""
    today = timezone.localdate()
    return [
        {
            "number": record.pk,
            "text": f"{record.double.full_name}, {born_words(record.double.born)}",
            "meta": f"{record.merged_by.name}, {moment_words(record.merged_at, today)}: {record.reason}",
            "undone": f"ongedaan gemaakt {moment_words(record.undone_at, today)}" if record.undone_at else "",
        }
        for record in merges_of(kept, current_scope())
    ]
