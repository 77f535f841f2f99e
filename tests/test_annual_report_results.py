"""Files that a job makes: progress, who reaches them, calling off, giving up, and the week that they are kept."""

from collections.abc import Iterator
from datetime import timedelta
from threading import Thread

import pytest
import time_machine
from celery import current_app
from django.db import connections
from django.test import Client
from django.utils import timezone

from cases.access import scope_for
from nazorg.accounts.models import AccessLog, User
from nazorg.common.jobs.models import Job
from nazorg.common.jobs.progress import report
from nazorg.common.jobs.services import MAX_ATTEMPTS, JobFailed, run
from nazorg.common.scope import open_scope, system_scope
from reporting.annual.publishing import publish
from reporting.annual.texts import begin, write_text
from reporting.models import AnnualPublication, AnnualReport, AnnualText, Result
from reporting.results.services import Made, call_off, clear_away, fulfil
from reporting.results.tasks import clear_results
from tests.annual_tools import PAGE, asked, opened, small_year, work
from tests.cast import Cast, client_of
from tests.conftest import NOW
from tests.database import count, sql
from tests.report_factories import ResultFactory
from tests.worker import until, worker

real_commits = pytest.mark.django_db(transaction=True)


def address(result: Result, part: str = "") -> str:
    return f"/cijfers/bestanden/{result.reference}/{part}"


def made_for(user: User) -> Result:
    with system_scope("a file of the test"):
        found: Result = ResultFactory(asked_by=user)
        return found


def there() -> int:
    with system_scope("the test looks"):
        return count("reporting_result")


@pytest.fixture
def waiting(chain_manager: User) -> Result:
    """A draft that somebody asked for and no worker has begun."""
    small_year()
    return asked(client_of(chain_manager), f"{PAGE}concept/")


def test_while_it_is_made_the_page_shows_how_far_it_is_also_without_a_script(
    waiting: Result, chain_manager: User
) -> None:
    client = client_of(chain_manager)
    shown = client.get(address(waiting)).content.decode()
    assert "Staat klaar, begint zo." in shown
    assert '<noscript><meta http-equiv="refresh"' in shown
    assert ">Ververs</a>" in shown
    report(waiting.reference, 3, 12, "hoofdstuk per gemeente")
    progress = client.get(address(waiting, "voortgang/"))
    assert "Stap 4 van 12: hoofdstuk per gemeente" in progress.content.decode()
    assert "HX-Refresh" not in progress
    assert client.get(address(waiting, "bestand/")).status_code == 404


def test_when_it_is_there_the_page_gives_it_and_says_until_when(chain_manager: User) -> None:
    found, client = made_for(chain_manager), client_of(chain_manager)
    assert client.get(address(found, "voortgang/"))["HX-Refresh"] == "true"
    assert "Dit bestand blijft staan tot 9 december 2024" in client.get(address(found)).content.decode()
    file = client.get(address(found, "bestand/"))
    assert (file.content, file["Content-Type"]) == (b"%PDF", "application/pdf")
    assert file["Content-Disposition"] == 'attachment; filename="concept.pdf"'
    with system_scope("the test reads the log"):
        assert AccessLog.objects.filter(act="result_file", reference=found.reference, user=chain_manager).exists()


@pytest.mark.parametrize("role", ["coordinator", "clerk", "privacy_officer", "hilversum"])
@pytest.mark.parametrize("part", ["", "voortgang/", "bestand/"])
def test_nobody_but_who_asked_finds_it(cast: Cast, role: str, part: str) -> None:
    found = made_for(cast.chain_manager)
    other = client_of(cast.everybody()[role])
    assert other.get(address(found, part)).status_code == 404
    assert other.post(address(found, "weg/")).status_code == 404
    assert there() == 1


def test_the_list_shows_the_own_files_only(cast: Cast) -> None:
    mine, theirs = made_for(cast.chain_manager), made_for(cast.coordinator)
    shown = client_of(cast.chain_manager).get("/cijfers/bestanden/").content.decode()
    assert mine.reference in shown
    assert theirs.reference not in shown


def test_without_files_the_list_says_what_will_stand_there(chain_manager: User) -> None:
    assert "staat hier een week klaar" in client_of(chain_manager).get("/cijfers/bestanden/").content.decode()


def test_called_off_before_it_began_nothing_is_made(waiting: Result, chain_manager: User) -> None:
    response = client_of(chain_manager).post(address(waiting, "weg/"), follow=True)
    assert "Dit wordt niet gemaakt." in response.content.decode()
    work(waiting)
    assert there() == 0
    assert Job.objects.get().state == "done"


@real_commits
def test_called_off_while_it_is_made_nothing_that_was_written_stays(chain_manager: User) -> None:
    small_year()
    found = asked(client_of(chain_manager), f"{PAGE}concept/")

    def somebody_calls_it_off() -> None:
        call_off(found)
        connections.close_all()

    def make(result: Result) -> Made:
        with system_scope("what a job writes beside its file"):
            AnnualReport.objects.create(year=2014)
        other = Thread(target=somebody_calls_it_off)
        other.start()
        other.join()
        return Made("x.pdf", "application/pdf", b"%PDF")

    fulfil(Job.objects.get(), make)
    with system_scope("the test looks"):
        assert not AnnualReport.objects.filter(year=2014).exists()
    assert there() == 0


class Enough(Exception):
    """The test has seen what it wanted, before anything is printed."""


@real_commits
def test_while_it_is_published_others_go_on_writing_texts(chain_manager: User) -> None:
    small_year()
    begin(2013)

    def somebody_writes() -> None:
        with open_scope(scope_for(chain_manager)):
            write_text(2013, "voorwoord", "Intussen.", 0, chain_manager, NOW)
        connections.close_all()

    def told(done: int, total: int, what: str) -> None:
        other = Thread(target=somebody_writes, daemon=True)
        other.start()
        other.join(timeout=20)
        assert not other.is_alive(), "it waits for the publication"
        raise Enough

    with pytest.raises(Enough), open_scope(scope_for(chain_manager)):
        publish(2013, chain_manager, NOW, told)
    with system_scope("the test looks"):
        assert AnnualText.objects.get().text == "Intussen."


def test_what_was_given_up_says_so_and_can_be_tried_again(waiting: Result, chain_manager: User) -> None:
    with system_scope("the records are gone when the worker comes"):
        sql("DELETE FROM cases_act")
        sql("UPDATE cases_detention SET released_on = NULL")
    row = Job.objects.get()
    for _ in range(MAX_ATTEMPTS):
        with pytest.raises(JobFailed, match="NothingToReport"):
            run(row.pk)
    client = client_of(chain_manager)
    shown = client.get(address(waiting)).content.decode()
    assert "Het maken is driemaal afgebroken" in shown
    assert client.get(address(waiting, "voortgang/"))["HX-Refresh"] == "true"
    client.post(address(waiting, "opnieuw/"))
    assert Job.objects.filter(subject=waiting.reference).count() == 2
    assert "Staat klaar" in client.get(address(waiting)).content.decode()


def test_whose_role_changed_meanwhile_publishes_nothing(chain_manager: User) -> None:
    small_year()
    found = asked(client_of(chain_manager), f"{PAGE}publiceren/")
    chain_manager.is_active = False
    chain_manager.save()
    work(found)
    with system_scope("the test looks"):
        assert not AnnualPublication.objects.exists()


def test_after_a_week_it_is_gone(chain_manager: User) -> None:
    made_for(chain_manager)
    assert clear_away(NOW + timedelta(days=7, seconds=-1)) == 0
    assert there() == 1
    with time_machine.travel(NOW + timedelta(days=7)):
        clear_results()
    assert there() == 0


@pytest.fixture
def empty_queue() -> Iterator[None]:
    """No message of an earlier test."""
    current_app.control.purge()
    yield
    current_app.control.purge()


@real_commits
def test_a_worker_makes_the_draft_that_was_asked_for(chain_manager: User, empty_queue: None) -> None:
    small_year()
    client = client_of(chain_manager)
    found = asked(client, f"{PAGE}concept/")
    with worker():
        # On a busy machine forty pages take a while.
        until(lambda: _made(found), "the worker has made the draft", patience=240)
    with opened(client.get(address(found, "bestand/")).content) as pdf:
        assert str(pdf.docinfo["/Title"]) == "Jaarverslag nazorg 2013, concept"


def _made(result: Result) -> bool:
    with system_scope("the test looks"):
        return Result.objects.filter(pk=result.pk).exclude(name="").exists()


def test_the_clock_of_a_file_runs_from_when_it_was_asked(waiting: Result) -> None:
    assert waiting.keep_until - waiting.asked_at == timedelta(days=7)
    assert waiting.asked_at <= timezone.now()


def test_asking_for_a_draft_needs_a_post(chain_manager: User) -> None:
    small_year()
    client: Client = client_of(chain_manager)
    assert client.get(f"{PAGE}concept/").status_code == 405
    assert there() == 0
