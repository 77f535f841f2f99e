"""What must be known of a workbook before it is opened: that it is small enough once unpacked.

The library that reads it makes room for every cell up to the furthest one, so one cell in the far corner of a file
of a few kilobytes would ask for more memory than there is. Each entry is therefore unpacked once here, in pieces.
"""

import io
import zipfile
import zlib
from collections.abc import Iterator

from .headings import MOST_COLUMNS
from .reach import Reach, UnsafeSheet
from .sheet import MOST_ROWS, too_wide
from .wrong import Unreadable

MOST_UNPACKED = 200 * 1024 * 1024
MOST_ENTRIES = 2_000
MOST_RATIO = 200  # of XML that means something; a bomb is near 1000
MOST_CELLS = 10_000_000
_PIECE = 1 << 20
# What the library would take for a workbook of another kind, where it cannot read this one as xlsx.
_OTHER_KINDS = {"xl/workbook.bin", "content.xml", "mimetype"}

TOO_BIG = Unreadable(
    "Dit Excel-bestand is uitgepakt te groot om veilig te openen. "
    "Kopieer de rijen naar een nieuw, leeg werkblad, sla dat op als CSV of xlsx en probeer het opnieuw."
)
DAMAGED = Unreadable(
    "Dit Excel-bestand is beschadigd of niet volledig. "
    "Open het in Excel, sla het opnieuw op als xlsx en probeer het nog eens."
)


def refuse_unsafe(content: bytes) -> None:
    """Raise Unreadable where the workbook is no XLSX, is locked, or unpacks to more than is safe to read."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, RuntimeError):
        raise DAMAGED from None
    _refuse_two_directories(content, archive)
    entries = archive.infolist()
    names = {entry.filename.replace("\\", "/").lower() for entry in entries}
    if "xl/workbook.xml" not in names or names & _OTHER_KINDS:
        raise Unreadable(
            "Dit is geen Excel-bestand van het soort xlsx. "
            "Sla het in Excel of LibreOffice op als xlsx of CSV en probeer het opnieuw."
        )
    if any(entry.flag_bits & 1 for entry in entries):
        raise Unreadable(
            "Dit bestand is beveiligd met een wachtwoord. Haal de beveiliging eraf en probeer het opnieuw."
        )
    if len(entries) > MOST_ENTRIES or sum(entry.file_size for entry in entries) > MOST_UNPACKED:
        raise TOO_BIG
    left = MOST_UNPACKED
    for entry in entries:
        size = _measure(content, entry, left)
        left -= size
        if size > _PIECE and size > MOST_RATIO * max(entry.compress_size, 1):
            raise TOO_BIG


def _refuse_two_directories(content: bytes, archive: zipfile.ZipFile) -> None:
    """The list of entries ends the file and stands where it says: other programs then find no other list than we do."""
    end = content[-22:]
    if not end.startswith(b"PK\5\6") or int.from_bytes(end[16:20], "little") != archive.start_dir:
        raise DAMAGED


def _measure(content: bytes, entry: zipfile.ZipInfo, left: int) -> int:
    """The entry's unpacked size, once it is known that it is at most `left` and that its cells are not too many."""
    reach = Reach()
    size = 0
    try:
        for piece in _pieces(content, entry):
            size += len(piece)
            if size > left:
                raise TOO_BIG
            reach.feed(piece)
        reach.feed(b"", last=True)
    except UnsafeSheet:
        raise DAMAGED from None
    if reach.width > MOST_COLUMNS:
        raise too_wide()
    if reach.height > MOST_ROWS + 100 or reach.height * reach.width > MOST_CELLS:
        raise TOO_BIG
    return size


def _pieces(content: bytes, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    """The entry unpacked. Not by zipfile: that believes the size that the entry itself states."""
    head = entry.header_offset
    names = content[head + 26 : head + 30]
    start = head + 30 + int.from_bytes(names[:2], "little") + int.from_bytes(names[2:], "little")
    packed = memoryview(content)[start : start + entry.compress_size]
    if entry.compress_type == zipfile.ZIP_STORED:
        for at in range(0, len(packed), _PIECE):
            yield bytes(packed[at : at + _PIECE])
        return
    if entry.compress_type != zipfile.ZIP_DEFLATED:
        raise DAMAGED
    inflater = zlib.decompressobj(-15)
    rest: bytes | memoryview = packed
    try:
        while not inflater.eof:
            piece = inflater.decompress(rest, _PIECE)
            if not piece and not inflater.unconsumed_tail:
                break
            yield piece
            rest = inflater.unconsumed_tail
    except zlib.error:
        raise DAMAGED from None
