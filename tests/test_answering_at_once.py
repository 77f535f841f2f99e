"""An answer and a move of the same case at the same moment: the move holds, and no word is lost."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection

from cases.access import scope_for
from cases.models import Answer, Case, Draft, Person, Request
from cases.requests.answering import ClosedRequest
from cases.requests.moving import move_case
from nazorg.common.scope import open_scope, system_scope
from tests.cast import Cast, client_of
from tests.chain_tools import asked, fresh, given, sent
from tests.conftest import NOW
from tests.factories import municipality

real_commits = pytest.mark.django_db(transaction=True)
LATER = NOW + timedelta(hours=1)


@contextmanager
def while_it_moves(request: Request, cast: Cast, work: Callable[[], Any]) -> Iterator[Future[Any]]:
    """`work`, begun by somebody who still sees the case, while a move to Huizen was made and is not committed yet."""

    def somebody() -> Any:
        try:
            return work()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as threads:
        with open_scope(scope_for(cast.clerk)):
            move_case(Case.objects.get(pk=request.case_id), municipality("0406"), "woont daar", cast.clerk, LATER)
            outcome = threads.submit(somebody)
            threading.Event().wait(1)
            assert not outcome.done(), "it waits for whoever moves the case"
        yield outcome


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
    with while_it_moves(request, cast, lambda: sent(request, cast.hilversum, what, LATER)) as outcome:
        refused = outcome.exception(10)
    assert isinstance(refused, ClosedRequest)
    assert left(request, cast) == ("moved", 0, 0, 0)


@real_commits
@pytest.mark.parametrize("door", ["antwoord", "concept", "wie", "hulpvraag"])
def test_whoever_presses_while_the_case_moves_keeps_his_words(cast: Cast, door: str) -> None:
    request, client = asked(cast.clerk), client_of(cast.hilversum)
    words = {"verstuur": "care", "nieuw": "care", "wie": "ik", "care-need-title": "Een arts"}
    words |= {"care-seen": "", "care-status": "answered", "care-text": "Wijkteam sinds mei."}
    address = f"/portaal/vragen/{request.reference}/{door}/"
    with while_it_moves(request, cast, lambda: client.post(address, words)) as outcome:
        answer = outcome.result(10)
    assert answer.status_code == 409
    assert "Wijkteam sinds mei." in answer.content.decode()
    assert left(request, cast) == ("moved", 0, 0, 0)
