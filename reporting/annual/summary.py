"""The year in words: sentences and key figures, written from the same numbers as the tables."""

from collections.abc import Callable

from nazorg.common.dutch import full_date, whole
from nazorg.common.words import joined
from nazorg.covenant.areas import Area
from reporting.figures.shares import percent
from reporting.figures.source import Source
from reporting.figures.table_one import Figure, FigureColumn, TableOne
from reporting.sources.conferences import CONFERENCES
from reporting.sources.efforts import AREA_CODES, EFFORTS, INTERVENTIONS
from reporting.sources.people import REPEATS

# A figure of a source in the year, by its code; None where it does not exist.
Numbers = Callable[[Source, str], int | None]

_MEETINGS = {
    "veelplegers": "het veelplegersoverleg", "huiselijk-geweld": "het overleg huiselijk geweld",
    "casus-op-maat": "een Casus op Maat",
}  # fmt: skip


def key_figures(table: TableOne, numbers: Numbers) -> list[tuple[str, str]]:
    """At most six numbers, each with what it counts."""
    found = [
        (_total(table.column(Figure.CASELOAD, table.years[0])), "casussen in de caseload"),
        (_total(table.column(Figure.OUTFLOW, table.years[0])), "mensen vrijgekomen"),
        (numbers(EFFORTS, "profiel"), "casussen met een profiel"),
        (numbers(EFFORTS, "geholpen"), "casussen met een interventie"),
        (numbers(CONFERENCES, "casussen"), "casussen in een overleg"),
        (numbers(REPEATS, "casussen"), "casussen van wie vaker vastzat"),
    ]
    return [(whole(number), words) for number, words in found if number is not None]


def summary(table: TableOne, numbers: Numbers) -> list[str]:
    """The year in sentences; what was never registered, and what did not happen, gets none."""
    said = [
        _caseload(table), _outflow(table), _largest(table), _no_address(table), _profiles(numbers),
        _interventions(numbers), _conferences(numbers),
    ]  # fmt: skip
    return [each for each in said if each]


def _total(column: FigureColumn | None) -> int | None:
    return column.count.total if column else None


def _caseload(table: TableOne) -> str:
    column = table.columns[0]
    total = column.count.total
    if column.figure is not Figure.CASELOAD or total is None:
        return ""
    until = f" tot en met {full_date(column.period.last)}" if column.period.running else ""
    before = _total(table.column(Figure.CASELOAD, column.period.year - 1))
    return (
        f"In {column.period.year} werkte het Veiligheidshuis{until} aan {column.figure.words(total)}"
        f"{_compared(total, before, column.period.year - 1)}."
    )


def _outflow(table: TableOne) -> str:
    year = table.years[0]
    column = table.column(Figure.OUTFLOW, year)
    total = _total(column)
    if column is None or total is None:
        return ""
    before = _total(table.column(Figure.OUTFLOW, year - 1))
    came = "kwam 1 inwoner" if total == 1 else f"kwamen {whole(total)} inwoners"
    return f"Er {came} van de regio vrij{_compared(total, before, year - 1)}."


def _compared(now: int, before: int | None, year: int) -> str:
    if before is None:
        return ""
    if now == before:
        return f", evenveel als in {year}"
    return f", {whole(abs(now - before))} {'meer' if now > before else 'minder'} dan in {year} ({whole(before)})"


def _largest(table: TableOne) -> str:
    """Which municipality has most, of each count."""
    parts = []
    for column in table.columns:
        total, rows = column.count.total, column.count.rows
        if column.period.year != table.years[0] or not total or not rows:
            continue
        pk = max(rows, key=lambda key: rows[key])
        name = next((row.name for row in table.rows if row.pk == pk), "")
        words = f"{whole(rows[pk])} van de {column.figure.words(total)} ({percent(rows[pk], total)} procent)"
        parts.append((name, words))
    if not parts:
        return ""
    if len(parts) == 2 and parts[0][0] == parts[1][0]:
        return f"{parts[0][0]} is het grootst, met {parts[0][1]} in de caseload en {parts[1][1]} in de uitstroom."
    return " ".join(f"{name} is het grootst, met {words}." for name, words in parts)


def _no_address(table: TableOne) -> str:
    column = table.column(Figure.OUTFLOW, table.years[0])
    without = column.count.below.get("none", 0) if column else 0
    if not without:
        return ""
    if without == 1:
        return "Daarnaast kwam 1 persoon vrij zonder vaste woon- of verblijfplaats; die telt niet mee in de uitstroom."
    return (
        f"Daarnaast kwamen {whole(without)} personen vrij zonder vaste woon- of verblijfplaats; zij tellen niet mee in"
        " de uitstroom."
    )


def _profiles(numbers: Numbers) -> str:
    profiles = numbers(EFFORTS, "profiel")
    return f"In {_cases(profiles)} is een profiel geschreven: {_of_caseload(profiles, numbers)}." if profiles else ""


def _interventions(numbers: Numbers) -> str:
    helped = numbers(EFFORTS, "geholpen")
    if not helped:
        return ""
    counts = [(numbers(INTERVENTIONS, code) or 0, str(Area(area).label)) for area, code in AREA_CODES.items()]
    most = sorted((each for each in counts if each[0]), key=lambda each: -each[0])[:3]
    times = joined([f"{label} ({whole(number)} keer)" for number, label in most])
    return (
        f"In {_cases(helped)} is op leefgebieden ingegrepen, {_of_caseload(helped, numbers)}. Het vaakst ging dat over"
        f" {times}. In een casus kan meer zijn gedaan."
    )


def _conferences(numbers: Numbers) -> str:
    discussed = numbers(CONFERENCES, "casussen")
    if not discussed:
        return ""
    counts = [(numbers(CONFERENCES, code) or 0, what) for code, what in _MEETINGS.items()]
    kinds = joined([f"{whole(number)} in {what}" for number, what in counts if number])
    verb = "is" if discussed == 1 else "zijn"
    return (
        f"{_cases(discussed).capitalize()} {verb} besproken in een casusoverleg ({kinds}):"
        f" {_of_caseload(discussed, numbers)}."
    )


def _cases(number: int) -> str:
    return Figure.CASELOAD.words(number)


def _of_caseload(number: int, numbers: Numbers) -> str:
    caseload = numbers(EFFORTS, "caseload")
    return f"{percent(number, caseload)} procent van de caseload van {whole(caseload or 0)}"
