"""CSV: encoding, delimiter and records with the line on which each begins."""

import codecs
import csv
import io
from collections.abc import Iterator, Sequence

from .columns import Column
from .sheet import FEWEST_HEADINGS, Records, find_heading
from .wrong import Unreadable

DELIMITERS = (";", ",", "\t", "|")
_CONTROL = bytes(code for code in range(32) if code not in b"\t\n\v\f\r\x1a")
_END = "\x1e"
_AS_CSV = "Sla het in Excel op als “CSV UTF-8 (door lijstscheidingsteken gescheiden)” en probeer het opnieuw."


def best_delimiter(content: bytes, columns: Sequence[Column], preferred: str) -> tuple[Records, int, int]:
    """Records by the delimiter under which most headings are recognised, with the heading's index and their number."""
    encoding, errors = encoding_of(content)
    best: tuple[Records, int, int] = (_reader(content, encoding, errors, preferred), 0, 0)
    for delimiter in dict.fromkeys((preferred, *DELIMITERS)):
        records = _reader(content, encoding, errors, delimiter)
        try:
            at, count = find_heading(records, columns)
        except Unreadable:  # under this delimiter; another may do
            continue
        if count > best[2]:
            best = records, at, count
    if best[2] < FEWEST_HEADINGS:
        for _ in best[0]():  # what is wrong with the text itself says more than the lack of headings
            pass
    return best


def records_of(content: bytes, delimiter: str) -> Records:
    """The records under one delimiter."""
    return _reader(content, *encoding_of(content), delimiter)


def encoding_of(content: bytes) -> tuple[str, str]:
    """Encoding and error handling: UTF-8, UTF-16 with its mark, else Windows-1252. Refuses what is no text.

    UTF-8 in which some bytes got damaged stays UTF-8: those become �, which the cleaners refuse cell by cell.
    """
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        if "\0" in content.decode("utf-16", "replace"):
            raise not_text()
        return "utf-16", "replace"
    if b"\0" in content:
        raise not_text()
    sample = content[:65_536]
    if (len(sample) - len(sample.translate(None, _CONTROL))) * 100 > len(sample):
        raise not_text()
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        text = content.decode("utf-8", "replace")
        damaged = text.count("\ufffd")
        accented = len(text) - len(text.encode("ascii", "ignore")) - damaged
        return ("utf-8-sig", "replace") if accented > damaged else ("cp1252", "replace")
    return "utf-8-sig", "strict"


def not_text() -> Unreadable:
    """What to say of bytes that are no text."""
    return Unreadable(f"Dit bestand is geen leesbare tekst en geen Excel-bestand. {_AS_CSV}")


def _reader(content: bytes, encoding: str, errors: str, delimiter: str) -> Records:
    def records() -> Iterator[tuple[int, Sequence[str]]]:
        ended = False

        def lines() -> Iterator[str]:
            nonlocal ended
            yield from io.TextIOWrapper(io.BytesIO(content), encoding, errors, newline="")
            ended = True
            yield _END

        reader = csv.reader(lines(), delimiter=delimiter)
        line = 1
        try:
            for cells in reader:
                if ended:
                    if cells != [_END]:  # a quote that is never closed has swallowed the end
                        raise _unclosed(line)
                    return
                yield line, cells
                line = reader.line_num + 1
        except csv.Error:
            raise _unclosed(line) from None

    return records


def _unclosed(line: int) -> Unreadable:
    return Unreadable(
        f'Op regel {line} begint een tekst met een aanhalingsteken (") dat nergens wordt gesloten. '
        "Verwijder dat aanhalingsteken of sluit de tekst af, en probeer het opnieuw."
    )
