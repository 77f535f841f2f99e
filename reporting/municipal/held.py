"""The cells of a figure, and whether that of the region can stand beside that of a municipality."""

from collections.abc import Collection

from nazorg.common.tables import Cell
from reporting.figures.held import Held
from reporting.line_tables import number_words
from reporting.public.grouping import LEAST

HIDDEN = "niet getoond"


def cells(held: Held | None) -> list[Cell]:
    """The number, and "van 45 (27%)" beside it; a median is "over 12"."""
    if held is None:
        return [Cell(HIDDEN, kind="text"), Cell("")]
    number = Cell(number_words(held.number), held.number, kind="num")
    if held.number is None or held.whole is None:
        return [number, Cell("")]
    whole = number_words(held.whole)
    share = f"van {whole} ({held.percent}%)" if held.whole else "van 0"
    return [number, Cell(f"over {whole}" if held.median else share)]


def beside(own: Held, region: Held, others: Collection[Held]) -> Held | None:
    """The figure of the region where it tells nothing of another municipality; None where it would.

    The region without the own municipality is what all others have together. It is told where that is at least five,
    and at least two of them have any: of one it would be that one's own figure.
    """
    if region.number is None:
        return region
    for at, total in enumerate(region.counts):
        rest = total - (own.counts[at] if at < len(own.counts) else 0)
        having = sum(1 for each in others if at < len(each.counts) and each.counts[at])
        if rest < LEAST or having < 2:
            return None
    return region
