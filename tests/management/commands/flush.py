"""Django's flush, as tests with real commits end with it: the database is again as migrations and cast left it.

Truncating a hundred tables takes seconds, since each gets new files; few of them hold rows, and those few.
"""

from typing import Any

from django.core.management.commands.flush import Command as Flush
from django.db import connection, transaction

from nazorg.common.scope import system_scope

_KEPT = "kept_for_tests"


class Command(Flush):
    def handle(self, **options: Any) -> None:
        """Empty every table and put back what `keep` kept. Sequences go on."""
        with transaction.atomic(), system_scope("between two tests"), connection.cursor() as cursor:
            tables = connection.introspection.table_names(cursor)
            for table in tables:
                cursor.execute(f'ALTER TABLE "{table}" DISABLE TRIGGER USER; DELETE FROM "{table}"')
            cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = %s", [_KEPT])
            for (table,) in cursor.fetchall():
                cursor.execute(f'INSERT INTO "{table}" OVERRIDING SYSTEM VALUE TABLE {_KEPT}."{table}"')
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            for table in tables:
                cursor.execute(f'ALTER TABLE "{table}" ENABLE TRIGGER USER')


def keep() -> None:
    """Keep what every table holds now.

    Nothing is vacuumed or analysed by itself from here on: seen while it was empty, a table would be planned for as
    empty in a later test that fills it, and that only on some days.
    """
    with transaction.atomic(), system_scope("before the first test"), connection.cursor() as cursor:
        cursor.execute(f"CREATE SCHEMA {_KEPT}")
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'ALTER TABLE "{table}" SET (autovacuum_enabled = off)')
            cursor.execute(f'SELECT EXISTS (SELECT 1 FROM "{table}")')
            if cursor.fetchone() == (True,):
                cursor.execute(f'CREATE TABLE {_KEPT}."{table}" AS TABLE "{table}"')
