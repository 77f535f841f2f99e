"""Aansluiting on screen: who may, the people of a difference, explaining it, and Blaricum's page."""

from datetime import date
from io import BytesIO

import pytest
from django.test import Client
from openpyxl import load_workbook

from cases.access import scope_for
from cases.models import Person
from nazorg.accounts.models import AccessLog, User
from nazorg.common.scope import open_scope, system_scope
from tests.case_tools import page
from tests.cast import Cast, client_of
from tests.database import refusal, sql
from tests.difference_factories import ExplanationFactory
from tests.difference_tools import COUNTS, LIST, ROWS, SPRING, WHY, released_without_case, say
from tests.reporting_tools import act, moved, person, released, worked_on


@pytest.fixture
def who(cast: Cast) -> Person:
    return released_without_case()


# --- Who may


@pytest.mark.parametrize("path", [COUNTS, *ROWS])
def test_a_contact_finds_nothing_here(who: Person, hilversum: User, path: str) -> None:
    assert client_of(hilversum).get(path).status_code == 404


@pytest.mark.parametrize("role", ["chain_manager", "privacy_officer"])
def test_who_reads_no_dossiers_sees_counts_only(cast: Cast, who: Person, role: str) -> None:
    client = client_of(cast.everybody()[role])
    shown = client.get(COUNTS).content.decode()
    assert "1 keer. Daarvan is nog niets uitgelegd." in shown
    assert "/cijfers/aansluiting/2013/" not in shown
    assert [client.get(path).status_code for path in ROWS] == [403, 403, 403]
    assert client.post(f"{LIST}{who.reference}/").status_code == 403


@pytest.mark.parametrize("role", ["coordinator", "clerk"])
def test_who_works_in_dossiers_gets_from_the_count_to_the_person(cast: Cast, who: Person, role: str) -> None:
    user = cast.everybody()[role]
    assert f'href="{LIST}"' in page(user, COUNTS)
    shown = page(user, LIST)
    assert who.list_name in shown
    assert "DPAN: Blaricum" in shown
    assert "nog geen uitleg" in shown


def test_a_contact_reads_and_writes_no_explanation_by_raw_sql_either(cast: Cast, who: Person) -> None:
    with system_scope("records of a test"):
        case = worked_on("0402", SPRING)
        case.responsible = case.stays.get().municipality
        case.save()
        ExplanationFactory(person=case.person, by=cast.clerk)
        ExplanationFactory(person=who, by=cast.clerk)
    for user in (cast.hilversum, cast.huizen, cast.chain_manager, cast.privacy_officer, cast.administrator):
        with open_scope(scope_for(user)):
            assert sql("SELECT 1 FROM cases_explanation") == []
            assert sql("UPDATE cases_explanation SET current = false RETURNING 1") == []
            assert "row-level security" in refusal(
                "INSERT INTO cases_explanation (person_id, kind, year, why, text, by_id, at, current)"
                " VALUES (%s, 'twice', 2013, 'other', 'x', %s, now(), true)",
                who.pk,
                user.pk,
            )


def test_the_clerk_hears_that_the_list_differs_from_the_number(clerk: User, who: Person) -> None:
    with system_scope("records of a test"):
        hidden = worked_on("0376", who=who)
        act(hidden, SPRING, "profile", category="risk")
    assert "U ziet niet alles." in page(clerk, LIST)
    assert "U ziet niet alles." in page(clerk, WHY)


# --- The pages


def test_a_year_without_records_says_so_and_one_without_differences_that_all_fits(coordinator: User) -> None:
    empty = page(coordinator, COUNTS)
    assert "Over 2013 staat hierover niets in de registratie." in empty
    assert "Alles sluit aan" not in empty
    released("none", SPRING)
    assert "Alles sluit aan: in 2013 verschillen DPAN en de eigen registratie nergens." in page(coordinator, COUNTS)
    assert "Alles sluit aan" in page(coordinator, LIST)


@pytest.mark.parametrize(
    "path",
    [
        "2013/zonder-casus/9999/", "2013/onzin/0376/", "2013/verschillen/0376/", "2099/zonder-casus/0376/",
        "2013/zonder-casus/0376/?grenzen=2099", "2013/zonder-casus/1942/", "2013/9999/", "2012/0376/", "2099/0376/",
        "2013/totaal/",
    ],
)  # fmt: skip
def test_what_is_not_in_the_table_does_not_exist(coordinator: User, path: str) -> None:
    assert client_of(coordinator).get(f"/cijfers/aansluiting/{path}").status_code == 404


@pytest.mark.parametrize(("query", "sentence"), [("jaar=2099", "moet nog komen"), ("jaar=x", "Dit is geen jaar.")])
def test_a_wrong_choice_gets_a_sentence(coordinator: User, query: str, sentence: str) -> None:
    assert sentence in page(coordinator, f"/cijfers/aansluiting/?{query}")


def test_a_long_list_comes_in_pages_with_a_fixed_number_of_queries(
    coordinator: User, django_assert_max_num_queries: object
) -> None:
    for _ in range(51):
        released("0376", SPRING)
    client = client_of(coordinator)
    assert client.get(LIST).content.decode().count('<th scope="row"') == 50
    assert client.get(f"{LIST}?page=2").content.decode().count('<th scope="row"') == 1
    with django_assert_max_num_queries(75):  # type: ignore[operator]
        client.get(LIST)


def test_whoever_is_asked_for_comes_with_the_page_he_stands_on(coordinator: User, who: Person) -> None:
    released("0376", date(2013, 1, 2), who)
    for _ in range(50):
        released("0376", SPRING)
    asked = f"{LIST}?uitleg={who.reference}"
    assert f'action="{LIST}{who.reference}/"' in page(coordinator, asked)
    assert f'action="{LIST}{who.reference}/"' not in page(coordinator, f"{asked}&page=1")
    shown = page(coordinator, f"{LIST}{who.reference}/", {"why": "other"})
    assert "Schrijf op waardoor het komt." in shown, "what is refused comes back on that page too"


def test_the_people_go_to_a_workbook_and_both_are_logged_without_names(coordinator: User, who: Person) -> None:
    say(coordinator, who, why="other", text="=1+1")
    answer = client_of(coordinator).get(ROWS[1])
    cells = [
        str(value)
        for row in load_workbook(BytesIO(answer.content)).worksheets[0].iter_rows(values_only=True)
        for value in row
    ]
    assert who.list_name in cells
    assert any("anders: =1+1" in cell for cell in cells)
    with system_scope("the test reads the log"):
        logged = list(AccessLog.objects.filter(act__startswith="difference").values_list("act", "ground"))
    assert ("differences_xlsx", "zonder-casus 2013 0376: 1") in logged
    assert ("difference_explained", "zonder-casus 2013") in logged


def test_the_counts_go_to_a_workbook(client: Client, chain_manager: User, who: Person) -> None:
    answer = client_of(chain_manager).get("/cijfers/aansluiting.xlsx?jaar=2013&met=")
    assert load_workbook(BytesIO(answer.content)).worksheets[0].max_row > 9


# --- Waarom 1 en niet 2?


def test_the_cell_of_blaricum_opens_why_there_is_one_case_and_not_two(cast: Cast, who: Person) -> None:
    other = person()
    released("0376", SPRING, other)
    worked_on("0376", SPRING, who=other)
    table = "/cijfers/tabel-1/?jaar=2013&met="
    assert f'<a href="{WHY}">Blaricum: waarom 1 en niet 2?</a>' in page(cast.coordinator, table)
    assert "waarom 1 en niet 2" not in page(cast.chain_manager, table)
    shown = page(cast.coordinator, WHY)
    assert "Blaricum: 1 casus en 2 personen" in shown
    assert shown.count("telt in beide") == 2
    assert "geen casus in 2013: nog geen uitleg" in shown
    assert f'href="{LIST}?uitleg={who.reference}"' in shown
    say(cast.coordinator, who, why="not_needed")
    assert "geen casus in 2013: geen nazorg nodig of gewenst" in page(cast.coordinator, WHY)


def test_on_that_page_stands_where_a_case_or_a_release_counts_instead(coordinator: User, who: Person) -> None:
    moved(worked_on("0376", SPRING, who=who), "0406", SPRING)
    elsewhere, homeless, inside = person(), person(), person()
    released("0406", SPRING, elsewhere)
    released("none", SPRING, homeless)
    for each in (elsewhere, homeless, inside):
        worked_on("0376", SPRING, who=each)
    shown = page(coordinator, WHY)
    assert "verblijft echt in Huizen: de casus telt daar" in shown
    assert "staat ingeschreven in Huizen: de vrijlating telt daar" in shown
    assert "kwam vrij zonder adres in een gemeente" in shown
    assert "kwam in 2013 niet vrij" in shown


def test_the_footnote_is_written_from_the_reconciliation(chain_manager: User, who: Person) -> None:
    moved(worked_on("0376", SPRING, who=who), "0406", SPRING)
    released("0376", SPRING)
    assert (
        "Van de 2 vrijgekomen mensen had 1 alleen een casus in een andere gemeente of buiten de regio en had 1 geen"
        " casus in 2013."
    ) in page(chain_manager, "/cijfers/tabel-1/?jaar=2013&met=")
