"""Two people, or two workers, at the same moment."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TypeVar

from django.db import connection

T = TypeVar("T")


def both(work: Callable[[], T]) -> list[T]:
    """What the same work comes to twice, begun at the same moment, each time on a connection of its own."""
    ready = Barrier(2)

    def one(_: int) -> T:
        try:
            ready.wait(10)
            return work()
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as threads:
        return list(threads.map(one, range(2)))
