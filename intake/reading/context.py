"""What cleaning a row depends on beside the row itself."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from .days import FORMS, DateForm
from .places import Places
from .wrong import Remark

CellResult = tuple[object, tuple[Remark, ...]]


@dataclass(slots=True)
class Context:
    """The surroundings of one batch; not shared between threads.

    `on` is the day that a place name is looked up for, set row by row; `year` completes dates without a year in the
    old workbook; `cells` remembers what a cell's text came to, as most texts come back in many rows.
    """

    today: date
    find_place: Places
    skn_length: int = 8
    date_formats: Sequence[DateForm] = FORMS
    bsn_off: bool = False
    year: int | None = None
    on: date = field(init=False)
    cells: dict[str, dict[object, CellResult]] = field(init=False, default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        self.on = self.today
