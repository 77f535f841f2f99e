"""Police and care information: from whom and on what ground, taken out for good, and the coordinator's alone."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from cases.access import scope_for
from cases.background.selectors import care_information, police_information
from cases.background.services import record_care, record_police, take_out
from cases.models import Act, AuditEntry, CareInformation, Case, PoliceInformation
from nazorg.accounts.models import User
from nazorg.common.scope import open_scope, system_scope
from nazorg.covenant.parties import Party
from partners.models import Unit
from tests.case_tools import page
from tests.cast import Cast, client_of
from tests.conftest import NOW
from tests.database import sql
from tests.factories import case_in
from tests.judging_factories import CareInformationFactory, PoliceInformationFactory
from tests.partner_factories import UnitFactory

pytestmark = pytest.mark.django_db
TODAY = NOW.date()
POLICE = {"politie-supplied_by": "Wijkagent Van Rijn", "politie-request": "verzoek van 28 november",
          "politie-on": "2024-11-29", "politie-text": "Vier keer aangehouden."}  # fmt: skip
CARE = {"zorg-basis": "agreed", "zorg-agreed_on": "2024-11-28", "zorg-agreed_how": "hijzelf, mondeling",
        "zorg-on": "2024-11-29", "zorg-text": "In behandeling voor angst."}  # fmt: skip


@pytest.fixture
def case(coordinator: User) -> Case:
    with system_scope("the test makes a case"):
        return case_in("0402")


@pytest.fixture
def act_team(db: None) -> Unit:
    return UnitFactory(organisation__name="GGZ", name="ACT-team", party=Party.CARE)


def url(case: Case, rest: str = "") -> str:
    return f"/casussen/{case.reference}/achtergrond/{rest}"


def test_police_information_says_who_supplied_it_on_what_request_and_when(coordinator: User, case: Case) -> None:
    text = page(coordinator, url(case, "politie/"), POLICE)
    assert "De politie-informatie is vastgelegd." in text
    assert "Wijkagent Van Rijn, politie. Op verzoek: verzoek van 28 november" in text
    assert "Vier keer aangehouden." in text
    assert "Ontvangen vr 29 nov. Vastgelegd door Coordinator" in text
    with system_scope("the test looks"):
        act = Act.objects.get(case=case)
    assert (act.category, act.text) == (
        "police", "Politie-informatie van Wijkagent Van Rijn, op verzoek: verzoek van 28 november.",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"politie-supplied_by": ""}, "Vul in wie van de politie dit gaf."),
        ({"politie-request": " "}, "Zeg op welk verzoek de politie dit gaf."),
        ({"politie-on": "2024-12-03"}, "Kies een datum die niet in de toekomst ligt."),
        ({"politie-on": ""}, "Vul in wanneer de politie dit gaf."),
        ({"politie-text": "\u200b"}, "Schrijf op wat er is verteld."),
    ],
)
def test_without_a_source_police_information_is_not_taken(
    coordinator: User, case: Case, changes: dict[str, str], sentence: str
) -> None:
    text = page(coordinator, url(case, "politie/"), POLICE | changes)
    assert sentence in text
    kept = [value for name, value in POLICE.items() if name not in changes and name != "politie-on"]
    assert all(value in text for value in kept)
    with system_scope("the test looks"):
        assert not PoliceInformation.objects.exists()


def test_an_own_look_up_is_no_choice(coordinator: User, case: Case) -> None:
    text = page(coordinator, url(case))
    assert "Wat iemand zelf opzocht, hoort hier niet." in text
    with system_scope("not even the software"), pytest.raises(IntegrityError), transaction.atomic():
        PoliceInformationFactory(case=case, by=coordinator, supplied_by="")


def test_care_information_came_from_a_care_unit_for_this_purpose(coordinator: User, case: Case, act_team: Unit) -> None:
    data = CARE | {"zorg-basis": "supplied", "zorg-unit": str(act_team.pk)}
    text = page(coordinator, url(case, "zorg/"), data)
    assert "GGZ, ACT-team, voor dit doel gegeven" in text
    with system_scope("the test looks"):
        told, act = CareInformation.objects.get(), Act.objects.get(case=case)
    # What belongs to the other ground is left out.
    assert (told.unit, told.agreed_on, told.agreed_how) == (act_team, None, "")
    assert (act.category, act.text) == ("care", "Zorginformatie van GGZ, ACT-team.")


def test_or_the_person_agreed_and_it_says_who_and_when(coordinator: User, case: Case) -> None:
    text = page(coordinator, url(case, "zorg/"), CARE)
    assert "met instemming van do 28 nov: hijzelf, mondeling" in text
    assert "In behandeling voor angst." in text


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"zorg-basis": ""}, "Kies waarom dit hier mag staan."),
        ({"zorg-basis": "supplied"}, "Kies de zorgeenheid die dit gaf."),
        ({"zorg-unit": "999"}, "Kies een zorgeenheid uit de lijst."),
        ({"zorg-agreed_on": ""}, "Vul in wanneer de persoon instemde."),
        ({"zorg-agreed_on": "2024-12-03"}, "Kies een datum die niet in de toekomst ligt."),
        ({"zorg-agreed_how": ""}, "Zeg wie instemde, en hoe."),
    ],
)
def test_without_a_ground_care_information_is_not_taken(
    coordinator: User, case: Case, changes: dict[str, str], sentence: str
) -> None:
    text = page(coordinator, url(case, "zorg/"), CARE | changes)
    assert sentence in text
    assert "In behandeling voor angst." in text
    with system_scope("the test looks"):
        assert not CareInformation.objects.exists()


def test_care_comes_from_care_only(coordinator: User, case: Case) -> None:
    corporation = UnitFactory(party=Party.HOUSING)
    text = page(coordinator, url(case, "zorg/"), CARE | {"zorg-unit": str(corporation.pk)})
    assert "Kies een zorgeenheid uit de lijst." in text
    with open_scope(scope_for(coordinator)), pytest.raises(ValidationError, match="zorgeenheid"):
        record_care(case, "x", corporation, None, "", TODAY, coordinator, NOW)
    with system_scope("not even the software"):
        for wrong in ({"unit": None}, {"basis": "agreed"}, {"agreed_on": TODAY}):
            with pytest.raises(IntegrityError), transaction.atomic():
                CareInformationFactory(case=case, by=coordinator, **wrong)


def test_an_agreement_is_taken_back_and_the_words_are_gone_for_good(coordinator: User, case: Case) -> None:
    page(coordinator, url(case, "zorg/"), CARE)
    with system_scope("the test looks"):
        told = CareInformation.objects.get()
    remove = url(case, f"zorg/{told.pk}/weg/")
    assert "De persoon trok de instemming in." in page(coordinator, url(case))
    assert "Zeg waarom dit weg moet." in page(coordinator, remove, {f"care{told.pk}-why": ""})
    text = page(coordinator, remove, {f"care{told.pk}-why": "De persoon trok de instemming in."})
    assert "De tekst is weg." in text
    assert "In behandeling voor angst." not in text
    assert "Weggehaald door Coordinator" in text
    assert "met instemming van do 28 nov" in text
    assert "al weggehaald" in page(coordinator, remove, {f"care{told.pk}-why": "Nog eens."})
    with system_scope("the words are nowhere, the trail included"):
        assert CareInformation.objects.get().text == ""
        changes = AuditEntry.objects.filter(content_type__model="careinformation").values_list("changes", flat=True)
        assert len(changes) == 2
        assert "angst" not in str(list(changes))
        with pytest.raises(IntegrityError), transaction.atomic():
            CareInformation.objects.update(text="terug")


def test_police_information_in_the_wrong_case_is_taken_out_too(coordinator: User, case: Case) -> None:
    page(coordinator, url(case, "politie/"), POLICE)
    with open_scope(scope_for(coordinator)) as scope:
        (told,) = police_information(case, scope)
    text = page(coordinator, url(case, f"politie/{told.pk}/weg/"), {f"police{told.pk}-why": "Hoort bij zijn broer."})
    assert "Vier keer aangehouden." not in text
    assert "Hoort bij zijn broer." in text


def test_text_from_word_becomes_plain_and_script_stays_text(coordinator: User, case: Case) -> None:
    page(
        coordinator, url(case, "politie/"), POLICE | {"politie-text": "Een\x0btwee\u00ad\x00 <script>alert(1)</script>"}
    )
    with system_scope("the test looks"):
        assert PoliceInformation.objects.get().text == "Een\ntwee <script>alert(1)</script>"
    assert "<script>alert(1)" not in page(coordinator, url(case))


def test_nothing_of_another_case_is_taken_out(coordinator: User, case: Case) -> None:
    with system_scope("the test makes another case"):
        other = case_in("0402")
        police = PoliceInformationFactory(case=other, by=coordinator)
        care = CareInformationFactory(case=other, by=coordinator)
    client = client_of(coordinator)
    assert client.post(url(case, f"politie/{police.pk}/weg/"), {"police-why": "x"}).status_code == 404
    assert client.post(url(case, f"zorg/{care.pk}/weg/"), {"care-why": "x"}).status_code == 404


@pytest.mark.parametrize("rest", ["", "politie/", "zorg/", "politie/1/weg/", "zorg/1/weg/"])
def test_only_the_coordinator_comes_near_it(cast: Cast, case: Case, rest: str) -> None:
    for user in (cast.clerk, cast.chain_manager, cast.administrator, cast.privacy_officer):
        assert client_of(user).get(url(case, rest)).status_code == 403
        assert client_of(user).post(url(case, rest), POLICE | CARE).status_code == 403
    for contact in (cast.hilversum, cast.huizen):
        assert client_of(contact).post(url(case, rest), POLICE | CARE).status_code == 404


def test_nobody_else_reads_of_it_on_any_page_or_by_raw_sql(cast: Cast, case: Case) -> None:
    with open_scope(scope_for(cast.coordinator)):
        police, _ = record_police(
            case, "Geheim van de politie.", "Geheim agent", "Geheim verzoek", TODAY, cast.coordinator, NOW
        )
        record_care(case, "Geheim van de zorg.", None, TODAY, "Geheim hoe", TODAY, cast.coordinator, NOW)
        take_out(police, "Geheim waarom", cast.coordinator, NOW)
    for path in (f"/casussen/{case.reference}/", f"/casussen/{case.reference}/doelgroepen/", "/",
                 f"/casussen/{case.reference}/wat-ziet/0402/"):  # fmt: skip
        assert "Geheim" not in page(cast.clerk, path), path
    for path in ("/portaal/", "/portaal/casussen/"):
        assert "Geheim" not in page(cast.hilversum, path), path
    for user in (cast.clerk, cast.hilversum, cast.chain_manager, cast.privacy_officer, cast.administrator):
        with open_scope(scope_for(user)) as scope:
            assert sql("SELECT text FROM cases_policeinformation UNION SELECT text FROM cases_careinformation") == []
            assert sql("SELECT 1 FROM cases_act WHERE text LIKE '%%eheim%%'") == []
            assert sql("SELECT 1 FROM cases_auditentry WHERE changes::text LIKE '%%eheim%%'") == []
            assert (police_information(case, scope), care_information(case, scope)) == ([], [])
