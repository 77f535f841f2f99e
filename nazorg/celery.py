"""The Celery app: work outside the request."""

import os

from celery import Celery
from celery.signals import worker_init

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nazorg.settings")

app = Celery("nazorg")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks(["nazorg.common.jobs"])


@worker_init.connect
def refuse_to_start_unsafe(**_: object) -> None:
    """Checks do not run by themselves in a worker."""
    from django.db import connection

    from nazorg.common.checks import ensure_safe_database

    ensure_safe_database()
    # Whatever runs the tasks would inherit this connection and its pool, and wait for ever on a socket that is gone.
    connection.close()
    connection.close_pool()  # type: ignore[attr-defined]  # the wrapper of PostgreSQL has it
