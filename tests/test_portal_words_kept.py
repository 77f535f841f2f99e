"""Whatever cannot be taken gives the words back: after a lost session, in a closed request, with an old token."""

from datetime import timedelta

import pytest
from django.test import Client

from cases.access import scope_for
from cases.models import Case, Request
from cases.requests.moving import move_case
from nazorg.common.scope import open_scope, system_scope
from tests.cast import Cast, client_of
from tests.chain_tools import asked
from tests.conftest import NOW
from tests.factories import municipality

WORDS = {
    "care-text": "Wijkteam sinds mei.",
    "care-reason": "Eerst niet bekend.",
    "care-need-title": "Een huisarts",
    "need12-text": "Drie keer gebeld.",
}


@pytest.fixture
def request_(cast: Cast) -> Request:
    return asked(cast.clerk)


def door(request_: Request, last: str) -> str:
    return f"/portaal/vragen/{request_.reference}/{last}/"


@pytest.mark.parametrize("last", ["antwoord", "hulpvraag", "concept"])
def test_a_lost_session_gives_back_every_word_and_leaves_none_in_the_browser(request_: Request, last: str) -> None:
    answer = Client().post(door(request_, last), WORDS)
    assert answer.status_code == 401
    assert [words for words in WORDS.values() if words not in answer.content.decode()] == []
    assert "no-store" in answer["Cache-Control"]


def test_a_moved_question_gives_back_every_word(cast: Cast, request_: Request) -> None:
    with open_scope(scope_for(cast.clerk)):
        case = Case.objects.get(pk=request_.case_id)
        move_case(case, municipality("0406"), "woont daar", cast.clerk, NOW + timedelta(hours=1))
    answer = client_of(cast.hilversum).post(door(request_, "hulpvraag"), WORDS | {"nieuw": "care"})
    assert answer.status_code == 409
    assert [words for words in WORDS.values() if words not in answer.content.decode()] == []


@pytest.mark.parametrize("last", ["antwoord", "hulpvraag", "concept", "wie"])
def test_a_question_that_was_withdrawn_gives_back_every_word(cast: Cast, request_: Request, last: str) -> None:
    with system_scope("the batch was withdrawn"):
        Case.objects.get().delete()
    answer = client_of(cast.hilversum).post(door(request_, last), WORDS)
    assert answer.status_code == 404
    assert [words for words in WORDS.values() if words not in answer.content.decode()] == []


def test_taking_over_a_concept_that_was_just_sent_keeps_what_one_typed(cast: Cast, request_: Request) -> None:
    client = client_of(cast.hilversum)
    data = {"care-seen": "", "care-status": "answered", "care-text": "Wijkteam sinds mei.", "concept": "123"}
    text = client.post(door(request_, "concept"), data, follow=True).content.decode()
    assert "Dit concept is er niet meer" in text
    assert "Wijkteam sinds mei." in text


def test_a_page_from_before_signing_in_again_gives_back_every_word(cast: Cast, request_: Request) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.hilversum, backend="allauth.account.auth_backends.AuthenticationBackend")
    answer = client.post(door(request_, "antwoord"), WORDS | {"csrfmiddlewaretoken": "oud", "verstuur": "care"})
    assert answer.status_code == 403
    assert [words for words in WORDS.values() if words not in answer.content.decode()] == []
    assert "<script>" not in client.post(door(request_, "antwoord"), {"care-text": "<script>"}).content.decode()


def test_sending_an_answer_leaves_a_need_that_was_typed_on_the_page(cast: Cast, request_: Request) -> None:
    words = WORDS | {"verstuur": "care", "care-seen": "", "care-status": "answered"}
    text = client_of(cast.hilversum).post(door(request_, "antwoord"), words, follow=True).content.decode()
    assert "Verstuurd: zorg." in text
    assert 'value="Een huisarts"' in text
