"""The logs: of an error where and of which kind, never what it was reading; and the log of who looked."""

import io
import logging
import sys
from collections.abc import Iterator

import psycopg
import pytest
from django.db import DatabaseError, connection

from intake.models import Batch
from nazorg.accounts.models import User
from nazorg.common.jobs.services import JobFailed, enqueue, run
from nazorg.common.logs import WithoutRows
from nazorg.common.scope import system_scope
from tests.cast import client_of
from tests.intake_tools import arrival, received
from tests.worker import until, worker

NAME = "Zeldzamenaam"
PASTED = "Soort\tAchternaam\tGeboortedatum\ninstroom\tBos\t14-05-1971\n"


@pytest.fixture
def printed() -> Iterator[io.StringIO]:
    """What the handler of the settings prints."""
    (handler,) = [each for each in logging.getLogger().handlers if isinstance(each.formatter, WithoutRows)]
    assert isinstance(handler, logging.StreamHandler)
    kept, out = handler.stream, io.StringIO()
    handler.setStream(out)
    yield out
    handler.setStream(kept)


@pytest.fixture
def rows_that_fail(db: None) -> Iterator[None]:
    """A database that quotes a name where a row is written."""
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE FUNCTION quote_a_name() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION 'no room for {NAME}'; END $$"
        )
        cursor.execute("CREATE TRIGGER fails BEFORE INSERT ON intake_row EXECUTE FUNCTION quote_a_name()")
    yield
    with connection.cursor() as cursor:
        cursor.execute("DROP FUNCTION quote_a_name() CASCADE")


def test_a_page_that_a_database_error_broke_leaves_no_name_in_the_log(
    clerk: User, rows_that_fail: None, printed: io.StringIO
) -> None:
    client = client_of(clerk)
    client.raise_request_exception = False
    assert client.post("/meldingen/plakken/", {"text": PASTED}).status_code == 500
    assert "Internal Server Error: /meldingen/plakken/" in printed.getvalue()
    assert "RaiseException" in printed.getvalue()
    assert "intake/check.py" in printed.getvalue()
    assert NAME not in printed.getvalue()


def test_a_job_that_a_database_error_broke_tells_its_kind_only(
    clerk: User, rows_that_fail: None, printed: io.StringIO
) -> None:
    row = enqueue("check_batch", received([arrival()], clerk).reference, clerk.pk)
    with pytest.raises(JobFailed, match=r"^ProgrammingError$") as failed:
        run(row.pk)
    assert failed.value.__suppress_context__
    assert "ProgrammingError" in printed.getvalue()
    assert NAME not in printed.getvalue()


@pytest.mark.django_db(transaction=True)
def test_a_worker_prints_no_name_either(clerk: User, rows_that_fail: None, capfd: pytest.CaptureFixture[str]) -> None:
    row = enqueue("check_batch", received([arrival()], clerk).reference, clerk.pk)

    printed = ""

    def said() -> bool:
        nonlocal printed
        printed += "".join(capfd.readouterr())
        return "JobFailed: ProgrammingError" in printed

    with worker():
        until(said, "the worker has said that the job failed")
    printed += "".join(capfd.readouterr())
    assert NAME not in printed
    row.refresh_from_db()
    assert (row.error, row.attempts) == ("ProgrammingError", 1)


def test_an_error_of_ours_keeps_its_message_and_one_of_the_database_does_not() -> None:
    try:
        try:
            try:
                raise psycopg.errors.NotNullViolation(f"Failing row contains ({NAME})")
            except psycopg.Error as error:
                raise DatabaseError(str(error)) from error
        except DatabaseError:
            raise ValueError("a sentence of ours")  # noqa: B904  the context is what is looked at
    except ValueError:
        told = WithoutRows().formatException(sys.exc_info())
    assert NAME not in told
    assert told.endswith("builtins.ValueError: a sentence of ours")
    assert told.index("NotNullViolation") < told.index("DatabaseError") < told.index("ValueError")


def test_a_nul_that_is_posted_is_left_out_or_refused(clerk: User) -> None:
    client = client_of(clerk)
    client.post("/meldingen/plakken/", {"text": PASTED})
    with system_scope("the test looks at the batch"):
        row = f"/meldingen/partijen/{Batch.objects.get().reference}/regels/2/"
    posted = {"title": "Zeden\0", "vul": "family_name:Bo\0s"}
    assert client.post(f"{row}herstellen/", posted).status_code == 302
    assert "Zeden" in client.get(row).content.decode()
    page = client.post(f"{row}opzij/", {"why": "Bekend\0"}, follow=True).content.decode()
    assert "Null-tekens zijn niet toegestaan" in page


def test_a_day_beyond_the_calendar_is_refused_in_words(privacy_officer: User) -> None:
    client = client_of(privacy_officer)
    for query in ("tot=9999-12-31", "vanaf=0001-01-01"):
        response = client.get(f"/privacy/logboek/?{query}")
        assert response.status_code == 200
        assert "Vul een datum in van 2000 tot en met 2100." in response.content.decode()
