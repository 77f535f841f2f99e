"""A button that is pressed twice, by one person or by two at the same moment, does its work once."""

from collections.abc import Callable

import pytest
from django.test import Client

from cases.models import Answer, NeedUpdate, Request
from nazorg.accounts.models import User
from nazorg.common.scope import system_scope
from tests.at_once import both
from tests.cast import Cast, client_of
from tests.chain_tools import answered, asked, handed_over
from tests.handoff_tools import address_of, form, give, ledger, page

AT_ONCE = pytest.mark.django_db(transaction=True)


def twice_at_once(user: User, address: str, data: dict[str, object]) -> list[int]:
    """The status of both answers, each in a window of the same browser."""
    cookies = client_of(user).cookies

    def press() -> int:
        browser = Client()
        browser.cookies = cookies
        return browser.post(address, data).status_code

    return sorted(both(press))


def handed(cast: Cast) -> Request:
    request = asked(cast.clerk)
    answered(request, cast.hilversum)
    handed_over(request.case, cast.clerk)
    return request


def test_a_supplement_of_words_alone_is_given_once(cast: Cast) -> None:
    """What is added changes nothing of what was shown, so that alone does not tell that it went already."""
    request = handed(cast)
    data = form(page(cast.clerk, request), added="Er is een tolk nodig.")
    assert "Aanvulling vastgelegd" in give(cast.clerk, request, data)
    text = give(cast.clerk, request, data)
    assert "wat de ontvanger al kreeg" in text
    assert "Er is een tolk nodig." in text, "nothing that was typed is lost"
    assert [pack.kind for pack in ledger()] == ["pack", "supplement"]
    data = form(page(cast.clerk, request), added="Er is een tolk nodig.")
    assert "Aanvulling vastgelegd" in give(cast.clerk, request, data), "whoever saw that it went, may give it again"


@AT_ONCE
def test_of_two_supplements_at_the_same_moment_one_leaves(cast: Cast) -> None:
    request = handed(cast)
    data = form(page(cast.clerk, request), added="Er is een tolk nodig.")
    assert twice_at_once(cast.clerk, address_of(request), data) == [200, 302]
    assert len(ledger()) == 2


def test_an_answer_that_is_pressed_twice_is_sent_once_and_no_colleague_is_blamed(cast: Cast) -> None:
    request = asked(cast.clerk)
    data = {"verstuur": "housing", "housing-status": "answered", "housing-text": "Een flat.", "housing-seen": ""}
    for _ in range(2):
        answer = client_of(cast.hilversum).post(f"/portaal/vragen/{request.reference}/antwoord/", data, follow=True)
        text = answer.content.decode()
        assert "Verstuurd: huisvesting." in text
        assert "Een collega was u voor" not in text
    with system_scope("the test looks"):
        assert Answer.objects.filter(question__request=request).count() == 1


def with_a_need(cast: Cast) -> tuple[Request, int]:
    request = asked(cast.clerk)
    address = f"/portaal/vragen/{request.reference}/hulpvraag/"
    client_of(cast.hilversum).post(address, {"nieuw": "care", "care-need-title": "Een huisarts"})
    with system_scope("the test looks for the need"):
        return request, request.needs.get().pk


def of_municipality(request: Request, number: int) -> tuple[str, dict[str, object]]:
    step = {"status": "in_progress", "text": "Praktijk gebeld.", "on": "2024-12-02"}
    data: dict[str, object] = {f"need{number}-{name}": value for name, value in step.items()}
    return f"/portaal/vragen/{request.reference}/hulpvraag/", data | {"stap": str(number)}


def of_staff(request: Request, number: int) -> tuple[str, dict[str, object]]:
    step = {"status": "in_progress", "text": "Praktijk gebeld.", "on": "2024-12-02"}
    address = f"/casussen/{request.case.reference}/leefgebieden/zorg/hulpvraag/{number}/"
    return address, {f"stap{number}-{name}": value for name, value in step.items()}


def steps() -> list[str]:
    with system_scope("the test looks at the steps"):
        return list(NeedUpdate.objects.order_by("pk").values_list("text", flat=True))


@pytest.mark.parametrize(("who", "door"), [("hilversum", of_municipality), ("clerk", of_staff)])
def test_a_step_in_a_need_is_recorded_once(
    cast: Cast, who: str, door: Callable[[Request, int], tuple[str, dict[str, object]]]
) -> None:
    address, data = door(*with_a_need(cast))
    client = client_of(getattr(cast, who))
    assert client.post(address, data).status_code == 302
    text = client.post(address, data).content.decode()
    assert "Deze stap staat er al." in text
    assert "Praktijk gebeld." in text
    assert steps() == ["Praktijk gebeld."]
    again = {name: f"{value} Nog eens." if name.endswith("text") else value for name, value in data.items()}
    assert client.post(address, again).status_code == 302, "the same day there may be more to tell"


@AT_ONCE
def test_of_two_steps_at_the_same_moment_one_is_recorded(cast: Cast) -> None:
    address, data = of_municipality(*with_a_need(cast))
    assert twice_at_once(cast.hilversum, address, data) == [200, 302]
    assert steps() == ["Praktijk gebeld."]
