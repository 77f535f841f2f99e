"""The second bypass: counting over all rows, for reporting only (import-linter holds that)."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from nazorg.common.scope import Scope, current_scope, open_scope


@contextmanager
def figures_scope() -> Iterator[Scope]:
    """Count over all cases and categories, read-only, on behalf of whoever's scope is open.

    What comes out are counts, never rows: nobody but `reporting` may import this, and its functions return numbers.
    The transaction is read-only until the savepoint ends, so not even a mistake can write here.
    """
    scope = Scope("figures", current_scope().actor_id, read=frozenset({"*"}), all_cases=True)
    with open_scope(scope) as opened, connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION READ ONLY")
        yield opened
