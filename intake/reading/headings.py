"""Which heading is which column: exact names and aliases, loosely written; near misses are only suggested."""

import difflib
from collections.abc import Sequence

from nazorg.common.plain import one_line

from .columns import Column
from .text import fold
from .wrong import Unreadable

MOST_COLUMNS = 500


def known_headings(columns: Sequence[Column]) -> dict[str, str]:
    """Folded heading to identifier; where two columns claim one alias, the first has it, and a label always wins."""
    known: dict[str, str] = {}
    for names in (lambda c: (c.label, c.name), lambda c: c.aliases):
        for column in columns:
            for name in names(column):
                known.setdefault(fold(name), column.name)
    return known


def recognised(cells: Sequence[str], known: dict[str, str]) -> int:
    """How many different columns a row names."""
    return len({known[key] for cell in cells if len(cell) <= 100 and (key := fold(cell)) in known})


def keys_of(cells: Sequence[str], columns: Sequence[Column]) -> tuple[str, ...]:
    """A key for each heading: the identifier of its column, or, for an unknown or second one, its own text.

    Where two headings fit one column, the one that is its label has it.
    """
    known = known_headings(columns)
    labels = {fold(column.label): column.name for column in columns}
    folded = [fold(cell) for cell in cells]
    keys: dict[int, str] = {}
    for lookup in (labels, known):
        for at, key in enumerate(folded):
            name = lookup.get(key)
            if name and at not in keys and name not in keys.values():
                keys[at] = name
    taken = set(keys.values()) | {column.name for column in columns}
    for at, cell in enumerate(cells):
        if at not in keys:
            keys[at] = _unused(one_line(cell) or f"Kolom {at + 1}", taken)
            taken.add(keys[at])
    return tuple(keys[at] for at in range(len(cells)))


def _unused(text: str, taken: set[str]) -> str:
    key, number = text, 2
    while key in taken:
        key, number = f"{text} ({number})", number + 1
    return key


def refuse_missing(keys: Sequence[str], cells: Sequence[str], columns: Sequence[Column]) -> None:
    """Raise Unreadable where a required column lacks: which, what was found instead, and what looks like it."""
    missing = [column for column in columns if column.required and column.name not in keys]
    if not missing:
        return
    names = {column.name for column in columns}
    loose = [one_line(cell) for key, cell in zip(keys, cells, strict=True) if key not in names and cell.strip()]
    loose_by_fold = {fold(cell): cell for cell in loose[:MOST_COLUMNS] if len(cell) <= 100}
    hints = []
    for column in missing:
        spellings = [fold(name) for name in (column.label, *column.aliases)]
        scored = [(_likeness(key, spellings), cell) for key, cell in loose_by_fold.items()]
        likeness, cell = max(scored, default=(0.0, ""))
        if likeness >= 0.75:
            hints.append(f"“{cell}” lijkt op “{column.label}”.")
    what = "Hierin ontbreekt de verplichte kolom" if len(missing) == 1 else "Hierin ontbreken de verplichte kolommen"
    found = ", ".join(one_line(cell)[:40] for cell in cells[:40] if cell.strip())
    sentences = [
        f"{what} {listed([column.label for column in missing])}.",
        f"Gevonden kopjes: {found}." if found else "",
        *hints,
        "Pas de kopjes aan en probeer het opnieuw.",
    ]
    raise Unreadable(" ".join(sentence for sentence in sentences if sentence))


def listed(names: Sequence[str]) -> str:
    """Names as a Dutch list: "A, B en C"."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} en {names[-1]}"


def _likeness(key: str, spellings: Sequence[str]) -> float:
    return max(difflib.SequenceMatcher(None, key, spelling).ratio() for spelling in spellings)
