"""The board's page as a whole, and as a text for an e-mail or an agenda."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import dropwhile
from textwrap import shorten

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone

from cases.bottlenecks.models import Bottleneck
from cases.bottlenecks.selectors import structural
from nazorg.common.dutch import full_date, short_moment
from nazorg.common.figures import figures_scope
from nazorg.common.pdf import render_pdf
from nazorg.common.scope import current_scope
from nazorg.common.tables import Cell, Column, Row, Table
from nazorg.common.words import joined
from reporting.board.figures import KeyFigure, key_figures
from reporting.board.periods import before, up_to
from reporting.figures.boundaries import region
from reporting.figures.chart import Chart, bar_chart
from reporting.figures.counting import count_caseload, count_outflow
from reporting.figures.definitions import Period, has_caseload
from reporting.figures.series import YearOutflow, outflow_series
from reporting.figures.table_one import Boundaries
from reporting.line_tables import number_words
from reporting.subjects import Asked, ask

_SIGNALS = 3
# So many letters of a signal fit on the page.
_LETTERS = 230
# What has not been taken up yet is the most urgent.
_STATES = [Bottleneck.State.SIGNALLED, Bottleneck.State.BOARD, Bottleneck.State.TAKEN_UP, Bottleneck.State.SOLVED]


@dataclass(frozen=True)
class Signal:
    """Something that goes wrong time and again."""

    title: str
    text: str
    where: str
    state: str


@dataclass(frozen=True)
class Trend:
    """Caseload and outflow in one period; None where they do not exist. `source` names who published it."""

    name: str
    caseload: int | None
    outflow: int | None
    source: str = ""

    @property
    def exists(self) -> bool:
        return self.caseload is not None or self.outflow is not None


@dataclass(frozen=True)
class BoardPage:
    """Everything on the page."""

    asked: Asked
    figures: list[KeyFigure]
    signals: list[Signal]
    trend: list[Trend]
    chart: Chart | None

    @property
    def span(self) -> Period:
        return self.asked.periods[0]

    @property
    def earlier(self) -> str:
        """ "2012"; empty where there is nothing to compare with."""
        return self.asked.periods[1].name if len(self.asked.periods) > 1 else ""

    @property
    def computed(self) -> str:
        return f"Uit de registratie berekend op {short_moment(self.asked.as_of)}."

    @property
    def remarks(self) -> list[str]:
        """That nothing was registered, or that the period still runs, and who published what was not."""
        said = []
        if not self.figures:
            said.append(f"Over {self.span.label} staat niets in de registratie.")
        elif self.span.running:
            whole = f" Vergelijk de aantallen niet zonder meer met die van {self.earlier}." if self.earlier else ""
            name = f"{self.span.name[0].upper()}{self.span.name[1:]}"
            said.append(f"{name} loopt nog: geteld is tot en met {full_date(self.span.last)}.{whole}")
        return said

    @property
    def published(self) -> str:
        """Which of the trend was published and not counted; empty where nothing was."""
        names = joined([each.name for each in self.trend if each.source])
        source = next((each.source for each in self.trend if each.source), "")
        return f"Uitstroom {names}: gepubliceerd, niet uit registratie ({source})." if names else ""

    @property
    def file_name(self) -> str:
        """Without an ending: "bestuur-2013", "bestuur-2024-kwartaal-2"."""
        return f"bestuur-{self.span.year}{f'-kwartaal-{self.span.quarter}' if self.span.quarter else ''}"


def build_board_page(span: Period, now: datetime) -> BoardPage:
    """Count everything of a period and the one before. Needs an open scope."""
    today = timezone.localdate(now)
    earlier = before(span, today)
    asked = ask([span, *([earlier] if earlier else [])], Boundaries.THEN, now)
    figures = key_figures(asked)
    trend = list(dropwhile(lambda each: not each.exists, _trend(up_to(span, today), today))) if figures else []
    return BoardPage(asked, figures, _signals(span), trend, _chart(trend))


def figures_table(page: BoardPage) -> Table:
    """The six figures as a table, for the screen."""
    columns = [Column("Cijfer"), Column("aantal", "num"), Column("waarvan"), Column(page.earlier or "ervoor")]
    rows = [
        Row([Cell(each.name, header=True), Cell(each.number, each.now.number, kind="num"), Cell(each.part),
             Cell(each.earlier)])
        for each in page.figures
    ]  # fmt: skip
    return Table(f"Kerncijfers {page.span.label}", columns, rows)


def trend_table(page: BoardPage) -> Table:
    """The numbers of the chart."""
    columns = [Column("Periode"), Column("caseload, casussen", "num"), Column("uitstroom, personen", "num")]
    rows = [
        Row([Cell(each.name, header=True), Cell(number_words(each.caseload), each.caseload, kind="num"),
             Cell(number_words(each.outflow), each.outflow, kind="num")])
        for each in page.trend
    ]  # fmt: skip
    return Table("Caseload en uitstroom door de tijd", columns, rows)


def as_pdf(page: BoardPage) -> bytes:
    """One A4."""
    return render_pdf(render_to_string("reporting/board_pdf.html", {"board": page, "region": settings.REGION_NAME}))


def as_text(page: BoardPage) -> bytes:
    """The same in plain text, for an e-mail or an agenda."""
    context = {"board": page, "region": settings.REGION_NAME}
    return render_to_string("reporting/board.txt", context).strip().encode() + b"\n"


def _signals(span: Period) -> list[Signal]:
    """The most urgent by the end of the period: not taken up before taken up, housing first, the oldest first."""
    found = [
        each for each in structural(current_scope())
        if each.on <= span.last and not (each.state == Bottleneck.State.SOLVED and each.changed_on <= span.last)
    ]  # fmt: skip
    found.sort(key=lambda each: (_STATES.index(Bottleneck.State(each.state)), _theme(each), each.on))
    return [
        Signal(
            f"{each.get_theme_display().capitalize()}, {each.get_aspect_display()}",
            shorten(each.text, _LETTERS, placeholder=" …"),
            str(each.municipality or "hele regio"),
            f"{each.get_state_display()}, sinds {full_date(each.on)}",
        )
        for each in found[:_SIGNALS]
    ]


def _theme(each: Bottleneck) -> int:
    return [value for value, _ in each._meta.get_field("theme").choices or ()].index(each.theme)


def _trend(spans: Sequence[Period], today: date) -> list[Trend]:
    published = {each.year: each for each in outflow_series(today) if each.source}
    with figures_scope():
        return [_in(span, published.get(span.year) if span.quarter is None else None) for span in spans]


def _in(span: Period, published: YearOutflow | None) -> Trend:
    rows = region(span.last)
    caseload = count_caseload(span, rows).total if has_caseload(span) else None
    if published:
        return Trend(span.name, caseload, published.persons, published.source)
    return Trend(span.name, caseload, count_outflow(span, rows).total)


def _chart(trend: Sequence[Trend]) -> Chart | None:
    """Caseload and outflow through time: of the whole region, so that it tells nothing of a small municipality."""
    told = [
        f"{each.name}: {number_words(each.caseload)} casussen, {number_words(each.outflow)} personen" for each in trend
    ]
    return bar_chart(
        "bestuur", "Caseload en uitstroom door de tijd", f"{'; '.join(told)}.", ["caseload", "uitstroom"],
        [(each.name, [each.caseload, each.outflow]) for each in trend], number_words,
    )  # fmt: skip
