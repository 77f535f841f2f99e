"""The quick note: one line on a case, for whom it is, and what was told to a partner by word of mouth."""

import pytest

from cases.access import scope_for
from cases.involvement.services import take_part
from cases.models import Act, Case, DisclosedPart, Disclosure, Participation
from nazorg.accounts.models import AccessLog, User
from nazorg.common.scope import open_scope, system_scope
from nazorg.covenant.parties import Party
from partners.models import Unit
from tests.case_tools import page
from tests.cast import Cast, client_of
from tests.conftest import NOW
from tests.database import sql
from tests.factories import case_in
from tests.partner_factories import UnitFactory

TODAY = NOW.date()


@pytest.fixture
def case(cast: Cast) -> Case:
    with system_scope("the test makes a case"):
        return case_in("0402")


@pytest.fixture
def inforsa(db: None) -> Unit:
    return UnitFactory(organisation__name="Inforsa", name="reclassering", party=Party.PROBATION)


@pytest.fixture
def act_team(db: None) -> Unit:
    return UnitFactory(organisation__name="GGZ", name="ACT-team", party=Party.CARE)


def posted(**fields: str) -> dict[str, str]:
    return {f"notitie-{name}": value for name, value in fields.items()}


def note(case: Case) -> str:
    return f"/casussen/{case.reference}/notitie/"


def acts() -> list[tuple[str, str, str]]:
    with system_scope("the test looks"):
        return list(Act.objects.order_by("pk").values_list("kind", "category", "text"))


def test_one_line_is_saved_and_stands_on_the_timeline(coordinator: User, case: Case) -> None:
    text = page(
        coordinator, note(case), posted(text="Belde: vrijdag komt zijn zus hem halen.", category="area_housing")
    )
    assert "De notitie is bewaard." in text
    assert "Belde: vrijdag komt zijn zus hem halen." in text
    assert acts() == [("note", "area_housing", "Belde: vrijdag komt zijn zus hem halen.")]
    with system_scope("the test reads the log"):
        assert AccessLog.objects.filter(act="note_add", reference=case.reference).exists()


def test_without_a_category_a_note_is_the_coordinators_alone(coordinator: User, clerk: User, case: Case) -> None:
    case_page = f"/casussen/{case.reference}/"
    assert "niet gekozen: alleen voor de coördinator" in page(coordinator, case_page)
    page(coordinator, note(case), posted(text="Twijfelt over zijn broer."))
    assert acts() == [("note", "risk", "Twijfelt over zijn broer.")]
    assert "Twijfelt over zijn broer." in page(coordinator, case_page)
    assert "Twijfelt" not in page(clerk, case_page)
    with open_scope(scope_for(clerk)):
        assert sql("SELECT text FROM cases_act") == []


def test_a_clerk_notes_what_the_clerk_may_know(clerk: User, case: Case) -> None:
    text = page(clerk, f"/casussen/{case.reference}/")
    assert "niet gekozen: identiteit" in text
    assert 'value="risk"' not in text
    assert 'value="offence"' not in text
    page(clerk, note(case), posted(text="Nieuw nummer van de PI."))
    assert acts() == [("note", "identity", "Nieuw nummer van de PI.")]
    text = page(clerk, note(case), posted(text="Over het delict.", category="offence"))
    assert "Kies een soort gegevens uit de lijst." in text
    assert "Over het delict." in text
    assert len(acts()) == 1


def test_what_is_told_to_a_partner_is_an_oral_disclosure_with_the_usual_ground(
    coordinator: User, case: Case, inforsa: Unit
) -> None:
    told = posted(text="Hij komt vrijdag vrij.", category="detention", unit=inforsa.reference, channel="phone")
    assert "als verstrekking aan Inforsa, reclassering." in page(coordinator, note(case), told)
    with system_scope("the test looks"):
        given, part = Disclosure.objects.get(), DisclosedPart.objects.get()
    assert (given.kind, given.channel, given.ground, given.unit, given.categories, given.on) == (
        "oral", "phone", "bjsg", inforsa, ["detention"], TODAY,
    )  # fmt: skip
    assert part.text == "Hij komt vrijdag vrij."
    assert acts()[-1] == ("contact", "detention", "Inforsa, reclassering: Hij komt vrijdag vrij.")


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"category": "risk"}, "Het convenant geeft dit niet aan zorg"),
        ({"category": "offence"}, "Het convenant geeft dit niet aan zorg"),
        ({"category": "area_care"}, "doet nog niet mee in deze casus"),
        ({"category": ""}, "Kies wat voor soort gegevens u vertelde."),
        ({"category": "identity", "ground": "wgs"}, "Kies een grond die vandaag geldt."),
        ({"category": "identity", "text": " "}, "Schrijf op wat u wilt bewaren."),
        ({"category": "identity", "text": "x" * 1_001}, "1000 tekens is het meeste."),
    ],
)
def test_what_may_not_be_told_is_refused_with_a_sentence_and_nothing_is_lost(
    coordinator: User, case: Case, act_team: Unit, fields: dict[str, str], sentence: str
) -> None:
    told = {"text": "Hij is boos op zijn vader.", "unit": act_team.reference, "channel": "talk"} | fields
    text = page(coordinator, note(case), posted(**told))
    assert sentence in text
    assert told["text"].strip() in text
    assert f'<option value="{act_team.reference}" selected>' in text
    assert acts() == []
    with system_scope("nothing half done"):
        assert not Disclosure.objects.exists()


def test_the_kinds_follow_the_unit_while_one_types(coordinator: User, case: Case, act_team: Unit) -> None:
    def kinds() -> str:
        return page(coordinator, f"{note(case)}keuzes/?notitie-unit={act_team.reference}")

    assert 'value="identity"' in kinds()
    assert not any(f'value="{code}"' in kinds() for code in ("risk", "offence", "area_care", "police"))
    assert '<option value="avg">' in kinds()
    with open_scope(scope_for(coordinator)):
        take_part(case, act_team, Participation.Why.ENRICHMENT, TODAY)
    assert 'value="area_care"' in kinds()
    assert 'value="risk"' not in kinds()
    assert 'value="risk"' in page(coordinator, f"{note(case)}keuzes/?notitie-unit=")


def test_a_kind_chosen_before_the_unit_stays_while_the_unit_may_know_it_and_else_it_is_said_not_to(
    coordinator: User, case: Case, act_team: Unit
) -> None:
    def kinds(chosen: str) -> str:
        asked = f"notitie-unit={act_team.reference}&notitie-category={chosen}&notitie-ground=avg"
        return page(coordinator, f"{note(case)}keuzes/?{asked}")

    assert '<option value="identity" selected>' in kinds("identity")
    assert '<option value="avg" selected>' in kinds("identity")
    assert "niet weten" not in kinds("identity")
    assert "U koos “delict”. Dat mag GGZ, ACT-team niet weten. Kies iets anders." in kinds("offence")
    assert "niet weten" not in kinds("<b>iets</b>")


def test_a_unit_that_stopped_or_the_mayor_is_no_choice(coordinator: User, case: Case) -> None:
    stopped = UnitFactory(until_on=TODAY.replace(month=11))
    mayor = UnitFactory(party=Party.MAYOR)
    for unit in (stopped, mayor):
        text = page(coordinator, note(case), posted(text="Iets.", category="identity", unit=unit.reference))
        assert "Kies een partner uit de lijst, of maak dit leeg." in text
    assert acts() == []


def test_who_has_no_dossiers_notes_nothing(cast: Cast, case: Case) -> None:
    for user in (cast.chain_manager, cast.administrator, cast.privacy_officer):
        assert client_of(user).post(note(case), posted(text="x")).status_code == 403
    assert client_of(cast.hilversum).post(note(case), posted(text="x")).status_code == 404
    assert client_of(cast.coordinator).post(note(case).replace(case.reference, "23456789")).status_code == 404
    assert acts() == []


def test_what_a_conference_discussed_is_told_to_nobody_who_was_merely_invited(
    coordinator: User, case: Case, act_team: Unit
) -> None:
    with open_scope(scope_for(coordinator)):
        take_part(case, act_team, Participation.Why.CONFERENCE, TODAY)
    kinds = page(coordinator, f"{note(case)}keuzes/?notitie-unit={act_team.reference}")
    assert 'value="conference_content"' not in kinds
    told = posted(text="Politie en OM zeiden het.", category="conference_content", unit=act_team.reference)
    text = page(coordinator, note(case), told)
    assert "Wat besproken is, krijgt een onderdeel alleen in het verslag van de delen waar het bij was." in text
    assert "Politie en OM zeiden het." in text
    with system_scope("nothing half done"):
        assert not Disclosure.objects.exists()
