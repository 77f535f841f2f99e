"""What somebody could compute back from published sums: the lowest and highest value that each count can still have."""

from collections.abc import Hashable, Mapping, Sequence
from fractions import Fraction
from math import ceil, floor

# A published sum: how often each unknown count is in it, and what they add up to.
Sum = tuple[Mapping[Hashable, int], int]


def possible(sums: Sequence[Sum]) -> dict[Hashable, tuple[int, int]]:
    """The bounds of every count, none of which is below nought, from the sums and whatever follows from them."""
    unknown = list(dict.fromkeys(name for names, _ in sums for name in names))
    rows = [[Fraction(names.get(name, 0)) for name in unknown] + [Fraction(total)] for names, total in sums]
    most = Fraction(sum(total for _, total in sums))
    low, high = [Fraction(0)] * len(unknown), [most] * len(unknown)
    rows += _reduced(rows)
    changed = True
    while changed:
        changed = False
        for *parts, total in rows:
            for at, part in enumerate(parts):
                if not part:
                    continue
                others = [(each, where) for where, each in enumerate(parts) if each and where != at]
                least = sum((each * (low[where] if each > 0 else high[where]) for each, where in others), Fraction(0))
                most_of = sum((each * (high[where] if each > 0 else low[where]) for each, where in others), Fraction(0))
                ends = sorted([(total - most_of) / part, (total - least) / part])
                lowest, highest = max(low[at], Fraction(ceil(ends[0]))), min(high[at], Fraction(floor(ends[1])))
                if (lowest, highest) != (low[at], high[at]):
                    low[at], high[at], changed = lowest, highest, True
    return {name: (int(low[at]), int(high[at])) for at, name in enumerate(unknown)}


def _reduced(rows: list[list[Fraction]]) -> list[list[Fraction]]:
    """The same sums, added and subtracted until each leads with a count that no other holds."""
    left = [list(row) for row in rows]
    found: list[list[Fraction]] = []
    for at in range(len(rows[0]) - 1):
        lead = next((row for row in left if row[at]), None)
        if lead is None:
            continue
        left.remove(lead)
        lead = [each / lead[at] for each in lead]
        left, found = ([_without(row, lead, at) for row in some] for some in (left, found))
        found.append(lead)
    return found


def _without(row: list[Fraction], lead: list[Fraction], at: int) -> list[Fraction]:
    return [each - row[at] * other for each, other in zip(row, lead, strict=True)]
