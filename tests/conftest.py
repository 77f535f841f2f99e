"""Fixtures for everybody: the cast, the clock, and a registry that stands after every flush."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
import time_machine
from django.test import override_settings

from municipalities.models import Alias, Municipality
from municipalities.registry_file import write_registry
from nazorg.accounts.models import User
from tests.cast import Cast, assemble

# Monday 2 December 2024, ten o'clock in the Netherlands.
NOW = datetime(2024, 12, 2, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True, scope="session")
def static_files() -> Iterator[None]:
    """Static files come straight from their folders: nothing has to be collected before a test."""
    storages = {
        "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    with override_settings(STORAGES=storages, WHITENOISE_USE_FINDERS=True, WHITENOISE_AUTOREFRESH=True):
        yield


@pytest.fixture(autouse=True)
def clock() -> Iterator[None]:
    """The same moment for every test; it ticks, since pools and browsers wait by it."""
    with time_machine.travel(NOW, tick=True):
        yield


@pytest.fixture
def cast(db: None) -> Cast:
    if not Municipality.objects.exists():  # a test with real commits ended in a flush
        write_registry(Municipality, Alias)
    return assemble()


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
