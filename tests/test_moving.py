"""Moving a case, or leaving it where it is, and deciding about one that came late: by a person, with a reason."""

from datetime import date

import pytest

from cases.access import scope_for
from cases.course.open import open_things, token_of
from cases.course.services import Wanted, go_to
from cases.models import Act, Case, Request
from nazorg.accounts.models import User
from nazorg.common.scope import open_scope, system_scope
from tests.case_tools import page, requests_in
from tests.chain_tools import answered, asked
from tests.conftest import NOW
from tests.factories import municipality
from tests.intake_tools import accepted, arrival, release, somebody


def move_page(case: Case) -> str:
    return f"/casussen/{case.reference}/verhuizen/"


def test_a_move_says_first_what_it_comes_to(clerk: User, hilversum: User) -> None:
    request = asked(clerk)
    answered(request, hilversum, papers="Paspoort.")
    to = {"to": str(municipality("0406").pk), "why": "woont bij zijn zus"}
    text = page(clerk, move_page(request.case), to | {"act": "choose"})
    assert "Hilversum houdt kenmerk, datums en “verplaatst”, en ziet niet meer om wie het gaat." in text
    assert "Huizen krijgt een nieuwe vraag, zonder de antwoorden van Hilversum." in text
    assert requests_in(request.case) == [("Hilversum", "open")]
    text = page(clerk, move_page(request.case), to | {"act": "move"})
    assert "De casus is verhuisd naar Huizen." in text
    assert requests_in(request.case) == [("Hilversum", "moved"), ("Huizen", "open")]
    assert "0 van 5" in text
    assert "verplaatst ma 2 dec" in text  # among the former requests
    assert f"/casussen/{request.case.reference}/wat-ziet/0402/" in text
    assert "Van Hilversum naar Huizen: woont bij zijn zus" in text
    assert "Paspoort." not in text


def test_a_closed_case_moves_without_a_question(coordinator: User, clerk: User) -> None:
    request = asked(clerk)
    with open_scope(scope_for(coordinator)) as scope:
        seen = token_of(open_things(request.case, scope, NOW.date()))
        go_to(request.case, Wanted("closed", NOW.date(), outcome="finished", confirmed=seen), coordinator, NOW)
    to = {"to": str(municipality("0406").pk), "why": "woont bij zijn zus"}
    text = page(clerk, move_page(request.case), to | {"act": "choose"})
    assert "Huizen krijgt geen vraag: de casus is gesloten." in text
    page(clerk, move_page(request.case), to | {"act": "move"})
    assert requests_in(request.case) == [("Hilversum", "moved")]


def test_what_is_typed_as_a_correction_goes_with_the_move(clerk: User, hilversum: User) -> None:
    request = asked(clerk)
    answered(request, hilversum)
    to = {"to": str(municipality("0406").pk), "why": "woont bij zijn zus", "act": "choose"}
    assert "Wat daar getypt is en niet verstuurd, verdwijnt." in page(clerk, move_page(request.case), to)


def test_a_move_says_where_nobody_can_log_in_and_what_lies_outside_the_region(clerk: User) -> None:
    request = asked(clerk)
    blaricum, amsterdam = municipality("0376"), municipality("0363")
    text = page(clerk, move_page(request.case), {"to": str(blaricum.pk), "why": "adres", "act": "choose"})
    assert "Daar kan nog niemand inloggen: de vraag komt bij Te versturen." in text
    text = page(clerk, move_page(request.case), {"to": str(amsterdam.pk), "why": "adres", "act": "choose"})
    assert "Amsterdam ligt buiten onze regio: er gaat geen vraag uit, en de casus telt bij Overig." in text
    text = page(clerk, move_page(request.case), {"to": str(amsterdam.pk), "why": "adres", "act": "move"})
    assert "buiten de regio" in text
    assert "Overig." in text
    assert "Amsterdam ligt buiten onze regio. Wij vragen niets en dragen niets over." in text
    assert requests_in(request.case) == [("Hilversum", "moved")]


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"to": "", "why": "adres"}, "Kies een gemeente."),
        ({"to": "0", "why": "adres"}, "Kies een gemeente uit de lijst."),
        ({"to": "0406", "why": ""}, "Zeg in een paar woorden waarom."),
    ],
)
def test_a_move_takes_a_municipality_and_a_reason(clerk: User, data: dict[str, str], sentence: str) -> None:
    request = asked(clerk)
    to = {"to": str(municipality("0406").pk)} if data["to"] == "0406" else {}
    assert sentence in page(clerk, move_page(request.case), data | to | {"act": "move"})
    assert requests_in(request.case) == [("Hilversum", "open")]


@pytest.fixture
def proposed(clerk: User, hilversum: User) -> Case:
    """Hilversum answered, and then a notification named Huizen."""
    told = arrival()
    accepted([told], clerk)
    with system_scope("the test looks"):
        request = Request.objects.select_related("case", "municipality").get()
    answered(request, hilversum, income="Bijstand.")
    accepted([told | {"return_to": "Huizen"}], clerk)
    with system_scope("the test looks"):
        return Case.objects.get()


def test_a_proposed_move_stands_first_in_what_is_to_be_done(proposed: Case, clerk: User) -> None:
    text = page(clerk, f"/casussen/{proposed.reference}/")
    assert "Een melding noemt Huizen als gemeente" in text
    assert "Beoordeel verhuizing" in text
    text = page(clerk, move_page(proposed))
    assert "Verhuis naar Huizen" in text
    assert "Blijft bij Hilversum" in text
    assert "Huizen krijgt een nieuwe vraag, zonder de antwoorden van Hilversum." in text
    assert "Verhuis naar Huizen" not in page(clerk, f"{move_page(proposed)}?anders")


def test_a_proposed_move_is_accepted_or_refused_with_a_reason(proposed: Case, clerk: User) -> None:
    to = {"to": str(municipality("0406").pk)}
    assert "Zeg in een paar woorden waarom." in page(clerk, move_page(proposed), to | {"why": "", "act": "stay"})
    text = page(clerk, move_page(proposed), to | {"why": "terugkeer onzeker", "act": "stay"})
    assert "De casus blijft bij Hilversum." in text
    assert "Blijft bij Hilversum, niet naar Huizen: terugkeer onzeker" in text
    assert requests_in(proposed) == [("Hilversum", "open")]
    with system_scope("the test proposes it again"):
        Case.objects.update(move_to=municipality("0406"))
    page(clerk, move_page(proposed), to | {"why": "terugkeer zeker", "act": "move"})
    assert requests_in(proposed) == [("Hilversum", "moved"), ("Huizen", "open")]


def late_case(clerk: User) -> Case:
    """Arrived so long ago that the interview's term has passed."""
    accepted([arrival(on=date(2024, 11, 1))], clerk)
    with system_scope("the test looks"):
        return Case.objects.get()


def decide(clerk: User, case: Case, what: str) -> str:
    hilversum = str(municipality("0402").pk)
    data = {"gemeente": hilversum, "waarom": "toch van belang", "besluit": what}
    return page(clerk, f"/casussen/{case.reference}/beslissen/", data)


def test_a_late_case_is_taken_on_with_or_without_asking(clerk: User) -> None:
    case = late_case(clerk)
    text = page(clerk, f"/casussen/{case.reference}/")
    for button in ("Neem casus aan, vraag gemeente", "Neem aan zonder vraag", "Geen nazorg"):
        assert button in text
    assert requests_in(case) == []
    assert "geen vraag" in decide(clerk, case, "zonder")
    assert requests_in(case) == []
    with system_scope("the test takes it back"):
        Case.objects.update(to_decide="late")
        Act.objects.all().delete()
    decide(clerk, case, "aannemen")
    assert requests_in(case) == [("Hilversum", "open")]


def test_nobody_is_asked_about_somebody_who_is_free_already(clerk: User) -> None:
    person = somebody()
    accepted([arrival(person), release(person, date(2024, 12, 1), date(2024, 11, 29))], clerk)
    with system_scope("the test looks"):
        case = Case.objects.get()
    text = page(clerk, f"/casussen/{case.reference}/")
    assert "Neem aan zonder vraag" in text
    assert "vraag gemeente" not in text
    decide(clerk, case, "zonder")
    assert requests_in(case) == []


def test_what_waits_for_a_decision_is_decided_first(clerk: User) -> None:
    case = late_case(clerk)
    assert "Over deze casus moet u eerst beslissen." in page(clerk, move_page(case), {})
