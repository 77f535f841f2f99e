"""How far a job is. In Redis, since it may be lost and changes too often for a row."""

from dataclasses import dataclass

from django.core.cache import cache

_KEEP_SECONDS = 3600


@dataclass(frozen=True)
class Progress:
    done: int
    total: int
    what: str


def report(subject: str, done: int, total: int, what: str) -> None:
    """Say that `done` of `total` steps of the work on `subject` are finished; `what` is Dutch, for the screen."""
    cache.set(f"progress:{subject}", (done, total, what), _KEEP_SECONDS)


def progress_of(subject: str) -> Progress | None:
    """The last report, or None when there is none (any more)."""
    found = cache.get(f"progress:{subject}")
    return Progress(*found) if found else None
