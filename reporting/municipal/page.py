"""The page of one municipality: its figures of a year beside those of the year before, and of the region."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.template.loader import render_to_string

from municipalities.models import Municipality
from nazorg.common.dutch import full_date, short_moment
from nazorg.common.pdf import render_pdf
from nazorg.common.tables import Cell, Column, Row, Table
from reporting.figures.definitions import FIRST_YEAR, Period
from reporting.figures.held import Held
from reporting.figures.source import OTHER, TOTAL, Counted, Line, Source, count
from reporting.figures.table_one import Boundaries, Figure, TableOne, table_one
from reporting.figures.timeliness import Fact, Span, Timeliness, count_timeliness
from reporting.fixed_subjects import TABLE_ONE_DEFINITIONS
from reporting.municipal.held import HIDDEN, beside, cells
from reporting.sources.actions import ACTIONS
from reporting.sources.bottlenecks import BOTTLENECKS
from reporting.sources.efforts import EFFORTS, INTERVENTIONS
from reporting.sources.needs import NEEDS
from reporting.subjects import Asked, ask_years

# What a municipality may know of its own. Profiles, target groups and earlier detentions are the coordinator's: with
# one case a count of them is about one person.
_LINES: tuple[tuple[Source, tuple[str, ...]], ...] = (
    (EFFORTS, ("geholpen",)),
    (INTERVENTIONS, ("interventies",)),
    (NEEDS, ("hulpvragen", "gewenst", "vervuld")),
    (ACTIONS, ("acties", "op-tijd")),
    (BOTTLENECKS, ("signalen", "casussen", "structureel")),
)
_TIMED = (
    (
        "Vragen beantwoord", "vragen", "Vragen die in het jaar aan de gemeente zijn gesteld en beantwoord.",
        Fact.ANSWERED, Fact.ASKED,
    ),
    (
        "Op tijd overgedragen", "casussen",
        "Casussen waarvan de MMD-er de informatie op tijd had, van de casussen waarvan dat te zeggen is.",
        Fact.IN_TIME, Fact.HANDOFF,
    ),
)  # fmt: skip
WHY_HIDDEN = (
    f"‘{HIDDEN.capitalize()}’ staat er waar het getal van de regio iets zou zeggen over een andere gemeente: de anderen"
    " samen tellen minder dan vijf, of maar één van hen telt mee."
)

# A figure in a row of the region: a municipality by its primary key, OTHER or TOTAL.
At = Callable[[int], Held]


@dataclass(frozen=True)
class Told:
    """One figure of the page, now and in the year before (None: not asked for)."""

    name: str
    unit: str
    text: str
    now: At
    before: At | None

    def exists(self, municipality: int) -> bool:
        """Whether there is anything of it: in the municipality in one of both years, or in the region."""
        found = [self.now(municipality), self.now(TOTAL), *([self.before(municipality)] if self.before else [])]
        return any(each.number is not None for each in found)


@dataclass(frozen=True)
class MunicipalPage:
    """Everything on the page; `table` is None in a year in which the municipality was not in the region."""

    municipality: Municipality
    asked: Asked
    table: Table | None
    definitions: list[tuple[str, str]]
    remarks: list[str]

    @property
    def span(self) -> Period:
        return self.asked.periods[0]

    @property
    def hides(self) -> bool:
        """Whether a figure of the region is not shown."""
        return self.table is not None and any(cell.text == HIDDEN for row in self.table.rows for cell in row.cells)

    @property
    def computed(self) -> str:
        return f"Uit de registratie berekend op {short_moment(self.asked.as_of)}: {self.asked.label}."

    @property
    def file_name(self) -> str:
        """Without an ending: "gemeente-0402-2013"."""
        return f"gemeente-{self.municipality.code}-{self.span.year}"


def build_municipal_page(municipality: Municipality, year: int, now: datetime) -> MunicipalPage:
    """Count a year of one municipality and the year before. Needs an open scope; raises WrongYear."""
    years = [year, year - 1] if year > FIRST_YEAR else [year]
    asked = ask_years(years, Boundaries.THEN, now)
    if municipality not in asked.region.rows:
        return MunicipalPage(municipality, asked, None, [], [_not_there(municipality, asked.periods[0])])
    told = [each for each in _told(asked) if each.exists(municipality.pk)]
    rows = [_row(each, municipality, asked) for each in told]
    remarks = []
    if asked.periods[0].running:
        remarks.append(f"Het jaar {year} loopt nog: geteld is tot en met {full_date(asked.periods[0].last)}.")
    if all(each.now(municipality.pk).number is None for each in told):
        remarks.append(f"Over {municipality.name} staat in {year} niets in de registratie.")
    columns, groups = [Column("Cijfer"), Column("eenheid")], [("", 2)]
    for name in [*(each.label for each in asked.periods), f"Hele regio {asked.periods[0].name}"]:
        columns += [Column("aantal", "num", edge=True), Column("waarvan")]
        groups.append((name, 2))
    table = Table(f"Cijfers van {municipality.name}, {asked.periods[0].label}", columns, rows, groups=groups)
    return MunicipalPage(
        municipality, asked, table if rows else None, [(each.name, each.text) for each in told], remarks
    )


def as_pdf(page: MunicipalPage) -> bytes:
    """The page on paper."""
    context = {"page": page, "region": settings.REGION_NAME, "why_hidden": WHY_HIDDEN}
    return render_pdf(render_to_string("reporting/municipal_pdf.html", context))


def _row(told: Told, municipality: Municipality, asked: Asked) -> Row:
    own = told.now(municipality.pk)
    others = [told.now(row.pk) for row in asked.region.rows if row != municipality] + [told.now(OTHER)]
    found = [Cell(told.name, header=True), Cell(told.unit), *cells(own)]
    if told.before:
        found += cells(told.before(municipality.pk))
    return Row([*found, *cells(beside(own, told.now(TOTAL), others))])


def _told(asked: Asked) -> Iterator[Told]:
    figures = table_one([each.year for each in asked.periods], asked.boundaries, asked.today, asked.region)
    for figure, text in zip(Figure, TABLE_ONE_DEFINITIONS, strict=False):
        now, *before = (_in_table(figures, figure, each.year) for each in asked.periods)
        yield Told(text.name, text.unit, text.text, now, before[0] if before else None)
    yield from _timed(asked)
    for source, codes in _LINES:
        counted = [count(source, each, asked.region, asked.today) for each in asked.periods]
        for line in (line for line in source.lines if line.code in codes):
            now, *before = (_in_source(each, line) for each in counted)
            yield Told(line.name, line.unit.value, line.text, now, before[0] if before else None)


def _in_table(figures: TableOne, figure: Figure, year: int) -> At:
    column = figures.column(figure, year)

    def at(row: int) -> Held:
        if column is None:
            return Held(None)
        counts = column.count
        return Held(counts.total if row == TOTAL else counts.other if row == OTHER else counts.rows.get(row))

    return at


def _in_source(counted: Counted, line: Line) -> At:
    return lambda row: Held(counted.at(line, row), counted.total_of(line, row))


def _timed(asked: Asked) -> Iterator[Told]:
    found = [count_timeliness(Span(each.year, None, each.first, each.last, asked.today)) for each in asked.periods]
    for name, unit, text, part, whole in _TIMED:
        now, *before = (_in_facts(each, part, whole) for each in found)
        yield Told(name, unit, text, now, before[0] if before else None)
    now, *before = (_in_days(each) for each in found)
    yield Told(
        "Antwoordtijd", "werkdagen", "Mediaan: de helft van de vragen was in zoveel werkdagen beantwoord.",
        now, before[0] if before else None,
    )  # fmt: skip


def _in_facts(found: Timeliness, part: Fact, whole: Fact) -> At:
    def at(row: int) -> Held:
        counted = None if row == OTHER else found.at(None if row == TOTAL else row, None)
        return Held(counted.facts[part], counted.facts[whole]) if counted else Held(None)

    return at


def _in_days(found: Timeliness) -> At:
    def at(row: int) -> Held:
        counted = None if row == OTHER else found.at(None if row == TOTAL else row, None)
        return Held(counted.median, counted.facts[Fact.ANSWERED], median=True) if counted else Held(None)

    return at


def _not_there(municipality: Municipality, span: Period) -> str:
    """Why a municipality has no figures in a year."""
    name, since, until = municipality.name, municipality.valid_from, municipality.valid_to
    if since is not None and since > span.last:
        return f"{name} bestaat sinds {full_date(since)}. Over {span.name} zijn er geen cijfers van."
    if until is not None and until < span.last:
        heir = f" Sindsdien hoort zij bij {municipality.successor.name}." if municipality.successor else ""
        return f"{name} bestond tot en met {full_date(until)}.{heir} Kies een eerder jaar."
    return f"{name} hoorde in {span.name} niet bij de regio."
