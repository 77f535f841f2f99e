"""The scope: what whoever acts now may read and write, handed to the database for its policies.

A scope is opened around a piece of work. It is a savepoint with settings that live in the transaction,
so a rollback takes it back by itself. With no scope open every policy raises: forgetting one is an error,
never an empty page and never a leak.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from django.db import connection, transaction
from django.utils import timezone

Kind = Literal["user", "anonymous", "preview", "system", "figures"]


@dataclass(frozen=True)
class Scope:
    """Rows and categories of one actor. Categories are the codes of `nazorg.covenant.categories`.

    `at` is the moment that the policies go by; the clock's where it is not given, as for all but what is played.
    """

    kind: Kind
    actor_id: int | None = None
    read: frozenset[str] = frozenset()
    write: frozenset[str] = frozenset()
    all_cases: bool = False
    municipalities: frozenset[int] = frozenset()
    cases: frozenset[int] = field(default=frozenset())
    at: datetime | None = None

    def may_read(self, category: str) -> bool:
        """Whether rows of this category are readable at all (which rows is another question)."""
        return category in self.read or "*" in self.read

    def may_read_some(self, category: str) -> bool:
        """The same, or a part of them by a narrowed right, such as the own acts: the policies know which."""
        return self.may_read(category) or any(code.startswith(f"{category}:") for code in self.read)


ANONYMOUS = Scope("anonymous")

_current: ContextVar[Scope | None] = ContextVar("scope", default=None)

_SET = """
SELECT set_config('nazorg.scope', %s, true), set_config('nazorg.actor', %s, true),
       set_config('nazorg.read', %s, true), set_config('nazorg.write', %s, true),
       set_config('nazorg.all_cases', %s, true), set_config('nazorg.municipalities', %s, true),
       set_config('nazorg.cases', %s, true), set_config('nazorg.today', %s, true),
       set_config('nazorg.now', %s, true)
"""


class NoScopeError(RuntimeError):
    """Somebody asked for the scope where none is open."""


def current_scope() -> Scope:
    """The scope that is open now. Raises NoScopeError where there is none."""
    scope = _current.get()
    if scope is None:
        raise NoScopeError("Er is geen scope open: gebruik de middleware, open_scope of system_scope.")
    return scope


def _tell_database(scope: Scope | None) -> None:
    if scope is None:
        values = [""] * 9
    else:
        # The same clock for policies as for the code.
        now = scope.at or timezone.now()
        values = [
            scope.kind,
            str(scope.actor_id or ""),
            ",".join(sorted(scope.read)),
            ",".join(sorted(scope.write)),
            "on" if scope.all_cases else "off",
            ",".join(map(str, sorted(scope.municipalities))),
            ",".join(map(str, sorted(scope.cases))),
            timezone.localdate(now).isoformat(),
            now.isoformat(),
        ]
    with connection.cursor() as cursor:
        cursor.execute(_SET, values)


@contextmanager
def open_scope(scope: Scope) -> Iterator[Scope]:
    """Work under `scope`, in a transaction (or a savepoint of the one that is open).

    On success the former scope comes back; on an error the rollback of the savepoint brings it back,
    since after a database error nothing can be executed before that.
    """
    with transaction.atomic():
        former = _current.get()
        _tell_database(scope)
        token = _current.set(scope)
        try:
            yield scope
        finally:
            _current.reset(token)
        _tell_database(former)


@contextmanager
def system_scope(reason: str) -> Iterator[Scope]:
    """The one bypass that may write: for migrations, tasks and commands, and for what the software derives itself.

    `reason` says in words why no user's scope fits; it stands in the code so that each use can be found and judged.
    """
    if not reason.strip():
        raise ValueError("Say why the system's own scope is needed.")
    everything = frozenset({"*"})
    actor = _current.get()
    scope = Scope("system", actor.actor_id if actor else None, read=everything, write=everything, all_cases=True)
    with open_scope(scope) as opened:
        yield opened
