"""The first page of the figures, what every figure means, and all tables in one workbook."""

from datetime import date
from io import BytesIO

import pytest
from django.test import Client
from openpyxl import load_workbook

from nazorg.accounts.models import AccessLog, User
from nazorg.common.scope import system_scope
from reporting.catalogue import SUBJECTS
from tests.cast import Cast, client_of
from tests.reporting_tools import released, worked_on

SPRING = date(2013, 4, 1)


@pytest.fixture
def client(coordinator: User) -> Client:
    return client_of(coordinator)


def test_the_first_page_shows_this_year_against_last_with_a_way_to_the_cases(client: Client) -> None:
    worked_on("0402", SPRING, kind="profile")
    released("0402", date(2012, 5, 1))
    page = client.get("/cijfers/?jaar=2013").content.decode()
    assert "2013, vergeleken met 2012, gemeentegrenzen zoals in 2013" in page
    assert "/cijfers/tabel-1/2013/caseload/0402/" in page
    assert "/cijfers/inzet/2013/profiel/totaal/" in page
    assert "1 casussen" in page


def test_who_reads_no_dossiers_sees_the_numbers_only(cast: Cast) -> None:
    worked_on("0402", SPRING, kind="profile")
    page = client_of(cast.chain_manager).get("/cijfers/?jaar=2013").content.decode()
    assert "Met een profiel" in page
    assert "/2013/" not in page


def test_the_clerk_gets_the_way_to_the_caseload_and_not_to_the_profiles(cast: Cast) -> None:
    worked_on("0402", SPRING, kind="profile")
    page = client_of(cast.clerk).get("/cijfers/?jaar=2013").content.decode()
    assert "/cijfers/tabel-1/2013/caseload/0402/" in page
    assert "/cijfers/inzet/2013/" not in page


def test_a_wrong_year_gets_a_sentence(client: Client) -> None:
    assert "moet nog komen" in client.get("/cijfers/?jaar=2031").content.decode()


def test_every_figure_is_explained_once_with_its_unit_and_who_opens_the_cases(cast: Cast) -> None:
    page = client_of(cast.chain_manager).get("/cijfers/begrippen/").content.decode()
    for subject in SUBJECTS:
        assert subject.title in page
        for each in subject.definitions:
            assert each.text.split("’")[0][:40] in page, each.name
    assert "coördinator nazorg en administratief medewerker" in page


def test_every_share_names_a_figure_that_exists() -> None:
    for subject in SUBJECTS:
        if subject.source:
            codes = [line.code for line in subject.source.lines]
            assert len(codes) == len(set(codes)), subject.slug
            assert {line.of for line in subject.source.lines} - {""} <= set(codes), subject.slug
            assert set(subject.source.by_municipality) <= set(codes), subject.slug


def test_all_tables_come_in_one_workbook_with_what_they_mean(client: Client) -> None:
    worked_on("0402", SPRING, kind="profile")
    content = client.get("/cijfers/werkboek.xlsx?jaar=2013&met=").content
    book = load_workbook(BytesIO(content))
    titles = " ".join(book.sheetnames)
    for subject in SUBJECTS:
        if subject.source:
            assert subject.title[:20] in titles
    sheet = book["Inzet in de casussen"]
    assert sheet.freeze_panes == "A3"
    assert ("Met een profiel", "casussen", 1, 1, 1.0) in list(sheet.iter_rows(values_only=True))
    terms = {str(row[0]): str(row[1]) for row in book["Toelichting"].iter_rows(values_only=True)}
    assert terms["Keuze"].startswith("2013")
    assert "Eenheid: casussen." in terms["Met een profiel"]
    with system_scope("the test reads the log"):
        assert AccessLog.objects.get(act="figures_workbook").ground == "cijfers-2013"


def test_after_a_wrong_choice_the_workbook_leads_back_to_the_page_that_says_so(client: Client) -> None:
    assert client.get("/cijfers/werkboek.xlsx?jaar=2031")["Location"] == "/cijfers/?jaar=2031"
