"""Percentages: plain rounding everywhere, and always of a named total."""

NOTHING = "-"


def percent(count: int | None, total: int | None) -> str:
    """`count` of `total` in whole percents, rounded half up: "54", "<1" for a little, "-" where it does not exist."""
    if count is None or not total:
        return NOTHING
    rounded = (200 * count + total) // (2 * total)
    return "<1" if count and not rounded else str(rounded)


def share(count: int | None, total: int | None) -> float | None:
    """The same unrounded, between 0 and 1, for exports."""
    return None if count is None or not total else count / total
