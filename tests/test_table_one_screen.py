"""Table 1 on screen: who may, what wrong choices get, the notes, and the list behind a cell."""

import re
from datetime import date

import pytest
from django.db import Error, transaction
from django.test import Client

from cases.access import scope_for
from cases.models import Case, Person
from nazorg.accounts.models import AccessLog, User
from nazorg.common.figures import figures_scope
from nazorg.common.scope import open_scope, system_scope
from reporting.figures.table_one import Boundaries, table_one
from reporting.models import PublishedOutflow
from tests.cast import Cast, client_of
from tests.reporting_tools import act, moved, person, released, worked_on

SPRING = date(2013, 4, 1)
FILES = ["/cijfers/tabel-1.xlsx", "/cijfers/tabel-1.csv", "/cijfers/tabel-1.pdf"]
PAGES = ["/cijfers/", "/cijfers/tabel-1/", *FILES, "/cijfers/tabel-1/2013/caseload/0402/"]


@pytest.fixture
def client(coordinator: User) -> Client:
    return client_of(coordinator)


def page(client: Client, query: str = "jaar=2013&met=2012") -> str:
    return client.get(f"/cijfers/tabel-1/?{query}").content.decode()


def logged(name: str) -> list[tuple[str, str]]:
    with system_scope("the test reads the log"):
        return list(AccessLog.objects.filter(act=name).values_list("user__email", "ground"))


# --- Who may


@pytest.mark.parametrize("path", PAGES)
def test_a_contact_finds_nothing_here(hilversum: User, path: str) -> None:
    assert client_of(hilversum).get(path).status_code == 404


@pytest.mark.parametrize("path", PAGES)
def test_without_signing_in_there_is_only_the_login_page(db: None, path: str) -> None:
    assert Client().get(path)["Location"].startswith("/toegang/")


@pytest.mark.parametrize("role", ["coordinator", "clerk", "chain_manager", "privacy_officer"])
def test_staff_sees_the_figures(cast: Cast, role: str) -> None:
    assert client_of(cast.everybody()[role]).get("/cijfers/tabel-1/").status_code == 200


def test_the_administrator_sees_no_figures(administrator: User) -> None:
    assert client_of(administrator).get("/cijfers/tabel-1/").status_code == 403


def test_the_chain_manager_sees_figures_without_a_way_to_dossiers(chain_manager: User) -> None:
    case = worked_on("0402", SPRING)
    client = client_of(chain_manager)
    shown = page(client)
    assert ">1</td>" in shown.replace("\n", "")
    assert "/cijfers/tabel-1/2013/" not in shown
    refused = client.get("/cijfers/tabel-1/2013/caseload/0402/")
    assert refused.status_code == 403
    assert case.reference not in refused.content.decode()


def test_the_first_page_of_the_figures_leads_to_table_one(client: Client) -> None:
    assert "/cijfers/tabel-1/?jaar=" in client.get("/cijfers/").content.decode()


def test_counting_cannot_write(coordinator: User) -> None:
    with open_scope(scope_for(coordinator)):
        with pytest.raises(Error, match="read-only"), transaction.atomic(), figures_scope():
            Person.objects.create(family_name="Verboden")
        assert not Person.objects.filter(family_name="Verboden").exists()


def test_after_counting_one_may_write_again_and_sees_no_more_than_before(chain_manager: User) -> None:
    worked_on("0402", SPRING)
    with open_scope(scope_for(chain_manager)):
        table = table_one([2013], Boundaries.THEN, date(2024, 12, 2))
        assert table.columns[0].count.total == 1
        assert not Case.objects.exists()
        AccessLog.objects.bulk_create([AccessLog(act="na het tellen")], ignore_conflicts=True)


# --- Choices


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("jaar=2099", "Het jaar 2099 moet nog komen. Kies een jaar tot en met 2024."),
        ("jaar=1800", "Vóór 2010 zijn er geen cijfers."),
        ("jaar=abc", "Dit is geen jaar."),
        ("jaar=", "Dit veld is verplicht."),
        ("jaar=99999999999999999999", "moet nog komen"),
        (f"jaar={'9' * 5000}", "Dit is geen jaar."),
        ("jaar=-5", "Vóór 2010 zijn er geen cijfers."),
        ("jaar=2013&met=2013", "Kies een ander jaar om mee te vergelijken"),
        ("jaar=2013&met=x", "Dit is geen jaar."),
        ("jaar=2013&grenzen=ooit", "Kies voor de gemeentegrenzen"),
    ],
)
def test_a_wrong_choice_gets_a_sentence(client: Client, query: str, sentence: str) -> None:
    shown = client.get(f"/cijfers/tabel-1/?{query}")
    assert shown.status_code == 200
    assert sentence in shown.content.decode()
    for path in FILES:
        refused = client.get(f"{path}?{query}")
        assert refused.status_code == 400
        assert sentence in refused.content.decode()


def test_it_opens_on_the_latest_finished_year_with_records(client: Client) -> None:
    released("0402", date(2015, 6, 1))
    released("0402", date(2024, 6, 1))
    shown = page(client, "")
    assert '<option value="2015" selected>2015</option>' in shown
    assert '<option value="2014" selected>2014</option>' in shown


def test_it_says_when_it_was_computed(client: Client) -> None:
    assert "Uit de registratie berekend op ma 2 dec 2024, 10.00. Gemeentegrenzen zoals in 2013." in page(client)


# --- Notes and the rest of the page


def test_fewer_cases_than_releases_are_explained(client: Client) -> None:
    for _ in range(2):
        released("0376", SPRING)
    for _ in range(4):
        released("0424", SPRING)
    for where in ("0376", "0424", "0424"):
        worked_on(where, SPRING)
    shown = page(client)
    assert "Blaricum en Muiden hebben minder casussen dan vrijgekomen mensen." in shown
    assert "In beide gemeenten samen kwamen 6 mensen vrij, bij 3 casussen." in shown
    assert shown.count('href="#noot-1"') == 2


def test_no_note_where_nothing_stands_out(client: Client) -> None:
    worked_on("0402", SPRING)
    assert "Noten" not in page(client)


def test_the_printed_percentage_is_named_only_where_the_counts_are_those_of_the_evaluation(client: Client) -> None:
    note = "In de evaluatie van 2014 staat 55. Berekend is 54: 177 van 325 is 54,46 procent."
    for where, count in (("0402", 177), ("0381", 147)):
        for _ in range(count):
            worked_on(where, SPRING)
    assert note not in page(client)
    worked_on("0381", SPRING)
    assert note in page(client)


def test_published_years_stand_marked_beside_counted_ones(client: Client) -> None:
    for year, persons in ((2010, 239), (2011, 285)):  # a test with real commits may have flushed the migration's rows
        PublishedOutflow.objects.get_or_create(year=year, defaults={"persons": persons, "source": "evaluatie"})
    released("0402", SPRING)
    shown = page(client)
    assert shown.count("gepubliceerd, niet uit registratie") == 2
    assert "239" in shown
    assert "285" in shown
    assert "geteld uit de registratie" in shown


def test_the_chart_says_in_words_what_it_shows(client: Client) -> None:
    worked_on("0402", SPRING)
    released("0402", SPRING)
    shown = page(client)
    assert '<title id="grafiek-titel">Caseload 2013 en uitstroom 2013 per gemeente</title>' in shown
    assert "Hilversum is het grootst: 1 casus (caseload 2013) en 1 persoon (uitstroom 2013)." in shown
    assert " style=" not in shown


# --- The list behind a cell


def test_a_cell_leads_to_its_cases(client: Client) -> None:
    case, other = worked_on("0402", SPRING), worked_on("0406", SPRING)
    assert 'href="/cijfers/tabel-1/2013/caseload/0402/"' in page(client, "jaar=2013&met=")
    shown = client.get("/cijfers/tabel-1/2013/caseload/0402/").content.decode()
    assert f"/casussen/{case.reference}/" in shown
    assert other.reference not in shown
    assert "Hilversum: 1 casus" in shown


def test_behind_a_release_stands_where_the_case_counts(client: Client) -> None:
    who = person()
    released("0376", SPRING, who)
    released("0376", SPRING)
    case = worked_on("0376", SPRING, who=who)
    moved(case, "0406", SPRING)
    shown = client.get("/cijfers/tabel-1/2013/uitstroom/0376/").content.decode()
    assert ">Huizen<" in shown
    assert "geen casus in dit jaar" in shown
    assert f"/casussen/{case.reference}/" in shown


@pytest.mark.parametrize(
    ("path", "heading"),
    [
        ("2013/caseload/overig/", "Overig: 1 casus"),
        ("2013/caseload/totaal/", "Totaal: 2 casussen"),
        ("2013/uitstroom/totaal/", "Totaal: 1 persoon"),
        ("2013/uitstroom/zonder-adres/", "Personen zonder vaste woon- of verblijfplaats: 1 persoon"),
        ("2013/caseload/1942/?grenzen=nu", "Gooise Meren: 1 casus"),
        ("2013/caseload/1942/?grenzen=2016", "Gooise Meren: 1 casus"),
    ],
)
def test_every_kind_of_cell_has_its_list(client: Client, path: str, heading: str) -> None:
    worked_on("0425", SPRING)
    worked_on("0034", SPRING)
    released("0402", SPRING)
    released("none", SPRING)
    shown = client.get(f"/cijfers/tabel-1/{path}")
    assert heading in shown.content.decode()


@pytest.mark.parametrize(
    "path",
    [
        "2013/caseload/9999/",
        "2013/caseload/zonder-adres/",
        "2012/caseload/0402/",
        "2099/caseload/0402/",
        "99999999/uitstroom/0402/",
        "2013/iets/0402/",
        "2013/caseload/1942/",
        "2013/caseload/0402/?grenzen=2099",
    ],
)
def test_a_cell_that_is_not_in_the_table_does_not_exist(client: Client, path: str) -> None:
    assert client.get(f"/cijfers/tabel-1/{path}").status_code == 404


def test_a_long_list_comes_in_pages(client: Client) -> None:
    for _ in range(51):
        worked_on("0402", SPRING)
    first = client.get("/cijfers/tabel-1/2013/caseload/0402/").content.decode()
    second = client.get("/cijfers/tabel-1/2013/caseload/0402/?page=2").content.decode()
    assert len(re.findall(r"/casussen/\w{8}/", first)) == 50
    assert len(re.findall(r"/casussen/\w{8}/", second)) == 1


def test_a_clerk_hears_that_the_list_is_shorter_than_the_number(clerk: User) -> None:
    worked_on("0402", SPRING)
    with system_scope("records of a test"):
        hidden = worked_on("0402")
        act(hidden, SPRING, "profile", category="risk")
    shown = client_of(clerk).get("/cijfers/tabel-1/2013/caseload/0402/").content.decode()
    assert "Hilversum: 2 casussen" in shown
    assert "U ziet niet alles." in shown
    assert hidden.reference not in shown


# --- The log


def test_files_and_lists_are_logged_without_content(coordinator: User, client: Client) -> None:
    worked_on("0402", SPRING)
    client.get("/cijfers/tabel-1.csv?jaar=2013&met=")
    client.get("/cijfers/tabel-1/2013/caseload/0402/")
    assert logged("table_one_csv") == [(coordinator.email, "tabel-1-2013")]
    assert logged("table_one_cell") == [(coordinator.email, "caseload 2013 0402: 1 casus")]
