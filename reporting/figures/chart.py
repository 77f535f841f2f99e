"""The bars beside a table, worked out as coordinates; the template only draws them. All numbers are text for SVG."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from nazorg.common.dutch import whole
from nazorg.common.words import joined
from reporting.figures.shares import NOTHING
from reporting.figures.table_one import FigureColumn, TableOne

_WIDTH, _RIGHT, _TOP = 470, 46, 10
_BAR, _STEP, _GAP = 9.0, 12.0, 7.0
_STEPS = (1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500)


@dataclass(frozen=True)
class Style:
    """How the bars of a figure look: their class on screen, and the same as attributes for the PDF."""

    name: str
    fill: str
    stroke: str = "none"
    dashed: bool = False


# The year itself filled, the year to compare with outlined; a fourth figure is told apart by its dashes.
_STYLES = (
    Style("b1", "#1b4f87"),
    Style("b2", "#6690bd"),
    Style("b3", "#ffffff", "#1b4f87"),
    Style("b3", "#ffffff", "#1b4f87", dashed=True),
)


@dataclass(frozen=True)
class Bar:
    style: Style
    x: str
    y: str
    width: str
    height: str
    text: str
    text_x: str
    text_y: str
    strong: bool


@dataclass(frozen=True)
class Group:
    """The bars of one municipality."""

    label: str
    label_y: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True)
class Tick:
    x: str
    label: str
    axis: bool


@dataclass(frozen=True)
class Chart:
    """`key` tells apart the charts of one page."""

    key: str
    title: str
    description: str
    width: str
    height: str
    bottom: str
    label_x: str
    ticks: tuple[Tick, ...]
    tick_y: str
    groups: tuple[Group, ...]
    legend: tuple[tuple[Style, str], ...]


# What a bar counts, None where that does not exist, by the name of its row.
Bars = Sequence[tuple[str, Sequence[float | None]]]


def chart(table: TableOne) -> Chart | None:
    """The chart of Table 1; None where there is nothing to draw."""
    drawn = _drawn(table)
    if not drawn:
        return None
    rows = [(row.name, [column.count.rows.get(row.pk) for column in drawn]) for row in table.rows]
    rows.append(("Overig", [column.count.other for column in drawn]))
    labels = [column.short_label for column in drawn]
    title = f"{joined(labels)} per gemeente".capitalize()
    return bar_chart("grafiek", title, _description(drawn, rows), labels, rows, lambda count: whole(int(count)))


def bar_chart(
    key: str, title: str, description: str, labels: Sequence[str], rows: Bars, words: Callable[[float], str]
) -> Chart | None:
    """A group of bars for each row, one for each of `labels` (at most four); None where there is nothing to draw.

    `words` writes a number at its bar and on the axis.
    """
    highest = max((count or 0 for _, counts in rows for count in counts), default=0)
    if not highest:
        return None
    # Room for the longest name, in letters of some 7.6 units.
    left = 12 + 7.6 * max(len(name) for name, _ in rows)
    scale = (_WIDTH - left - _RIGHT) / highest
    height = _STEP * len(labels) + _GAP
    bottom = _TOP + height * len(rows) - 2
    ticks = range(0, int(highest) + 1, _tick_step(highest))
    return Chart(
        key=key,
        title=title,
        description=description,
        width=_text(_WIDTH),
        height=_text(bottom + 22),
        bottom=_text(bottom),
        label_x=_text(left - 10),
        ticks=tuple(Tick(_text(left + tick * scale), words(tick), tick == 0) for tick in ticks),
        tick_y=_text(bottom + 16),
        groups=tuple(
            _group(name, counts, left, _TOP + height * at, scale, words) for at, (name, counts) in enumerate(rows)
        ),
        legend=tuple((_STYLES[at], label) for at, label in enumerate(labels)),
    )


def _drawn(table: TableOne) -> list[FigureColumn]:
    """The columns that hold anything, at most four."""
    return [column for column in table.columns if column.count.total is not None][: len(_STYLES)]


def _group(
    name: str, counts: Sequence[float | None], left: float, top: float, scale: float, words: Callable[[float], str]
) -> Group:
    bars = tuple(_bar(_STYLES[at], count, left, top + _STEP * at, scale, words) for at, count in enumerate(counts))
    return Group(name, _text(top + (_STEP * len(counts) - 3) / 2 + 4), bars)


def _bar(style: Style, count: float | None, left: float, y: float, scale: float, words: Callable[[float], str]) -> Bar:
    inset = 0.6 if style.stroke != "none" else 0.0
    width = (count or 0) * scale
    return Bar(
        style=style,
        x=_text(left + 0.6),
        y=_text(y + inset),
        width=_text(max(width - 2 * inset, 0)),
        height=_text(_BAR - 2 * inset),
        text=NOTHING if count is None else words(count),
        text_x=_text(left + 5 + width),
        text_y=_text(y + 8.7),
        strong=style.name == "b1",
    )


def _tick_step(highest: float) -> int:
    """The smallest round step that gives at most four lines."""
    power = 1
    while True:
        for step in _STEPS:
            if highest / (step * power) <= 4:
                return step * power
        power *= 1000


def _description(columns: list[FigureColumn], rows: list[tuple[str, list[int | None]]]) -> str:
    name, counts = max(rows[:-1] or rows, key=lambda row: row[1][0] or 0)
    parts = [
        f"{column.figure.words(count)} ({column.short_label})"
        for column, count in zip(columns, counts, strict=True)
        if count is not None
    ]
    return f"{name} is het grootst: {joined(parts)}. Alle getallen staan in de tabel."


def _text(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")
