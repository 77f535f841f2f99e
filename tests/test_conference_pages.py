"""The pages about conferences, through their doors: who may open them, what they say, and what comes of a press."""

from dataclasses import replace

import pytest

from cases.models import AgendaItem, Case, Conference, ConferencePart
from nazorg.accounts.models import AccessLog, User
from nazorg.common.mails.models import Mail
from nazorg.common.scope import system_scope
from nazorg.covenant.parties import Party
from tests.cast import Cast, client_of
from tests.conference_tools import CRIMINAL, WHEN, address, fresh, guest, held, invited, planned, said, unit
from tests.conftest import NOW
from tests.factories import case_in

pytestmark = pytest.mark.django_db
HOURS = {"on": "2024-12-09", "starts": "09:30", "ends": "11:00", "place": "Kamer 2"}


@pytest.fixture
def case(coordinator: User) -> Case:
    with system_scope("the test makes a case"):
        return case_in("0402", detention__person__family_name="Bakker")


def test_the_clerk_convenes_from_the_page_of_a_case(clerk: User, case: Case) -> None:
    client = client_of(clerk)
    page = said(client, f"/casussen/{case.reference}/overleg/")
    assert "Nog geen overleg over deze casus" in page
    assert f"/overleg/nieuw/?casus={case.reference}" in page
    page = said(client, f"/overleg/nieuw/?casus={case.reference}", HOURS | {"kind": "tailored"})
    assert "Het overleg staat in de agenda" in page
    assert case.person.full_name in page
    with system_scope("the test looks"):
        conference = Conference.objects.get()
        assert AgendaItem.objects.get().case == case
    assert "Verslag" not in page.partition("<main")[2]
    page = said(client, "/overleg/")
    assert "nog niemand genodigd" in page
    assert case.person.full_name in page
    assert "Casus op Maat" in said(client, "/agenda/?maand=2024-12")
    assert "Casus op Maat" in said(client, "/agenda/?maand=onzin"), "this month"
    assert "Deze maand is er geen overleg" in said(client, "/agenda/?maand=2024-11")
    with system_scope("the test reads the log"):
        assert AccessLog.objects.filter(act="conference_new", reference=conference.reference).exists()


def test_bad_hours_come_back_with_a_sentence_and_what_was_typed(clerk: User) -> None:
    page = said(client_of(clerk), "/overleg/nieuw/", HOURS | {"kind": "tailored", "ends": "09:00"})
    assert "Kies een einde van minstens 15 minuten na het begin." in page
    assert 'value="Kamer 2"' in page
    page = said(client_of(clerk), "/overleg/nieuw/", {"kind": "tailored"})
    assert "Vul de datum van het overleg in." in page


def test_a_case_and_a_topic_come_on_the_agenda_and_go_off_it(clerk: User, case: Case) -> None:
    client, conference = client_of(clerk), planned(clerk)
    url = address(conference, "agenda/")
    typed = f"{case.reference[:4].lower()} {case.reference[4:]}"
    assert case.person.full_name in said(client, url, {"casus": "ja", "reference": typed, "starts": "10:00"})
    assert "Deze casus staat al op de agenda" in said(client, url, {"casus": "ja", "reference": typed})
    assert "Er is geen casus met dit kenmerk" in said(client, url, {"casus": "ja", "reference": "22222222"})
    topic = {"onderwerp-title": "Terugblik", "onderwerp-outside_number": "GCOS 12-345", "onderwerp-starts": "09:30"}
    page = said(client, url, topic)
    assert page.index("Terugblik") < page.index(case.person.full_name)
    assert "Kies een tijd tussen 09.30 en 11.00" in said(client, url, topic | {"onderwerp-starts": "12:00"})
    with system_scope("the test looks"):
        number = AgendaItem.objects.get(title="Terugblik").pk
    assert "Het punt is van de agenda gehaald" in said(client, url, {"weg": str(number)})
    assert client.post(url, {"weg": "999999"}).status_code == 404


def test_an_item_of_the_agenda_gets_another_time(clerk: User, case: Case) -> None:
    conference = planned(clerk, case)
    with system_scope("the test looks"):
        number = AgendaItem.objects.get().pk
    client, path, field = client_of(clerk), address(conference, f"agenda/{number}/tijd/"), f"tijd{number}-starts"
    assert "Geef een tijd" in said(client, address(conference))
    page = said(client, path, {field: "10:15"})
    assert "De tijd is gewijzigd." in page
    assert "Wijzig tijd" in page
    page = said(client, path, {field: "12:00"})
    assert "Kies een tijd tussen 09.30 en 11.00" in page
    assert 'value="12:00"' in page
    said(client, path, {field: ""})
    with system_scope("the test looks"):
        assert AgendaItem.objects.get().starts is None
    assert client.post(address(conference, "agenda/999999/tijd/"), {}).status_code == 404


def test_moving_and_cancelling_ask_first_and_say_who_hears_of_it(clerk: User, case: Case) -> None:
    client, conference = client_of(clerk), planned(clerk, case)
    invited(conference, clerk, guest(conference, unit("Politie", Party.POLICE), CRIMINAL))
    page = said(client, address(conference, "verplaatsen/"))
    assert "Iedereen krijgt opnieuw een uitnodiging" in page
    page = said(client, address(conference, "verplaatsen/"), HOURS | {"on": "2024-12-16"})
    assert "Het overleg is verplaatst. 1 genodigde krijgt een mail." in page
    page = said(client, address(conference, "afgelasten/"))
    assert "Politie" in page
    assert fresh(conference).state == "planned", "asking changes nothing"
    assert "Zeg kort waarom" in said(client, address(conference, "afgelasten/"), {"why": ""})
    page = said(client, address(conference, "afgelasten/"), {"why": "Te weinig mensen."})
    assert "Het overleg is afgelast. 1 genodigde krijgt een mail." in page
    assert "Te weinig mensen." in page
    for below in ("uitnodigen/", "delen/", "verplaatsen/", "afgelasten/"):
        assert client.get(address(conference, below)).status_code == 302
    assert [one.subject.partition(":")[0] for one in Mail.objects.order_by("pk")][1:] == ["Gewijzigd", "Afgelast"]


def test_the_clerk_records_who_was_there_and_reads_no_word_of_it(
    coordinator: User, clerk: User, chain_manager: User, hilversum: User, case: Case
) -> None:
    conference = planned(coordinator, case, when=replace(WHEN, on=NOW.date()))
    police = unit("Politie", Party.POLICE)
    invited(conference, coordinator, guest(conference, police, CRIMINAL))
    page = said(client_of(clerk), address(conference, "gehouden/"))
    assert "checked" in page
    assert "Kies wat er besproken is" in said(client_of(clerk), address(conference, "gehouden/"), {})
    held(conference, clerk, NOW)
    with system_scope("the test knows the form's names"):
        item, parts = AgendaItem.objects.get(), list(ConferencePart.objects.all())
    data = {f"p{part.pk}-{item.pk}-{name}": "" for part in parts for name in ("discussed", "decided", "agreed")}
    data |= {f"p{part.pk}-{item.pk}-version": "0" for part in parts}
    data[f"p{parts[0].pk}-{item.pk}-decided"] = "Een geheim besluit."
    motive = {f"reden{item.pk}-criteria": "stalled", f"reden{item.pk}-text": "Een geheime reden."}
    page = said(client_of(coordinator), address(conference, "verslag/"), data)
    assert "Het verslag is bewaard." in page
    assert "Politie, " in page
    assert client_of(coordinator).post(address(conference, f"agenda/{item.pk}/reden/"), motive).status_code == 200
    for path in (address(conference), f"/casussen/{case.reference}/overleg/", "/overleg/", "/agenda/?maand=2024-12"):
        for_clerk = said(client_of(clerk), path)
        assert "geheim" not in for_clerk, path
    assert "Een geheim besluit." in said(client_of(coordinator), f"/casussen/{case.reference}/overleg/")
    assert "Politie" in said(client_of(clerk), f"/casussen/{case.reference}/overleg/")
    for below in ("verslag/", "verslag/geven/"):
        assert client_of(clerk).post(address(conference, below)).status_code == 403
        assert client_of(chain_manager).post(address(conference, below)).status_code == 403
        assert client_of(hilversum).post(address(conference, below)).status_code == 404
    page = said(client_of(coordinator), address(conference, "verslag/geven/"), {"ground": "avg"})
    assert "Vastgelegd: 1 verslag gegeven." in page


def test_parts_are_changed_on_a_page_of_their_own(clerk: User, case: Case) -> None:
    client, conference = client_of(clerk), planned(clerk, case)
    with system_scope("the test knows the parts"):
        first, second = ConferencePart.objects.all()
    data = {
        "deel0-pk": first.pk, "deel0-title": "", "deel0-starts": "09:30", "deel0-categories": ["offence"],
        "deel1-pk": second.pk, "deel1-title": "Samen", "deel1-starts": "09:30", "deel1-categories": ["plan"],
        "nieuw-title": "Nazit", "nieuw-starts": "", "nieuw-categories": ["plan"],
    }  # fmt: skip
    assert "Vul in hoe laat dit deel begint" in said(client, address(conference, "delen/"), data)
    wrong = data | {"deel1-starts": "09:45", "nieuw-starts": "10:30"}
    assert "Het eerste deel begint om 09.30" in said(client, address(conference, "delen/"), wrong)
    page = said(client, address(conference, "delen/"), data | {"nieuw-starts": "10:30"})
    assert "De delen zijn bewaard." in page
    with system_scope("the test looks"):
        assert [one.title for one in ConferencePart.objects.all()] == ["Samen", "Nazit"]


def test_an_unknown_conference_is_not_found_and_a_role_without_right_is_refused(cast: Cast, case: Case) -> None:
    conference = planned(cast.clerk, case)
    assert client_of(cast.clerk).get("/overleg/22222222/").status_code == 404
    for path in (address(conference), "/overleg/", "/agenda/", f"/casussen/{case.reference}/overleg/"):
        for user in (cast.chain_manager, cast.privacy_officer, cast.administrator):
            assert client_of(user).get(path).status_code == 403, (user, path)
        assert client_of(cast.hilversum).get(path).status_code == 404


def test_a_case_is_put_on_a_planned_agenda_from_its_own_page(clerk: User, case: Case) -> None:
    client, conference = client_of(clerk), planned(clerk)
    url = f"/casussen/{case.reference}/overleg/"
    assert f'value="{conference.reference}"' in said(client, url)
    page = said(client, f"{url}agenderen/", {"conference": conference.reference})
    assert "De casus staat op de agenda van ma 9 dec." in page
    assert f'value="{conference.reference}"' not in said(client, url)
    again = said(client, f"{url}agenderen/", {"conference": conference.reference})
    assert "Deze casus staat al op de agenda." in again


# The municipality
