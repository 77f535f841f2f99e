"""The pages about conferences, through their doors: who may open them, what they say, and what comes of a press."""

from collections.abc import Mapping
from dataclasses import replace

import pytest
from django.test import Client

from cases.access import scope_for
from cases.enrichment.services import Told, ask, record_answer
from cases.models import Act, AgendaItem, Case, Conference, ConferencePart, Disclosure, Invitation, Participation
from nazorg.accounts.models import AccessLog, User
from nazorg.common.mails.models import Mail
from nazorg.common.scope import open_scope, system_scope
from nazorg.covenant.parties import Party
from tests.cast import Cast, client_of
from tests.conference_tools import CRIMINAL, JOINT, WHEN, events, fresh, guest, held, invited, planned, unit
from tests.conftest import NOW
from tests.factories import case_in
from tests.partner_factories import ParticipationFactory

pytestmark = pytest.mark.django_db
HOURS = {"on": "2024-12-09", "starts": "09:30", "ends": "11:00", "place": "Kamer 2"}


@pytest.fixture
def case(coordinator: User) -> Case:
    with system_scope("the test makes a case"):
        return case_in("0402", detention__person__family_name="Bakker")


def said(client: Client, path: str, data: Mapping[str, object] | None = None) -> str:
    """What a page says; after a post the page that follows."""
    answer = client.get(path) if data is None else client.post(path, data, follow=True)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def address(conference: Conference, below: str = "") -> str:
    return f"/overleg/{conference.reference}/{below}"


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


def test_the_page_offers_only_the_parts_in_which_a_unit_may_be(coordinator: User, case: Case) -> None:
    conference = planned(coordinator, case)
    team, police = unit("ACT-team", Party.CARE), unit("Politie", Party.POLICE)
    unit("Burgemeester", Party.MAYOR)
    with system_scope("the team acts on the case"):
        ParticipationFactory(case=case, unit=team, why="plan")
        parts = dict(ConferencePart.objects.values_list("title", "pk"))
    page = said(client_of(coordinator), address(conference, "uitnodigen/"))
    assert f'name="deel-{team.reference}" value="{parts[JOINT]}"' in page
    assert f'name="deel-{team.reference}" value="{parts[CRIMINAL]}"' not in page
    assert f'name="deel-{police.reference}" value="{parts[CRIMINAL]}"' in page
    assert "Niet bij Strafrechtelijk deel (delict, politie-informatie en risicoprofiel)." in page
    assert "Burgemeester" not in page
    assert "heeft een actie in het plan" in page.partition("Andere partners")[0]
    assert f'name="gast" value="{team.reference}" checked' not in page
    page = said(client_of(coordinator), address(conference, "uitnodigen/?voorstel=1"))
    assert f'name="gast" value="{team.reference}" checked' in page
    assert f'name="gast" value="{police.reference}" checked' not in page


def ticked(page_of: Client, conference: Conference, *units: object) -> dict[str, object]:
    """What the page posts when these units are ticked and all else is left as proposed."""
    response = page_of.get(address(conference, "uitnodigen/"))
    rows = [row for row in [*response.context["rows"], *response.context["others"]] if row.who in units]
    data: dict[str, object] = {"gast": [row.guest.code for row in rows], "ground": "avg"}
    for row in rows:
        code = row.guest.code
        data[f"deel-{code}"] = [tick.value for tick in row.parts if tick.ticked]
        data[f"punt-{code}"] = [tick.value for tick in row.items if tick.ticked]
        for pack in row.packs:
            data[pack.field] = [tick.value for tick in pack.sections if tick.ticked]
            data[pack.token_field] = pack.offer.token
    return data


def test_from_ticked_units_to_mails_and_packs_in_one_press(coordinator: User, case: Case) -> None:
    client, conference = client_of(coordinator), planned(coordinator, case)
    police, shelter = unit("Politie", Party.POLICE), unit("Opvang", Party.WELFARE, email="")
    page = said(client, address(conference, "uitnodigen/"), ticked(client, conference, police, shelter))
    assert "Uitgenodigd per mail: Politie." in page
    assert "2 pakketten vastgelegd" in page
    assert "Bel zelf: Opvang. Daar is geen e-mailadres van bekend." in page
    with system_scope("the test looks"):
        assert Disclosure.objects.filter(kind="conference").count() == 2
        assert AccessLog.objects.get(act="conference_invited").ground == "avg"
        given = Disclosure.objects.get(unit=police)
    assert f"/verstrekkingen/{given.reference}/" in page
    page = said(client, address(conference, "antwoorden/"), {f"antwoord-{police.reference}": "declined"})
    assert "De antwoorden zijn bewaard." in page
    with system_scope("the test looks"):
        assert Invitation.objects.get(unit=police).answer == "declined"


def test_the_clerk_invites_without_packs_whatever_is_posted(coordinator: User, clerk: User, case: Case) -> None:
    conference, police = planned(clerk, case), unit("Politie", Party.POLICE)
    as_coordinator = ticked(client_of(coordinator), conference, police)
    page = said(client_of(clerk), address(conference, "uitnodigen/"))
    assert "Stukken geeft de coördinator mee." in page
    assert "stuk-" not in page
    assert "Uitgenodigd per mail: Politie." in said(
        client_of(clerk), address(conference, "uitnodigen/"), as_coordinator
    )
    with system_scope("the test looks"):
        assert not Disclosure.objects.exists()


def test_a_refused_invitation_says_why_and_keeps_the_ticks(coordinator: User, case: Case) -> None:
    client, conference, team = client_of(coordinator), planned(coordinator, case), unit("ACT-team", Party.CARE)
    data = ticked(client, conference, team)
    with system_scope("somebody tampers with the form"):
        data[f"deel-{team.reference}"] = [str(part.pk) for part in ConferencePart.objects.all()]
    page = said(client, address(conference, "uitnodigen/"), data)
    assert "Uitgenodigd per mail: ACT-team." in page, "a part that was not offered is not read"
    other = unit("GGD", Party.CARE)
    data = ticked(client, conference, other) | {f"deel-{other.reference}": [], "ground": "avg"}
    page = said(client, address(conference, "uitnodigen/"), data)
    assert "Kies in welk deel GGD zit, of dat het alleen informatie geeft." in page
    assert f'name="gast" value="{other.reference}" checked' in page


def test_who_only_informs_takes_one_tick_and_its_answer_shows_on_the_page(
    coordinator: User, clerk: User, case: Case
) -> None:
    client, conference, centre = client_of(coordinator), planned(coordinator, case), unit("Steunpunt", Party.CARE)
    data = ticked(client, conference, centre) | {f"informeert-{centre.reference}": "ja"}
    page = said(client, address(conference, "uitnodigen/"), data)
    with system_scope("the test looks"):
        invitation = Invitation.objects.get()
        assert (invitation.answer, invitation.seats.count()) == ("information", 0)
    assert f"Vraag Steunpunt naar {case.person.full_name}" in page
    with open_scope(scope_for(coordinator)):
        asking = ask(case, "Wat is bekend?", 5, [Told(centre, [], "phone", "avg")], coordinator, NOW).askings.get()
        assert "Gevraagd op ma 2 dec, nog geen antwoord." in said(client, address(conference))
        record_answer(asking, "De moeder wil hulp.", "", "F. Groen", NOW.date(), coordinator, NOW)
    assert "De moeder wil hulp." in said(client, address(conference))
    page = said(client_of(clerk), address(conference))
    assert ("De moeder wil hulp." in page, "Informatie van genodigden" in page) == (False, False)


def test_an_invitation_is_taken_back_the_guest_hears_of_it_and_can_be_invited_anew(
    coordinator: User, clerk: User, case: Case
) -> None:
    conference, police = planned(coordinator, case), unit("Politie", Party.POLICE)
    invited(conference, coordinator, guest(conference, police, CRIMINAL))
    with system_scope("the test looks"):
        number = Invitation.objects.get().pk
    client, path = client_of(clerk), address(conference, f"genodigden/{number}/intrekken/")
    assert path in said(client, address(conference))
    assert "Politie" in said(client, path)
    with system_scope("asking changes nothing"):
        assert Invitation.objects.exists()
    assert "De uitnodiging van Politie is ingetrokken." in said(client, path, {})
    with system_scope("the test looks"):
        mail = Mail.objects.latest("pk")
        assert not Invitation.objects.exists()
        assert not Participation.objects.exists()
        assert Act.objects.latest("pk").text == "Uitnodiging ingetrokken voor Casus op Maat op 09-12-2024: Politie."
    assert mail.subject.startswith("Uitnodiging ingetrokken")
    assert events(mail.calendar)["SEQUENCE"] == "1"
    assert "METHOD:CANCEL" in mail.calendar
    assert client.get(path).status_code == 404
    invited(conference, coordinator, guest(conference, police, CRIMINAL))
    with system_scope("the calendar takes only what is later than the withdrawal"):
        assert events(Mail.objects.latest("pk").calendar)["SEQUENCE"] == "2"
        assert Mail.objects.count() == 3


def test_taken_back_for_one_conference_a_unit_still_takes_part_for_another(coordinator: User, case: Case) -> None:
    police = unit("Politie", Party.POLICE)
    conferences = [planned(coordinator, case) for _ in range(2)]
    for conference in conferences:
        invited(conference, coordinator, guest(conference, police, CRIMINAL))
    with system_scope("the test looks"):
        numbers = [Invitation.objects.get(conference=one).pk for one in conferences]
    for conference, number, left in zip(conferences, numbers, (1, 0), strict=True):
        said(client_of(coordinator), address(conference, f"genodigden/{number}/intrekken/"), {})
        with system_scope("the test looks"):
            assert Participation.objects.filter(case=case, why="conference").count() == left


def test_nobody_is_uninvited_from_what_was_held(coordinator: User, case: Case) -> None:
    conference = planned(coordinator, case, when=replace(WHEN, on=NOW.date()))
    invited(conference, coordinator, guest(conference, unit("Politie", Party.POLICE), CRIMINAL))
    held(conference, coordinator, NOW)
    with system_scope("the test looks"):
        number = Invitation.objects.get().pk
    page = said(client_of(coordinator), address(conference))
    assert "intrekken/" not in page
    client_of(coordinator).post(address(conference, f"genodigden/{number}/intrekken/"))
    with system_scope("the test looks"):
        assert Invitation.objects.exists()


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


def test_a_municipality_sees_when_where_and_its_own_cases_and_nothing_else(cast: Cast, case: Case) -> None:
    with system_scope("a case of another municipality is on the agenda too"):
        other = case_in("0406", detention__person__family_name="Ongezien")
    conference = planned(cast.coordinator, case, other)
    police, place = unit("Politie", Party.POLICE), case.responsible
    assert place is not None
    client = client_of(cast.hilversum)
    assert "Er is geen overleg gepland" in said(client, "/portaal/overleggen/")
    invited(conference, cast.coordinator, guest(conference, police, CRIMINAL), guest(conference, place, JOINT))
    page = said(client, "/portaal/overleggen/")
    assert "Maandag 9 december 2024, 10.15 tot 11.00 uur" in page
    assert "Veiligheidshuis, kamer 2" in page
    assert "Bakker" in page
    for hidden in ("Ongezien", "Politie", CRIMINAL, JOINT, "Casus op Maat", other.reference[:4]):
        assert hidden not in page.partition("<main")[2], hidden
    assert "Er is geen overleg gepland" in said(client_of(cast.huizen), "/portaal/overleggen/")


def test_after_a_move_of_the_case_the_former_municipality_sees_no_person(cast: Cast, case: Case) -> None:
    conference, place = planned(cast.coordinator, case), case.responsible
    assert place is not None
    invited(conference, cast.coordinator, guest(conference, place, JOINT))
    with system_scope("the case moves"):
        case.responsible = case_in("0406").responsible
        case.save()
    page = said(client_of(cast.hilversum), "/portaal/overleggen/")
    assert "Veiligheidshuis, kamer 2" in page
    assert "Bakker" not in page
    assert "Hierbij hoort geen casus meer van uw gemeente." in page


def test_what_was_called_off_is_shown_as_such_until_its_day(cast: Cast, case: Case) -> None:
    conference, place = planned(cast.coordinator, case), case.responsible
    assert place is not None
    invited(conference, cast.coordinator, guest(conference, place, JOINT))
    said(client_of(cast.clerk), address(conference, "afgelasten/"), {"why": "Een geheime reden."})
    page = said(client_of(cast.hilversum), "/portaal/overleggen/")
    assert "gaat niet door" in page
    assert "geheime" not in page
