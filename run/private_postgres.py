"""The private PostgreSQL: a cluster of its own, no TCP, reachable by a socket in a closed folder only."""

import subprocess
import time
from pathlib import Path
from shutil import which
from signal import SIGQUIT

from place import BASE, LOGS, arguments_of, as_account, clean_environment, ended, send, sockets, stop_with

OLDEST = 15
DATA = BASE / "postgres"
PID_FILE = DATA / "postmaster.pid"
ROLES_MADE = BASE / "postgres-roles-made"

# Statements and their details may hold personal data: the log says what went wrong, not with which values.
SETTINGS = """\
listen_addresses = ''
unix_socket_directories = '{sockets}'
max_connections = 100
shared_buffers = 256MB
max_wal_size = 2GB
work_mem = 64MB
jit = off
fsync = on
timezone = 'Europe/Amsterdam'
log_timezone = 'Europe/Amsterdam'
log_error_verbosity = terse
log_min_error_statement = panic
"""

ROLES = """\
SELECT 'CREATE ROLE nazorg LOGIN CREATEDB NOSUPERUSER NOBYPASSRLS'
  WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'nazorg') \\gexec
SELECT 'CREATE ROLE nazorg_backup LOGIN NOSUPERUSER BYPASSRLS IN ROLE pg_read_all_data'
  WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'nazorg_backup') \\gexec
SELECT 'CREATE DATABASE nazorg OWNER nazorg TEMPLATE template0 ENCODING ''UTF8'' LOCALE ''C.UTF-8'''
  WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = 'nazorg') \\gexec
"""


def url() -> str:
    """Return the address of the application's database for DATABASE_URL."""
    return f"postgres://nazorg@/nazorg?host={sockets()}"


def start() -> None:
    """Start the server, making cluster, roles and database where they lack; does nothing when it runs.

    After a `kill -9` the first tries can fail until the last orphan is gone, so it tries for 15 seconds.
    """
    if alive() and not (sockets() / ".s.PGSQL.5432").exists():
        stop()  # somebody emptied /tmp below it: it runs, but nobody can reach it
    if not alive():
        make_cluster()
        write_settings()
        until = time.monotonic() + 15
        while not try_to_start():
            if time.monotonic() > until:
                stop_with(f"de eigen PostgreSQL start niet. De reden staat in {LOGS / 'postgres.log'}")
            time.sleep(0.5)
    until = time.monotonic() + 60
    while not answers():
        if time.monotonic() > until:
            stop_with(f"de eigen PostgreSQL antwoordt niet. Zie {LOGS / 'postgres.log'}")
        time.sleep(0.1)
    if not ROLES_MADE.exists():
        run(
            "psql",
            "-XqAt",
            "-v",
            "ON_ERROR_STOP=1",
            "-h",
            str(sockets()),
            "-U",
            "postgres",
            "-f",
            "-",
            text=ROLES,
        )
        run_plain("touch", str(ROLES_MADE))


def stop() -> None:
    """Stop the server, rolling back what is open; does nothing when it does not run."""
    pid = alive()
    if not pid:
        return
    run("pg_ctl", "stop", "-D", str(DATA), "-m", "fast", "-w", "-t", "20", check=False)
    if not ended(pid, 1):
        send(pid, SIGQUIT)
        ended(pid, 5)


def alive() -> int:
    """Return the process id of the server on our cluster, or 0."""
    try:
        pid = int(PID_FILE.read_text().split("\n", 1)[0])
    except (OSError, ValueError):
        return 0
    return pid if str(DATA) in arguments_of(pid) else 0


def answers() -> bool:
    """Tell whether the server takes connections now."""
    return run("pg_isready", "-q", "-h", str(sockets()), "-d", "postgres", check=False) == 0


def make_cluster() -> None:
    """Make the cluster in one go: a half-made one is thrown away and never taken for a whole one."""
    if DATA.exists():
        return
    half = BASE / "postgres.half"
    run_plain("rm", "-rf", str(half), str(ROLES_MADE))
    run("initdb", "-D", str(half), "-U", "postgres", "-E", "UTF8", "--locale=C.UTF-8", "-A", "trust")
    half.rename(DATA)


def write_settings() -> None:
    """Write the server's settings anew, so that a later version's settings arrive by themselves."""
    (DATA / "postgresql.conf").write_text(SETTINGS.format(sockets=sockets()))
    (DATA / "pg_hba.conf").write_text("local all all trust\n")


def try_to_start() -> bool:
    """Start the server once; True when it runs."""
    if PID_FILE.exists() and not alive():
        # Left by a killed server. PostgreSQL itself would be misled when the number is in use again.
        PID_FILE.unlink()
    log = LOGS / "postgres.log"
    if log.exists() and log.stat().st_size > 5_000_000:
        log.replace(LOGS / "postgres.log.1")
    return run("pg_ctl", "start", "-D", str(DATA), "-l", str(log), "-w", "-t", "30", check=False) == 0


def binaries() -> Path:
    """Return the folder of PostgreSQL's programs: the cluster's own version, else the newest there is."""
    found = {
        int(path.parent.parent.name): path.parent for path in Path("/usr/lib/postgresql").glob("[0-9]*/bin/initdb")
    }
    if (version := DATA / "PG_VERSION").exists():
        made_with = int(version.read_text())
        if made_with in found:
            return found[made_with]
        if found:
            stop_with(
                f"{DATA} is gemaakt met PostgreSQL {made_with}, en die versie is er niet meer. "
                f"Installeer postgresql-{made_with}, of begin opnieuw met `make reset`."
            )
    if found and max(found) >= OLDEST:
        return found[max(found)]
    elsewhere = which("initdb")
    if not elsewhere:
        stop_with(f"PostgreSQL {OLDEST} of nieuwer ontbreekt. Draai eerst `sh run/setup.sh`.")
    return Path(elsewhere).resolve().parent


def run(program: str, *arguments: str, text: str = "", check: bool = True) -> int:
    """Run one of PostgreSQL's programs as the services' account; returns its exit status.

    Ends this program with the other's own message when it fails and `check` is on.
    """
    return run_plain(str(binaries() / program), *arguments, text=text, check=check)


def run_plain(*command: str, text: str = "", check: bool = True) -> int:
    """Run any command as the services' account; see `run`."""
    # Output goes to a file: the server inherits it, and a pipe would never see its end.
    with (LOGS / "postgres-commands.log").open("w+b") as output:
        done = subprocess.run(
            command,
            input=text.encode(),
            stdout=output,
            stderr=subprocess.STDOUT,
            cwd="/",
            env=clean_environment(),
            check=False,
            **as_account(),
        )
        if check and done.returncode:
            output.seek(0)
            said = output.read().decode(errors="replace").strip()
            stop_with(f"{Path(command[0]).name} mislukte:\n{said}")
    return done.returncode
