"""Sending requests by hand, one or several: what it comes to first, then what became of each; and reminding."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from cases.access import scope_for
from cases.models import Act, Request
from cases.requests.sending import send_request
from municipalities.agreements.models import Term
from nazorg.accounts.models import AccessLog, User
from nazorg.common.jobs.models import Job
from nazorg.common.mails.models import Mail
from nazorg.common.scope import open_scope, system_scope
from tests.cast import Cast, client_of, contact
from tests.chain_tools import asked, chain_of, fresh
from tests.conftest import NOW
from tests.factories import municipality
from tests.intake_tools import accepted, release, somebody
from tests.worklist_tools import words

LATER = NOW + timedelta(days=1)
SEND, REMIND = "/vragen/versturen/", "/vragen/herinneren/"


def send(request: Request, by: User, now: Any = LATER, elsewhere: str = "") -> Request:
    with open_scope(scope_for(by)):
        return send_request(request, by, now, elsewhere)


@pytest.fixture
def waiting(clerk: User) -> Request:
    """A request to Laren, where nobody can log in."""
    return asked(clerk, "0417")


@pytest.fixture
def laren(cast: Cast, waiting: Request) -> User:
    """Since then there is somebody."""
    return contact("laren", "0417", cast.administrator)


# One


def test_from_sending_the_term_of_the_municipality_runs(waiting: Request, laren: User, clerk: User) -> None:
    assert (waiting.state, waiting.due_on) == ("to_send", None)
    sent = fresh(send(waiting, clerk))
    assert (sent.state, sent.sent_at, sent.sent_by) == ("open", LATER, clerk)
    assert sent.due_on == sent.first_due_on == date(2024, 12, 5), "two working days from Tuesday"
    assert (chain_of(sent.case).step, chain_of(sent.case).due_on) == ("answer", date(2024, 12, 5))


def test_sending_is_an_act_by_a_person_and_counts_in_the_caseload(waiting: Request, laren: User, clerk: User) -> None:
    send(waiting, clerk)
    with system_scope("the test looks at the acts"):
        act = Act.objects.get(case=waiting.case)
    assert (act.kind, act.category, act.done_by, act.on) == ("sent", "identity", clerk, LATER.date())
    assert act.text == "Vraag verstuurd aan Laren."


def test_a_municipality_with_a_term_of_its_own_gets_that(waiting: Request, laren: User, clerk: User) -> None:
    Term.objects.create(kind="answer", municipality=municipality("0417"), from_on=NOW, amount=4, unit="working")
    assert send(waiting, clerk).due_on == date(2024, 12, 9)


def test_what_became_urgent_while_it_waited_gets_the_shorter_term(cast: Cast, clerk: User) -> None:
    request = asked(clerk, "0417", expected_end_on="15-12-2024")
    contact("laren", "0417", cast.administrator)
    assert not request.urgent
    sent = fresh(send(request, clerk, NOW + timedelta(days=4)))
    assert (sent.urgent, sent.due_on, sent.first_due_on) == (True, date(2024, 12, 9), date(2024, 12, 9))
    assert chain_of(sent.case).urgent


def test_a_worker_tells_the_municipality(waiting: Request, laren: User, clerk: User) -> None:
    with system_scope("the test looks at the jobs"):
        before = Job.objects.filter(kind="announce").count()
    send(waiting, clerk)
    with system_scope("the test looks at the jobs"):
        assert Job.objects.filter(kind="announce").count() == before + 1


def test_where_nobody_can_log_in_it_is_not_sent(waiting: Request, clerk: User) -> None:
    with pytest.raises(ValidationError, match=r"Bij Laren kan niemand inloggen\."):
        send(waiting, clerk)
    assert fresh(waiting).state == "to_send"


def test_it_can_be_asked_another_way_and_then_the_term_runs_too(waiting: Request, clerk: User) -> None:
    sent = send(waiting, clerk, elsewhere=" gebeld met de balie Zorg ")
    assert (sent.state, sent.due_on) == ("open", date(2024, 12, 5))
    with system_scope("the test looks at the acts"):
        assert Act.objects.get(case=waiting.case).text == (
            "Vraag verstuurd aan Laren, buiten Nazorg om: gebeld met de balie Zorg."
        )


def test_nothing_is_sent_twice(waiting: Request, laren: User, clerk: User, coordinator: User) -> None:
    send(waiting, clerk)
    with pytest.raises(ValidationError, match=r"Deze vraag is al verstuurd\."):
        send(waiting, coordinator, LATER + timedelta(days=1))
    assert (fresh(waiting).sent_by, fresh(waiting).due_on) == (clerk, date(2024, 12, 5))


def test_what_was_stopped_is_not_sent(clerk: User, cast: Cast) -> None:
    person = somebody()
    request = asked(clerk, "0417", person=person)
    contact("laren", "0417", cast.administrator)
    accepted([release(person, date(2024, 12, 1), date(2024, 11, 29), registered="Laren")], clerk)
    with pytest.raises(ValidationError, match="gestopt"):
        send(request, clerk)


# Several


@pytest.fixture
def several(clerk: User, cast: Cast) -> dict[str, Request]:
    """Two to Laren and one to Blaricum, which somebody can read by now, and one to Eemnes, which nobody can."""
    made = {"one": asked(clerk, "0417"), "two": asked(clerk, "0417"), "three": asked(clerk, "0376")}
    made["nobody"] = asked(clerk, "0317")
    contact("laren", "0417", cast.administrator)
    contact("blaricum", "0376", cast.administrator)
    return made


def references(requests: dict[str, Request], *names: str) -> dict[str, list[str]]:
    return {"casus": [requests[name].case.reference for name in names or requests]}


def test_the_preview_says_what_sending_comes_to_and_changes_nothing(several: dict[str, Request], clerk: User) -> None:
    text = words(client_of(clerk).get(SEND, references(several)))
    assert "Dit verstuurt 3 vragen: 1 Blaricum en 2 Laren." in text
    assert text.count("wo 4 dec") == 3
    assert "Bij Eemnes kan niemand inloggen." in text
    assert {fresh(request).state for request in several.values()} == {"to_send"}


def test_what_can_be_sent_is_sent_and_what_cannot_says_why(several: dict[str, Request], clerk: User) -> None:
    text = words(client_of(clerk).post(SEND, references(several)))
    assert "Verstuurd." in text
    assert "1 vraag is niet verstuurd." in text
    assert "Bij Eemnes kan niemand inloggen." in text
    assert {name: fresh(request).state for name, request in several.items()} == {
        "one": "open", "two": "open", "three": "open", "nobody": "to_send",
    }  # fmt: skip


def test_each_case_in_which_something_was_sent_stands_in_the_log(several: dict[str, Request], clerk: User) -> None:
    client_of(clerk).post(SEND, references(several, "one", "nobody"))
    with system_scope("the test reads the log"):
        logged = AccessLog.objects.filter(act="requests_send").values_list("reference", flat=True)
        assert list(logged) == [several["one"].case.reference]


def test_one_note_sends_what_was_asked_another_way_too(several: dict[str, Request], clerk: User) -> None:
    text = words(client_of(clerk).post(SEND, references(several) | {"elders": "gemaild"}))
    assert "niet verstuurd" not in text
    assert {fresh(request).state for request in several.values()} == {"open"}
    with system_scope("the test looks at the acts"):
        told = {act.case_id: act.text for act in Act.objects.filter(kind="sent")}
    assert told[several["nobody"].case_id].endswith("buiten Nazorg om: gemaild.")
    assert told[several["one"].case_id] == "Vraag verstuurd aan Laren."


def test_where_only_another_way_is_left_the_note_is_asked_for(several: dict[str, Request], clerk: User) -> None:
    text = words(client_of(clerk).post(SEND, references(several, "nobody")))
    assert "Zeg hoe u de vraag stelde: wie u belde of mailde." in text
    assert fresh(several["nobody"]).state == "to_send"


def test_pressing_twice_says_that_it_was_sent(several: dict[str, Request], clerk: User) -> None:
    client = client_of(clerk)
    client.post(SEND, references(several, "one"))
    text = words(client.post(SEND, references(several, "one")))
    assert "Niets verstuurd" in text
    assert "Deze vraag is al verstuurd." in text


def test_without_a_choice_one_goes_back_with_a_word(clerk: User) -> None:
    answer = client_of(clerk).get(SEND, follow=True)
    assert answer.redirect_chain == [("/vragen/te-versturen/", 302)]
    assert "Kies eerst een of meer vragen." in words(answer)


@pytest.mark.parametrize("nonsense", ["x", "\0", "23456789", "=1+1", "<script>"])
def test_nonsense_is_no_choice(clerk: User, nonsense: str) -> None:
    assert client_of(clerk).get(SEND, {"casus": nonsense}).status_code == 302


def test_nothing_is_half_done(several: dict[str, Request], clerk: User, monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("cases.requests.sending.settle", breaks)
    client = client_of(clerk)
    client.raise_request_exception = False
    assert client.post(SEND, references(several)).status_code == 500
    assert {fresh(request).state for request in several.values()} == {"to_send"}


@pytest.mark.parametrize("path", [SEND, REMIND])
def test_who_may_not_gets_nothing_done(several: dict[str, Request], cast: Cast, path: str) -> None:
    for user, status in ((cast.hilversum, 404), (cast.chain_manager, 403), (cast.administrator, 403)):
        client: Client = client_of(user)
        assert client.get(path, references(several)).status_code == status
        assert client.post(path, references(several)).status_code == status
    assert {fresh(request).state for request in several.values()} == {"to_send"}
    with system_scope("the test looks at the mails"):
        assert not Mail.objects.exists()


def test_the_coordinator_may_send_as_well(several: dict[str, Request], coordinator: User) -> None:
    client_of(coordinator).post(SEND, references(several, "three"))
    assert fresh(several["three"]).sent_by == coordinator


def test_a_list_offers_what_can_be_done_to_several(clerk: User, waiting: Request) -> None:
    asked(clerk)
    client = client_of(clerk)
    send_list, sent_list = (words(client.get(f"/vragen/{slug}/")) for slug in ("te-versturen", "verzonden"))
    assert (f'action="{SEND}"' in send_list, f'action="{REMIND}"' in send_list) == (True, False)
    assert (f'action="{SEND}"' in sent_list, f'action="{REMIND}"' in sent_list) == (False, True)
    assert 'type="checkbox" name="casus"' not in words(client.get("/vragen/te-beslissen/"))
    assert " checked>" in words(client.get("/vragen/verzonden/?alles=1"))
