"""What cleaning a row depends on beside the row itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from .days import FORMS, DateForm
from .places import Places
from .wrong import Remark

if TYPE_CHECKING:
    from .columns import Column

CellResult = tuple[object, tuple[Remark, ...]]
Known = dict[object, CellResult]


class Plan:
    """A set of columns laid out for cleaning many rows, with what each text came to so far."""

    def __init__(self, columns: Sequence[Column]) -> None:
        self.columns = columns
        self.empty: dict[str, object] = {column.name: column.empty for column in columns}
        self.required = tuple((column.name, column) for column in columns if column.required)
        self.needed = {
            kind: tuple(column for column in columns if kind in column.required_for)
            for kind in {kind for column in columns for kind in column.required_for}
        }
        self.once = tuple((column.name, column) for column in columns if not column.repeats)
        self.often: tuple[tuple[str, Column, Known], ...] = tuple(
            (column.name, column, {}) for column in columns if column.repeats and not column.dated
        )
        self.dated: tuple[tuple[str, Column, Known], ...] = tuple(
            (column.name, column, {}) for column in columns if column.dated
        )


@dataclass(slots=True)
class Context:
    """The surroundings of one batch; not shared between threads.

    `on` is the day that a place name is looked up for, set row by row; `year` completes dates without a year in the
    old workbook; `plan` remembers what texts came to, as most come back in many rows.
    """

    today: date
    find_place: Places
    skn_length: int = 8
    date_formats: Sequence[DateForm] = FORMS
    bsn_off: bool = False
    year: int | None = None
    on: date = field(init=False)
    plan: Plan | None = field(init=False, default=None, repr=False)

    def __post_init__(self) -> None:
        self.on = self.today

    def plan_for(self, columns: Sequence[Column]) -> Plan:
        """The plan for these columns; the same one as long as the same columns come."""
        if self.plan is None or self.plan.columns is not columns:
            self.plan = Plan(columns)
        return self.plan
