"""Checking a batch: read it, clean it, work out what it would mean, and keep that for the preview."""

import json
from collections.abc import Iterable
from datetime import date
from typing import Any

from cases.recording.plan import plan
from intake.batches import original, source_of
from intake.meaning import Reader
from intake.models import Batch, Row
from intake.reading.pasted import read_pasted
from intake.reading.sheet import Sheet
from intake.reading.table import read_table
from intake.reading.wrong import Unreadable
from intake.registration.check import check_registration, settle_year
from intake.remarks import as_row
from nazorg.common.bulk import copy_in
from nazorg.common.crypto import seal
from nazorg.common.jobs.progress import report

_STEP = 2_000


def check(batch: Batch, today: date) -> None:
    """Read and judge all rows of a batch and store them. An unreadable batch keeps its reason, in Dutch."""
    try:
        sheet = open_sheet(batch)
        if sheet.total == 0:
            raise Unreadable("Er staan koppen in, maar geen regels. Kies een bestand met meldingen.")
        if batch.is_registration:
            settle_year(batch, sheet)
    except Unreadable as problem:
        batch.state, batch.problem = Batch.State.UNREADABLE, str(problem)
        batch.save(update_fields=["state", "problem"])
        return
    batch.headings = [list(heading) for heading in sheet.headings]
    batch.notes = [*sheet.notes, *_about_columns(sheet)]
    judged = check_registration if batch.is_registration else check_notifications
    store_rows(batch, judged(batch, sheet, today))
    batch.state = Batch.State.CHECKED
    batch.save(update_fields=["state", "headings", "notes", "year"])


def open_sheet(batch: Batch) -> Sheet:
    """The rows of a batch as they came. Raises Unreadable."""
    source, content = source_of(batch), original(batch)
    if batch.door == Batch.Door.PASTE:
        return read_pasted(content.decode(), source.columns, source)
    return read_table(content, batch.filename, source.columns, source)


def _about_columns(sheet: Sheet) -> list[str]:
    if not sheet.unknown:
        return []
    return [f"Niet gelezen, want niet afgesproken: {', '.join(sheet.unknown)}."]


def check_notifications(batch: Batch, sheet: Sheet, today: date) -> list[dict[str, Any]]:
    """The rows to store: raw text, outcome and remarks of each."""
    lines = []
    reader = Reader(batch, today)
    for line in reader.lines(sheet.rows):
        lines.append(line)
        if len(lines) % _STEP == 0:
            report(batch.reference, len(lines), sheet.total, "regels gelezen")
    told = [line.told for line in lines if line.told is not None]
    report(batch.reference, len(lines), sheet.total, "personen gezocht")
    judged = dict(zip((one.line for one in told), plan(told).judgements, strict=True))
    # Everything is judged by now: the rows are written by COPY, during which no query can run.
    return [as_row(line.number, line.raw, line.cleaned.remarks, judged.get(line.number)) for line in lines]


def store_rows(batch: Batch, rows: Iterable[dict[str, Any]]) -> int:
    """Write the rows of a batch, sealed; how many."""
    columns = (
        "batch_id", "category", "line", "raw", "outcome", "state", "remarks", "person_id", "candidates", "choice",
        "made", "set_aside_why",
    )  # fmt: skip
    waiting = Row.State.WAITING.value
    return copy_in(
        Row,
        columns,
        (
            (
                batch.pk, batch.category, row["line"], seal(json.dumps(row["raw"], ensure_ascii=False).encode()),
                row["outcome"], waiting, json.dumps(row["remarks"]), row["person_id"], json.dumps(row["candidates"]),
                "", "{}", "",
            )
            for row in rows
        ),
    )  # fmt: skip
