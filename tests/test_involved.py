"""Family, victims and reporters: the coordinator's alone, and told of a release in time by whom."""

from datetime import timedelta

import pytest

from cases.access import scope_for
from cases.involved.selectors import overdue
from cases.involved.services import add_involved, ask_notice
from cases.models import Act, Case, Detention, DisclosedPart, Disclosure, Involved, Participation, ReleaseNotice
from nazorg.accounts.models import User
from nazorg.common.scope import current_scope, open_scope, system_scope
from nazorg.covenant.parties import Party
from partners.models import Unit
from tests.case_tools import page
from tests.cast import Cast, client_of
from tests.conftest import NOW
from tests.database import count
from tests.factories import case_in
from tests.partner_factories import UnitFactory

TODAY = NOW.date()
RELEASE = TODAY + timedelta(days=10)


@pytest.fixture
def case(cast: Cast) -> Case:
    with system_scope("the test makes a case"):
        return case_in("0402", detention__expected_end_on=RELEASE)


@pytest.fixture
def aunt(coordinator: User, case: Case) -> Involved:
    with open_scope(scope_for(coordinator)):
        return add_involved(case, "family", "Tante Riet", "tante", "035 555 02 02", coordinator, NOW)


@pytest.fixture
def police(db: None) -> Unit:
    return UnitFactory(organisation__name="Politie", party=Party.POLICE)


def path(case: Case, rest: str = "") -> str:
    return f"/casussen/{case.reference}/betrokkenen/{rest}"


def notice(aunt: Involved, unit: Unit | None = None, **changes: str) -> dict[str, str]:
    data = {"due_on": "2024-12-11", "unit": unit.reference if unit else "", "channel": "phone", "ground": ""} | changes
    return {f"bericht{aunt.pk}-{name}": value for name, value in data.items()}


def errand(user: User, case: Case, aunt: Involved, unit: Unit) -> dict[str, str]:
    """The second step, with the print of what the first one showed."""
    answer = client_of(user).post(path(case, f"{aunt.pk}/bericht/"), notice(aunt, unit))
    return notice(aunt, unit) | {"token": answer.context["token"]}


def test_somebody_is_recorded_with_how_to_reach_that_person(coordinator: User, case: Case) -> None:
    data = {"kind": "victim", "name": "Mw. Ter Horst", "relation": "ex-partner", "contact": "via Slachtofferhulp"}
    text = page(coordinator, path(case, "nieuw/"), data)
    assert "Mw. Ter Horst is vastgelegd." in text
    assert "Slachtoffer, ex-partner, via Slachtofferhulp." in text
    refused = page(coordinator, path(case, "nieuw/"), {"kind": "victim", "name": " ", "relation": "buurvrouw"})
    assert "Vul een naam in." in refused
    assert "buurvrouw" in refused


def test_the_day_before_the_release_is_proposed(coordinator: User, case: Case, aunt: Involved) -> None:
    assert 'value="2024-12-11"' in page(coordinator, path(case))


def test_the_coordinator_tells_and_records_it(coordinator: User, case: Case, aunt: Involved) -> None:
    text = page(coordinator, path(case, f"{aunt.pk}/bericht/"), notice(aunt))
    assert "Vastgelegd: u vertelt het aan Tante Riet." in text
    assert "wacht op Coordinator: vertellen van de vrijlating" in text
    with system_scope("the test looks"):
        task = ReleaseNotice.objects.get()
        assert not Disclosure.objects.exists()
    done = path(case, f"bericht/{task.pk}/verteld/")
    named = f"verteld{task.pk}-"
    assert "niet in de toekomst" in page(coordinator, done, {f"{named}on": "2024-12-03", f"{named}done_by": "ik"})
    text = page(coordinator, done, {f"{named}on": "2024-12-02", f"{named}done_by": "Maarten"})
    assert "Verteld op ma 2 dec door Maarten." in text
    with system_scope("the test looks"):
        act = Act.objects.get(kind="contact")
    assert (act.category, act.text) == ("involved", "Tante Riet weet van de vrijlating, verteld door Maarten.")
    assert "al gedaan" in page(coordinator, done, {f"{named}on": "2024-12-02", f"{named}done_by": "Maarten"})


def test_a_unit_gets_the_task_and_exactly_the_words_that_were_shown(
    coordinator: User, case: Case, aunt: Involved, police: Unit
) -> None:
    ask = path(case, f"{aunt.pk}/bericht/")
    shown = page(coordinator, ask, notice(aunt, police))
    assert "Dit krijgt Politie" in shown
    assert "Tante Riet" in shown
    with system_scope("nothing left yet"):
        assert not Disclosure.objects.exists()
    text = page(coordinator, ask, errand(coordinator, case, aunt, police))
    assert "wacht op Politie: vertellen van de vrijlating" in text
    with system_scope("the test looks"):
        given = Disclosure.objects.get()
        parts = list(DisclosedPart.objects.values_list("category", flat=True))
        told = DisclosedPart.objects.get(category="involved").text
        assert Participation.objects.get().why == "task"
    assert (given.kind, given.unit, parts) == ("partner", police, ["identity", "detention", "involved"])
    assert told == "familie\nTante Riet\ntante\n035 555 02 02"


def test_who_is_told_is_not_offered_the_same_once_more_and_after_the_release_nobody_is(
    coordinator: User, case: Case, aunt: Involved
) -> None:
    offer = "Laat Tante Riet de vrijlating op tijd weten"
    assert offer in page(coordinator, path(case))
    page(coordinator, path(case, f"{aunt.pk}/bericht/"), notice(aunt))
    with system_scope("the test looks"):
        task = ReleaseNotice.objects.get()
    told = {f"verteld{task.pk}-on": "2024-12-02", f"verteld{task.pk}-done_by": "Maarten"}
    text = page(coordinator, path(case, f"bericht/{task.pk}/verteld/"), told)
    assert offer not in text
    assert "Is de datum veranderd? Laat Tante Riet het opnieuw weten" in text
    with system_scope("he is released"):
        Detention.objects.update(released_on=TODAY - timedelta(days=1))
    text = page(coordinator, path(case))
    assert "Vrij sinds zo 1 dec. De vrijlating vertellen is daarom geen taak meer." in text
    assert "opnieuw weten" not in text
    refused = page(coordinator, path(case, f"{aunt.pk}/bericht/"), notice(aunt))
    assert "Deze persoon is al vrij." in refused
    with system_scope("nothing half done"):
        assert ReleaseNotice.objects.count() == 1


def test_welfare_learns_of_the_release_only_where_it_takes_part(coordinator: User, case: Case, aunt: Involved) -> None:
    opvang = UnitFactory(organisation__name="Opvang", party=Party.WELFARE)
    page(coordinator, path(case, f"{aunt.pk}/bericht/"), errand(coordinator, case, aunt, opvang))
    with system_scope("the test looks"):
        assert set(DisclosedPart.objects.values_list("category", flat=True)) == {"identity", "involved"}


def test_only_police_and_welfare_are_a_choice(coordinator: User, case: Case, aunt: Involved, police: Unit) -> None:
    text = page(coordinator, path(case))
    assert police.reference in text
    for party in (Party.CARE, Party.HOUSING, Party.PROBATION, Party.MAYOR):
        unit = UnitFactory(party=party)
        assert unit.reference not in page(coordinator, path(case))
        answer = page(coordinator, path(case, f"{aunt.pk}/bericht/"), notice(aunt, unit))
        assert "Kies een onderdeel uit de lijst, of uzelf." in answer
    with system_scope("nothing half done"):
        assert not ReleaseNotice.objects.exists()


def test_what_changed_after_it_was_shown_does_not_leave(
    coordinator: User, case: Case, aunt: Involved, police: Unit
) -> None:
    data = errand(coordinator, case, aunt, police)
    with system_scope("another number comes in"):
        Involved.objects.update(contact="035 555 09 09")
    text = page(coordinator, path(case, f"{aunt.pk}/bericht/"), data)
    assert "Er is net iets veranderd." in text
    with system_scope("nothing half done"):
        assert not Disclosure.objects.exists()
        assert not ReleaseNotice.objects.exists()


def test_a_task_is_asked_once_and_not_for_the_past(coordinator: User, case: Case, aunt: Involved) -> None:
    ask = path(case, f"{aunt.pk}/bericht/")
    assert "Kies vandaag of een latere dag." in page(coordinator, ask, notice(aunt, due_on="2024-12-01"))
    page(coordinator, ask, notice(aunt))
    assert "is al een taak" in page(coordinator, ask, notice(aunt))


def test_what_was_not_told_in_time_is_on_the_list(coordinator: User, case: Case, aunt: Involved) -> None:
    with open_scope(scope_for(coordinator)):
        task = ask_notice(aunt, TODAY, None, coordinator, NOW)
        assert list(overdue(current_scope(), TODAY)) == []
        assert list(overdue(current_scope(), TODAY + timedelta(days=1))) == [task]


@pytest.mark.parametrize("rest", ["", "nieuw/", "1/bericht/", "bericht/1/verteld/"])
def test_whom_a_case_concerns_is_the_coordinators_alone(cast: Cast, case: Case, aunt: Involved, rest: str) -> None:
    for user in (cast.clerk, cast.chain_manager, cast.administrator, cast.privacy_officer):
        assert client_of(user).post(path(case, rest)).status_code == 403
    assert client_of(cast.hilversum).post(path(case, rest)).status_code == 404
    assert "Tante Riet" not in page(cast.clerk, f"/casussen/{case.reference}/")
    for role, user in cast.everybody().items():
        with open_scope(scope_for(user)):
            assert count("cases_involved") == (role == "coordinator"), role
