"""The text of a screen that shows one notification, or several: labels with values, in the ways they get copied.

"Achternaam: Kortenaer", label and value with a tab or several spaces between them, or the value on the next line.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from nazorg.common.plain import one_line

from .columns import Column
from .headings import known_headings
from .sheet import HEADING_WITHIN, Sheet
from .text import fold

_FEWEST_LABELS = 2
_MOST_TEXT = 200_000  # characters, some hundreds of screens; what is longer is a table
_SPLIT = re.compile(r"\t| {2,}")
_LINE_END = re.compile(r"\r\n?|\n")


@dataclass(slots=True)
class _Pair:
    line: int
    column: str
    value: str = ""


@dataclass(slots=True)
class _Block:
    """Lines without an empty line between them: the pairs found, and what was not recognised."""

    pairs: list[_Pair] = field(default_factory=list)
    loose: list[str] = field(default_factory=list)


class _Labels:
    """The labels that may stand on a screen."""

    def __init__(self, columns: Sequence[Column]) -> None:
        self.known = known_headings(columns)
        self.exact = {fold(column.label) for column in columns}
        self.multiline = {column.name for column in columns if column.multiline}

    def split(self, token: str) -> tuple[str, str | None] | None:
        """Column and value of "Label: value"; value None for a label alone; None for anything else."""
        label, colon, value = token.partition(":")
        key = fold(label) if len(label) <= 60 else ""
        if key not in self.known:
            return None
        if colon:
            return self.known[key], value.strip() or None
        return self.known[key], None

    def alone(self, token: str) -> bool:
        """Whether a label on a line of its own asks for the next line: an alias without colon may be a caption."""
        return ":" in token or fold(token) in self.exact


def read_screen(text: str, columns: Sequence[Column]) -> Sheet | None:
    """A sheet with a row for each notification on the screen; None where the text is no such screen."""
    if len(text) > _MOST_TEXT:
        return None
    labels = _Labels(columns)
    lines = [line.strip(" ") for line in _LINE_END.split(text)]
    filled = [line for line in lines if line.strip()]
    if any(_is_heading(line, below, labels) for line, below in pairwise([*filled[:HEADING_WITHIN], ""])):
        return None
    blocks = list(_blocks(lines, labels))
    found = {pair.column for block in blocks for pair in block.pairs}
    if len(found) < _FEWEST_LABELS:
        return None
    rows = _records(blocks)
    used = [column for column in columns if column.name in found]
    cells = [(line, [record.get(column.name, "") for column in used]) for line, record in rows]
    loose = [token for block in blocks for token in block.loose]
    return Sheet(
        headings=tuple((column.name, column.label) for column in used),
        missing=tuple(column.name for column in columns if column.name not in found),
        notes=(f"Niet herkend en niet overgenomen: {'; '.join(loose[:10])[:300]}.",) if loose else (),
        total=len(cells),
        records=lambda: iter(cells),
    )


def _is_heading(line: str, below: str, labels: _Labels) -> bool:
    """Whether the line is the heading of a table: labels mostly, or above a row of as many cells without labels."""
    tokens = [token for token in line.split("\t") if token.strip()]
    count = sum(1 for token in tokens if ":" not in token and labels.split(token))
    if count < _FEWEST_LABELS:
        return False
    under = below.split("\t")
    as_wide = len(under) == line.count("\t") + 1 and not any(labels.split(token) for token in under)
    return count * 2 > len(tokens) or as_wide


def _blocks(lines: Sequence[str], labels: _Labels) -> Iterator[_Block]:
    block = _Block()
    waiting: _Pair | None = None  # a label that has no value yet
    for number, line in enumerate(lines, 1):
        if not line.strip():
            if block.pairs or block.loose:
                yield block
            block, waiting = _Block(), None
            continue
        waiting = _read_line(number, line, labels, block, waiting)
    yield block


def _read_line(number: int, line: str, labels: _Labels, block: _Block, waiting: _Pair | None) -> _Pair | None:
    """Add the pairs of one line to the block; returns the label that waits for a value on the next line."""
    on_this_line: _Pair | None = None
    for token in (part.strip() for part in _SPLIT.split(line)):
        if token and (found := labels.split(token)):
            pair = _Pair(number, found[0], found[1] or "")
            block.pairs.append(pair)
            on_this_line = pair
            waiting = pair if found[1] is None else None
            last_token = token
        elif waiting:
            waiting.value, waiting = token, None
        elif token and on_this_line and on_this_line.value:
            on_this_line.value += f" {token}"
        elif token and not on_this_line and block.pairs and block.pairs[-1].column in labels.multiline:
            block.pairs[-1].value += f"\n{token}"
        elif token:
            block.loose.append(one_line(token))
    if waiting and on_this_line is waiting and not labels.alone(last_token):
        block.loose.append(one_line(last_token))
        block.pairs.remove(waiting)
        return None
    return waiting


def _records(blocks: Sequence[_Block]) -> list[tuple[int, dict[str, str]]]:
    """Pairs as records. A new one begins with the block or label that says something else of what is known already,
    and with the label that the record began with."""
    records: list[tuple[int, dict[str, str]]] = []
    record: dict[str, str] = {}
    first = ""
    for block in blocks:
        pairs = [pair for pair in block.pairs if pair.value]
        if any(_differs(record, pair) for pair in pairs):
            record = {}
        for pair in pairs:
            if not record or pair.column == first or _differs(record, pair):
                record, first = {}, pair.column
                records.append((pair.line, record))
            record[pair.column] = pair.value
    return records


def _differs(record: dict[str, str], pair: _Pair) -> bool:
    return record.get(pair.column, pair.value) != pair.value
