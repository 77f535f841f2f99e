"""Inviting: who can be in which part, one mail each without a person in it, and packs in the same act."""

from datetime import timedelta

import pytest
from django.core import mail as outbox
from django.core.exceptions import ValidationError

from cases.access import scope_for
from cases.conferences.inviting import answer
from cases.conferences.packing import PacksChanged
from cases.conferences.planning import Part, set_parts
from cases.models import Act, Case, ConferencePart, DisclosedPart, Disclosure, Invitation, Participation, Seat
from nazorg.accounts.models import User
from nazorg.common.mails.models import Mail
from nazorg.common.mails.services import send_again, send_waiting
from nazorg.common.scope import open_scope, system_scope
from nazorg.covenant.parties import Party
from tests.chain_tools import answered, asked
from tests.conference_tools import CRIMINAL, JOINT, WHEN, events, guest, invited, pack, planned, unit
from tests.conftest import NOW
from tests.database import refusal
from tests.factories import case_in, municipality

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(coordinator: User) -> Case:
    with system_scope("the test makes a case"):
        return case_in("0402", detention__person__family_name="Geheimhuizen")


@pytest.mark.parametrize("party", [Party.CARE, Party.WELFARE, Party.HOUSING])
def test_who_cares_is_never_in_the_criminal_part(coordinator: User, case: Case, party: Party) -> None:
    conference, team = planned(coordinator, case), unit("Een partner", party)
    with pytest.raises(ValidationError, match="Een partner kan niet bij “Strafrechtelijk deel”: daar gaat het over "):
        invited(conference, coordinator, guest(conference, team, CRIMINAL))
    assert not Mail.objects.exists()
    invited(conference, coordinator, guest(conference, team, JOINT))
    with system_scope("not even the software itself"):
        seat, part = Seat.objects.get(), ConferencePart.objects.get(title=CRIMINAL)
        assert "seat_never_offence" in refusal(
            f"UPDATE cases_seat SET categories = '[\"offence\"]', part_id = {part.pk} WHERE id = {seat.pk}"
        )


def test_a_municipality_is_in_no_part_of_which_it_may_not_know(coordinator: User, case: Case, hilversum: User) -> None:
    conference, place = planned(coordinator, case), municipality("0402")
    with pytest.raises(ValidationError, match="Gemeente Hilversum kan niet bij"):
        invited(conference, coordinator, guest(conference, place, CRIMINAL))
    result = invited(conference, coordinator, guest(conference, place, JOINT))
    assert result.mailed == ["Gemeente Hilversum"]
    found = Mail.objects.get()
    assert (found.to, found.municipality_code) == (hilversum.email, "0402")
    assert "/portaal/overleggen/" in found.body


def test_a_part_takes_nothing_up_that_somebody_in_it_may_not_hear(coordinator: User, case: Case) -> None:
    conference, team = planned(coordinator, case), unit("ACT-team", Party.CARE)
    invited(conference, coordinator, guest(conference, team, JOINT))
    with open_scope(scope_for(coordinator)):
        criminal, joint = ConferencePart.objects.filter(conference=conference)
        parts = [
            Part(criminal.pk, criminal.title, criminal.starts, criminal.categories),
            Part(joint.pk, joint.title, joint.starts, [*joint.categories, "police"]),
        ]
        with pytest.raises(ValidationError, match="ACT-team kan niet bij “Gezamenlijk deel”: daar gaat het over poli"):
            set_parts(conference, parts)


def test_a_mayor_is_no_guest(coordinator: User, case: Case) -> None:
    conference = planned(coordinator, case)
    with pytest.raises(ValidationError, match="Het convenant laat niet toe dat u Burgemeester uitnodigt"):
        invited(conference, coordinator, guest(conference, unit("Burgemeester", Party.MAYOR), informs=True))


def test_each_unit_gets_one_mail_with_its_own_hours_and_nothing_of_a_person(coordinator: User, case: Case) -> None:
    conference = planned(coordinator, case)
    police, team = unit("Politie", Party.POLICE), unit("ACT-team", Party.CARE)
    invited(conference, coordinator, guest(conference, police, CRIMINAL), guest(conference, team, JOINT))
    mails = {one.to: one for one in Mail.objects.all()}
    assert mails.keys() == {police.email, team.email}
    found = events(mails[police.email].calendar)
    assert (found["DTSTART"], found["DTEND"], found["SEQUENCE"]) == ("20241209T083000Z", "20241209T091500Z", "0")
    assert events(mails[team.email].calendar)["DTSTART"] == "20241209T091500Z"
    assert "9.30 tot 10.15 uur" in mails[police.email].body
    known = ("Geheimhuizen", case.person.given_names, case.reference, case.person.skn or "skn", "Strafrechtelijk")
    for one in mails.values():
        words = one.subject + one.body + one.calendar
        assert not [word for word in known if word in words]
        assert "http" not in words
    assert invited(conference, coordinator, guest(conference, police, CRIMINAL)).mailed == []
    assert Mail.objects.count() == 2


def test_the_calendar_file_goes_with_the_mail_also_when_it_is_sent_again(coordinator: User, case: Case) -> None:
    conference, police = planned(coordinator, case), unit("Politie", Party.POLICE)
    invited(conference, coordinator, guest(conference, police, CRIMINAL))
    send_waiting(NOW)
    ((name, content, kind),) = outbox.outbox[0].attachments
    assert (name, kind) == ("uitnodiging.ics", "text/calendar; method=REQUEST")
    assert events(str(content))["METHOD"] == "REQUEST"
    Mail.objects.update(state=Mail.State.FAILED)
    assert send_again(Mail.objects.get(), NOW)
    assert {one.calendar for one in Mail.objects.all()} == {content}


def test_a_unit_without_an_address_is_phoned_and_the_others_go(coordinator: User, case: Case) -> None:
    conference = planned(coordinator, case)
    police, shelter = unit("Politie", Party.POLICE), unit("Opvang", Party.WELFARE, email="")
    result = invited(conference, coordinator, guest(conference, police, CRIMINAL), guest(conference, shelter, JOINT))
    assert (result.mailed, result.phone) == (["Politie"], ["Opvang"])
    with system_scope("the test looks"):
        assert dict(Invitation.objects.values_list("unit__organisation__name", "channel")) == {
            "Politie": "mail", "Opvang": "phone",
        }  # fmt: skip
        assert Participation.objects.filter(why="conference").count() == 2
        assert (
            "Uitgenodigd voor Casus op Maat op 09-12-2024: Politie en Opvang." in Act.objects.get(kind="contact").text
        )


def test_who_only_informs_gets_a_mail_without_a_place_at_the_table(coordinator: User, case: Case) -> None:
    conference, support = planned(coordinator, case), unit("Steunpunt", Party.WELFARE)
    invited(conference, coordinator, guest(conference, support, informs=True))
    mail = Mail.objects.get()
    assert "U hoeft er niet bij te zijn" in mail.body
    assert mail.calendar == ""
    with system_scope("the test looks"):
        assert Invitation.objects.get().answer == "information"
        assert not Seat.objects.exists()
    invited(conference, coordinator, guest(conference, support, JOINT))
    with system_scope("the test looks"):
        assert Invitation.objects.get().answer == ""
    assert events(Mail.objects.latest("pk").calendar)["SEQUENCE"] == "1"


def test_nobody_is_invited_without_a_part_or_a_case(coordinator: User, case: Case) -> None:
    conference, police = planned(coordinator, case), unit("Politie", Party.POLICE)
    with pytest.raises(ValidationError, match="Kies in welk deel Politie zit"):
        invited(conference, coordinator, guest(conference, police))
    empty = planned(coordinator)
    with pytest.raises(ValidationError, match="Zet eerst een casus of onderwerp op de agenda"):
        invited(empty, coordinator, guest(empty, police, CRIMINAL))
    with pytest.raises(ValidationError, match="Kies wie u uitnodigt"):
        invited(conference, coordinator)


def test_packs_go_in_the_same_act_word_for_word(coordinator: User, clerk: User, hilversum: User) -> None:
    request = asked(clerk)
    answered(request, hilversum)
    conference, team = planned(coordinator, request.case), unit("ACT-team", Party.CARE)
    shown = pack(conference, team, coordinator, "person", "housing")
    result = invited(conference, coordinator, guest(conference, team, JOINT), packs=[shown])
    with system_scope("the test looks"):
        given = Disclosure.objects.get()
        texts = {one.category: one.text for one in DisclosedPart.objects.filter(disclosure=given)}
    assert result.given == [given]
    assert (given.kind, given.unit, given.ground) == ("conference", team, "avg")
    assert "Antwoord over huisvesting." in texts["area_housing"]
    assert texts.keys() == {"identity", "area_housing"}
    again = pack(conference, team, coordinator, "person", "housing")
    assert invited(conference, coordinator, packs=[again]).given == [], "these words it has already"


def test_a_pack_that_changed_since_it_was_shown_stops_everything(
    coordinator: User, clerk: User, hilversum: User
) -> None:
    request = asked(clerk)
    conference, team = planned(coordinator, request.case), unit("ACT-team", Party.CARE)
    shown = pack(conference, team, coordinator, "person")
    answered(request, hilversum)
    with pytest.raises(PacksChanged, match="ACT-team: Erbij gekomen: "):
        invited(conference, coordinator, guest(conference, team, JOINT), packs=[shown])
    assert not Mail.objects.filter(step__startswith="conference").exists()
    with system_scope("nothing half-done"):
        assert not Invitation.objects.exists()
        assert not Disclosure.objects.exists()


def test_the_clerk_invites_and_gives_no_packs(coordinator: User, clerk: User, case: Case) -> None:
    conference, police = planned(clerk, case), unit("Politie", Party.POLICE)
    shown = pack(conference, police, coordinator, "person")
    with pytest.raises(ValidationError, match="Stukken geeft de coördinator mee"):
        invited(conference, clerk, guest(conference, police, CRIMINAL), packs=[shown])
    assert invited(conference, clerk, guest(conference, police, CRIMINAL)).mailed == ["Politie"]
    assert len(invited(conference, coordinator, packs=[shown]).given) == 1


def test_a_pack_goes_only_to_who_is_invited_for_that_case(coordinator: User, case: Case) -> None:
    conference, police = planned(coordinator, case), unit("Politie", Party.POLICE)
    with pytest.raises(ValidationError, match="Politie is niet voor deze casus uitgenodigd"):
        invited(conference, coordinator, packs=[pack(conference, police, coordinator, "person")])


def test_answers_are_recorded(coordinator: User, case: Case) -> None:
    conference, police = planned(coordinator, case), unit("Politie", Party.POLICE)
    invited(conference, coordinator, guest(conference, police, CRIMINAL))
    with open_scope(scope_for(coordinator)):
        one = Invitation.objects.get()
        answer(one, "declined")
        assert Invitation.objects.get().answer == "declined"
        with pytest.raises(ValidationError, match="Kies wat er geantwoord is"):
            answer(one, "maybe")


def test_a_grounds_day_is_the_day_of_giving(coordinator: User, case: Case) -> None:
    conference, police = planned(coordinator, case), unit("Politie", Party.POLICE)
    shown = pack(conference, police, coordinator, "person")
    with pytest.raises(ValidationError, match="Kies een grond die op deze datum gold"):
        invited(conference, coordinator, guest(conference, police, CRIMINAL), packs=[shown], ground="wgs")
    assert WHEN.on - NOW.date() == timedelta(days=7)
