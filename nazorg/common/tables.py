"""The one table: what a page shows and what an export holds come from the same columns and cells."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

Kind = Literal["text", "num", "pct", "date", "ref", "action"]
Value = str | int | float | date | datetime | None


@dataclass(frozen=True)
class Tag:
    """A state in one or two words."""

    label: str
    tone: str = ""
    icon: str = ""


@dataclass(frozen=True)
class Note:
    """A remark in a cell; tone "bad" asks for something, "note" does not."""

    tone: str
    text: str


@dataclass(frozen=True)
class Column:
    """A column. `hidden` hides the label from the eye only; `export` is False for columns of acts."""

    label: str
    kind: Kind = "text"
    edge: bool = False
    hidden: bool = False
    export: bool = True
    sort_url: str = ""
    sorted: str = ""


@dataclass(frozen=True)
class Cell:
    """One cell: `text` for the eye, `value` for an export (the text where it is None)."""

    text: str
    value: Value = None
    href: str = ""
    header: bool = False
    noteref: str = ""
    tag: Tag | None = None
    remarks: tuple[Note, ...] = ()
    for_whom: str = ""
    kind: Kind | None = None


@dataclass(frozen=True)
class Row:
    cells: Sequence[Cell]
    state: str = ""
    id: str = ""
    detail_template: str = ""
    # What the detail template needs, for instance the form with which the row is corrected.
    detail: object = None


@dataclass(frozen=True)
class Empty:
    """What an empty table says: why, and what can be done now."""

    title: str
    text: str


@dataclass(frozen=True)
class Table:
    """`caption` names the table for everybody, also where it is hidden from the eye."""

    caption: str
    columns: Sequence[Column]
    rows: Sequence[Row]
    footer: Row | None = None
    groups: Sequence[tuple[str, int]] = field(default=())
    caption_hidden: bool = True
    dense: bool = False
    empty: Empty | None = None
