"""The private PostgreSQL and Redis of this checkout.

    python3 run/services.py start | stop | status | watch | reset [--yes] | during COMMAND…

`start` leaves them running until `stop`; `during` runs a command with them and stops them afterwards, unless
somebody else still uses them. DATABASE_URL or REDIS_URL in the environment means: an existing server is used,
nothing is started for it.
"""

import base64
import hashlib
import os
import secrets
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType, ModuleType

import private_postgres
import private_redis
from place import BASE, ROOT, VAR, is_free, locked, make_folders, sockets, stop_with, write_whole

ALL: dict[str, ModuleType] = {"DATABASE_URL": private_postgres, "REDIS_URL": private_redis}
NAMES = {"DATABASE_URL": "PostgreSQL", "REDIS_URL": "Redis"}
ADDRESSES = VAR / "services.env"
SECRETS = VAR / "secrets.env"
KEEP = VAR / "keep-services"  # there after `start`: who used them afterwards leaves them running


def ours() -> dict[str, ModuleType]:
    """Return the services that are ours to run: those the environment gives no address for."""
    return {name: service for name, service in ALL.items() if not os.environ.get(name)}


def ensure() -> None:
    """Bring both services up, and write where they are and which keys to use. Twice at once is safe."""
    make_folders()
    with locked("services"):
        make_secrets()
        set_foreign_cluster_aside()
        for service in ours().values():
            service.start()
        write_addresses()


def make_secrets() -> None:
    """Write var/secrets.env once; it is kept over restarts and resets, as data are encrypted with it."""
    if not SECRETS.exists():
        data_key = base64.b64encode(secrets.token_bytes(32)).decode()
        write_whole(SECRETS, f"SECRET_KEY={secrets.token_urlsafe(50)}\nDATA_KEY={data_key}\nDEMO=on\n")


def set_foreign_cluster_aside() -> None:
    """Rename a cluster that a former checkout in this same folder left: our keys cannot read its data."""
    mark = hashlib.sha256(SECRETS.read_bytes()).hexdigest()
    marked = BASE / "belongs-to"
    if private_postgres.DATA.exists() and marked.exists() and marked.read_text() != mark:
        stop_all()
        aside = private_postgres.DATA.with_name(f"postgres.{time.strftime('%Y%m%d-%H%M%S')}")
        private_postgres.DATA.rename(aside)
        private_postgres.ROLES_MADE.unlink(missing_ok=True)
        print(f"Een eerder project in deze map had een eigen database; die staat nu in {aside}.")
    if not marked.exists() or marked.read_text() != mark:
        marked.write_text(mark)


def write_addresses() -> None:
    """Write the addresses of our services in var/services.env; other lines in it stay."""
    before = ADDRESSES.read_text() if ADDRESSES.exists() else ""
    lines = dict(line.split("=", 1) for line in before.splitlines() if "=" in line)
    lines |= {name: service.url() for name, service in ours().items()}
    after = "".join(f"{name}={value}\n" for name, value in lines.items())
    if after != before:
        write_whole(ADDRESSES, after)


def stop_all() -> None:
    """Stop both services."""
    for service in ALL.values():
        service.stop()


@contextmanager
def in_use() -> Iterator[None]:
    """Have the services up inside; stop them afterwards, unless another uses them or `start` was asked."""
    make_folders()
    try:
        with locked("users", shared=True):
            ensure()
            yield
    finally:
        with locked("services"):
            if is_free("users") and not KEEP.exists():
                stop_all()


def start() -> None:
    """Start both and leave them running."""
    make_folders()
    KEEP.touch()
    ensure()
    status()


def stop() -> None:
    """Stop both."""
    make_folders()
    with locked("services"):
        KEEP.unlink(missing_ok=True)
        stop_all()


def status() -> None:
    """Say of each service whether it runs, and where."""
    make_folders()
    for name, service in ALL.items():
        if os.environ.get(name):
            print(f"{NAMES[name]}: een bestaande server, door {name} in de omgeving.")
        elif service.alive() and service.answers():
            print(f"{NAMES[name]}: draait, in {sockets()}.")
        else:
            print(f"{NAMES[name]}: draait niet.")


def watch() -> None:
    """Restart what dies, looking every second, until SIGTERM; leaves the services as they are."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    while True:
        if not all(service.alive() for service in ours().values()):
            print("Een dienst was gestopt en wordt opnieuw gestart.", flush=True)
            ensure()
        time.sleep(1)


def reset() -> None:
    """Throw the databases of this checkout away, after a yes."""
    make_folders()
    if not is_free("users"):
        stop_with("`make run` of `make test` is nog bezig. Stop dat eerst.")
    if "--yes" not in sys.argv:
        print(f"Dit gooit alle gegevens van {ROOT} weg: de database en de wachtrij.")
        if input("Typ ja om door te gaan: ").strip().lower() != "ja":
            stop_with("er is niets weggegooid.")
    stop()
    with locked("services"):
        for folder in (private_postgres.DATA, private_redis.FOLDER, sockets()):
            shutil.rmtree(folder, ignore_errors=True)
        for file in (private_postgres.ROLES_MADE, BASE / "belongs-to", ADDRESSES, VAR / "sockets"):
            file.unlink(missing_ok=True)
    print("De database en de wachtrij zijn weggegooid.")


def during() -> None:
    """Run the command given with the services up; ends with its exit status."""
    with in_use():
        child: subprocess.Popen[bytes] | None = None

        def pass_on(number: int, _frame: FrameType | None) -> None:
            # Ctrl-C reaches the command by itself (same terminal); it decides when it is done.
            if child and number != signal.SIGINT:
                child.send_signal(number)

        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, pass_on)
        child = subprocess.Popen(sys.argv[2:])
        code = child.wait()
    sys.exit(code if code >= 0 else 128 - code)


COMMANDS: dict[str, Callable[[], None]] = {
    "start": start, "stop": stop, "status": status, "watch": watch, "reset": reset, "during": during
}  # fmt: skip

if __name__ == "__main__":
    if len(sys.argv) < 2 or sys.argv[1] not in COMMANDS:
        sys.exit(__doc__)
    try:
        COMMANDS[sys.argv[1]]()
    except KeyboardInterrupt:
        sys.exit(130)
