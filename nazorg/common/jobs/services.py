"""Queueing and running jobs.

A worker holds an advisory lock while it works: a killed worker frees it with its connection, and a message that is
delivered twice finds it taken. An attempt counts from before the work begins, so that work that kills its worker ends
too. What a job writes and that it is done commit together.
"""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

from celery import current_app
from django.db import connection, transaction
from django.utils import timezone
from kombu.exceptions import OperationalError

from nazorg.common.jobs.models import Job

logger = logging.getLogger("nazorg.jobs")

MAX_ATTEMPTS = 3
# A queued job older than this is woken again by beat; a shorter wait would double every message.
STRANDED_AFTER = timedelta(seconds=20)
# The first key of the two-part advisory lock, so that job numbers meet no other lock of ours.
_LOCK_SPACE = 20140204

# What stands as the error of a job whose workers all died at it.
WORKER_DIED = "WorkerDied"

_works: dict[str, Callable[[Job], None]] = {}


class JobFailed(Exception):
    """The work of a job failed. Says the kind of error only: its text may hold what the job was reading."""


def job(kind: str) -> Callable[[Callable[[Job], None]], Callable[[Job], None]]:
    """Register the work of one kind of job. The function opens its own scope."""

    def register(work: Callable[[Job], None]) -> Callable[[Job], None]:
        _works[kind] = work
        return work

    return register


def enqueue(kind: str, subject: str, asked_by_id: int | None) -> Job:
    """Record the job now and wake a worker once this transaction has committed."""
    if kind not in _works:
        raise KeyError(f"Nobody registered the job {kind}.")
    row = Job.objects.create(kind=kind, subject=subject, asked_by_id=asked_by_id)
    transaction.on_commit(lambda: wake(row.pk))
    return row


def wake(job_id: int) -> None:
    """Send the message that a job waits."""
    wake_worker("nazorg.run_job", job_id)


def wake_worker(task: str, *arguments: int) -> None:
    """Send a message to the workers. Where the queue is down the work stays in its rows, and beat asks for it later."""
    try:
        current_app.send_task(task, arguments, retry=False)
    except (OperationalError, *current_app.connection_for_write().connection_errors) as error:
        logger.warning("%s %s waits: the queue does not answer (%s)", task, arguments, type(error).__name__)


def run(job_id: int) -> bool:
    """Do the work of one job. False when somebody else is at it, or it had ended already.

    A failure rolls the work back and raises JobFailed; after MAX_ATTEMPTS the job stays as failed, with the kind of
    error.
    """
    with _locked(job_id) as free:
        if not free or not _begin(job_id):
            return False
        try:
            with transaction.atomic():
                row = Job.objects.get(pk=job_id)
                _works[row.kind](row)
                Job.objects.filter(pk=job_id).update(state=Job.State.DONE, ended_at=timezone.now(), error="")
        except Exception as error:  # noqa: BLE001  whatever it is, it ends as JobFailed
            name = type(error).__name__
            logger.error("job %s failed: %s", job_id, name)
            _note_failure(job_id, name)
            raise JobFailed(name) from None
    return True


def _begin(job_id: int) -> bool:
    """Count the attempt, whatever becomes of it; False when the job had ended, or is given up now."""
    with transaction.atomic():
        row = Job.objects.select_for_update().get(pk=job_id)
        if row.state != Job.State.QUEUED:
            return False
        if row.attempts < MAX_ATTEMPTS:
            row.attempts += 1
            row.save(update_fields=["attempts"])
            return True
    logger.error("job %s failed: %s", job_id, WORKER_DIED)
    _note_failure(job_id, WORKER_DIED)
    return False


def _note_failure(job_id: int, name: str) -> None:
    with transaction.atomic():
        row = Job.objects.select_for_update().get(pk=job_id)
        row.error = name[:80]
        if row.attempts >= MAX_ATTEMPTS:
            row.state, row.ended_at = Job.State.FAILED, timezone.now()
        row.save(update_fields=["error", "state", "ended_at"])


def requeue_stranded() -> int:
    """Wake the jobs that wait longer than STRANDED_AFTER and that nobody works on; how many."""
    waiting = Job.objects.filter(state=Job.State.QUEUED, asked_at__lt=timezone.now() - STRANDED_AFTER)
    woken = 0
    for job_id in waiting.values_list("pk", flat=True):
        with _locked(job_id) as free:
            pass
        if free:
            wake(job_id)
            woken += 1
    return woken


@contextmanager
def _locked(job_id: int) -> Iterator[bool]:
    """Whether this connection has the job to itself, for as long as the block lasts. Ask no second time within it."""
    key = [_LOCK_SPACE, job_id % 2**31]
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", key)
        free = bool(cursor.fetchone()[0])
    try:
        yield free
    finally:
        # A connection that broke has freed it already.
        if free and connection.is_usable():
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s, %s)", key)
