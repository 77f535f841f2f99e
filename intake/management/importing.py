"""What the two import commands share: reading the file, checking, accepting, and telling what came of it."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.management.base import OutputWrapper
from django.db import transaction
from django.utils import timezone

from intake.accept import accept
from intake.batches import receive, sources_for
from intake.check import check
from intake.models import Batch, Row
from intake.reading.words import read_kind
from intake.reading.wrong import Wrong
from intake.shown import labels_of
from intake.stored import RECORDED, texts
from intake.tables import row_tag
from nazorg.common.scope import system_scope
from nazorg.common.words import joined, spaced

ALL_ACCEPTED, SOME_HELD, UNREADABLE = 0, 1, 2
_MOST_LINES = 20


class Refused(Exception):
    """Nothing could be read; the message is a Dutch sentence."""


@dataclass(frozen=True)
class Wanted:
    """What to import, and how."""

    path: Path
    source: str
    historical: bool = False
    year: int | None = None
    only_check: bool = False


def import_file(wanted: Wanted, out: OutputWrapper) -> int:
    """Import one file in one transaction and print a summary; the exit code. Raises Refused."""
    content = _read(wanted.path)
    # Inside its own savepoint, so that a mere check leaves nothing behind.
    with system_scope("a command takes in a file; nobody is signed in"), transaction.atomic():
        try:
            batch = receive(
                content,
                source_code=wanted.source,
                door=Batch.Door.COMMAND,
                by=None,
                filename=wanted.path.name,
                historical=wanted.historical,
                year=wanted.year,
            )
        except ValidationError as refused:
            raise Refused(" ".join(refused.messages)) from refused
        today = timezone.localdate()
        check(batch, today)
        if batch.state == Batch.State.UNREADABLE:
            raise Refused(batch.problem)
        if not wanted.only_check:
            accept(batch, None, timezone.now(), today)
        code = _tell(batch, wanted, out)
        transaction.set_rollback(wanted.only_check)
        return code


def known_source(code: str, kind: str) -> str:
    """The code of a source of this kind, the first where none was asked for. Raises Refused."""
    codes = [source.code for source in sources_for(kind)]
    if code and code not in codes:
        raise Refused(f"Er is geen bron “{code}” voor dit bestand. Kies uit: {', '.join(codes)}.")
    return code or codes[0]


def _read(path: Path) -> bytes:
    """The bytes of the file. Raises Refused with what to do."""
    if path.is_dir():
        raise Refused(f"{path} is een map. Noem één bestand.")
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise Refused(f"Het bestand {path} bestaat niet. Controleer de naam en de map.") from None
    except OSError as error:
        raise Refused(f"Het bestand {path} is niet te openen ({error.strerror}). Controleer de rechten.") from None


def _tell(batch: Batch, wanted: Wanted, out: OutputWrapper) -> int:
    """Print how many rows of which kind came to what. Rows that wait are named by line and column, never by content."""
    labels = labels_of(batch)
    found: dict[str, Counter[str]] = {}
    waiting = []
    for row in batch.rows.order_by("line").iterator(chunk_size=2_000):
        result = str(row_tag(row).label)
        found.setdefault(_kind(batch, row), Counter())[result] += 1
        if row.state == Row.State.HELD or (
            wanted.only_check and row.outcome in (Row.Outcome.WRONG, Row.Outcome.CHOOSE)
        ):
            columns = [labels.get(one["column"], "") for one in row.remarks if one["level"] == "wrong"]
            waiting.append(f"  regel {row.line}: {result} {joined(sorted(set(filter(None, columns))))}".rstrip())
    total = sum(sum(counts.values()) for counts in found.values())
    kept = "" if wanted.only_check else f", partij {spaced(batch.reference)}"
    out.write(f"{wanted.path.name}: {total} regels gelezen{kept}.")
    for note in batch.notes:
        out.write(note)
    for kind in sorted(found):
        counts = ", ".join(f"{number} {result}" for result, number in found[kind].most_common())
        out.write(f"  {kind}: {counts}")
    done = "Alleen gecontroleerd; er is niets overgenomen of bewaard." if wanted.only_check else ""
    if not wanted.only_check:
        done = _accepted_words(batch)
    out.write(done)
    if waiting:
        where = "" if wanted.only_check else " Zij staan bij Meldingen, Vastgehouden."
        out.write(f"Niet overgenomen: {len(waiting)}.{where}")
        for line in waiting[:_MOST_LINES]:
            out.write(line)
        if len(waiting) > _MOST_LINES:
            out.write(f"  en nog {len(waiting) - _MOST_LINES} andere")
    return SOME_HELD if waiting else ALL_ACCEPTED


def _accepted_words(batch: Batch) -> str:
    """How many rows were recorded, and how many changed nothing since they were known already."""
    accepted = batch.rows.filter(state=Row.State.ACCEPTED)
    recorded = accepted.filter(outcome__in=RECORDED).count()
    known = accepted.count() - recorded
    return f"Overgenomen: {recorded}." + (f" Al bekend of dubbel: {known}; dat verandert niets." if known else "")


def _kind(batch: Batch, row: Row) -> str:
    """The kind of notification that a row is; "registratie" for the old workbook."""
    if batch.is_registration:
        return "registratie"
    try:
        return read_kind(texts(row.raw, row.corrected).get("kind", "").strip())
    except Wrong:
        return "zonder soort"
