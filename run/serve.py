"""Serves web, worker and beat until Ctrl-C, on the private services; `serve.py stop` ends it from elsewhere.

supervisord restarts what dies; this program restarts supervisord, and first ends what an earlier run left
behind. It stops when the `make` that started it is gone.
"""

import ctypes
import fcntl
import hashlib
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from place import KEY, ROOT, VAR, arguments_of, ended, locked, make_folders, send, stop_with
from services import KEEP, SECRETS, in_use, make_secrets

PYTHON = str(ROOT / ".venv/bin/python")
LOCK = VAR / "serve.lock"  # held while serving; says by which process, and on which port
STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def serve() -> None:
    """Prepare the database, serve, and stop everything again at Ctrl-C."""
    for number in STOPPING:
        signal.signal(number, interrupted)
    end_with_parent()
    port = chosen_port()
    make_folders()
    with locked("services"):
        make_secrets()
    with only_one(port):
        end_leftovers()
        refuse_a_taken_port(port)
        with in_use():
            prepare()
            supervise(port)


def interrupted(_number: int, _frame: FrameType | None) -> None:
    """Begin to stop, once: further signals do not disturb the stopping."""
    for number in STOPPING:
        signal.signal(number, signal.SIG_IGN)
    raise KeyboardInterrupt


def end_with_parent() -> None:
    """Have the kernel send this process SIGTERM when its parent dies, even by `kill -9`."""
    pr_set_pdeathsig = 1
    ctypes.CDLL(None).prctl(pr_set_pdeathsig, signal.SIGTERM)


def chosen_port() -> int:
    """Return the port of PORT, else 8000; ends the program when it is no port."""
    given = os.environ.get("PORT") or "8000"
    if not given.isdecimal() or not 1 <= int(given) <= 65535:
        stop_with(f"PORT moet een getal van 1 tot en met 65535 zijn, en is nu: {given}")
    return int(given)


@contextmanager
def only_one(port: int) -> Iterator[None]:
    """Hold the right to serve this checkout; ends the program when another serves it."""
    with LOCK.open("a+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            stop_with(f"er draait er al een vanuit deze map: {address(int(serving()[1]))}\nStoppen: make stop")
        file.truncate(0)
        file.write(f"{os.getpid()} {port}\n")
        file.flush()
        yield
        file.truncate(0)


def serving() -> tuple[str, str]:
    """Return process id and port of who serves, "0" and "0" when nobody does."""
    words = LOCK.read_text().split() if LOCK.exists() else []
    return (words[0], words[1]) if len(words) == 2 else ("0", "0")


def address(port: int) -> str:
    """Return the address to open in a browser."""
    return f"http://127.0.0.1:{port}/"


def refuse_a_taken_port(port: int) -> None:
    """End the program when another program listens on the port."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except PermissionError:
            stop_with(f"poort {port} mag u niet gebruiken. Kies een hogere, bijvoorbeeld: PORT=8001 make run")
        except OSError:
            other = 8001 if port != 8001 else 8002
            stop_with(f"poort {port} is al in gebruik. Kies een andere, bijvoorbeeld: PORT={other} make run")


def prepare() -> None:
    """Bring the database up to date, load the demo when it is one, and collect the static files."""
    manage("migrate", "--verbosity", "0")
    if is_demo():
        manage("load_demo")
    manage("collectstatic", "--noinput", "--verbosity", "0")


def is_demo() -> bool:
    """Tell whether the setting DEMO is on, from the environment or else from var/secrets.env."""
    kept = dict(line.split("=", 1) for line in SECRETS.read_text().splitlines() if "=" in line)
    return os.environ.get("DEMO", kept.get("DEMO", "")).lower() in {"on", "true", "1", "yes", "ja", "aan"}


def manage(*command: str) -> None:
    """Run a management command; ends the program when it fails."""
    done = subprocess.run([PYTHON, "manage.py", *command], cwd=ROOT, check=False)
    if done.returncode:
        stop_with(f"`manage.py {command[0]}` is mislukt; de reden staat hierboven.")


def supervise(port: int) -> None:
    """Run supervisord, again when it dies, and say where to go once the first page answers."""
    environment = os.environ | {
        "PORT": str(port),
        "NAZORG_SERVING": mark(),
        "PYTHON": sys.executable,
        "PYTHONUNBUFFERED": "1",
    }
    announced = False
    while True:
        manager = subprocess.Popen(
            [PYTHON, "-m", "supervisor.supervisord", "-n", "-s", "-c", "run/supervisord.conf"],
            cwd=ROOT, env=environment, start_new_session=True, preexec_fn=end_with_parent,
        )  # fmt: skip
        try:
            if not announced:
                wait_for_health(port, manager)
                announce(port)
                announced = True
            manager.wait()
            print("Het procesbeheer was gestopt en wordt opnieuw gestart.", flush=True)
        finally:
            manager.terminate()
            ended(manager.pid, 20)
            end_leftovers()
            manager.wait()


def wait_for_health(port: int, manager: subprocess.Popen[bytes]) -> None:
    """Wait until the health page answers; ends the program after 90 seconds, with the end of web's log."""
    until = time.monotonic() + 90
    while time.monotonic() < until:
        if manager.poll() is not None:
            stop_with("het procesbeheer start niet. De reden staat in var/log/supervisord.log")
        try:
            with urllib.request.urlopen(address(port) + "gezond/", timeout=5) as answer:  # noqa: S310  our own address
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.2)
    lines = (VAR / "log/web.log").read_text(errors="replace").splitlines()[-15:]
    stop_with("de website start niet. Het einde van var/log/web.log:\n" + "\n".join(lines))


def announce(port: int) -> None:
    """Print the last lines: the address, and who can log in."""
    print(f"\nNazorg draait. Stoppen: Ctrl-C. Logboeken: var/log/\n\n  {address(port)}\n", flush=True)
    if is_demo():
        manage("demo_logins")


def mark() -> str:
    """Return what the processes of this checkout carry in their environment, and no other process does."""
    return hashlib.sha256(SECRETS.read_bytes() + KEY.encode()).hexdigest()[:24]


def leftovers() -> list[int]:
    """Return the process ids that carry our mark: supervisord, what it started and what those started."""
    wanted = f"NAZORG_SERVING={mark()}".encode()
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            carried = (folder / "environ").read_bytes().split(b"\0")
        except OSError:
            continue
        if wanted in carried and int(folder.name) != os.getpid():
            found.append(int(folder.name))
    return found


def end_leftovers() -> None:
    """End what an earlier run left behind: asked first, killed after five seconds."""
    for pid in (found := leftovers()):
        send(pid, signal.SIGTERM)
    until = time.monotonic() + 5
    for pid in found:
        ended(pid, max(0.0, until - time.monotonic()))
    for pid in (stubborn := leftovers()):
        send(pid, signal.SIGKILL)
    for pid in stubborn:
        ended(pid, 5)


def stop() -> None:
    """End the `make run` of this checkout, wherever it was started."""
    make_folders()
    pid = int(serving()[0])
    if any(part.endswith("serve.py") for part in arguments_of(pid)):
        send(pid, signal.SIGTERM)
        ended(pid, 60)
    if SECRETS.exists():
        end_leftovers()


if __name__ == "__main__":
    try:
        stop() if sys.argv[1:] == ["stop"] else serve()
    except KeyboardInterrupt:
        kept = " PostgreSQL en Redis draaien nog, zoals gevraagd met `make services`." if KEEP.exists() else ""
        print(f"\nNazorg is gestopt.{kept}")
