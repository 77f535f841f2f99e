"""Looking at the database itself, past all models."""

from typing import Any

from django.db import Error, connection, transaction

from nazorg.common.checks import UNPROTECTED
from nazorg.common.scope import system_scope

# What is only ever added to, and the sources of a batch itself: not part of what a batch recorded.
TRACES = frozenset({"accounts_accesslog", "cases_auditentry", "intake_batch", "intake_row", "cases_mergerecord"})


def protected_tables() -> list[str]:
    with connection.cursor() as cursor:
        return sorted(set(connection.introspection.table_names(cursor)) - UNPROTECTED.keys())


def sql(query: str, *values: Any) -> list[tuple[Any, ...]]:
    """Run a query under whatever scope is open."""
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return cursor.fetchall() if cursor.description else []


def count(table: str) -> int:
    number: int = sql(f'SELECT count(*) FROM "{table}"')[0][0]
    return number


def refusal(query: str, *values: Any) -> str:
    """What the database says to a statement; empty where it allows it. Either way nothing stays of it."""
    try:
        with transaction.atomic():
            sql(query, *values)
            transaction.set_rollback(True)
    except Error as error:
        return str(error)
    return ""


def dump(without: frozenset[str] = TRACES) -> dict[str, list[str]]:
    """All rows of the protected tables as text, under the system's scope."""
    with system_scope("the test compares everything before and after"):
        return {
            table: [row for (row,) in sql(f'SELECT t::text FROM "{table}" t ORDER BY 1')]
            for table in protected_tables()
            if table not in without
        }
