"""An answer, and a move or a withdrawal, in one case at the same moment: who was first holds, and no word is lost."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from cases.access import scope_for
from cases.models import Answer, Case, Draft, Person, Request
from cases.requests.answering import ClosedRequest, send_answers
from cases.requests.moving import move_case
from intake.models import Batch
from intake.withdraw import withdraw
from nazorg.accounts.models import User
from nazorg.common.scope import open_scope, system_scope
from tests.cast import Cast, client_of
from tests.chain_tools import asked, fresh, given, sent
from tests.conftest import NOW
from tests.factories import municipality

real_commits = pytest.mark.django_db(transaction=True)
LATER = NOW + timedelta(minutes=1)


@contextmanager
def before_it_is_committed(by: User, act: Callable[[], Any], work: Callable[[], Any]) -> Iterator[Future[Any]]:
    """`work` of somebody else, begun while `by` has done `act` and it is not committed yet."""

    def somebody() -> Any:
        try:
            return work()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as threads:
        with open_scope(scope_for(by)):
            act()
            outcome = threads.submit(somebody)
            threading.Event().wait(1)
            assert not outcome.done(), "it waits for whoever was first"
        yield outcome


def move(request: Request, by: User) -> None:
    move_case(Case.objects.get(pk=request.case_id), municipality("0406"), "woont daar", by, LATER)


def take_back(by: User) -> None:
    with open_scope(scope_for(by)):
        withdraw(Batch.objects.get(), "verkeerd bestand", by, LATER)


def left(request: Request, cast: Cast) -> tuple[str, int, int, int]:
    """How the request stands, how many answers and drafts there are, and how many persons Hilversum still sees."""
    with system_scope("the test counts"):
        numbers = Answer.objects.count(), Draft.objects.count()
    with open_scope(scope_for(cast.hilversum)):
        return fresh(request).state, *numbers, Person.objects.count()


@real_commits
def test_an_answer_sent_while_the_case_moves_does_not_bring_it_back(cast: Cast) -> None:
    request = asked(cast.clerk)
    what = [given(request, "housing", text="Een flat.")]
    with before_it_is_committed(
        cast.clerk, lambda: move(request, cast.clerk), lambda: sent(request, cast.hilversum, what, LATER)
    ) as outcome:
        refused = outcome.exception(10)
    assert isinstance(refused, ClosedRequest)
    assert left(request, cast) == ("moved", 0, 0, 0)


@real_commits
@pytest.mark.parametrize("door", ["antwoord", "concept", "wie", "hulpvraag"])
@pytest.mark.parametrize("gone", [True, False])
def test_whoever_presses_while_the_question_goes_keeps_his_words(cast: Cast, door: str, gone: bool) -> None:
    request, client = asked(cast.clerk), client_of(cast.hilversum)
    words = {"verstuur": "care", "nieuw": "care", "wie": "ik", "care-need-title": "Een arts"}
    words |= {"care-seen": "", "care-status": "answered", "care-text": "Wijkteam sinds mei."}
    address = f"/portaal/vragen/{request.reference}/{door}/"

    def act() -> None:
        take_back(cast.clerk) if gone else move(request, cast.clerk)

    with before_it_is_committed(cast.clerk, act, lambda: client.post(address, words)) as outcome:
        answer = outcome.result(10)
    assert answer.status_code == (404 if gone else 409)
    assert "Wijkteam sinds mei." in answer.content.decode()
    assert gone or left(request, cast) == ("moved", 0, 0, 0)


@real_commits
def test_an_answer_under_way_stands_in_the_way_of_withdrawing_the_batch(cast: Cast) -> None:
    request = asked(cast.clerk)
    what = [given(request, "housing", text="Een flat.")]
    with before_it_is_committed(
        cast.hilversum, lambda: send_answers(request, what, cast.hilversum, LATER), lambda: take_back(cast.clerk)
    ) as outcome:
        refused = outcome.exception(10)
    assert isinstance(refused, ValidationError)
    assert "al geantwoord" in " ".join(refused.messages)
    assert left(request, cast) == ("open", 1, 0, 1)
