"""One row of texts becomes values and remarks: all remarks of the row, never only the first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .checks import check_notification, check_registration, day_of
from .columns import Column
from .context import CellResult, Context
from .registration import name_parts
from .text import cell_text
from .wrong import Noted, Remark, Wrong

OVERFLOW = ""  # the key under which a row carries the cells beyond the last heading
_REMEMBERED = 20_000  # texts per column; a bound on memory, not on use


@dataclass(slots=True)
class Cleaned:
    """What a row means. `values` has every column; a wrong or empty cell has the column's empty value."""

    values: dict[str, object]
    remarks: list[Remark]

    @property
    def wrong(self) -> bool:
        """Whether a remark holds the row back."""
        return any(remark.level == "wrong" for remark in self.remarks)


def clean_row(raw: Mapping[str, str], columns: Sequence[Column], context: Context) -> Cleaned:
    """Clean every cell of `raw` (identifier to text; other keys are ignored), then check the cells against each other.

    Never raises, whatever the texts are; `context.on` is left at the row's own date.
    """
    values: dict[str, object] = {}
    remarks: list[Remark] = []
    dated: list[tuple[Column, str]] = []
    for column in columns:
        text = raw.get(column.name)
        if not text:
            values[column.name] = column.empty
            if column.required:
                remarks.append(_missing(column))
        elif column.dated:
            dated.append((column, text))
        else:
            value, found = _cell(column, text, text, context) if column.repeats else _clean(column, text, context)
            values[column.name] = value
            if found:
                remarks += found
    context.on = day_of(values, context.today)
    for column, text in dated:
        values[column.name], found = _cell(column, text, (text, context.on), context)
        remarks += found
    if raw.get(OVERFLOW):
        remarks.append(Remark("wrong", "", _overflow(raw[OVERFLOW])))
    if "kind" in values:
        remarks += _missing_for_kind(values, columns, remarks)
        remarks += check_notification(values, context.today)
    else:
        values |= name_parts(values)
        remarks += check_registration(values, context.today)
    return Cleaned(values, remarks)


def _cell(column: Column, text: str, key: object, context: Context) -> CellResult:
    """As `_clean`, remembering what a text came to."""
    known = context.cells.get(column.name)
    if known is None:
        known = context.cells[column.name] = {}
    result = known.get(key)
    if result is None:
        if len(known) >= _REMEMBERED:
            known.clear()
        result = known[key] = _clean(column, text, context)
    return result


def _clean(column: Column, text: str, context: Context) -> CellResult:
    text = cell_text(text)
    if not text:
        return column.empty, (_missing(column),) if column.required else ()
    try:
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


def _missing_for_kind(values: Mapping[str, object], columns: Sequence[Column], remarks: list[Remark]) -> list[Remark]:
    """What this kind of notification needs and lacks; a cell that is wrong already is not called missing too."""
    kind = values["kind"]
    lacking = [column for column in columns if kind in column.required_for and values[column.name] in ("", None)]
    if not lacking:
        return []
    said = {remark.column for remark in remarks if remark.level == "wrong"}
    return [
        Remark("wrong", column.name, f"Vul {column.label} in: dat hoort bij een {kind}.", code="required")
        for column in lacking
        if column.name not in said
    ]


def _overflow(extra: str) -> str:
    return (
        f"Deze regel heeft meer cellen dan er kopjes zijn (“{extra[:60]}”), dus de cellen kunnen verschoven zijn. "
        "Zet tekst met een scheidingsteken tussen aanhalingstekens."
    )
