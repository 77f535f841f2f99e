"""The user's own file back, with two columns more: what became of each row, and every remark on it."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from intake.batches import original
from intake.models import Batch, Row
from intake.shown import labels_of, remark_words
from intake.stored import texts
from intake.tables import row_tag
from nazorg.common.export import safe

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_MORE = ("resultaat", "opmerking")


@dataclass(frozen=True)
class File:
    """A file to download."""

    name: str
    content_type: str
    content: bytes


def feedback(batch: Batch, *, with_bsn: bool) -> File:
    """A CSV, or a workbook where a workbook came: the same columns and order, text that can never be a formula."""
    name = f"partij-{batch.reference}-met-opmerkingen"
    lines = _lines(batch, with_bsn=with_bsn and not settings.BSN_OFF)
    # The content says what came, never the name.
    if original(batch).startswith(b"PK"):
        return File(f"{name}.xlsx", _XLSX, _workbook(lines))
    return File(f"{name}.csv", "text/csv; charset=utf-8", _csv(lines))


def _lines(batch: Batch, *, with_bsn: bool) -> Iterator[list[str]]:
    labels = labels_of(batch)
    keys = [key for key, _ in batch.headings]
    yield [*(heading for _, heading in batch.headings), *_MORE]
    rows = Row.objects.filter(batch=batch).order_by("line").iterator(chunk_size=2_000)
    for row in rows:
        cells = texts(row.raw, None)
        kept = [cells.get(key, "") if with_bsn or key != "bsn" else "" for key in keys]
        row.batch = batch
        yield [*kept, _result(row), " ".join(_sentence(remark_words(one, labels)) for one in row.remarks)]


def _result(row: Row) -> str:
    """What became of a row: its state, with what it came to."""
    if row.state == Row.State.SET_ASIDE:
        return f"opzij gelegd: {row.set_aside_why}"
    if row.state in (Row.State.ACCEPTED, Row.State.HELD, Row.State.WITHDRAWN):
        return f"{row.get_state_display()} ({row.get_outcome_display()})"
    return row_tag(row).label


def _sentence(text: str) -> str:
    return text if text.endswith((".", "?", "!")) else f"{text}."


def _csv(lines: Iterator[list[str]]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerows([safe(cell) for cell in line] for line in lines)
    return out.getvalue().encode("utf-8-sig")


def _workbook(lines: Iterator[list[str]]) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Regels")
    sheet.freeze_panes = "A2"
    for line in lines:
        cells = []
        for text in line:
            cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", text))
            # Text, whatever it looks like: leading zeros stay, and nothing becomes a formula, also not on editing.
            cell.data_type = "s"
            cell.quotePrefix = safe(text).startswith("'")
            cells.append(cell)
        sheet.append(cells)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
