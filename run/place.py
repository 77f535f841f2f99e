"""Where this checkout keeps its private services, and the few things to know about processes and locks."""

import fcntl
import hashlib
import os
import pwd
import signal
import stat
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NoReturn, TypedDict

ROOT = Path(__file__).resolve().parent.parent
VAR = ROOT / "var"
AS_ROOT = os.geteuid() == 0
KEY = hashlib.sha256(os.fsencode(ROOT)).hexdigest()[:12]
# As root the servers run as the system user `postgres` (initdb refuses root), who cannot enter /root.
BASE = Path("/var/lib/nazorg") / KEY if AS_ROOT else VAR
LOGS = BASE / "log"


class AsAccount(TypedDict, total=False):
    """The keyword arguments that let `subprocess` start something as the services' account."""

    user: int
    group: int
    extra_groups: list[int]


def stop_with(text: str) -> NoReturn:
    """End the program with a sentence on standard error and exit status 1."""
    sys.exit(f"\nNazorg: {text}\n")


def account() -> pwd.struct_passwd:
    """Return the user the private servers run as: `postgres` for root, otherwise whoever asks."""
    if not AS_ROOT:
        return pwd.getpwuid(os.geteuid())
    try:
        return pwd.getpwnam("postgres")
    except KeyError:
        stop_with("PostgreSQL ontbreekt op deze machine. Draai eerst `sh run/setup.sh`.")


def as_account() -> AsAccount:
    """Return what `subprocess` needs to leave root's rights behind; empty for an ordinary user."""
    if not AS_ROOT:
        return {}
    return {"user": account().pw_uid, "group": account().pw_gid, "extra_groups": []}


def clean_environment() -> dict[str, str]:
    """Return the environment of the private servers: nothing of the caller's leaks into them."""
    return {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", "HOME": "/"}


def make_folders() -> None:
    """Make var/, the servers' folder and its log folder, closed to other users.

    Ends the program when one belongs to somebody else.
    """
    own_folder(VAR, os.geteuid())
    own_folder(VAR / "log", os.geteuid())
    if AS_ROOT:
        BASE.parent.mkdir(parents=True, exist_ok=True)
        own_folder(BASE, account().pw_uid)
        own_folder(LOGS, account().pw_uid)


def own_folder(folder: Path, owner: int) -> Path:
    """Make `folder` for this owner with mode 700; end the program when it is another's or a link."""
    try:
        folder.mkdir(mode=0o700)
        if owner != os.geteuid():
            os.chown(folder, owner, -1)
    except FileExistsError:
        pass
    except PermissionError:
        stop_with(f"u mag de map {folder} niet maken. Zet het project in een map van uzelf.")
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != owner:
        stop_with(f"{folder} is van een andere gebruiker of is geen map. Haal die weg en probeer het opnieuw.")
    if stat.S_IMODE(found.st_mode) != 0o700:
        folder.chmod(0o700)
    return folder


def sockets() -> Path:
    """Return the folder of both sockets, made when it lacks.

    It is short whatever the depth of the project, as a socket's path must stay under 107 bytes. The choice
    is kept in var/sockets, so that a session without XDG_RUNTIME_DIR finds the servers of one with it.
    """
    kept = VAR / "sockets"
    if kept.exists() and (recorded := Path(kept.read_text().strip())).is_dir():
        return own_folder(recorded, account().pw_uid)
    folder = Path("/tmp") / f"nazorg-{KEY}"  # noqa: S108  own_folder refuses what is another's
    runtime = Path(os.environ.get("XDG_RUNTIME_DIR") or "/nonexistent")
    if not AS_ROOT and len(str(runtime)) < 60 and runtime.is_dir() and runtime.stat().st_uid == os.geteuid():
        folder = runtime / f"nazorg-{KEY}"
    own_folder(folder, account().pw_uid)
    write_whole(kept, f"{folder}\n")
    return folder


def write_whole(path: Path, text: str) -> None:
    """Write a file (mode 600) so that a reader sees all of the old or all of the new text."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
    Path(name).replace(path)


def arguments_of(pid: int) -> list[str]:
    """Return the command line of a process; empty when it is gone or only waits to be reaped."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().decode(errors="replace").split("\0")
    except OSError:
        return []


def send(pid: int, what: signal.Signals) -> None:
    """Send a signal; a process that is gone already is fine."""
    with suppress(ProcessLookupError):
        os.kill(pid, what)


def ended(pid: int, seconds: float) -> bool:
    """Wait until a process is gone; False when it still runs after so many seconds."""
    until = time.monotonic() + seconds
    while arguments_of(pid) != [] and arguments_of(pid) != [""]:
        if time.monotonic() > until:
            return False
        time.sleep(0.05)
    return True


@contextmanager
def locked(name: str, *, shared: bool = False) -> Iterator[None]:
    """Hold the lock var/<name>.lock, waiting for it; it frees itself when this process dies."""
    with (VAR / f"{name}.lock").open("a") as file:
        fcntl.flock(file, fcntl.LOCK_SH if shared else fcntl.LOCK_EX)
        yield


def is_free(name: str) -> bool:
    """Tell whether nobody holds the lock var/<name>.lock."""
    with (VAR / f"{name}.lock").open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
