"""The list of top-X criteria: data, so that the region can change it without code."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import yaml

_FILE = Path(__file__).parent / "criteria.yaml"


@dataclass(frozen=True)
class Criterion:
    """One reason to put a case to a conference; `until` is the last day on which it is offered."""

    code: str
    name: str
    until: date | None = None


@cache
def criteria() -> tuple[Criterion, ...]:
    """All of them, in the order in which they are offered."""
    return tuple(Criterion(**one) for one in yaml.safe_load(_FILE.read_text("utf-8")))


def criteria_on(day: date) -> list[Criterion]:
    """The criteria that are offered on `day`."""
    return [one for one in criteria() if one.until is None or day <= one.until]


def names_of(codes: list[str]) -> list[str]:
    """The names of these criteria, in their order."""
    return [one.name for one in criteria() if one.code in codes]
