"""A real Celery worker beside the tests, on the test's own database and its own keys in Redis."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from django.db import connection

ROOT = Path(__file__).resolve().parent.parent
PATIENCE = 40.0


def environment(**changes: str) -> Mapping[str, str]:
    """What a process needs to work on the database of this test."""
    from nazorg.environment import env

    url = urlsplit(str(env("DATABASE_URL")))._replace(path=f"/{connection.settings_dict['NAME']}")
    # Spelt out: putting the parts together again loses the slashes where there is no host.
    database = f"{url.scheme}://{url.netloc}{url.path}" + (f"?{url.query}" if url.query else "")
    return os.environ | {"DATABASE_URL": database, "DJANGO_SETTINGS_MODULE": "nazorg.settings", "DEMO": "on"} | changes


@contextmanager
def worker(**changes: str) -> Iterator[subprocess.Popen[bytes]]:
    """A worker for as long as the block lasts; `changes` go into its environment."""
    quiet = ["--without-gossip", "--without-mingle", "--without-heartbeat", "--loglevel", "ERROR"]
    command = [sys.executable, "-m", "celery", "-A", "nazorg", "worker", "--concurrency", "1", *quiet]
    process = subprocess.Popen(command, cwd=ROOT, env=environment(**changes), start_new_session=True)
    try:
        yield process
    finally:
        kill(process)


def kill(process: subprocess.Popen[bytes]) -> None:
    """End it without a chance to tidy up, with all that it started."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def until(true: Callable[[], object], what: str, patience: float = PATIENCE) -> None:
    """Wait until something is so; fails the test when that takes longer than `patience` seconds."""
    end = time.monotonic() + patience
    while not true():
        assert time.monotonic() < end, f"waited {patience:.0f} seconds in vain until {what}"
        time.sleep(0.05)
