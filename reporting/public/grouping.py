"""Which municipalities stand in one row together, so that no small count can be computed back.

Cells are never hidden one by one: from the totals and the other cells those would follow. A municipality that is small
anywhere stands in the joined row everywhere, so each hidden count is only ever published in one and the same sum.
"""

from collections.abc import Collection, Mapping, Sequence

LEAST = 5

# A count by the primary key of its municipality.
Column = Mapping[int, int]


def to_join(columns: Sequence[Column], kept: Collection[int] = ()) -> frozenset[int]:
    """The municipalities to join: empty, or at least two that together hold `LEAST` in each column.

    A municipality under five in any column is joined. So is one with none: a nought beside a total tells something of
    everybody there, and a row that only hides 1 to 4 would tell of each name in it that there is somebody. Columns
    without anybody at all hide nothing. `kept` were joined before in a publication of one of the years.
    """
    filled = [column for column in columns if any(column.values())]
    size = {row: sum(column.get(row, 0) for column in filled) for column in filled for row in column}
    joined = {row for row in size if any(column.get(row, LEAST) < LEAST for column in filled)}
    joined |= size.keys() & set(kept)
    others = sorted(size.keys() - joined, key=lambda row: (size[row], row))
    while joined and others and not _holds_enough(joined, filled):
        joined.add(others.pop(0))
    return frozenset(joined)


def _holds_enough(joined: Collection[int], columns: Sequence[Column]) -> bool:
    return len(joined) > 1 and all(sum(column.get(row, 0) for row in joined) >= LEAST for column in columns)
