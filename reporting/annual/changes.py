"""What has changed since a report was published: its kept tables against today's computation, cell by cell."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import chain

from nazorg.common.tables import Cell, Column, Empty, Row, Table
from reporting.annual.content import NothingToReport, build_content, from_json
from reporting.annual.frozen import Plain
from reporting.annual.models import AnnualPublication
from reporting.annual.selectors import report_of

_NUMBER = re.compile(r"\d+")
_GONE = "staat er niet meer"


@dataclass(frozen=True)
class Change:
    """One cell, row, table or text that is not what it was."""

    where: str
    row: str
    column: str
    then: str
    now: str


def changes_since(publication: AnnualPublication, now: datetime) -> list[Change]:
    """Count the same year under the same boundaries again, and compare. Needs an open scope."""
    then = from_json(publication.content)
    report = report_of(then["year"])
    report.boundaries = then["boundaries_of"]
    try:
        today = build_content(report, now, lambda done, total, what: None)
    except NothingToReport:  # all that was counted is gone
        today = {"chapters": []}
    return list(compared(then, today))


def compared(then: Plain, now: Plain) -> Iterator[Change]:
    """The differences in the order of the report. Chapters that repeat the numbers of others are left out."""
    chapters = {chapter["slug"]: chapter for chapter in now["chapters"]}
    for chapter in then["chapters"]:
        if chapter["repeats"]:
            continue
        today = chapters.pop(chapter["slug"], {"text": None, "sections": []})
        if (chapter["text"] or {}).get("text") != (today["text"] or {}).get("text"):
            yield Change(chapter["title"], "Tekst", "", _version(chapter), _version(today))
        yield from _sections(chapter, today)
    for chapter in chapters.values():
        if not chapter["repeats"]:
            yield Change(chapter["title"], "Hoofdstuk", "", "stond er niet", "nieuw")


def changes_table(changes: list[Change]) -> Table:
    """The differences as a table, for page and paper."""
    rows = [
        Row([
            Cell(each.row, header=True), Cell(each.column), Cell(each.then, kind="num"), Cell(each.now, kind="num"),
            Cell(each.where),
        ])
        for each in changes
    ]  # fmt: skip
    columns = [
        Column("Regel"), Column("Kolom"), Column("Gepubliceerd", "num"), Column("Nu", "num"), Column("Waar"),
    ]  # fmt: skip
    nothing = Empty("Niets veranderd", "Elke cel van het gepubliceerde verslag is nu nog hetzelfde.")
    return Table("Wat er sindsdien is veranderd", columns, rows, empty=nothing)


def _version(chapter: Plain) -> str:
    return f"versie {chapter['text']['version']}" if chapter["text"] else "geen"


def _sections(then: Plain, now: Plain) -> Iterator[Change]:
    sections = {section["slug"]: section["tables"] for section in now["sections"]}
    for section in then["sections"]:
        today = sections.pop(section["slug"], [])
        for at, table in enumerate(section["tables"]):
            if at < len(today) and _shape(today[at]) == _shape(table):
                yield from _cells(table, today[at])
            else:
                yield Change(table["caption"], "Hele tabel", "", "stond er", _GONE)
        for table in today[len(section["tables"]) :]:
            yield Change(table["caption"], "Hele tabel", "", "stond er niet", "nieuw")
    for table in chain.from_iterable(sections.values()):
        yield Change(table["caption"], "Hele tabel", "", "stond er niet", "nieuw")


def _shape(table: Plain) -> list[str]:
    """The columns without the totals that stand in their names."""
    return [_NUMBER.sub("", column["label"]) for column in table["columns"]]


def _cells(then: Plain, now: Plain) -> Iterator[Change]:
    columns, names = _columns(then), _names(then)
    before, after = _rows(then, names), _rows(now, names)
    for key, row in before.items():
        if key not in after:
            yield Change(then["caption"], key[0], "", "stond er", _GONE)
            continue
        for column, old, new in zip(columns[names:], row[names:], after[key][names:], strict=True):
            if old["text"] != new["text"]:
                yield Change(then["caption"], key[0], column, old["text"], new["text"])
    for key in after.keys() - before.keys():
        yield Change(then["caption"], key[0], "", "stond er niet", "nieuw")


def _columns(table: Plain) -> list[str]:
    """The names of the columns, each with its group."""
    groups = [label for label, span in table["groups"] for _ in range(span)] or [""] * len(table["columns"])
    return [
        ", ".join(filter(None, (group, column["label"])))
        for group, column in zip(groups, table["columns"], strict=True)
    ]


def _names(table: Plain) -> int:
    """How many columns of words a row begins with: they tell rows apart. In a table of words the first one does."""
    kinds = [column["kind"] for column in table["columns"]]
    return 1 if table["words"] else next(at for at, kind in enumerate(kinds) if kind in ("num", "pct"))


def _rows(table: Plain, names: int) -> dict[tuple[str, int], list[Plain]]:
    """The cells of each row by its name, and by how many rows of that name came before it."""
    found: dict[tuple[str, int], list[Plain]] = {}
    for row in [*table["rows"], *([table["footer"]] if table["footer"] else [])]:
        name = ", ".join(cell["text"] for cell in row["cells"][:names])
        found[name, sum(key[0] == name for key in found)] = row["cells"]
    return found
