"""Fixtures for everybody: the cast, and the clock."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import hypothesis
import pytest
import time_machine
from django.db import connection
from pytest_django.plugin import DjangoDbBlocker

from nazorg.accounts.models import User
from tests.browser_tools import browser, page_of  # noqa: F401  fixtures, found by their names
from tests.cast import Cast, assemble, known
from tests.crowds import IN_DOSSIERS, IN_FILES
from tests.management.commands.flush import keep

# The same examples every time, however slow the machine.
hypothesis.settings.register_profile("nazorg", derandomize=True, deadline=None, database=None)
hypothesis.settings.load_profile("nazorg")

# Monday 2 December 2024, ten o'clock in the Netherlands.
NOW = datetime(2024, 12, 2, 9, 0, tzinfo=UTC)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """Make the cast once, and keep the database as it is then: see `tests/management/commands/flush.py`."""
    with django_db_blocker.unblock(), time_machine.travel(NOW):
        _drop_what_was_left_behind()
        assemble()
        keep()


def _drop_what_was_left_behind() -> None:
    """Databases of test processes that were killed before they could drop them."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT datname FROM pg_database WHERE datname ~ '^test_nazorg_[0-9]+'")
        for (name,) in cursor.fetchall():
            owner = name.split("_")[2]
            if not Path("/proc", owner).exists():
                cursor.execute(f'DROP DATABASE IF EXISTS "{name}"')


@pytest.fixture(autouse=True)
def people() -> None:
    """The same people for every test, whatever went before."""
    for crowd in (IN_DOSSIERS, IN_FILES):
        crowd.again()


@pytest.fixture(autouse=True)
def clock() -> Iterator[None]:
    """The same moment for every test; it ticks, since pools and browsers wait by it."""
    with time_machine.travel(NOW, tick=True):
        yield


@pytest.fixture
def cast(db: None) -> Cast:
    return known()


@pytest.fixture
def coordinator(cast: Cast) -> User:
    return cast.coordinator


@pytest.fixture
def clerk(cast: Cast) -> User:
    return cast.clerk


@pytest.fixture
def hilversum(cast: Cast) -> User:
    return cast.hilversum


@pytest.fixture
def huizen(cast: Cast) -> User:
    return cast.huizen


@pytest.fixture
def chain_manager(cast: Cast) -> User:
    return cast.chain_manager


@pytest.fixture
def privacy_officer(cast: Cast) -> User:
    return cast.privacy_officer


@pytest.fixture
def administrator(cast: Cast) -> User:
    return cast.administrator
