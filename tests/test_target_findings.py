"""Target groups as a person finds them: overruled with a reason, taken back, and seen by whom they are for."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from cases.access import scope_for
from cases.models import Act, Case, Concern, Finding
from cases.people.merge import merge, undo
from cases.targets.models import Group
from cases.targets.selectors import target_groups
from cases.targets.services import bring_in, find, know_before, take_back
from nazorg.accounts.models import User
from nazorg.common.scope import open_scope, system_scope
from nazorg.covenant.parties import Party
from tests.case_tools import page
from tests.cast import Cast, client_of
from tests.conftest import NOW
from tests.factories import exception
from tests.judging_factories import ConcernFactory, FindingFactory
from tests.partner_factories import UnitFactory
from tests.target_tools import case_of, group, url

pytestmark = pytest.mark.django_db
TODAY = NOW.date()


def test_a_person_overrules_the_data_with_a_reason_and_may_take_it_back(coordinator: User) -> None:
    case = case_of(detention__person__born="1970-01-01")
    text = page(
        coordinator, url(case, "oordeel/jong/"), {"young-belongs": "ja", "young-why": "Geboortejaar klopt niet."}
    )
    assert "Uw oordeel is vastgelegd." in text
    assert "Geboortejaar klopt niet. Coordinator, ma 2 dec." in text
    assert "Volgens de gegevens: nee." in text
    assert group(case, coordinator, Group.YOUNG).belongs == "yes"
    with system_scope("the test looks"):
        finding = Finding.objects.get()
    assert (finding.category, finding.by) == ("target_facts", coordinator)
    text = page(coordinator, url(case, f"oordeel/{finding.pk}/terug/"), {})
    assert "Teruggenomen. Wat er stond, blijft te lezen." in text
    assert "Jonger dan 27: ja. Geboortejaar klopt niet." in text
    assert group(case, coordinator, Group.YOUNG).belongs == "no"
    assert "Dit was al teruggenomen." in page(coordinator, url(case, f"oordeel/{finding.pk}/terug/"), {})


def test_a_second_judgement_takes_the_place_of_the_first_which_stays_readable(coordinator: User) -> None:
    case = case_of()
    with open_scope(scope_for(coordinator)):
        find(case, Group.OGGZ, True, "Bekend bij het ACT-team.", coordinator, NOW)
        find(case, Group.OGGZ, False, "Verward met zijn broer.", coordinator, NOW)
    target = group(case, coordinator, Group.OGGZ)
    assert (target.belongs, target.why) == ("no", "Verward met zijn broer. Coordinator, ma 2 dec.")
    assert "Bekend bij het ACT-team." in page(coordinator, url(case))


def test_an_oggz_history_found_once_holds_in_the_next_case_too(coordinator: User) -> None:
    case = case_of()
    with open_scope(scope_for(coordinator)):
        find(case, Group.OGGZ, True, "Bekend bij het ACT-team.", coordinator, NOW)
    later = case_of(detention__person=case.person, detention__start_on=date(2024, 11, 1))
    target = group(later, coordinator, Group.OGGZ)
    assert target.belongs == "yes"
    assert f"In casus {case.reference[:4]} {case.reference[4:]}." in target.why
    assert "Neem oordeel terug" not in page(coordinator, url(later))


def test_a_partner_brings_somebody_in_with_who_when_and_why(coordinator: User) -> None:
    case = case_of()
    unit = UnitFactory(organisation__name="GGD", name="Vangnet en Advies", party=Party.CARE)
    data = {"zorg-who": "Mevrouw Bos", "zorg-unit": str(unit.pk), "zorg-on": "2024-11-28",
            "zorg-why": "Slaapt in een kelder."}  # fmt: skip
    text = page(coordinator, url(case, "ingebracht/"), data)
    assert "Mevrouw Bos, do 28 nov: Slaapt in een kelder." in text
    target = group(case, coordinator, Group.CONCERN)
    assert target.belongs == "yes"
    with system_scope("the test looks"):
        concern = Concern.objects.get()
    assert (concern.unit, concern.by) == (unit, coordinator)
    page(coordinator, url(case, f"ingebracht/{concern.pk}/terug/"), {})
    assert group(case, coordinator, Group.CONCERN).belongs == "no"
    assert "Mevrouw Bos: Slaapt in een kelder." in page(coordinator, url(case))


def test_a_case_that_was_opened_by_hand_was_brought_in_by_whom_it_says(coordinator: User) -> None:
    case = case_of(origin=Case.Origin.BY_HAND, brought_in_by="Wijkteam", brought_in_why="Is al vrij.")
    target = group(case, coordinator, Group.CONCERN)
    assert (target.belongs, target.lines) == ("yes", ("Wijkteam, ma 7 jan 2013: Is al vrij.",))


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"zorg-who": ""}, "Zeg wie de zorgen heeft."),
        ({"zorg-why": " "}, "Zeg waarover de zorgen gaan."),
        ({"zorg-on": "2024-12-03"}, "Kies een datum die niet in de toekomst ligt."),
        ({"zorg-on": ""}, "Vul in wanneer de partner dit zei."),
        ({"zorg-unit": "999"}, "Kies een onderdeel uit de lijst."),
    ],
)
def test_a_concern_that_is_not_whole_is_asked_for_again(coordinator: User, data: dict[str, str], sentence: str) -> None:
    case = case_of()
    whole = {"zorg-who": "Bos", "zorg-unit": "", "zorg-on": "2024-11-28", "zorg-why": "Slaapt in een kelder."}
    text = page(coordinator, url(case, "ingebracht/"), whole | data)
    assert sentence in text
    with system_scope("the test looks"):
        assert not Concern.objects.exists()


def test_a_judgement_asks_for_a_choice_and_a_reason(coordinator: User) -> None:
    case = case_of()
    text = page(coordinator, url(case, "oordeel/oggz/"), {"oggz-why": "Bekend."})
    assert "Kies ja of nee." in text
    assert 'value="Bekend."' in text
    assert "Zeg in een paar woorden waarom." in page(coordinator, url(case, "oordeel/oggz/"), {"oggz-belongs": "ja"})
    client = client_of(coordinator)
    for unknown in ("partner", "bij", "young"):
        assert client.post(url(case, f"oordeel/{unknown}/"), {}).status_code == 404
    with open_scope(scope_for(coordinator)):
        for wrong, why in (("concern", "x"), ("bij", "x"), ("oggz", "")):
            with pytest.raises(ValidationError):
                find(case, wrong, True, why, coordinator, NOW)


def test_the_database_keeps_the_category_of_a_group_and_one_judgement_at_a_time(coordinator: User) -> None:
    case = case_of()
    with system_scope("not even the software"):
        FindingFactory(case=case, by=coordinator)
        for wrong in ({}, {"group": "young", "category": "target_findings"}, {"group": "young", "why": ""}):
            with pytest.raises(IntegrityError), transaction.atomic():
                FindingFactory(case=case, by=coordinator, **wrong)
        with pytest.raises(IntegrityError), transaction.atomic():
            ConcernFactory(case=case, by=coordinator, who="")


def test_a_judgement_is_a_dated_act_that_only_the_coordinator_reads(cast: Cast) -> None:
    case = case_of()
    with open_scope(scope_for(cast.coordinator)):
        find(case, Group.RETURNER, True, "Zat ook in België.", cast.coordinator, NOW)
        know_before(case, 2, "politie", cast.coordinator, NOW)
        concern = bring_in(case, "Bos", None, TODAY, "Slaapt buiten.", cast.coordinator, NOW)
        take_back(concern, cast.coordinator, NOW)
    with system_scope("the test looks"):
        acts = list(Act.objects.filter(case=case).order_by("pk").values_list("kind", "category", "text"))
    assert acts == [
        ("note", "target_findings", "Doelgroep. frequente terugkeerder: ja. Zat ook in België."),
        ("note", "target_findings", "Doelgroep. Eerder bekend: 2 detenties (politie)."),
        ("note", "target_findings", "Doelgroep. Ingebracht door Bos."),
        ("note", "target_findings", "Doelgroep. ingebracht door een partner: oordeel teruggenomen."),
    ]
    for user in (cast.clerk, cast.hilversum):
        with open_scope(scope_for(user)):
            assert not Act.objects.filter(case=case).exists()


def test_groups_follow_a_person_who_turned_out_to_be_the_same(coordinator: User) -> None:
    case, other = case_of(), case_of(detention__start_on=date(2024, 3, 4))
    with open_scope(scope_for(coordinator)):
        know_before(other, 4, "politie", coordinator, NOW)
        record = merge(case.person, other.person, "zelfde BSN", coordinator, NOW)
    assert "4 eerder bekend" in " ".join(group(case, coordinator, Group.RETURNER).lines)
    with open_scope(scope_for(coordinator)):
        undo(record, coordinator, NOW)
    assert "eerder bekend" not in " ".join(group(case, coordinator, Group.RETURNER).lines)


def test_the_clerk_reads_what_follows_from_the_data_and_judges_nothing(cast: Cast) -> None:
    case = case_of(brought_in_by="")
    with open_scope(scope_for(cast.coordinator)):
        find(case, Group.OGGZ, True, "Bekend bij het ACT-team.", cast.coordinator, NOW)
        bring_in(case, "Bos", None, TODAY, "Slaapt buiten.", cast.coordinator, NOW)
        find(case, Group.YOUNG, True, "Geboortejaar klopt niet.", cast.coordinator, NOW)
    text = page(cast.clerk, url(case))
    assert "Frequente terugkeerder" in text
    assert "Geboortejaar klopt niet." in text
    for hidden in ("OGGZ", "ACT-team", "Slaapt buiten", "Ingebracht door een partner", "Oordeel zelf", "Bewaar"):
        assert hidden not in text, hidden
    with open_scope(scope_for(cast.clerk)) as scope:
        assert {target.group for target in target_groups(case, scope, TODAY)} == {"help", "young", "returner"}


@pytest.mark.parametrize(
    "rest", ["oordeel/oggz/", "oordeel/1/terug/", "eerder-bekend/", "ingebracht/", "ingebracht/1/terug/"]
)
def test_only_the_coordinator_judges(cast: Cast, rest: str) -> None:
    case = case_of()
    for user in (cast.clerk, cast.chain_manager, cast.administrator, cast.privacy_officer):
        assert client_of(user).post(url(case, rest), {}).status_code == 403
    for contact in (cast.hilversum, cast.huizen):
        assert client_of(contact).post(url(case, rest), {}).status_code == 404
        assert client_of(contact).get(url(case)).status_code == 404


def test_contacts_know_nothing_of_groups_also_with_an_exception_on_the_case(cast: Cast) -> None:
    case = case_of()
    with system_scope("the test judges, and opens the case to another"):
        FindingFactory(case=case, by=cast.coordinator, group="young", why="Geheim.")
        exception(cast.huizen, case, cast)
    for contact in (cast.hilversum, cast.huizen):
        with open_scope(scope_for(contact)) as scope:
            assert Finding.objects.count() == 0
            assert target_groups(case, scope, TODAY) == []


def test_a_judgement_of_another_case_is_not_found(coordinator: User) -> None:
    case, other = case_of(), case_of()
    with system_scope("the test judges"):
        finding = FindingFactory(case=other, by=coordinator)
        concern = ConcernFactory(case=other, by=coordinator)
    client = client_of(coordinator)
    assert client.post(url(case, f"oordeel/{finding.pk}/terug/")).status_code == 404
    assert client.post(url(case, f"ingebracht/{concern.pk}/terug/")).status_code == 404
