"""Enrichment: a question to one partner or a round to several, what each is told, the answers, and the reminders."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from cases.access import scope_for
from cases.background.services import take_out
from cases.chasing.services import daily_round
from cases.disclosures.partner_packs import offer_for
from cases.enrichment.chasing import remind
from cases.enrichment.models import Asking, Enquiry
from cases.enrichment.selectors import overdue
from cases.enrichment.services import Told, ask, close, record_answer
from cases.models import Act, CareInformation, Case, DisclosedPart, Disclosure, Participation, PoliceInformation
from nazorg.accounts.models import User
from nazorg.common.mails.models import Mail
from nazorg.common.scope import current_scope, open_scope, system_scope
from nazorg.common.words import spaced
from nazorg.covenant.parties import Party
from partners.models import Unit
from tests.case_tools import page
from tests.cast import Cast, client_of
from tests.conftest import NOW
from tests.database import count, dump
from tests.factories import case_in
from tests.partner_factories import UnitFactory

TODAY, DUE = NOW.date(), date(2024, 12, 9)
QUESTION = "Kent u deze persoon, en wat loopt er?"


@pytest.fixture
def case(cast: Cast) -> Case:
    with system_scope("the test makes a case"):
        return case_in("0402", detention__institution="PI Almere")


@pytest.fixture
def police(db: None) -> Unit:
    return UnitFactory(organisation__name="Politie", party=Party.POLICE, email="gooi@politie.example")


@pytest.fixture
def act_team(db: None) -> Unit:
    return UnitFactory(organisation__name="GGZ", name="ACT-team", party=Party.CARE, email="act@ggz.example")


def ask_path(case: Case) -> str:
    return f"/casussen/{case.reference}/verrijking/nieuw/"


def first_step(*units: Unit, **changes: Any) -> dict[str, Any]:
    return {"question": QUESTION, "units": [unit.reference for unit in units], "days": "5"} | changes


def second_step(user: User, case: Case, *units: Unit, **ticked: list[str]) -> dict[str, Any]:
    """What the second page posts, with the tokens that it showed. `ticked` by party: which sections go along."""
    answer = client_of(user).post(ask_path(case), first_step(*units))
    data = first_step(*units) | {"stap": "vraag"}
    for tell, _ in answer.context["tells"]:
        data |= {
            f"{tell.prefix}-token": tell.offer.token, f"{tell.prefix}-channel": "mail", f"{tell.prefix}-ground": "avg",
            f"{tell.prefix}-parts": ticked.get(tell.unit.party, ["person"]),
        }  # fmt: skip
    return data


def asked(by: User, case: Case, *units: Unit, days: int = 5) -> list[Asking]:
    with open_scope(scope_for(by)):
        enquiry = ask(case, QUESTION, days, [Told(unit, [], "phone", "avg") for unit in units], by, NOW)
        return list(enquiry.askings.select_related("unit", "enquiry"))


def answer_of(asking: Asking) -> Act | None:
    with system_scope("the test looks"):
        return Asking.objects.select_related("answer").get(pk=asking.pk).answer


def test_a_round_goes_to_ticked_units_and_each_is_told_what_it_may_have(
    coordinator: User, case: Case, police: Unit, act_team: Unit
) -> None:
    data = second_step(coordinator, case, police, act_team, police=["person", "detention"], care=["person"])
    text = page(coordinator, ask_path(case), data)
    assert "Vastgelegd: 2 onderdelen gevraagd, elk als verstrekking." in text
    assert "0 van 2 beantwoord" in text
    with system_scope("the test looks"):
        enquiry = Enquiry.objects.get()
        told = {given.party: given for given in Disclosure.objects.all()}
        words = list(DisclosedPart.objects.filter(disclosure=told["police"]).values_list("heading", "category"))
        kinds = list(Act.objects.filter(case=case).values_list("kind", "category"))
        taking_part = set(Participation.objects.values_list("unit__party", "why"))
    assert (enquiry.kind, enquiry.due_on) == ("network_round", DUE)
    assert {given.kind for given in told.values()} == {"question"}
    assert words == [("Vraag", "identity"), ("Persoon", "identity"), ("Detentie", "detention")]
    assert told["care"].categories == ["identity"]
    assert ("network_round", "risk") in kinds
    assert taking_part == {("police", "enrichment"), ("care", "enrichment")}


def test_one_unit_is_a_bilateral_question(coordinator: User, case: Case, police: Unit) -> None:
    page(coordinator, ask_path(case), second_step(coordinator, case, police))
    with system_scope("the test looks"):
        assert Enquiry.objects.get().kind == "bilateral"
        assert Act.objects.filter(case=case, kind="bilateral").count() == 1


def test_what_a_unit_never_gets_is_not_offered_and_refused_when_posted_all_the_same(
    coordinator: User, case: Case, police: Unit
) -> None:
    corporation = UnitFactory(party=Party.HOUSING, organisation__name="Woningcorporatie")
    data = second_step(coordinator, case, police, corporation, housing=["person", "debts"])
    text = page(coordinator, ask_path(case), data)
    assert "Dit onderdeel mag niet alles krijgen wat u koos." in text
    assert QUESTION in text
    with system_scope("nothing half done"):
        assert not Enquiry.objects.exists()
        assert not Disclosure.objects.exists()
        assert not Participation.objects.exists()


def test_what_changed_while_one_looked_is_shown_again(coordinator: User, case: Case, police: Unit) -> None:
    data = second_step(coordinator, case, police)
    with system_scope("a transfer comes in"):
        case.detention.institution = "PI Lelystad"  # type: ignore[union-attr]
        case.detention.save()  # type: ignore[union-attr]
    text = page(coordinator, ask_path(case), data)
    assert "Er is net iets veranderd. Bekijk opnieuw wat Politie krijgt. Veranderd: detentie." in text
    assert "PI Lelystad" in text
    with system_scope("nothing half done"):
        assert not Enquiry.objects.exists()


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"question": " "}, "Schrijf op wat u wilt weten."),
        ({"question": "x" * 2_001}, "2000 tekens is het meeste."),
        ({"units": []}, "Kies aan wie u dit vraagt."),
        ({"units": ["22222222"]}, "Een van de onderdelen werkt niet meer met ons."),
        ({"days": "0"}, "Kies een termijn van 1 tot en met 60 werkdagen."),
        ({"days": "veel"}, "Kies een termijn van 1 tot en met 60 werkdagen."),
    ],
)
def test_an_incomplete_question_says_what_to_do(
    coordinator: User, case: Case, police: Unit, changes: dict[str, Any], sentence: str
) -> None:
    answer = client_of(coordinator).post(ask_path(case), first_step(police) | changes)
    assert sentence in answer.content.decode()
    assert "Wat krijgt ieder te horen?" not in answer.content.decode()


def test_the_way_back_keeps_what_was_typed(coordinator: User, case: Case, police: Unit) -> None:
    text = page(coordinator, ask_path(case), first_step(police) | {"stap": "terug"})
    assert QUESTION in text
    assert "Aan wie?" in text


def test_an_answer_is_recorded_under_the_kind_that_it_is(
    coordinator: User, clerk: User, case: Case, police: Unit, act_team: Unit
) -> None:
    first, second = asked(coordinator, case, police, act_team)
    path = f"/casussen/{case.reference}/verrijking/antwoord/"

    def answer(asking: Asking, **fields: str) -> str:
        data = {"text": "", "category": "", "answered_by": "", "on": "2024-12-02"} | fields
        named = {f"antwoord{asking.pk}-{name}": value for name, value in data.items()}
        return page(coordinator, f"{path}{asking.pk}/", named)

    assert "Schrijf op wat het antwoord was." in answer(first)
    refused = answer(first, text="Drie meldingen.", category="police")
    assert "Zeg wie dit gaf." in refused
    assert "Drie meldingen." in refused
    assert "tussen de vraag en vandaag" in answer(first, text="x", on="2024-12-01")
    text = answer(first, text="Drie meldingen.", category="police", answered_by="R. Maas")
    assert "Het antwoord van Politie is vastgelegd." in text
    assert "1 van 2 beantwoord" in text
    answer(second, text="Huurt bij Kansrijk Wonen.", category="area_housing")
    given = answer_of(first)
    assert given is not None
    assert given.category == "police"
    assert "al vastgelegd" in answer(second, text="Nog iets.")
    read_by_clerk = page(clerk, f"/casussen/{case.reference}/")
    assert "Huurt bij Kansrijk Wonen." in read_by_clerk
    assert "Drie meldingen." not in read_by_clerk


def test_what_the_police_answer_is_police_information_and_can_be_taken_out_for_good(
    coordinator: User, case: Case, police: Unit
) -> None:
    (asking,) = asked(coordinator, case, police)
    answer = {"text": "Drie meldingen.", "category": "police", "answered_by": "R. Maas", "on": "2024-12-02"}
    path = f"/casussen/{case.reference}/verrijking/antwoord/{asking.pk}/"
    text = page(coordinator, path, {f"antwoord{asking.pk}-{name}": value for name, value in answer.items()})
    assert "Lees het antwoord" in text
    assert "Drie meldingen." not in text
    with system_scope("the test looks"):
        told = PoliceInformation.objects.get(case=case)
    assert (told.text, told.supplied_by, told.on) == ("Drie meldingen.", "R. Maas", TODAY)
    assert told.request == f"bilaterale vraag {spaced(asking.enquiry.reference)} van 02-12-2024: {QUESTION}"
    assert "Drie meldingen." in page(coordinator, f"/casussen/{case.reference}/achtergrond/")
    with open_scope(scope_for(coordinator)) as scope:
        assert "Drie meldingen." in str(offer_for(case, police, scope, TODAY).sections)
        take_out(told, "Klopte niet", coordinator, NOW)
    assert "Drie meldingen." not in str(dump(frozenset()))
    assert "Drie meldingen." not in page(coordinator, f"/casussen/{case.reference}/tijdlijn/")


def test_what_a_care_unit_answers_is_care_information(coordinator: User, case: Case, act_team: Unit) -> None:
    (asking,) = asked(coordinator, case, act_team)
    with open_scope(scope_for(coordinator)):
        act = record_answer(asking, "In behandeling.", "care", "L. Bos", TODAY, coordinator, NOW)
        told = CareInformation.objects.get(case=case)
    assert (told.text, told.unit, told.basis) == ("In behandeling.", act_team, "supplied")
    assert (act.category, act.text) == ("care", "Zorginformatie van GGZ, ACT-team.")


def test_what_only_police_and_care_supply_is_no_choice_for_others(
    coordinator: User, case: Case, police: Unit, act_team: Unit
) -> None:
    first, second = asked(coordinator, case, police, act_team)
    with open_scope(scope_for(coordinator)):
        for asking, category in ((first, "care"), (second, "police")):
            with pytest.raises(ValidationError, match="Kies een soort gegevens uit de lijst"):
                record_answer(asking, "x", category, "L. Bos", TODAY, coordinator, NOW)


def test_beside_the_question_stands_who_will_read_it(coordinator: User, case: Case) -> None:
    assert "de administratie kan ze lezen." in page(coordinator, ask_path(case))


def test_an_answer_without_a_kind_is_the_coordinators_alone(coordinator: User, case: Case, police: Unit) -> None:
    (asking,) = asked(coordinator, case, police)
    with open_scope(scope_for(coordinator)):
        assert record_answer(asking, "Geen bijzonderheden.", "", "", TODAY, coordinator, NOW).category == "risk"


def test_a_reminder_holds_nothing_of_a_person_and_goes_once_a_step(coordinator: User, case: Case, police: Unit) -> None:
    (asking,) = asked(coordinator, case, police)
    path = f"/casussen/{case.reference}/verrijking/herinneren/{asking.pk}/"
    assert "Aan Politie is een herinnering gestuurd." in page(coordinator, path, {})
    assert "vandaag al een herinnering" in page(coordinator, path, {})
    mail = Mail.objects.get()
    assert (mail.to, mail.step) == (
        "gooi@politie.example", f"enquiry:{asking.enquiry.reference}:{police.reference}:1",
    )  # fmt: skip
    assert case.person.family_name not in mail.subject + mail.body
    assert case.reference not in mail.body
    assert QUESTION not in mail.body


def test_who_is_late_is_reminded_by_itself_twice_and_then_stands_on_the_list(
    coordinator: User, case: Case, police: Unit, act_team: Unit
) -> None:
    late, answered = asked(coordinator, case, police, act_team)
    with open_scope(scope_for(coordinator)):
        record_answer(answered, "Onbekend.", "", "", TODAY, coordinator, NOW)
    for number in range(24):
        daily_round(NOW + timedelta(days=number))
        daily_round(NOW + timedelta(days=number, minutes=10))
    mails = [mail for mail in Mail.objects.order_by("created_at") if mail.step.startswith("enquiry")]
    assert [(mail.to, mail.created_at.date()) for mail in mails] == [
        ("gooi@politie.example", date(2024, 12, 10)), ("gooi@politie.example", date(2024, 12, 13)),
    ]  # fmt: skip
    with open_scope(scope_for(coordinator)):
        assert list(overdue(current_scope(), DUE)) == []
        assert list(overdue(current_scope(), DUE + timedelta(days=1))) == [late]
        assert "1 onderdeel gaf geen antwoord." in close(late.enquiry, NOW + timedelta(days=30))
        assert list(overdue(current_scope(), DUE + timedelta(days=60))) == []


def test_a_unit_without_an_address_is_phoned_and_nothing_is_lost(coordinator: User, case: Case, police: Unit) -> None:
    nameless = UnitFactory(organisation__name="Opvang", party=Party.WELFARE, email="")
    text = page(coordinator, ask_path(case), second_step(coordinator, case, nameless))
    assert "Van Opvang is geen e-mailadres bekend: Nazorg herinnert hen niet, bel zelf." in text
    assert "Geen e-mailadres bekend: bel zelf, of laat het adres bij het onderdeel aanvullen." in text
    with system_scope("the test looks"):
        asking = Asking.objects.get()
    path = f"/casussen/{case.reference}/verrijking/herinneren/{asking.pk}/"
    assert "geen e-mailadres bekend. Bel zelf" in page(coordinator, path, {})
    daily_round(NOW + timedelta(days=8))
    assert not Mail.objects.filter(step__startswith="enquiry").exists()


def test_the_last_answer_closes_the_enquiry(coordinator: User, case: Case, police: Unit, act_team: Unit) -> None:
    for asking in asked(coordinator, case, police, act_team):
        with system_scope("nobody closed it by hand"):
            assert Enquiry.objects.get().closed_on is None
        data = {f"antwoord{asking.pk}-{name}": value for name, value in
                {"text": "Niets bekend.", "category": "", "answered_by": "", "on": "2024-12-02"}.items()}  # fmt: skip
        text = page(coordinator, f"/casussen/{case.reference}/verrijking/antwoord/{asking.pk}/", data)
        assert f"Het antwoord van {asking.unit} is vastgelegd." in text
        assert ("Daarmee is deze verrijking afgesloten." in text) == (asking.unit == act_team)
    with system_scope("the test looks"):
        assert Enquiry.objects.get().closed_on == TODAY
    assert "Sluit deze verrijking af" not in text


def test_what_is_closed_is_awaited_no_more(coordinator: User, case: Case, police: Unit) -> None:
    (asking,) = asked(coordinator, case, police)
    path = f"/casussen/{case.reference}/verrijking/afsluiten/{asking.enquiry_id}/"
    text = page(coordinator, path, {})
    assert "De verrijking is afgesloten. 1 onderdeel gaf geen antwoord." in text
    assert "al afgesloten" in page(coordinator, path, {})
    with open_scope(scope_for(coordinator)), pytest.raises(ValidationError, match="geen antwoord meer verwacht"):
        remind(asking, NOW)
    daily_round(NOW + timedelta(days=8))
    assert not Mail.objects.exists()


@pytest.mark.parametrize("rest", ["", "nieuw/", "antwoord/1/", "herinneren/1/", "afsluiten/1/"])
def test_enrichment_is_the_coordinators(cast: Cast, case: Case, rest: str) -> None:
    path = f"/casussen/{case.reference}/verrijking/{rest}"
    for user in (cast.clerk, cast.chain_manager, cast.administrator, cast.privacy_officer):
        assert client_of(user).post(path).status_code == 403
    assert client_of(cast.hilversum).post(path).status_code == 404


def test_a_question_of_another_case_is_not_found(coordinator: User, case: Case, police: Unit) -> None:
    with system_scope("the test makes a second case"):
        other = case_in("0402")
    (asking,) = asked(coordinator, case, police)
    for rest in (f"antwoord/{asking.pk}/", f"herinneren/{asking.pk}/", f"afsluiten/{asking.enquiry_id}/"):
        assert client_of(coordinator).post(f"/casussen/{other.reference}/verrijking/{rest}").status_code == 404


def test_raw_sql_gives_questions_to_nobody_but_the_coordinator(cast: Cast, case: Case, police: Unit) -> None:
    asked(cast.coordinator, case, police)
    seen = {}
    for role, user in cast.everybody().items():
        with open_scope(scope_for(user)):
            seen[role] = (count("cases_enquiry"), count("cases_asking"))
    assert {role for role, numbers in seen.items() if numbers != (0, 0)} == {"coordinator"}
