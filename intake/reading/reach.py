"""How far the cells of a sheet reach, before a library makes room for every cell up to the furthest one.

By an XML parser and not by patterns: what a pattern and a parser take for a tag differs, and a cell in between is a
cell that is not seen.
"""

import re
from functools import lru_cache
from xml.parsers import expat

# Bytes of one tag or comment that has not ended yet. A sheet's tags have some tens; long texts do not count.
_MOST_OPEN = 1 << 16
_SHEET = b"sheetData"
_USUAL = frozenset({"c", "v", "row"})  # for speed: nearly all tags, without a prefix
_CELL = re.compile(r"([A-Za-z]{1,3})(\d{1,7})")
_ROW = re.compile(r"\d{1,7}")


class UnsafeSheet(ValueError):
    """The sheet is not the plain XML of which one can be sure where its cells are."""


class Reach:
    """Fed with an entry of a workbook in pieces: `height` and `width` of its cells with content; 0 without any.

    Counts as python-calamine does, with or without references. An entry that is no XML, such as a picture, is passed
    over, unless it has the one tag without which the library finds no cells.
    """

    def __init__(self) -> None:
        self.height = self.width = 0
        self._row = self._column = 1
        self._at = (1, 1)
        self._in_sheet = self._in_cell = self._had_sheet = self._no_xml = False
        self._named, self._tail, self._fed = False, b"", 0
        # Whatever encoding is declared: the library takes tags by their bytes.
        self._parser = expat.ParserCreate("utf-8")
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.StartDoctypeDeclHandler = self._doctype

    def feed(self, piece: bytes, *, last: bool = False) -> None:
        """The next piece. Raises UnsafeSheet."""
        self._tail += piece
        self._named = self._named or _SHEET in self._tail
        self._tail = self._tail[1 - len(_SHEET) :]
        self._fed += len(piece)
        if not self._no_xml:
            try:
                self._parser.Parse(piece, last)
                self._no_xml = self._fed - self._parser.CurrentByteIndex > _MOST_OPEN
            except (expat.ExpatError, UnsafeSheet):
                self._no_xml = True
        if self._no_xml and self._named:
            raise UnsafeSheet

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        local = name if name in _USUAL else name[name.find(":") + 1 :]
        if not self._in_sheet:
            if local == "sheetData":
                if self._had_sheet:
                    raise UnsafeSheet
                self._in_sheet = self._had_sheet = True
        elif local == "c":
            if self._in_cell:
                raise UnsafeSheet
            self._in_cell, self._at = True, (self._row, self._column)
            if "r" in attributes:
                self._at = _place(attributes["r"])
                self._column = self._at[1]
        elif local == "row":
            if self._in_cell or not _ROW.fullmatch(attributes.get("r", "1")):
                raise UnsafeSheet
            self._row = int(attributes.get("r", self._row))
        elif self._in_cell:
            row, column = self._at
            if row > self.height:
                self.height = row
            if column > self.width:
                self.width = column

    def _end(self, name: str) -> None:
        local = name if name in _USUAL else name[name.find(":") + 1 :]
        if local == "c":
            self._in_cell = False
            self._column += 1
        elif local == "row":
            self._row, self._column = self._row + 1, 1
        elif local == "sheetData":
            self._in_sheet = False

    def _doctype(self, *_: object) -> None:
        raise UnsafeSheet


def _place(reference: str) -> tuple[int, int]:
    """Row and column, from 1: "AA5" is 5 and 27. Raises UnsafeSheet."""
    found = _CELL.fullmatch(reference)
    if found is None:
        raise UnsafeSheet
    letters, row = found.groups()
    return int(row), _column(letters)


@lru_cache(maxsize=1_000)
def _column(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number
