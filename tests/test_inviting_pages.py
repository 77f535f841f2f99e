"""The page on which one invites to a conference: what is offered, what one press does, and taking it back."""

from dataclasses import replace

import pytest

from cases.access import scope_for
from cases.enrichment.services import Told, ask, record_answer
from cases.models import Act, Case, ConferencePart, Disclosure, Invitation, Participation
from nazorg.accounts.models import AccessLog, User
from nazorg.common.mails.models import Mail
from nazorg.common.scope import open_scope, system_scope
from nazorg.covenant.parties import Party
from tests.cast import client_of
from tests.conference_tools import (
    CRIMINAL,
    JOINT,
    WHEN,
    address,
    events,
    guest,
    held,
    invited,
    planned,
    said,
    ticked,
    unit,
)
from tests.conftest import NOW
from tests.factories import case_in
from tests.partner_factories import ParticipationFactory

pytestmark = pytest.mark.django_db
HOURS = {"on": "2024-12-09", "starts": "09:30", "ends": "11:00", "place": "Kamer 2"}


@pytest.fixture
def case(coordinator: User) -> Case:
    with system_scope("the test makes a case"):
        return case_in("0402", detention__person__family_name="Bakker")


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
