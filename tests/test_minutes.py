"""Minutes: the coordinator's alone, split per part and case; a unit gets what it attended, once."""

from dataclasses import replace

import pytest
from django.core.exceptions import ValidationError

from cases.access import scope_for
from cases.conferences.minutes import MinutesChanged, Page, give_minutes, save_minutes, set_motive
from cases.involvement.services import stop_taking_part
from cases.models import AgendaItem, Case, Conference, ConferencePart, DisclosedPart, Disclosure, Minutes, Motive
from cases.needs.services import give_consent, withdraw_consent
from cases.requests.moving import move_case
from municipalities.models import Municipality
from nazorg.accounts.models import User
from nazorg.common.scope import open_scope, system_scope
from nazorg.covenant.parties import Party
from tests.cast import Cast, client_of
from tests.conference_tools import CRIMINAL, JOINT, WHEN, guest, held, invited, planned, unit
from tests.conftest import NOW
from tests.database import count, refusal, sql
from tests.factories import case_in, exception

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(coordinator: User) -> Case:
    with system_scope("the test makes a case"):
        return case_in("0402")


@pytest.fixture
def conference(coordinator: User, case: Case) -> Conference:
    return planned(coordinator, case, when=replace(WHEN, on=NOW.date()))


def page(conference: Conference, title: str, version: int = 0, **words: str) -> Page:
    part = ConferencePart.objects.get(conference=conference, title=title)
    item = AgendaItem.objects.select_related("case").get(conference=conference)
    return Page(part, item, words.get("discussed", ""), words.get("decided", ""), words.get("agreed", ""), version)


def write(conference: Conference, by: User, title: str, version: int = 0, **words: str) -> int:
    with open_scope(scope_for(by)):
        return save_minutes(conference, [page(conference, title, version, **words)], by, NOW)


def test_minutes_are_kept_per_part_and_case(coordinator: User, conference: Conference) -> None:
    write(conference, coordinator, CRIMINAL, discussed="Drie aangiften.")
    write(conference, coordinator, JOINT, decided="Huren onder voorwaarden.", agreed="Opvang belt.\r\nVrijdag.")
    assert (
        write(conference, coordinator, JOINT, 1, decided="Huren onder voorwaarden.", agreed="Opvang belt.\nVrijdag.")
        == 0
    )
    with system_scope("the test looks"):
        assert [(one.part.title, one.version) for one in Minutes.objects.all()] == [(CRIMINAL, 1), (JOINT, 1)]


def test_what_was_agreed_is_one_press_away_from_the_plan_but_never_from_a_criminal_part(
    coordinator: User, clerk: User, case: Case, conference: Conference
) -> None:
    write(conference, coordinator, CRIMINAL, agreed="Politie houdt de aangifte aan.")
    write(conference, coordinator, JOINT, agreed="- Opvang belt vrijdag.\n\n- Corporatie kijkt naar een kamer.")
    with system_scope("the test looks"):
        number = Minutes.objects.get(part__title=JOINT).pk
    client, plan = client_of(coordinator), f"/casussen/{case.reference}/plan/"
    for path in (f"/overleg/{conference.reference}/verslag/", plan):
        text = client.get(path).content.decode()
        assert f'{plan}?verslag={number}&amp;actie=2#nieuwe-actie">Corporatie kijkt naar een kamer.</a>' in text
        assert "?verslag=" in text.replace(f"?verslag={number}", "", 1)
        assert ">Politie houdt de aangifte aan.</a>" not in text
    filled = client.get(f"{plan}?verslag={number}&actie=2").content.decode()
    assert 'value="Corporatie kijkt naar een kamer."' in filled
    given = {
        "what": "Corporatie kijkt naar een kamer.",
        "owner": "gemeente",
        "due_on": "2024-12-16",
        "goal": "",
        "name": "",
    }
    client.post(f"{plan}actie/", {f"regel-{name}": value for name, value in given.items()})
    text = client.get(plan).content.decode()
    assert "?verslag=" in text
    assert "kamer.</a>" not in text
    assert "?verslag=" not in client_of(clerk).get(plan).content.decode()
    assert "Opvang belt" not in client_of(clerk).get(f"{plan}?verslag={number}&actie=0").content.decode()
    assert 'name="regel-what" value' not in client.get(f"{plan}?verslag=x&actie=9").content.decode()


def test_two_who_write_at_once_lose_nothing(coordinator: User, conference: Conference) -> None:
    write(conference, coordinator, JOINT, decided="Van de eerste.")
    with pytest.raises(MinutesChanged) as changed:
        write(conference, coordinator, JOINT, decided="Van de tweede.")
    assert [one.decided for one in changed.value.pages] == ["Van de eerste."]
    assert write(conference, coordinator, JOINT, 1, decided="Van beiden.") == 1


def test_a_conflict_shows_both_texts_and_keeps_what_was_typed(coordinator: User, conference: Conference) -> None:
    client, url = client_of(coordinator), f"/overleg/{conference.reference}/verslag/"
    with system_scope("the test knows the form's names"):
        keys = [f"p{part.pk}-{AgendaItem.objects.get().pk}" for part in ConferencePart.objects.all()]
    blank = {f"{key}-{name}": "" for key in keys for name in ("discussed", "decided", "agreed")}
    typed = blank | {f"{key}-version": "0" for key in keys} | {f"{keys[1]}-decided": "Van de tweede."}
    write(conference, coordinator, JOINT, decided="Van de eerste.")
    shown = client.post(url, typed).content.decode()
    assert "Er is nog niets van u bewaard" in shown
    assert "Van de eerste." in shown
    assert "Van de tweede." in shown
    again = client.post(url, typed | {f"{keys[1]}-version": "1"})
    assert again.status_code == 302
    with system_scope("the test looks"):
        assert Minutes.objects.get().decided == "Van de tweede."


def test_a_unit_gets_the_parts_it_attended_and_gets_them_once(coordinator: User, conference: Conference) -> None:
    police, team, late = unit("Politie", Party.POLICE), unit("ACT-team", Party.CARE), unit("Opvang", Party.WELFARE)
    probation = unit("Reclassering", Party.PROBATION)
    invited(
        conference, coordinator, guest(conference, police, CRIMINAL), guest(conference, team, JOINT),
        guest(conference, late, JOINT), guest(conference, probation, CRIMINAL, JOINT),
    )  # fmt: skip
    write(conference, coordinator, CRIMINAL, discussed="Drie aangiften.")
    write(conference, coordinator, JOINT, decided="Huren onder voorwaarden.")
    with open_scope(scope_for(coordinator)), pytest.raises(ValidationError, match="Leg eerst vast dat het overleg"):
        give_minutes(conference, "avg", coordinator, NOW)
    held(conference, coordinator, NOW, absent=[late])
    with open_scope(scope_for(coordinator)):
        assert len(give_minutes(conference, "avg", coordinator, NOW)) == 3
        with pytest.raises(ValidationError, match="Er is niets nieuws te geven"):
            give_minutes(conference, "avg", coordinator, NOW)
    with system_scope("the test looks"):
        parts = DisclosedPart.objects.order_by("disclosure__recipient", "position")
        got = [(one.disclosure.recipient, one.heading, one.category) for one in parts]
        words = {one.disclosure.recipient: one.text for one in parts if one.heading == JOINT}
    assert got == [
        ("ACT-team", JOINT, "conference_content"), ("Politie", CRIMINAL, "conference_content"),
        ("Reclassering", CRIMINAL, "conference_content"), ("Reclassering", JOINT, "conference_content"),
    ]  # fmt: skip
    assert words["ACT-team"] == "Casus op Maat, 2 december 2024.\n\nBesluiten:\nHuren onder voorwaarden."
    write(conference, coordinator, JOINT, 1, decided="Huren, en therapie.")
    with open_scope(scope_for(coordinator)):
        assert [one.recipient for one in give_minutes(conference, "avg", coordinator, NOW)] == [
            "ACT-team", "Reclassering",
        ]  # fmt: skip


def test_a_consent_that_was_taken_back_holds_back_the_part_about_that_area(
    coordinator: User, conference: Conference, case: Case
) -> None:
    police, team = unit("Politie", Party.POLICE), unit("ACT-team", Party.CARE)
    invited(conference, coordinator, guest(conference, police, CRIMINAL), guest(conference, team, JOINT))
    write(conference, coordinator, CRIMINAL, discussed="Drie aangiften.")
    write(conference, coordinator, JOINT, decided="Huren onder voorwaarden.")
    held(conference, coordinator, NOW)
    with open_scope(scope_for(coordinator)):
        consent = give_consent(case, "housing", NOW.date(), "mondeling", coordinator, NOW)
        withdraw_consent(consent, NOW.date(), coordinator, NOW)
    text = client_of(coordinator).get(f"/overleg/{conference.reference}/verslag/").content.decode()
    assert "“Gezamenlijk deel” gaat niet mee: de persoon trok de toestemming in voor huisvesting." in text
    assert "Geef 1 verslag" in text
    with open_scope(scope_for(coordinator)):
        assert [one.recipient for one in give_minutes(conference, "avg", coordinator, NOW)] == ["Politie"]
        with pytest.raises(ValidationError, match="Er is niets nieuws te geven"):
            give_minutes(conference, "avg", coordinator, NOW)


def test_who_takes_part_no_more_gets_nothing_and_keeps_nobody_else_from_it(
    coordinator: User, conference: Conference, case: Case
) -> None:
    police, probation = unit("Politie", Party.POLICE), unit("Reclassering", Party.PROBATION)
    invited(conference, coordinator, guest(conference, police, CRIMINAL), guest(conference, probation, CRIMINAL))
    write(conference, coordinator, CRIMINAL, discussed="Drie aangiften.")
    held(conference, coordinator, NOW)
    with open_scope(scope_for(coordinator)):
        stop_taking_part(case, police, coordinator, NOW)
    text = client_of(coordinator).get(f"/overleg/{conference.reference}/verslag/").content.decode()
    assert "Politie doet niet meer mee in deze casus." in text
    with open_scope(scope_for(coordinator)):
        assert [one.recipient for one in give_minutes(conference, "avg", coordinator, NOW)] == ["Reclassering"]


def test_a_municipality_gets_the_joint_part_while_the_case_is_its_own(
    cast: Cast, coordinator: User, conference: Conference, case: Case
) -> None:
    assert case.responsible is not None
    invited(conference, coordinator, guest(conference, case.responsible, JOINT))
    write(conference, coordinator, CRIMINAL, discussed="Drie aangiften.")
    write(conference, coordinator, JOINT, decided="Huren onder voorwaarden.")
    held(conference, coordinator, NOW)
    client, url = client_of(coordinator), f"/overleg/{conference.reference}/verslag/"
    assert f"gemeente Hilversum, {case.person.full_name}: {JOINT}" in client.get(url).content.decode()
    client.post(f"{url}geven/", {"ground": "avg"})
    with system_scope("the test looks"):
        given = Disclosure.objects.get()
        assert (given.recipient, given.party, given.municipality) == ("gemeente Hilversum", "contact", case.responsible)
        assert [part.text for part in DisclosedPart.objects.all()] == [
            "Casus op Maat, 2 december 2024.\n\nBesluiten:\nHuren onder voorwaarden."
        ]
    assert "gemeente Hilversum" in client.get(f"/casussen/{case.reference}/verstrekkingen/").content.decode()
    with open_scope(scope_for(cast.hilversum)):
        assert sql("SELECT id FROM cases_disclosure UNION ALL SELECT id FROM cases_disclosedpart") == []


def test_a_municipality_that_no_longer_has_the_case_gets_no_minutes_of_it(
    coordinator: User, conference: Conference, case: Case
) -> None:
    assert case.responsible is not None
    invited(conference, coordinator, guest(conference, case.responsible, JOINT))
    write(conference, coordinator, JOINT, decided="Huren onder voorwaarden.")
    held(conference, coordinator, NOW)
    with open_scope(scope_for(coordinator)):
        move_case(case, Municipality.objects.get(code="0406"), "Verhuisd.", coordinator, NOW)
        with pytest.raises(ValidationError, match="Er is niets nieuws te geven"):
            give_minutes(conference, "avg", coordinator, NOW)
    text = client_of(coordinator).get(f"/overleg/{conference.reference}/verslag/").content.decode()
    assert "“Gezamenlijk deel” gaat niet mee: de casus is nu van Huizen." in text


def test_minutes_are_given_on_a_ground_that_holds(coordinator: User, conference: Conference) -> None:
    invited(conference, coordinator, guest(conference, unit("Politie", Party.POLICE), CRIMINAL))
    write(conference, coordinator, CRIMINAL, discussed="Drie aangiften.")
    held(conference, coordinator, NOW)
    url = f"/overleg/{conference.reference}/verslag/geven/"
    assert "Kies een grond die nu geldt" in client_of(coordinator).post(url, {"ground": "wbp"}).content.decode()
    with system_scope("the test looks"):
        assert not Disclosure.objects.exists()


def test_why_a_case_is_on_the_agenda_is_kept_by_criterion(coordinator: User, conference: Conference) -> None:
    with open_scope(scope_for(coordinator)):
        item = AgendaItem.objects.select_related("conference", "case").get()
        set_motive(item, ["stalled", "returner", "made-up"], " Mijdt zorg ")
        motive = Motive.objects.get()
        assert (motive.criteria, motive.text) == (["returner", "stalled"], "Mijdt zorg")
        with pytest.raises(ValidationError, match="200 tekens is het meeste"):
            set_motive(item, [], "x" * 201)


def test_what_was_said_is_the_coordinators_also_by_raw_sql(
    cast: Cast, coordinator: User, conference: Conference, case: Case
) -> None:
    write(conference, coordinator, CRIMINAL, discussed="Drie aangiften.")
    with open_scope(scope_for(coordinator)):
        set_motive(AgendaItem.objects.select_related("conference", "case").get(), ["stalled"], "")
    seen = {}
    for role, user in cast.everybody().items():
        with open_scope(scope_for(user)):
            seen[role] = (count("cases_conference"), count("cases_minutes"), count("cases_motive"))
    assert seen.pop("coordinator") == (1, 1, 1)
    assert seen.pop("clerk") == (1, 0, 0)
    assert set(seen.values()) == {(0, 0, 0)}
    with open_scope(scope_for(cast.clerk)):
        assert sql("UPDATE cases_minutes SET discussed = 'x' RETURNING id") == []
        assert "row-level security" in refusal(
            "INSERT INTO cases_motive (item_id, case_id, criteria, text) VALUES (1, %s, '[]', '')", case.pk
        )


def test_a_case_that_is_destroyed_takes_its_minutes_along(
    coordinator: User, conference: Conference, case: Case
) -> None:
    write(conference, coordinator, CRIMINAL, discussed="Drie aangiften.")
    invited(conference, coordinator, guest(conference, unit("Politie", Party.POLICE), CRIMINAL))
    with system_scope("the retention period is over"):
        case.delete()
        assert (Minutes.objects.count(), AgendaItem.objects.count(), Conference.objects.count()) == (0, 0, 1)


def test_an_exception_opens_the_minutes_of_one_file_and_no_others(
    cast: Cast, coordinator: User, conference: Conference, case: Case
) -> None:
    write(conference, coordinator, CRIMINAL, discussed="Drie aangiften.")
    with system_scope("another case, and an exception on this one"):
        other = planned(coordinator, case_in("0406"))
        exception(cast.privacy_officer, case, cast)
    with open_scope(scope_for(coordinator)):
        save_minutes(other, [page(other, CRIMINAL, discussed="Van een ander.")], coordinator, NOW)
    with open_scope(scope_for(cast.privacy_officer)):
        assert sql("SELECT discussed FROM cases_minutes") == [("Drie aangiften.",)]
