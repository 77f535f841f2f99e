"""The Celery app: work outside the request."""

import logging.config
import os
import resource

from celery import Celery
from celery.signals import setup_logging, worker_init, worker_process_init

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nazorg.settings")

app = Celery("nazorg")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks(["nazorg.common.jobs", "nazorg.common.mails", "cases.chasing", "reporting.results"])

# Bytes for each process that runs tasks: a file that asks for more ends its own work, not the machine.
MOST_MEMORY = 2 * 2**30


@setup_logging.connect
def log_as_the_rest(**_: object) -> None:
    """Celery's own set-up would print what a database error says, and that may be somebody's data."""
    from django.conf import settings

    logging.config.dictConfig(settings.LOGGING)


@worker_process_init.connect
def limit_memory(**_: object) -> None:
    """No more than MOST_MEMORY, and no core file of what is in it."""
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


@worker_init.connect
def refuse_to_start_unsafe(**_: object) -> None:
    """Checks do not run by themselves in a worker."""
    from django.db import connection

    from nazorg.common.checks import ensure_safe_database

    ensure_safe_database()
    # Whatever runs the tasks would inherit this connection and its pool, and wait for ever on a socket that is gone.
    connection.close()
    connection.close_pool()  # type: ignore[attr-defined]  # the wrapper of PostgreSQL has it
