"""Checking a batch: read it, clean it, work out what it would mean, and keep that for the preview."""

from collections.abc import Iterable, Iterator
from datetime import date

from django.conf import settings

from cases.recording.plan import plan
from intake.batches import original, source_of
from intake.meaning import Reader
from intake.models import Batch, Row
from intake.reading.pasted import read_pasted
from intake.reading.sheet import Sheet
from intake.reading.table import read_table
from intake.reading.wrong import Unreadable
from intake.registration.check import check_registration, settle_year
from intake.remarks import Judged, as_json
from nazorg.common.bulk import copy_in, many_objects
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
    with many_objects():
        store_rows(batch, judged(batch, sheet, today))
    batch.state = Batch.State.CHECKED
    batch.save(update_fields=["state", "headings", "notes", "year"])


def open_sheet(batch: Batch) -> Sheet:
    """The rows of a batch as they came. Raises Unreadable."""
    source, content = source_of(batch), original(batch)
    if batch.door == Batch.Door.PASTE:
        return read_pasted(content.decode(), source.columns, source)
    return read_table(content, batch.filename, source.columns, source, most_bytes=settings.UPLOAD_MAX_BYTES)


def _about_columns(sheet: Sheet) -> list[str]:
    if not sheet.unknown:
        return []
    return [f"Niet gelezen, want niet afgesproken: {', '.join(sheet.unknown)}."]


def check_notifications(batch: Batch, sheet: Sheet, today: date) -> Iterator[Judged]:
    """Every row with what it would mean."""
    lines = []
    reader = Reader(batch, today)
    for line in reader.lines(sheet.rows):
        lines.append(line)
        if len(lines) % _STEP == 0:
            report(batch.reference, len(lines), sheet.total, "regels gelezen")
    report(batch.reference, len(lines), sheet.total, "personen gezocht")
    judgements = iter(plan([line.told for line in lines if line.told is not None]).judgements)
    return (
        Judged(number, raw, line.cleaned.remarks, next(judgements) if line.told is not None else None)
        for line, (number, raw) in zip(lines, sheet.rows, strict=True)
    )


def store_rows(batch: Batch, judged: Iterable[Judged]) -> int:
    """Write the rows of a batch, sealed; how many. `judged` may not need the database: COPY has it."""
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
                batch.pk, batch.category, one.line, seal(as_json(one.raw).encode()), one.outcome, waiting,
                as_json(one.as_remarks()), one.person_id, as_json(one.candidates), "", "{}", "",
            )
            for one in judged
        ),
    )  # fmt: skip
