"""The figures of answer time and handoff on screen: who may, wrong choices, and the cases behind a number."""

import re
from datetime import date
from io import BytesIO

import pytest
from django.test import Client
from openpyxl import load_workbook

from nazorg.accounts.models import AccessLog, User
from nazorg.common.scope import system_scope
from tests.cast import Cast, client_of
from tests.chain_tools import answered, asked, handed_over
from tests.timeliness_tools import OWN, PAGE, ask_in_november, november, numbers, page, rows, text

FILE, CELL = "/cijfers/doorlooptijd.xlsx", "/cijfers/doorlooptijd/2024/verstuurd/0402/"


# --- Who may


@pytest.mark.parametrize("path", [PAGE, FILE, CELL])
def test_a_contact_finds_nothing_among_the_figures_of_the_staff(hilversum: User, path: str) -> None:
    assert client_of(hilversum).get(path).status_code == 404


@pytest.mark.parametrize("path", [PAGE, FILE, CELL, OWN])
def test_without_signing_in_there_is_only_the_login_page(db: None, path: str) -> None:
    assert Client().get(path)["Location"].startswith("/toegang/")


@pytest.mark.parametrize("path", [PAGE, FILE, CELL, OWN])
def test_the_administrator_sees_none_of_it(administrator: User, path: str) -> None:
    assert client_of(administrator).get(path).status_code == 403


@pytest.mark.parametrize("role", ["coordinator", "clerk", "chain_manager", "privacy_officer"])
def test_staff_sees_the_figures_and_not_the_portal(cast: Cast, role: str) -> None:
    client = client_of(cast.everybody()[role])
    assert client.get(PAGE).status_code == 200
    assert client.get(OWN).status_code == 403


def test_the_chain_manager_gets_counts_and_no_way_to_cases(chain_manager: User, clerk: User) -> None:
    reference = ask_in_november(clerk)
    shown = page(chain_manager)
    assert "1" in numbers(shown)
    assert "/cijfers/doorlooptijd/2024/" not in shown
    refused = client_of(chain_manager).get(CELL)
    assert refused.status_code == 403
    assert reference not in refused.content.decode()


# --- The cases behind a number


def test_a_number_leads_to_its_cases(clerk: User, hilversum: User, coordinator: User) -> None:
    request = asked(clerk, on=date(2024, 11, 4), now=november(4))
    answered(request, hilversum, november(12))
    handed_over(request.case, clerk, november(13))
    other = ask_in_november(clerk, code="0406")
    for user in (clerk, coordinator):
        shown = page(user, "jaar=2024&maand=11")
        assert 'href="/cijfers/doorlooptijd/2024/te_laat_gemeente/0402/?maand=11"' in shown
        cases = page(user, "maand=11", "/cijfers/doorlooptijd/2024/te_laat_gemeente/0402/")
        assert f"/casussen/{request.case.reference}/" in cases
        assert f"/casussen/{other}/" not in cases
        read = text(cases)
        assert "Te laat door, gemeente: 1" in read
        assert "04-11-2024 12-11-2024 6 09-11-2024 13-11-2024 gemeente" in read


def test_a_number_of_all_municipalities_holds_both(clerk: User) -> None:
    here, there = ask_in_november(clerk), ask_in_november(clerk, "0406")
    shown = page(clerk, path="/cijfers/doorlooptijd/2024/verstuurd/alle/")
    assert here in shown and there in shown  # noqa: PT018


@pytest.mark.parametrize(
    "path",
    ["2024/onzin/0402/", "2024/gevraagd/0402/", "2024/verstuurd/9999/", "2099/verstuurd/alle/", "1/verstuurd/alle/",
     "2024/verstuurd/alle/?maand=13", "2024/verstuurd/alle/?maand=x", "2024/%3B/alle/"],
)  # fmt: skip
def test_a_number_that_does_not_exist_is_not_found(clerk: User, path: str) -> None:
    assert client_of(clerk).get(f"/cijfers/doorlooptijd/{path}").status_code == 404


def test_looking_behind_a_number_and_downloading_are_logged_without_content(clerk: User) -> None:
    ask_in_november(clerk)
    client = client_of(clerk)
    client.get(CELL)
    client.get(f"{FILE}?jaar=2024&maand=11&gemeente=0402")
    with system_scope("the test reads the log"):
        logged = list(AccessLog.objects.order_by("pk").values_list("act", "reference", "ground"))
    assert logged == [
        ("timeliness_cell", "", "verstuurd 2024 tot en met 2 december 0402: 1"),
        ("timeliness_xlsx", "", "doorlooptijd-2024-11-0402"),
    ]


# --- Choices


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("jaar=2099", "Het jaar 2099 moet nog komen. Kies een jaar tot en met 2024."),
        ("jaar=1800", "Vóór 2010 zijn er geen cijfers."),
        ("jaar=abc", "Dit is geen jaar."),
        ("jaar=", "Dit veld is verplicht."),
        ("jaar=2024&maand=13", "Dit is geen maand."),
        ("jaar=2024&maand=x", "Dit is geen maand."),
        ("jaar=2024&gemeente=0363", "Deze gemeente hoort niet bij de regio."),
        ("jaar=2024&gemeente=%00", "Null-tekens zijn niet toegestaan"),
        ("jaar=2024&per=week", "Kies regels per gemeente of per maand."),
    ],
)
def test_a_wrong_choice_gets_a_sentence(clerk: User, query: str, sentence: str) -> None:
    assert sentence in page(clerk, query)
    refused = client_of(clerk).get(f"{FILE}?{query}")
    assert refused.status_code == 400
    assert sentence in refused.content.decode()


def test_a_month_that_has_yet_to_come_is_refused(clerk: User) -> None:
    assert "Het jaar 2025 moet nog komen." in page(clerk, "jaar=2025&maand=1")


def test_a_year_without_requests_says_so_and_shows_no_zeros(clerk: User) -> None:
    ask_in_november(clerk)
    shown = page(clerk, "jaar=2013")
    assert "Over 2013 staan er geen verstuurde vragen in de registratie." in shown
    assert numbers(shown) == set()


def test_a_running_month_says_until_when_and_what_came_before_the_first_request_does_not_exist(clerk: User) -> None:
    asked(clerk)
    ask_in_november(clerk)
    shown = page(clerk, "jaar=2024&per=maand")
    assert "december t/m 2" in shown
    assert "De eerste vraag is verstuurd op 4 november 2024." in shown
    assert "geteld zijn vragen die tot en met 2 december 2024 zijn verstuurd" in shown
    assert rows(shown)[:3] == ["november", "december t/m 2", "Totaal"]
    assert "2 december" in page(clerk, "jaar=2024&maand=12")
    assert "loopt nog" not in page(clerk, "jaar=2024&maand=11")


def test_one_municipality_opens_by_month(clerk: User) -> None:
    ask_in_november(clerk)
    assert rows(page(clerk, "jaar=2024&gemeente=0402"))[:1] == ["november"]
    assert rows(page(clerk, "jaar=2024&gemeente=0402&per=gemeente"))[:1] == ["Hilversum"]


def test_each_table_has_its_chart_with_a_title(clerk: User, hilversum: User) -> None:
    request = asked(clerk, on=date(2024, 11, 4), now=november(4))
    answered(request, hilversum, november(6))
    handed_over(request.case, clerk, november(6))
    shown = page(clerk)
    titles = re.findall(r'<title id="([\w-]+)">([^<]+)</title>', shown)
    assert [title for _, title in titles] == [
        "Antwoordtijd in werkdagen per gemeente, alle gemeenten, 2024 tot en met 2 december",
        "Op tijd overgedragen per gemeente, alle gemeenten, 2024 tot en met 2 december",
    ]
    assert len({key for key, _ in titles}) == 2


def test_the_workbook_holds_every_municipality_in_every_month_and_the_definitions(clerk: User) -> None:
    ask_in_november(clerk)
    asked(clerk, "0406")
    response = client_of(clerk).get(f"{FILE}?jaar=2024")
    book = load_workbook(BytesIO(response.content))
    assert book.sheetnames == ["Antwoord", "Overdracht", "Per gemeente en maand", "Toelichting"]
    rows = {(row[0], row[1]): row[2] for row in book["Per gemeente en maand"].iter_rows(values_only=True)}
    assert (rows["Hilversum", "november"], rows["Hilversum", "december t/m 2"]) == (1, 0)
    assert (rows["Huizen", "november"], rows["Huizen", "december t/m 2"]) == (0, 1)
    terms = [row[0] for row in book["Toelichting"].iter_rows(values_only=True)]
    assert "Te laat door" in terms and "Berekend" in terms  # noqa: PT018
