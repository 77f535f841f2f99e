"""One row of texts becomes values and remarks: all remarks of the row, never only the first."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .checks import check_notification, check_registration, day_of
from .columns import Column
from .context import CellResult, Context, Known
from .registration import name_parts
from .text import cell_text, limited
from .wrong import Noted, Remark, Wrong

OVERFLOW = ""  # the key under which a row carries the cells beyond the last heading
_REMEMBERED, _LONGEST_REMEMBERED = 20_000, 200  # texts per column, and their length: bounds on memory
_LONGEST_CELL = 10_000  # nothing that fits a column is longer


@dataclass(slots=True)
class Cleaned:
    """What a row means. `values` has every column; a wrong or empty cell has the column's empty value."""

    values: dict[str, Any]
    remarks: list[Remark]

    @property
    def wrong(self) -> bool:
        """Whether a remark holds the row back."""
        return any(remark.level == "wrong" for remark in self.remarks)


def clean_row(raw: Mapping[str, str], columns: Sequence[Column], context: Context) -> Cleaned:
    """Clean every cell of `raw` (identifier to text; other keys are ignored), then check the cells against each other.

    Never raises, whatever the texts are; `context.on` is left at the row's own date.
    """
    plan = context.plan_for(columns)
    values: dict[str, Any] = plan.empty.copy()
    remarks: list[Remark] = []
    for name, column in plan.required:
        if not raw.get(name):
            remarks.append(_missing(column))
    for name, column in plan.once:
        if text := raw.get(name):
            values[name], found = _clean(column, text, context)
            remarks += found
    for name, column, known in plan.often:
        if text := raw.get(name):
            result = known.get(text) or _remembered(known, text, column, text, context)
            values[name], found = result
            remarks += found
    context.on = on = day_of(values, context.today)
    for name, column, known in plan.dated:
        if text := raw.get(name):
            result = known.get((text, on)) or _remembered(known, (text, on), column, text, context)
            values[name], found = result
            remarks += found
    if raw.get(OVERFLOW):
        remarks.append(Remark("wrong", "", _overflow(raw[OVERFLOW])))
    if "kind" in values:
        remarks += list(_missing_for_kind(values, plan.needed.get(str(values["kind"]), ()), remarks))
        remarks += check_notification(values, on, context.today)
    else:
        values |= name_parts(values)
        remarks += check_registration(values, context.today)
    return Cleaned(values, remarks)


def _remembered(known: Known, key: object, column: Column, text: str, context: Context) -> CellResult:
    """As `_clean`, for a text that is not known yet."""
    if len(known) >= _REMEMBERED:
        known.clear()
    result = _clean(column, text, context)
    if len(text) <= _LONGEST_REMEMBERED:
        known[key] = result
    return result


def _clean(column: Column, text: str, context: Context) -> CellResult:
    text = cell_text(text)
    if not text:
        return column.empty, (_missing(column),) if column.required else ()
    try:
        if len(text) > _LONGEST_CELL:
            limited(text, _LONGEST_CELL)
        value = column.clean(text, context)
    except Wrong as wrong:
        return column.empty, (Remark("wrong", column.name, wrong.text, wrong.suggestions),)
    notes: tuple[Remark, ...] = ()
    if isinstance(value, Noted):
        notes = (Remark("note", column.name, value.text, code=value.code),)
        value = value.value
    if value is None or value == "":
        value = column.empty
        if column.required:
            notes = (*notes, _missing(column))
    return value, notes


def _missing(column: Column) -> Remark:
    return Remark("wrong", column.name, f"Vul {column.label} in.", code="required")


def _missing_for_kind(
    values: Mapping[str, Any], needed: Sequence[Column], remarks: Sequence[Remark]
) -> Iterator[Remark]:
    """What this kind of notification needs and lacks; a cell that is wrong already is not called missing too."""
    for column in needed:
        if values[column.name] in ("", None) and all(
            remark.column != column.name or remark.level != "wrong" for remark in remarks
        ):
            text = f"Vul {column.label} in: dat hoort bij een {values['kind']}."
            yield Remark("wrong", column.name, text, code="required")


def _overflow(extra: str) -> str:
    return (
        f"Deze regel heeft meer cellen dan er kopjes zijn (“{extra[:60]}”), dus de cellen kunnen verschoven zijn. "
        "Zet tekst met een scheidingsteken tussen aanhalingstekens."
    )
