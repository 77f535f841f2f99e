"""Writing many rows at once, under the same policies as one row.

COPY into a protected table is refused by PostgreSQL, so the rows go into a temporary table first. What is written
this way leaves no audit entry: the caller's immutable record (batch, line, actor, time) is the trace.
"""

import gc
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import connection, models


@contextmanager
def many_objects() -> Iterator[None]:
    """Work with very many objects that all stay alive: Python's collector would walk them again and again for nothing.

    Reference counts go on as ever. Saves about a seventh of the time that a national year takes.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def fetch(query: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
    """All rows of a query, for reads of many rows where model objects would cost more than the rows. JSON is text."""
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return list(cursor.fetchall())


def next_ids(model: type[models.Model], count: int) -> list[int]:
    """Reserve `count` primary keys, so that rows can refer to each other before they are written."""
    if not count:
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
            [model._meta.db_table, count],
        )
        return [number for (number,) in cursor.fetchall()]


def copy_in(model: type[models.Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
    """Insert `rows` (values in the order of the database `columns`); how many. Constraints and policies hold."""
    table = connection.ops.quote_name(model._meta.db_table)
    temporary = connection.ops.quote_name(f"copy_{model._meta.db_table}")
    names = ", ".join(connection.ops.quote_name(column) for column in columns)
    count = 0
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TEMP TABLE {temporary} ON COMMIT DROP AS SELECT {names} FROM {table} WITH NO DATA")
        with cursor.copy(f"COPY {temporary} ({names}) FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)
                count += 1
        if count:
            cursor.execute(f"INSERT INTO {table} ({names}) SELECT {names} FROM {temporary}")
        cursor.execute(f"DROP TABLE {temporary}")
    return count


def update_many(model: type[models.Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
    """Set `columns` of existing rows; each of `rows` is (id, value, …). How many rows were changed."""
    table = connection.ops.quote_name(model._meta.db_table)
    temporary = connection.ops.quote_name(f"change_{model._meta.db_table}")
    names = ", ".join(connection.ops.quote_name(column) for column in ("id", *columns))
    settings = ", ".join(f"{q} = {temporary}.{q}" for q in map(connection.ops.quote_name, columns))
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TEMP TABLE {temporary} ON COMMIT DROP AS SELECT {names} FROM {table} WITH NO DATA")
        with cursor.copy(f"COPY {temporary} ({names}) FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)
        cursor.execute(f"UPDATE {table} SET {settings} FROM {temporary} WHERE {table}.id = {temporary}.id")
        changed = int(cursor.rowcount)
        cursor.execute(f"DROP TABLE {temporary}")
    return changed
