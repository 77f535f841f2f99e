"""The one table as a file: CSV and XLSX as a Dutch Excel reads them, with text that can never become a formula."""

import csv
import re
from collections.abc import Sequence
from copy import copy
from datetime import date, datetime
from io import BytesIO, StringIO
from typing import Any

from django.utils import timezone
from openpyxl import Workbook
from openpyxl.cell import Cell as SheetCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.styles.cell_style import StyleArray
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from nazorg.common.dutch import numeric_date
from nazorg.common.tables import Cell, Column, Kind, Row, Table, Value

# A share is kept exact and shown plain-rounded, as on screen: 0, "<1" or a whole percent.
SHARE_FORMAT = '[=0]0%;[<0.005]"<1%";0%'
_FORMATS: dict[type, str] = {datetime: "dd-mm-yyyy hh:mm", date: "dd-mm-yyyy", int: "0", float: "General"}
_STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_PLAIN_NUMBER = re.compile(r"-?\d+(?:[.,]\d+)*%?\Z")
_WIDEST = 60
_BOLD = Font(bold=True)
_LINE = Border(bottom=Side(style="thin", color="76828E"))


def to_csv(*tables: Table) -> bytes:
    """Tables as CSV: semicolons, CRLF, UTF-8 with a byte order mark; an empty line between two of them."""
    text = StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    for number, table in enumerate(tables):
        if number:
            writer.writerow([])
        columns = _exported(table)
        groups = _group_labels(table)
        writer.writerow(safe(", ".join(filter(None, (groups[at], column.label)))) for at, column in columns)
        for row in _rows(table):
            writer.writerow(_csv_text(row.cells[at], column.kind) for at, column in columns)
    return text.getvalue().encode("utf-8-sig")


def to_xlsx(*tables: Table, names: Sequence[str] = (), explanation: Sequence[tuple[str, str]] = ()) -> bytes:
    """Tables as a workbook, a sheet each: real numbers and dates, fixed header, filter, ready to print.

    `names` are the sheets' names (else the captions); `explanation` adds a sheet of terms and what they mean.
    """
    book = Workbook()
    book.remove(book.worksheets[0])
    for number, table in enumerate(tables):
        _fill(book.create_sheet(_sheet_name(names[number] if number < len(names) else table.caption, book)), table)
    if explanation:
        _explain(book.create_sheet("Toelichting"), explanation)
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def safe(text: str) -> str:
    """`text` as a spreadsheet shows it and never computes it; a bare "-" and plain numbers stay as they are."""
    text = ILLEGAL_CHARACTERS_RE.sub("", text)
    if text == "-" or _PLAIN_NUMBER.match(text):
        return text
    return f"'{text}" if text.startswith(_STARTS_FORMULA) or text.lstrip().startswith(_STARTS_FORMULA) else text


def _exported(table: Table) -> list[tuple[int, Column]]:
    return [(at, column) for at, column in enumerate(table.columns) if column.export and column.kind != "action"]


def _rows(table: Table) -> list[Row]:
    return [*table.rows, table.footer] if table.footer else list(table.rows)


def _group_labels(table: Table) -> list[str]:
    """The label above each column; empty where there is none."""
    labels = [label for label, span in table.groups for _ in range(span)]
    return labels + [""] * (len(table.columns) - len(labels))


def _words(cell: Cell) -> str:
    if cell.tag:
        return cell.tag.label
    if cell.remarks:
        return " ".join(remark.text for remark in cell.remarks)
    return cell.text


def _value(cell: Cell) -> Value:
    return cell.value if cell.value is not None else _words(cell)


def _csv_text(cell: Cell, kind: Kind) -> str:
    """Shares as they are shown; other values in full, without dots between thousands."""
    value = _value(cell)
    if (cell.kind or kind) == "pct":
        return safe(_words(cell))
    if isinstance(value, datetime):
        return f"{numeric_date(value)} {value:%H:%M}"
    if isinstance(value, date):
        return numeric_date(value)
    if isinstance(value, float):
        return str(value).replace(".", ",")
    return safe(str(value))


def _sheet_name(wanted: str, book: Workbook) -> str:
    """At most 31 characters, without the signs that Excel refuses, and not twice."""
    base = re.sub(r"[\[\]:*?/\\]", " ", wanted).strip("' ")[:31].strip() or "Blad"
    name, number = base, 2
    while name.lower() in {sheet.title.lower() for sheet in book.worksheets}:
        suffix = f" {number}"
        name, number = base[: 31 - len(suffix)] + suffix, number + 1
    return name


def _fill(sheet: Worksheet, table: Table) -> None:
    columns = _exported(table)
    groups = _group_labels(table)
    if any(groups):
        _write_groups(sheet, [groups[at] for at, _ in columns])
    header = 2 if any(groups) else 1
    for place, (_, column) in enumerate(columns, start=1):
        cell = _put(sheet, header, place, column.label)
        cell.font, cell.border = _BOLD, _LINE
        cell.alignment = Alignment(horizontal=_side(column.kind), vertical="bottom", wrap_text=True)
    looks: dict[Any, StyleArray] = {}
    for line, row in enumerate(_rows(table), start=header + 1):
        for place, (at, column) in enumerate(columns, start=1):
            source = row.cells[at]
            cell = _put(sheet, line, place, _value(source))
            kind = source.kind or column.kind
            share = kind == "pct" and isinstance(source.value, float)
            _dress(cell, (_side(kind), row is table.footer or source.header, share), looks)
    _finish(sheet, table.caption, header, len(columns), len(table.rows))


# The side of a cell, whether it is bold, and whether it is a share; beside the format and the prefix of its value.
Look = tuple[str, bool, bool]


def _dress(cell: SheetCell, look: Look, looks: dict[Any, StyleArray]) -> None:
    """Give a cell its look; the second one with it takes the first one's, since openpyxl searches every style anew."""
    side, bold, share = look
    key = (look, cell.number_format, cell.quotePrefix)
    if key in looks:
        cell._style = copy(looks[key])  # type: ignore[attr-defined]  # not in the stubs
        return
    cell.alignment = Alignment(horizontal=side, vertical="top")
    if share:
        cell.number_format = SHARE_FORMAT
    if bold:
        cell.font = _BOLD
    looks[key] = cell._style  # type: ignore[attr-defined]


def _write_groups(sheet: Worksheet, labels: list[str]) -> None:
    """The labels above the columns, each over as many as it belongs to."""
    start = 1
    for place, label in enumerate(labels, start=1):
        if place < len(labels) and labels[place] == label:
            continue
        cell = _put(sheet, 1, start, label)
        cell.font, cell.alignment = _BOLD, Alignment(horizontal="center")
        if place > start:
            sheet.merge_cells(start_row=1, end_row=1, start_column=start, end_column=place)
        start = place + 1


def _finish(sheet: Worksheet, caption: str, header: int, columns: int, rows: int) -> None:
    """Fixed header, filter, widths, and a page that prints."""
    if columns:
        sheet.freeze_panes = f"A{header + 1}"
        # A total below the rows stays out of the filter, so that sorting leaves it in place.
        sheet.auto_filter.ref = f"A{header}:{get_column_letter(columns)}{header + rows}"
    for place in range(1, columns + 1):
        letter = get_column_letter(place)
        longest = max(len(str(cell.value)) for cell in sheet[letter] if cell.value is not None and cell.row >= header)
        sheet.column_dimensions[letter].width = min(max(longest + 2, 9), _WIDEST)
    sheet.print_title_rows = f"1:{header}"
    if (head := sheet.oddHeader) and head.left:
        head.left.text = caption.replace("&", "&&")
    _print_on_a4(sheet, landscape=columns > 7)


def _explain(sheet: Worksheet, explanation: Sequence[tuple[str, str]]) -> None:
    for line, (term, text) in enumerate(explanation, start=1):
        cell = _put(sheet, line, 1, term)
        cell.font, cell.alignment = _BOLD, Alignment(vertical="top", wrap_text=True)
        cell = _put(sheet, line, 2, text)
        cell.alignment = Alignment(vertical="top", wrap_text=True)
    sheet.column_dimensions["A"].width = 24
    sheet.column_dimensions["B"].width = 90
    _print_on_a4(sheet, landscape=True)


def _print_on_a4(sheet: Worksheet, landscape: bool) -> None:
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.orientation = "landscape" if landscape else "portrait"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    if sheet.sheet_properties.pageSetUpPr is not None:
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
    if (foot := sheet.oddFooter) and foot.right:
        foot.right.text = "&P van &N"


def _put(sheet: Worksheet, line: int, place: int, value: Value) -> SheetCell:
    """Write one value; text stays text, whatever it begins with."""
    cell = sheet.cell(line, place)
    assert isinstance(cell, SheetCell)  # noqa: S101  a merged cell is never written to
    if isinstance(value, datetime):
        value = timezone.localtime(value).replace(tzinfo=None) if timezone.is_aware(value) else value
    if isinstance(value, str):
        cell.value = ILLEGAL_CHARACTERS_RE.sub("", value)
        cell.data_type = "s"
        cell.quotePrefix = value.startswith(_STARTS_FORMULA)
    elif value is not None:
        cell.value = value
        cell.number_format = _FORMATS[type(value)]
    return cell


def _side(kind: Kind) -> str:
    return "right" if kind in ("num", "pct") else "left"
