"""Logging without personal data: what PostgreSQL says of an error may quote the row that it failed on."""

import logging
import traceback
from types import TracebackType

import psycopg
from django.db import Error

_QUOTES_ROWS = (Error, psycopg.Error)
_Caught = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class WithoutRows(logging.Formatter):
    """Prints kind and frames of an exception and of what it came from; no message where that is of the database."""

    def formatException(self, ei: _Caught) -> str:
        """In the order in which they were raised, as Python does it."""
        chain: list[BaseException] = []
        error = ei[1]
        while error is not None and error not in chain:
            chain.append(error)
            error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        return "\n".join(_told(each) for each in reversed(chain))


def _told(error: BaseException) -> str:
    kind = type(error)
    said = "" if isinstance(error, _QUOTES_ROWS) else f": {error}"
    return f"{''.join(traceback.format_tb(error.__traceback__))}{kind.__module__}.{kind.__qualname__}{said}"
