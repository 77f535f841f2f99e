"""The figures of answer time and handoff with all that stands beside them, for screen, portal and workbook."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.db.models import Q

from municipalities.models import Municipality
from municipalities.selectors import region_on
from nazorg.common.dutch import full_date, short_moment
from nazorg.common.export import to_xlsx
from nazorg.common.tables import Table
from reporting.figures.chart import Chart, bar_chart
from reporting.figures.timeliness import Counted, Fact, Span, Timeliness, count_timeliness, month_label, month_name
from reporting.timeliness.definitions import definitions
from reporting.timeliness.tables import ANSWERS, HANDOFFS, Line, Link, figures_table, no_link, number_words

TITLE = "Doorlooptijd: antwoord en overdracht"
ALL = "alle"


class By(StrEnum):
    """What the rows are; the value is its word in addresses."""

    MUNICIPALITY = "gemeente"
    MONTH = "maand"


@dataclass(frozen=True)
class Choice:
    """What is asked for: a year or month, one municipality or all of them, and what the rows are."""

    span: Span
    municipality: Municipality | None
    by: By

    @property
    def only(self) -> list[int] | None:
        return [self.municipality.pk] if self.municipality else None

    @property
    def label(self) -> str:
        """ "Hilversum, november 2024"."""
        return f"{self.municipality or 'alle gemeenten'}, {self.span.label}"


@dataclass(frozen=True)
class TimelinessReport:
    """Both tables with their charts. `remarks` say what runs or lacks; without records there are no tables."""

    choice: Choice
    answers: Table | None
    handoffs: Table | None
    whole: Table | None
    charts: tuple[Chart | None, Chart | None]
    remarks: list[str]
    as_of: datetime

    @property
    def computed(self) -> str:
        return f"Uit de registratie berekend op {short_moment(self.as_of)}: {self.choice.label}."

    @property
    def file_name(self) -> str:
        """Without an ending: "doorlooptijd-2024-11-0402"."""
        chosen = self.choice
        month = f"{chosen.span.month:02}" if chosen.span.month else ""
        parts = ["doorlooptijd", str(chosen.span.year), month, chosen.municipality.code if chosen.municipality else ""]
        return "-".join(filter(None, parts))


def build_timeliness(choice: Choice, now: datetime, link: Link = no_link, more: Link = no_link) -> TimelinessReport:
    """Count, and lay it out. `link` leads to the cases behind a cell, `more` from a row to its own figures."""
    found = count_timeliness(choice.span, choice.only)
    remarks = _remarks(found)
    total = found.at(None, None)
    if total is None or not total.facts[Fact.SENT]:
        return TimelinessReport(choice, None, None, None, (None, None), remarks, now)
    lines = _lines(found, choice, more)
    code = choice.municipality.code if choice.municipality else ALL
    footer = Line(("Totaal",), total, code, choice.span.month)
    heads = [choice.by.value.capitalize()]
    per = f"per {choice.by.value}, {choice.label}"
    answers = figures_table(f"Antwoord van de gemeente {per}", heads, ANSWERS, lines, footer, link)
    handoffs = figures_table(f"Overdracht aan de MMD-er {per}", heads, HANDOFFS, lines, footer, link)
    whole = figures_table(
        f"Antwoord en overdracht per gemeente en maand, {choice.label}",
        ["Gemeente", "Maand"], (*ANSWERS, *HANDOFFS), _cross(found, choice), None,
    )  # fmt: skip
    return TimelinessReport(choice, answers, handoffs, whole, _charts(lines, choice), remarks, now)


def as_xlsx(report: TimelinessReport) -> bytes:
    """A sheet for each table, one with every municipality in every month, and one with the definitions."""
    sheets = {
        "Antwoord": report.answers,
        "Overdracht": report.handoffs,
        "Per gemeente en maand": report.whole,
    }
    tables = {name: table for name, table in sheets.items() if table is not None}
    explanation = [("Berekend", report.computed), *(("Let op", text) for text in report.remarks), *definitions()]
    return to_xlsx(*tables.values(), names=list(tables), explanation=explanation)


def _charts(lines: Sequence[Line], choice: Choice) -> tuple[Chart | None, Chart | None]:
    """The answer time, and the share handed over in time; each None where there is nothing to draw."""
    by, key = choice.by, choice.municipality.code if choice.municipality else ALL
    names = [month_name(line.month) if by is By.MONTH and line.month else line.names[0] for line in lines]
    times = [(name, _times(line.counted)) for name, line in zip(names, lines, strict=True)]
    shares = [(name, [_in_time(line.counted)]) for name, line in zip(names, lines, strict=True)]
    per, table = f"per {by.value}, {choice.label}", "Alle getallen staan in de tabel."
    return (
        bar_chart(
            f"antwoordtijd-{key}", f"Antwoordtijd in werkdagen {per}", f"Mediaan en 90e percentiel. {table}",
            ["mediaan", "90e percentiel"], times, number_words,
        ),
        bar_chart(
            f"overdracht-{key}", f"Op tijd overgedragen {per}", f"In procenten van de casussen. {table}",
            ["op tijd overgedragen, % van casussen"], shares, lambda part: f"{int(part + 0.5)}%",
        ),
    )  # fmt: skip


def month_lines(found: Timeliness, code: str, municipality_id: int | None, more: Link = no_link) -> list[Line]:
    """A line for each month that has begun."""
    return [
        _linked(Line((month_label(found.span, month),), found.at(municipality_id, month), code, month), more)
        for month in found.months
    ]


def _lines(found: Timeliness, choice: Choice, more: Link) -> list[Line]:
    code = choice.municipality.code if choice.municipality else ALL
    if choice.by is By.MONTH:
        return month_lines(found, code, None, more)
    return [
        _linked(Line((one.name,), found.at(one.pk, None), one.code, choice.span.month), more)
        for one in _rows_of(found, choice)
    ]


def _cross(found: Timeliness, choice: Choice) -> list[Line]:
    return [
        Line((one.name, month_label(found.span, month)), found.at(one.pk, month))
        for one in _rows_of(found, choice)
        for month in found.months
    ]


def _rows_of(found: Timeliness, choice: Choice) -> list[Municipality]:
    """The chosen municipality, or else those of the region at the end of the span and all that were asked in it."""
    if choice.municipality is not None:
        return [choice.municipality]
    asked = {municipality for municipality, _ in found.cells if municipality is not None}
    return list(Municipality.objects.filter(Q(pk__in=asked) | Q(pk__in=region_on(found.span.last))))


def _linked(line: Line, more: Link) -> Line:
    href = more(line, Fact.SENT)
    return Line(line.names, line.counted, line.code, line.month, href) if href else line


def _remarks(found: Timeliness) -> list[str]:
    chosen, since = found.span, found.since
    total = found.at(None, None)
    if total is None or not total.facts[Fact.SENT]:
        return [f"Over {chosen.label} staan er geen verstuurde vragen in de registratie."]
    said = []
    if since is not None and since > chosen.first:
        said.append(f"De eerste vraag is verstuurd op {full_date(since)}. Wat daarvoor was, bestaat niet.")
    if chosen.running:
        what = "De maand" if chosen.month else "Het jaar"
        said.append(f"{what} loopt nog: geteld zijn vragen die tot en met {full_date(chosen.last)} zijn verstuurd.")
    return said


def _times(counted: Counted | None) -> list[float | None]:
    return [counted.median, counted.ninetieth] if counted else [None, None]


def _in_time(counted: Counted | None) -> float | None:
    total = counted.facts[Fact.HANDOFF] if counted else 0
    return counted.facts[Fact.IN_TIME] * 100 / total if counted and total else None
