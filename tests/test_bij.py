"""BIJ: a group of its own; the mayor is told, and nobody but the coordinator knows."""

import pytest
from django.core.exceptions import ValidationError

from cases.access import scope_for
from cases.bij.selectors import not_informed
from cases.involvement.services import take_part
from cases.models import (
    Act,
    ActionLine,
    BijRecord,
    Case,
    DisclosedPart,
    Disclosure,
    MayorInformed,
    Participation,
    Statement,
)
from cases.selectors import find_case
from cases.statements.services import write_statement
from nazorg.accounts.models import User
from nazorg.common.scope import current_scope, open_scope, system_scope
from nazorg.covenant.parties import Party
from partners.models import Unit
from tests.case_tools import page
from tests.cast import Cast, client_of
from tests.conftest import NOW
from tests.database import sql
from tests.factories import case_in
from tests.partner_factories import UnitFactory
from tests.sharing_tools import give_on_page


@pytest.fixture
def case(cast: Cast) -> Case:
    with system_scope("the test makes a case"):
        return case_in("0402", detention__person__family_name="Terugkeer", detention__institution="PI Almere")


@pytest.fixture
def mayor(db: None) -> Unit:
    UnitFactory(organisation__name="Burgemeester", name="Huizen", party=Party.MAYOR)
    unit: Unit = UnitFactory(organisation__name="Burgemeester", name="Hilversum", party=Party.MAYOR)
    return unit


def path(case: Case, rest: str = "") -> str:
    return f"/casussen/{case.reference}/bij/{rest}"


def put_in(user: User, case: Case) -> str:
    return page(user, path(case, "erbij/"), {"why": "gewelds- en zedenlijst"})


def told(user: User, case: Case, mayor: Unit, **changes: str) -> dict[str, str]:
    token = client_of(user).get(path(case)).context["token"]
    values = {"unit": mayor.reference, "text": "Gaat wonen bij zijn moeder.", "channel": "mail",
              "ground": "gemeentewet", "on": "2024-12-02", "token": token}  # fmt: skip
    return values | changes


def test_the_group_has_a_page_of_its_own_that_says_whether_the_mayor_knows(
    coordinator: User, case: Case, mayor: Unit
) -> None:
    assert "Niemand in de BIJ-groep" in page(coordinator, "/bij/")
    assert "De casus hoort nu bij de BIJ-groep." in put_in(coordinator, case)
    assert "hoort al bij de BIJ-groep" in put_in(coordinator, case)
    text = page(coordinator, "/bij/")
    assert "Terugkeer" in text
    assert "nog niet geïnformeerd" in text
    with open_scope(scope_for(coordinator)):
        assert [record.case for record in not_informed(current_scope())] == [case]
    page(coordinator, path(case, "burgemeester/"), told(coordinator, case, mayor))
    assert "ma 2 dec, Coordinator" in page(coordinator, "/bij/")
    with open_scope(scope_for(coordinator)):
        assert list(not_informed(current_scope())) == []


def test_the_mayor_is_told_in_exactly_these_words_on_the_municipal_law(
    coordinator: User, case: Case, mayor: Unit
) -> None:
    put_in(coordinator, case)
    shown = page(coordinator, path(case))
    assert f'<option value="{mayor.reference}" selected>' in shown
    assert '<option value="gemeentewet">' in shown
    assert shown.index("gemeentewet") < shown.index("pbw-18")
    text = page(coordinator, path(case, "burgemeester/"), told(coordinator, case, mayor))
    assert "Vastgelegd: Burgemeester, Hilversum is geïnformeerd." in text
    with system_scope("the test looks"):
        given, informed = Disclosure.objects.get(), MayorInformed.objects.get()
        parts = list(DisclosedPart.objects.values_list("category", "text"))
    assert (given.kind, given.ground, given.unit) == ("partner", "gemeentewet", mayor)
    assert (informed.on, informed.by) == (NOW.date(), coordinator)
    assert [category for category, _ in parts] == ["identity", "detention", "bij"]
    assert parts[-1][1] == "Gaat wonen bij zijn moeder."


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"text": " "}, "Schrijf op wat u de burgemeester vertelde."),
        ({"unit": ""}, "Kies welke burgemeester u informeerde."),
        ({"on": "2024-12-03"}, "Kies een datum die niet in de toekomst ligt."),
        ({"ground": "wgs"}, "Kies een grond die op deze datum gold."),
        ({"token": "oud"}, "Er is net iets veranderd."),
    ],
)
def test_an_incomplete_message_says_what_to_do_and_nothing_is_told(
    coordinator: User, case: Case, mayor: Unit, changes: dict[str, str], sentence: str
) -> None:
    put_in(coordinator, case)
    data = told(coordinator, case, mayor, **changes)
    text = page(coordinator, path(case, "burgemeester/"), data)
    assert sentence in text
    assert data["text"] in text
    with system_scope("nothing half done"):
        assert not Disclosure.objects.exists()
        assert not MayorInformed.objects.exists()


def test_who_leaves_the_group_is_told_of_no_more_and_may_come_back(coordinator: User, case: Case, mayor: Unit) -> None:
    put_in(coordinator, case)
    assert "Zeg in een paar woorden waarom." in page(coordinator, path(case, "eruit/"), {"why": ""})
    text = page(coordinator, path(case, "eruit/"), {"why": "stond er ten onrechte op"})
    assert "stond er ten onrechte op" in text
    assert "Niemand in de BIJ-groep" in page(coordinator, "/bij/")
    refused = page(coordinator, path(case, "burgemeester/"), told(coordinator, case, mayor))
    assert "hoort niet meer bij de BIJ-groep" in refused
    assert "De casus hoort nu bij de BIJ-groep." in put_in(coordinator, case)
    with system_scope("the test looks"):
        assert BijRecord.objects.get().ended_on is None


def test_another_municipalitys_mayor_is_never_proposed(coordinator: User, mayor: Unit) -> None:
    with system_scope("the test makes a case"):
        elsewhere = case_in("0376")
    put_in(coordinator, elsewhere)
    text = page(coordinator, path(elsewhere))
    assert '<option value="" selected>kies</option>' in text
    assert f'<option value="{mayor.reference}">' in text


def test_without_a_mayor_among_the_partners_the_page_says_what_to_do(coordinator: User, case: Case) -> None:
    put_in(coordinator, case)
    assert "Er is geen burgemeester bekend." in page(coordinator, path(case))


def test_the_clerk_finds_no_trace_of_it_on_any_page_or_by_raw_sql(cast: Cast, case: Case, mayor: Unit) -> None:
    put_in(cast.coordinator, case)
    page(cast.coordinator, path(case, "burgemeester/"), told(cast.coordinator, case, mayor))
    base = f"/casussen/{case.reference}/"
    for address in ("/", base, f"{base}verstrekkingen/", f"/personen/{case.person.reference}/"):
        text = page(cast.clerk, address)
        assert "/bij/" not in text, address
        assert "Burgemeester" not in text, address
    traces = (
        "SELECT 1 FROM cases_bijrecord", "SELECT 1 FROM cases_mayorinformed",
        "SELECT 1 FROM cases_participation", "SELECT 1 FROM cases_act", "SELECT 1 FROM cases_disclosure",
        "SELECT 1 FROM cases_disclosedpart",
        "SELECT 1 FROM cases_auditentry WHERE changes::text LIKE '%%bij%%' OR category = 'bij'",
    )  # fmt: skip
    for user in (cast.clerk, cast.hilversum, cast.administrator):
        with open_scope(scope_for(user)):
            assert [query for query in traces if sql(query)] == [], user
    with open_scope(scope_for(cast.coordinator)):
        assert [query for query in traces if not sql(query)] == []


def test_whatever_else_goes_to_the_mayor_tells_the_clerk_nothing_either(cast: Cast, case: Case, mayor: Unit) -> None:
    put_in(cast.coordinator, case)
    page(cast.coordinator, path(case, "burgemeester/"), told(cast.coordinator, case, mayor))
    with system_scope("the test counts what the clerk may know"):
        before = Act.objects.exclude(category="bij").count()
    answer = give_on_page(cast.coordinator, case, mayor, "detention")
    assert "Verstrekking vastgelegd" in answer
    with system_scope("the test looks"):
        assert Act.objects.exclude(category="bij").count() == before
        assert Disclosure.objects.filter(party="mayor").count() == 2
    base = f"/casussen/{case.reference}/"
    for address in ("/", base, f"{base}verstrekkingen/", f"{base}deelbare-zinnen/", f"{base}export/"):
        assert "Burgemeester" not in page(cast.clerk, address), address


def test_a_mayor_takes_part_in_nothing_but_a_return(cast: Cast, case: Case, mayor: Unit) -> None:
    """Each of these would stand in the case for the clerk to read."""
    put_in(cast.coordinator, case)
    page(cast.coordinator, path(case, "burgemeester/"), told(cast.coordinator, case, mayor))
    joined = give_on_page(cast.coordinator, case, mayor, "detention", joins="on")
    assert "De burgemeester doet niet mee in een casus" in joined
    base = f"/casussen/{case.reference}/"
    line = {"regel-what": "Belt", "regel-owner": mayor.reference, "regel-due_on": "2024-12-09"}
    assert mayor.reference not in page(cast.coordinator, f"{base}plan/")
    page(cast.coordinator, f"{base}plan/actie/", line)
    words = {"recipient": mayor.reference, "text": "Overleg met ons.", "until": "2025-06-02"}
    assert mayor.reference not in page(cast.coordinator, f"{base}deelbare-zinnen/nieuw/")
    page(cast.coordinator, f"{base}deelbare-zinnen/nieuw/", words)
    with system_scope("the test looks"):
        assert list(Participation.objects.values_list("why", "category")) == [("bij", "bij")]
        assert not ActionLine.objects.exists()
        assert not Statement.objects.exists()
    with open_scope(scope_for(cast.coordinator)) as scope:
        opened = find_case(case.reference, scope)
        with pytest.raises(ValidationError, match="doet niet mee"):
            take_part(opened, mayor, Participation.Why.PLAN, NOW.date())
        with pytest.raises(ValidationError):
            write_statement(opened, mayor, "Overleg met ons.", NOW.date(), False, cast.coordinator, NOW)


def test_the_ketenmanager_reads_in_the_ledger_of_no_case_that_a_mayor_was_told(
    cast: Cast, case: Case, mayor: Unit
) -> None:
    put_in(cast.coordinator, case)
    page(cast.coordinator, path(case, "burgemeester/"), told(cast.coordinator, case, mayor))
    with open_scope(scope_for(cast.chain_manager)):
        assert sql("SELECT case_id FROM cases_disclosure WHERE party = 'mayor'") == []
    with open_scope(scope_for(cast.coordinator)):
        assert sql("SELECT case_id FROM cases_disclosure WHERE party = 'mayor'") == [(case.pk,)]


@pytest.mark.parametrize("rest", ["", "erbij/", "eruit/", "burgemeester/"])
def test_bij_is_the_coordinators(cast: Cast, case: Case, rest: str) -> None:
    for user in (cast.clerk, cast.chain_manager, cast.administrator, cast.privacy_officer):
        assert client_of(user).post(path(case, rest)).status_code == 403
        assert client_of(user).get("/bij/").status_code == 403
    assert client_of(cast.hilversum).post(path(case, rest)).status_code == 404
