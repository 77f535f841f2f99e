"""The year in words: sentences and key figures, written from the same numbers as the tables."""

from nazorg.common.dutch import full_date, whole
from nazorg.common.words import joined
from reporting.figures.shares import percent
from reporting.figures.table_one import Figure, FigureColumn, TableOne
from reporting.figures.work import Work

_AREAS = {
    "housing": "huisvesting", "income": "werk en inkomen", "debts": "schulden", "care": "zorg",
    "papers": "identiteitsbewijs",
}  # fmt: skip


def key_figures(table: TableOne, work: Work | None) -> list[tuple[str, str]]:
    """At most six numbers, each with what it counts."""
    year = table.years[0]
    found = []
    for figure, words in ((Figure.CASELOAD, "casussen in de caseload"), (Figure.OUTFLOW, "mensen vrijgekomen")):
        total = _total(table.column(figure, year))
        if total is not None:
            found.append((whole(total), words))
    if work is not None:
        found += [
            (whole(work.profiles), "casussen met een profiel"),
            (whole(work.intervention_cases), "casussen met een interventie"),
            (whole(work.conference_cases), "casussen in een overleg"),
            (whole(work.repeat_cases), "casussen van wie vaker vastzat"),
        ]
    return found


def summary(table: TableOne, work: Work | None) -> list[str]:
    """The year in sentences; what was never registered gets none."""
    said = [_caseload(table), _outflow(table), _largest(table), _no_address(table)]
    if work is not None:
        said += [_profiles(work), _interventions(work), _conferences(work)]
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


def _profiles(work: Work) -> str:
    if not work.profiles:
        return ""
    return f"In {_cases(work.profiles)} is een profiel geschreven: {_of_caseload(work.profiles, work)}."


def _interventions(work: Work) -> str:
    if not work.intervention_cases:
        return ""
    most = sorted(((count, area) for area, count in work.interventions.items() if count), key=lambda each: -each[0])[:3]
    times = joined([f"{_AREAS[area]} ({whole(count)} keer)" for count, area in most])
    return (
        f"In {_cases(work.intervention_cases)} is op leefgebieden ingegrepen,"
        f" {_of_caseload(work.intervention_cases, work)}. Het vaakst ging dat over {times}."
        " In een casus kan meer zijn gedaan."
    )


def _conferences(work: Work) -> str:
    if not work.conference_cases:
        return ""
    kinds = [
        f"{whole(number)} in {what}"
        for number, what in (
            (work.offender_meetings, "het veelplegersoverleg"),
            (work.violence_meetings, "het overleg huiselijk geweld"),
        )
        if number
    ]
    verb = "is" if work.conference_cases == 1 else "zijn"
    return (
        f"{_cases(work.conference_cases).capitalize()} {verb} besproken in een casusoverleg"
        f" ({joined(kinds)}): {_of_caseload(work.conference_cases, work)}."
    )


def _cases(number: int) -> str:
    return Figure.CASELOAD.words(number)


def _of_caseload(number: int, work: Work) -> str:
    return f"{percent(number, work.caseload)} procent van de caseload van {whole(work.caseload)}"
