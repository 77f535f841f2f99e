"""What must be known of a workbook before it is opened: that it is small enough once unpacked.

The library that reads it makes room for every cell up to the furthest one, so one cell in the far corner of a file
of a few kilobytes would ask for more memory than there is. Each entry is therefore unpacked once here, in pieces.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator

from .headings import MOST_COLUMNS
from .sheet import MOST_ROWS, too_wide
from .wrong import Unreadable

MOST_UNPACKED = 200 * 1024 * 1024
MOST_ENTRIES = 2_000
MOST_RATIO = 200  # of XML that means something; a bomb is near 1000
MOST_CELLS = 10_000_000
_USUAL_WIDTH = 40  # columns; MOST_ROWS of them are MOST_CELLS, so that a usual file need not be measured further
_PIECE = 1 << 20

_CELL = re.compile(rb'<(?:\w+:)?c(?=[\s/>])(?:\s+r="([A-Z]+)\d)?')
_DEEP = re.compile(rb'="[A-Z]{1,3}(?:2[5-9]\d{4}|[3-9]\d{5}|\d{7,})"')
_ROW_OR_CELL = re.compile(rb"<(?:\w+:)?(row|c)(?=[\s/>])([^<>]*)>(\s*</)?")
_REFERENCE = re.compile(rb"""\br\s*=\s*["']\s*([A-Za-z]*)(\d+)""")

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
        entries = zipfile.ZipFile(io.BytesIO(content)).infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, RuntimeError):
        raise DAMAGED from None
    if "xl/workbook.xml" not in {entry.filename for entry in entries}:
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


def _measure(content: bytes, entry: zipfile.ZipInfo, left: int) -> int:
    """The entry's unpacked size, once it is known that it is at most `left` and that its cells are not too many."""
    letters: set[bytes] = set()
    deep = False
    size = 0
    for piece in _whole_tags(_pieces(content, entry)):
        size += len(piece)
        if size > left:
            raise TOO_BIG
        letters.update(_CELL.findall(piece))
        deep = deep or _DEEP.search(piece) is not None
    if deep or b"" in letters or any(_column(name) > _USUAL_WIDTH for name in letters):
        _refuse_far_cells(content, entry)
    return size


def _refuse_far_cells(content: bytes, entry: zipfile.ZipInfo) -> None:
    """Follow rows and cells as a reader does, with or without references; cells without content do not count."""
    row = column = height = width = 0
    for piece in _whole_tags(_pieces(content, entry)):
        for tag in _ROW_OR_CELL.finditer(piece):
            reference = _REFERENCE.search(tag[2])
            if tag[1] == b"row":
                row, column = (int(reference[2]) if reference else row + 1), 0
                continue
            column += 1
            if reference and reference[1]:
                row, column = int(reference[2]), _column(reference[1].upper())
            if not tag[2].endswith(b"/") and not tag[3]:
                height, width = max(height, row), max(width, column)
    if width > MOST_COLUMNS:
        raise too_wide()
    if height > MOST_ROWS + 100 or height * width > MOST_CELLS:
        raise TOO_BIG


def _column(letters: bytes) -> int:
    """1 for A, 27 for AA; more than any sheet has for what is no column."""
    if len(letters) > 3:
        return 1 << 20
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


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


def _whole_tags(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """Pieces that end before a cell, or else after a tag, so that each cell is seen once and as a whole."""
    rest = b""
    for piece in pieces:
        text = rest + piece
        end = max(text.rfind(b"<c "), 0) or text.rfind(b">") + 1
        if not end and len(text) > 4 * _PIECE:  # a picture, or nothing that a reader takes for cells
            end = len(text)
        yield text[:end]
        rest = text[end:]
    yield rest
