"""The notes to Table 1, written from its numbers: what stands out and why, and what is not in it."""

from dataclasses import dataclass
from datetime import timedelta

from municipalities.models import Municipality
from nazorg.common.dutch import decimal, full_date, whole
from nazorg.common.words import counted, joined
from reporting.figures.definitions import CASELOAD_FROM, Period, has_caseload
from reporting.figures.matching import matched
from reporting.figures.shares import percent
from reporting.figures.table_one import Boundaries, Figure, TableOne

OTHER = 0  # the row Overig, where others are known by their municipality's primary key


@dataclass(frozen=True)
class Mark:
    """Where the sign of a note stands: at a row's name (no column), or at a share in a column of the table."""

    row: int
    column: int | None = None


@dataclass(frozen=True)
class Note:
    number: int
    text: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True)
class Printed:
    """A share that a published report prints otherwise than it is computed, with the counts that it stands on."""

    figure: Figure
    year: int
    code: str
    count: int
    total: int
    percent: str
    source: str


# Plain rounding cannot give 55; the evaluation divided the remainders so that this column adds up to 100.
_PRINTED_OTHERWISE = (Printed(Figure.CASELOAD, 2013, "0402", 177, 325, "55", "de evaluatie van 2014"),)

# What a figure is counted from, in words.
_RECORDS = {Figure.CASELOAD: "handelingen", Figure.OUTFLOW: "vrijlatingen"}


def notes(table: TableOne) -> list[Note]:
    """The numbered notes, in the order in which their signs are read."""
    found = [*_printed_otherwise(table), *_fewer_cases(table), *_gone(table)]
    place = {row.pk: number for number, row in enumerate(table.rows)} | {OTHER: len(table.rows)}
    found.sort(key=lambda each: min((place[mark.row], -1 if mark.column is None else mark.column) for mark in each[1]))
    return [Note(number, text, marks) for number, (text, marks) in enumerate(found, start=1)]


def remarks(table: TableOne) -> list[str]:
    """Sentences that belong to whole columns: which year runs, which has no records, which was never registered."""
    found: list[str] = []
    for year in table.years:
        columns = [column for column in table.columns if column.period.year == year]
        span = columns[0].period
        if columns[0].figure is Figure.CASELOAD and not has_caseload(span):
            found.append(
                f"De caseload is geregistreerd vanaf {full_date(CASELOAD_FROM)}. Voor {year} bestaat hij niet."
            )
            columns = columns[1:]
        lacking = [_RECORDS[column.figure] for column in columns if column.count.total is None]
        if lacking:
            found.append(f"Over {year} staan er geen {' en geen '.join(lacking)} in de registratie.")
        if span.running:
            found.append(f"Het jaar {year} loopt nog: geteld is tot en met {full_date(span.last)}.")
    return found


def boundaries_label(table: TableOne) -> str:
    """ "zoals in 2013", "zoals nu"."""
    return "zoals nu" if table.boundaries is Boundaries.NOW else f"zoals in {max(table.years)}"


Found = tuple[str, tuple[Mark, ...]]


def _printed_otherwise(table: TableOne) -> list[Found]:
    """The published shares that differ, as long as the counts are those that they stand on."""
    found: list[Found] = []
    for printed in _PRINTED_OTHERWISE:
        for number, column in enumerate(table.columns):
            row = next((row for row in table.rows if row.code == printed.code), None)
            if row is None or (column.figure, column.period.year) != (printed.figure, printed.year):
                continue
            count, total = column.count.rows.get(row.pk), column.count.total
            if (count, total) == (printed.count, printed.total) and count is not None and total is not None:
                text = (
                    f"In {printed.source} staat {printed.percent}. Berekend is {percent(count, total)}:"
                    f" {whole(count)} van {whole(total)} is {decimal(count, total)} procent."
                )
                found.append((text, (Mark(row.pk, number),)))
    return found


@dataclass(frozen=True)
class Fewer:
    """The municipalities with fewer cases than people released in a year, each with both counts."""

    period: Period
    counts: dict[Municipality, tuple[int, int]]


def fewer_cases(table: TableOne) -> list[Fewer]:
    """For each year of the table that has both counts, and such municipalities."""
    found: list[Fewer] = []
    for year in table.years:
        cases, released = table.column(Figure.CASELOAD, year), table.column(Figure.OUTFLOW, year)
        if cases is None or released is None or cases.count.total is None or released.count.total is None:
            continue
        both = {row: (cases.count.rows.get(row.pk, 0), released.count.rows.get(row.pk, 0)) for row in table.rows}
        counts = {row: (worked_on, people) for row, (worked_on, people) in both.items() if worked_on < people}
        if counts:
            found.append(Fewer(cases.period, counts))
    return found


def _fewer_cases(table: TableOne) -> list[Found]:
    found: list[Found] = []
    for each in fewer_cases(table):
        rows, year = list(each.counts), each.period.year
        worked_on, people = (sum(pair[number] for pair in each.counts.values()) for number in (0, 1))
        one = len(rows) == 1
        where = "Daar" if one else "In beide gemeenten samen" if len(rows) == 2 else "In deze gemeenten samen"
        when = "" if len(table.years) == 1 or year == table.years[0] else f" in {year}"
        text = (
            f"{joined([row.name for row in rows])} {'heeft' if one else 'hebben'}{when} minder casussen dan vrijgekomen"
            " mensen. DPAN telt op inschrijving, de caseload op echt verblijf."
            f" {where} {'kwam' if people == 1 else 'kwamen'} {counted(people, 'mens', 'mensen')} vrij,"
            f" bij {counted(worked_on, 'casus', 'casussen')}. {_where_cases_are(table, each.period, rows)}"
        )
        found.append((text, tuple(Mark(row.pk) for row in rows)))
    return found


def _where_cases_are(table: TableOne, span: Period, rows: list[Municipality]) -> str:
    """ "Van de 3 vrijgekomen mensen had 1 een casus in de eigen gemeente en hadden er 2 geen casus in 2013." """
    matches = matched(span, table.region, [row.pk for row in rows])
    parts = [
        f"{'had' if number == 1 else 'hadden er'} {whole(number)} {what}"
        for number, what in (
            (matches.same, "een casus in de eigen gemeente"),
            (matches.elsewhere, "alleen een casus in een andere gemeente of buiten de regio"),
            (matches.none, f"geen casus in {span.year}"),
        )
        if number
    ]
    people = matches.same + matches.elsewhere + matches.none
    return f"Van de {whole(people)} vrijgekomen mensen {joined(parts)}." if people > 1 else f"Daarvan {parts[0]}."


def _gone(table: TableOne) -> list[Found]:
    """Municipalities that were in the region and have gone on outside it: their counts stand under Overig."""
    counted_in: dict[int, list[str]] = {}
    names: dict[int, Municipality] = {}
    for column in table.columns:
        if column.count.total is None or table.region.public:
            continue
        for municipality in table.region.gone(column.period.first, column.period.last):
            names[municipality.pk] = municipality
            part = f"{whole(column.count.gone.get(municipality.pk, 0))} in de {column.short_label}"
            counted_in.setdefault(municipality.pk, []).append(part)
    return [(_gone_text(names[key], parts), (Mark(OTHER),)) for key, parts in counted_in.items()]


def _gone_text(municipality: Municipality, parts: list[str]) -> str:
    name = municipality.name
    if municipality.valid_to is None or municipality.successor is None:
        return f"{name} staat onder Overig: {joined(parts)}."
    since = full_date(municipality.valid_to + timedelta(days=1))
    return (
        f"{name} hoort sinds {since} bij {municipality.successor.name}, buiten de regio. In deze grenzen staat {name}"
        f" daarom onder Overig: {joined(parts)}."
    )
