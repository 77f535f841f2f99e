"""The private Redis: no TCP, nothing kept on disk, reachable by a socket in a closed folder only."""

import socket
import subprocess
import time
from pathlib import Path
from shutil import which
from signal import SIGKILL, SIGTERM

from place import (
    BASE,
    LOGS,
    account,
    arguments_of,
    as_account,
    clean_environment,
    ended,
    own_folder,
    send,
    sockets,
    stop_with,
)

FOLDER = BASE / "redis"
PID_FILE = FOLDER / "redis.pid"


def socket_path() -> Path:
    """Return the path of the server's socket."""
    return sockets() / "redis.sock"


def url() -> str:
    """Return the server's address for REDIS_URL."""
    return f"unix://{socket_path()}?db=0"


def start() -> None:
    """Start the server; does nothing when it runs and answers."""
    if answers():
        return
    stop()
    own_folder(FOLDER, account().pw_uid)
    log = LOGS / "redis.log"
    if log.exists() and log.stat().st_size > 5_000_000:
        log.replace(LOGS / "redis.log.1")
    subprocess.run(
        [
            "redis-server", "--port", "0", "--unixsocket", str(socket_path()), "--unixsocketperm", "700",
            "--dir", str(FOLDER), "--save", "", "--appendonly", "no", "--daemonize", "yes",
            "--pidfile", str(PID_FILE), "--logfile", str(log)
        ],
        executable=program(), cwd="/", env=clean_environment(), check=False,
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **as_account()
    )  # fmt: skip
    until = time.monotonic() + 10
    while not answers():
        if time.monotonic() > until:
            stop_with(f"de eigen Redis start niet. De reden staat in {log}")
        time.sleep(0.02)


def stop() -> None:
    """Stop the server; does nothing when it does not run."""
    if pid := alive():
        send(pid, SIGTERM)
        if not ended(pid, 5):
            send(pid, SIGKILL)
            ended(pid, 5)


def alive() -> int:
    """Return the process id of our server, or 0."""
    try:
        pid = int(PID_FILE.read_text())
    except (OSError, ValueError):
        return 0
    # Redis writes its socket in its own title: `redis-server unixsocket:/tmp/…/redis.sock`.
    return pid if any(str(socket_path()) in part for part in arguments_of(pid)) else 0


def answers() -> bool:
    """Tell whether the server answers a PING."""
    try:
        with socket.socket(socket.AF_UNIX) as line:
            line.settimeout(2)
            line.connect(str(socket_path()))
            line.sendall(b"PING\r\n")
            return line.recv(16).startswith(b"+PONG")
    except OSError:
        return False


def program() -> str:
    """Return the server's program.

    Debian's redis-server package starts a server of its own on port 6379; redis-tools holds the very same
    program under another name (it looks at how it was called) and starts nothing.
    """
    found = which("redis-server") or which("redis-check-rdb")
    return found or stop_with("Redis ontbreekt op deze machine. Draai eerst `sh run/setup.sh`.")
