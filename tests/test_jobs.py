"""Work outside the request: a killed worker leaves nothing half, a doubled message does nothing twice."""

import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from celery import current_app
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connections, transaction

from cases.models import Case, Person
from fixtures.notification import as_csv
from intake.batches import check_later
from intake.models import Batch, Row
from nazorg.accounts.models import User
from nazorg.common.jobs import services
from nazorg.common.jobs.models import Job
from nazorg.common.jobs.progress import progress_of, report
from nazorg.common.jobs.services import MAX_ATTEMPTS, JobFailed, enqueue, job, requeue_stranded, run, wake
from nazorg.common.scope import system_scope
from tests.cast import client_of
from tests.conftest import NOW
from tests.intake_tools import arrival, checked, outcomes, received
from tests.worker import ROOT, environment, kill, until, worker

real_commits = pytest.mark.django_db(transaction=True)
LATER = NOW + timedelta(minutes=5)


@job("test_breaks")
def breaks(row: Job) -> None:
    """Writes, and fails after that."""
    with system_scope("a job of the test"):
        Person.objects.create(family_name="Halfweg")
    raise ValueError("met een geheim in de tekst")


def state_of(batch: Batch) -> str:
    with system_scope("the test looks"):
        return str(Batch.objects.values_list("state", flat=True).get(pk=batch.pk))


def how_many(model: type[Person] | type[Case] | type[Row]) -> int:
    with system_scope("the test looks"):
        return model.objects.count()


@pytest.fixture
def empty_queue() -> Iterator[None]:
    """No message of an earlier test."""
    current_app.control.purge()
    yield
    current_app.control.purge()


def test_a_job_does_its_work_once(clerk: User) -> None:
    batch = received([arrival()], clerk)
    row = enqueue("check_batch", batch.reference, clerk.pk)
    assert run(row.pk)
    row.refresh_from_db()
    assert (row.state, row.attempts, row.error, state_of(batch)) == ("done", 1, "", "checked")
    assert not run(row.pk)
    assert how_many(Row) == 1


def test_a_job_works_under_the_scope_of_who_asked_for_it(clerk: User, chain_manager: User) -> None:
    batch = received([arrival()], clerk)
    row = enqueue("check_batch", batch.reference, chain_manager.pk)
    with pytest.raises(JobFailed, match="DoesNotExist"):
        run(row.pk)
    assert state_of(batch) == "reading"


def test_a_job_that_fails_is_undone_and_given_up_after_some_attempts(clerk: User) -> None:
    row = enqueue("test_breaks", "22222222", clerk.pk)
    for attempt in range(1, MAX_ATTEMPTS + 1):
        with pytest.raises(JobFailed, match=r"^ValueError$"):
            run(row.pk)
        row.refresh_from_db()
        assert (row.attempts, row.error) == (attempt, "ValueError"), "the kind of error, never its text"
    assert row.state == "failed"
    assert not run(row.pk)
    assert how_many(Person) == 0


def test_a_job_that_ends_its_worker_each_time_is_given_up_and_its_page_says_what_to_do(clerk: User) -> None:
    batch = received([arrival()], clerk)
    row = enqueue("check_batch", batch.reference, clerk.pk)
    for attempt in range(1, MAX_ATTEMPTS + 1):
        assert services._begin(row.pk), "and there it died"
        row.refresh_from_db()
        assert (row.state, row.attempts) == ("queued", attempt)
    assert not run(row.pk)
    row.refresh_from_db()
    assert (row.state, row.error, state_of(batch)) == ("failed", "WorkerDied", "reading")
    page = client_of(clerk).get(f"/meldingen/partijen/{batch.reference}/").content.decode()
    assert "Het lezen is driemaal afgebroken" in page
    assert "Probeer het opnieuw; lukt het dan nog niet, bel dan de beheerder" in page


def test_an_unknown_kind_of_job_is_refused(clerk: User) -> None:
    with pytest.raises(KeyError, match="no_such_job"):
        enqueue("no_such_job", "22222222", clerk.pk)


def test_progress_may_be_lost() -> None:
    assert progress_of("ZZZZZZZZ") is None
    report("ZZZZZZZZ", 3, 10, "regels gelezen")
    found = progress_of("ZZZZZZZZ")
    assert found is not None
    assert (found.done, found.total, found.what) == (3, 10, "regels gelezen")


@real_commits
def test_a_job_that_somebody_works_on_is_not_done_or_woken_again(clerk: User, empty_queue: None) -> None:
    batch = received([arrival()], clerk)
    row = enqueue("check_batch", batch.reference, clerk.pk)
    other = connections["default"].copy()
    try:
        other.set_autocommit(False)
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s, %s)", [services._LOCK_SPACE, row.pk])
        with time_machine.travel(LATER):
            assert requeue_stranded() == 0
        assert not run(row.pk)
        row.refresh_from_db()
        assert row.attempts == 0
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [services._LOCK_SPACE, row.pk])
        assert requeue_stranded() == 0, "it waits too short to be stranded"
        with time_machine.travel(LATER):
            assert requeue_stranded() == 1
        assert run(row.pk)
    finally:
        other.close()


@real_commits
def test_a_worker_checks_what_was_uploaded_and_a_doubled_message_does_nothing(clerk: User, empty_queue: None) -> None:
    file = SimpleUploadedFile("meldingen.csv", as_csv([arrival(), arrival(born="x")]))
    response = client_of(clerk).post("/meldingen/inlezen/", {"file": file})
    assert response.status_code == 302, response.content.decode()[-2000:]
    row = Job.objects.get()
    wake(row.pk)
    wake(row.pk)
    with system_scope("the test looks"):
        batch = Batch.objects.get()
    with worker():
        until(lambda: state_of(batch) == "checked", "the worker has checked the batch")
        until(lambda: _waiting_messages() == 0, "the doubled messages are gone")
    assert [outcome for outcome, _ in outcomes(batch)] == ["new", "wrong"]
    row.refresh_from_db()
    assert (row.state, row.attempts) == ("done", 1)


def _waiting_messages() -> int:
    with current_app.connection_for_read() as connection:
        return int(connection.default_channel.client.llen("celery"))


@real_commits
def test_a_worker_killed_in_mid_import_leaves_nothing_half_and_the_next_one_does_it(
    clerk: User, empty_queue: None
) -> None:
    batch = checked([arrival(), arrival(), arrival()], clerk)
    with system_scope("somebody agreed"):
        Batch.objects.update(state=Batch.State.ACCEPTING)
    # The import gets stuck on a lock of ours half way: people and detentions are written by then.
    other = connections["default"].copy()
    other.set_autocommit(False)
    try:
        with other.cursor() as cursor:
            cursor.execute("LOCK TABLE cases_notification IN EXCLUSIVE MODE")
        row = enqueue("accept_batch", batch.reference, clerk.pk)
        with worker() as process:
            until(_somebody_waits_for_notifications, "the worker is half way")
            kill(process)
        assert how_many(Person) == how_many(Case) == 0
        other.rollback()
    finally:
        other.close()
    assert how_many(Person) == how_many(Case) == 0
    assert outcomes(batch) == [("new", "waiting")] * 3
    row.refresh_from_db()
    assert (row.state, row.attempts, state_of(batch)) == ("queued", 1, "accepting"), "the attempt stays counted"
    current_app.control.purge()  # the killed worker's message does not come back for an hour
    with time_machine.travel(LATER):
        until(requeue_stranded, "the lock of the killed worker is free and the job is woken")
    with worker():
        until(lambda: state_of(batch) == "accepted", "the next worker has done it")
    assert (how_many(Person), how_many(Case)) == (3, 3)


def _somebody_waits_for_notifications() -> bool:
    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_locks WHERE NOT granted AND relation = 'cases_notification'::regclass")
        return cursor.fetchone() is not None


@real_commits
def test_with_the_queue_down_the_job_stays_and_is_sent_when_it_is_back(clerk: User, empty_queue: None) -> None:
    batch = received([arrival()], clerk)
    script = (
        "import django; django.setup()\n"
        "from nazorg.common.jobs.services import enqueue\n"
        f"enqueue('check_batch', '{batch.reference}', {clerk.pk})\n"
    )
    result = subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT,
        env=environment(REDIS_URL="redis://localhost:1/0"),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    assert "the queue does not answer" in result.stderr
    row = Job.objects.get()
    assert row.state == "queued"
    assert _waiting_messages() == 0
    with time_machine.travel(row.asked_at + timedelta(minutes=1)):
        assert requeue_stranded() == 1
    assert _waiting_messages() == 1
    assert run(row.pk)
    assert state_of(batch) == "checked"


@real_commits
def test_checking_later_wakes_a_worker_only_when_the_batch_is_there(clerk: User, empty_queue: None) -> None:
    batch = received([arrival()], clerk)
    with transaction.atomic():
        check_later(batch)
        assert _waiting_messages() == 0
    assert _waiting_messages() == 1


def test_a_worker_may_use_two_gigabytes_and_leaves_no_core_file() -> None:
    script = (
        "import resource, django; django.setup()\n"
        "from celery.signals import worker_process_init\n"
        "import nazorg.celery\n"
        "worker_process_init.send(sender=None)\n"
        "assert resource.getrlimit(resource.RLIMIT_CORE) == (0, 0)\n"
        "bytearray(3 * 2**30)\n"
    )
    command = [sys.executable, "-c", script]
    result = subprocess.run(
        command, cwd=ROOT, env=environment(), capture_output=True, text=True, timeout=60, check=False
    )
    assert result.stderr.strip().endswith("MemoryError")
