"""The board's page: six figures, three signals and one chart, of any year or quarter, on exactly one A4."""

from datetime import date
from io import BytesIO

import pikepdf
import pytest
from django.test import Client

from cases.bottlenecks.models import Aspect, Bottleneck, Theme
from nazorg.accounts.models import AccessLog, User
from nazorg.common.scope import system_scope
from tests.cast import Cast, client_of
from tests.reporting_tools import act, released, worked_on
from tests.timeliness_tools import ask_in_november

PATHS = ["/cijfers/bestuur/", "/cijfers/bestuur.pdf", "/cijfers/bestuur.txt"]


@pytest.fixture
def client(chain_manager: User) -> Client:
    return client_of(chain_manager)


def text(client: Client, query: str = "jaar=2013") -> str:
    response = client.get(f"/cijfers/bestuur.txt?{query}")
    assert response.status_code == 200, response.content.decode()
    return response.content.decode()


def paper(client: Client, query: str) -> pikepdf.Pdf:
    response = client.get(f"/cijfers/bestuur.pdf?{query}")
    assert response.status_code == 200
    return pikepdf.open(BytesIO(response.content))


def bottleneck(words: str, theme: str = Theme.HOUSING, **values: object) -> None:
    with system_scope("records of a test"):
        Bottleneck.objects.create(
            **{"text": words, "theme": theme, "aspect": Aspect.CAPACITY, "on": date(2013, 2, 1),
               "changed_on": date(2013, 2, 1)} | values
        )  # fmt: skip


# --- Who may


@pytest.mark.parametrize("path", PATHS)
def test_everybody_who_reads_figures_gets_it_and_nobody_else(cast: Cast, path: str) -> None:
    expected = {"hilversum": 404, "huizen": 404, "administrator": 403}
    for name, somebody in cast.everybody().items():
        assert client_of(somebody).get(path, {"jaar": "2013"}).status_code == expected.get(name, 200), name


def test_who_fetches_it_stands_in_the_log(client: Client) -> None:
    text(client, "jaar=2013&kwartaal=2")
    paper(client, "jaar=2013")
    with system_scope("the test reads the log"):
        logged = AccessLog.objects.filter(act__in=("board_txt", "board_pdf")).values_list("act", "ground")
        assert set(logged) == {("board_txt", "bestuur-2013-kwartaal-2"), ("board_pdf", "bestuur-2013")}


# --- What stands on it


def test_each_figure_has_its_count_its_whole_its_share_and_the_year_before(client: Client) -> None:
    one = worked_on("0402", date(2013, 4, 1), date(2014, 4, 1), kind="profile")
    act(one, date(2014, 4, 2), "intervention", "housing", "needs")
    for _ in range(3):
        worked_on("0406", date(2014, 5, 1))
    released("0402", date(2014, 6, 1))
    released("none", date(2014, 6, 1))
    said = text(client, "jaar=2014")
    assert "- Caseload: 4 casussen [1 casus]" in said
    assert "- Uitstroom: 1 van 2 personen (50%) [geen cijfer]" in said
    assert "- Met een interventie: 1 van 4 casussen (25%) [0 van 1 casussen (0%)]" in said
    assert "- Met een profiel: 1 van 4 casussen (25%) [1 van 1 casussen (100%)]" in said


def test_a_figure_that_does_not_exist_makes_room_for_the_next(client: Client, clerk: User) -> None:
    ask_in_november(clerk)
    said = text(client, "jaar=2024&kwartaal=4")
    assert "NAZORG IN ÉÉN BLADZIJDE: 4e kwartaal 2024 tot en met 2 december" in said
    assert "Op tijd overgedragen: 0 van 1 casussen (0%)" in said
    assert "Antwoordtijd" not in said  # nothing was answered
    page = client.get("/cijfers/bestuur/?jaar=2024&kwartaal=4").content.decode()
    assert "Op tijd overgedragen" in page
    assert "Antwoordtijd" not in page


def test_a_quarter_counts_its_own_days_and_compares_with_the_one_before(client: Client) -> None:
    worked_on("0402", date(2013, 12, 31))
    for day in (date(2014, 1, 1), date(2014, 3, 31), date(2014, 4, 1)):
        worked_on("0402", day)
    assert "- Caseload: 2 casussen [1 casus]" in text(client, "jaar=2014&kwartaal=1")
    assert "- Caseload: 1 casus [2 casussen]" in text(client, "jaar=2014&kwartaal=2")


def test_the_three_most_urgent_signals_stand_on_it(client: Client) -> None:
    bottleneck("Opgelost voor die tijd", state="solved")
    bottleneck("Pas later gezien", on=date(2014, 1, 1))
    bottleneck("Al opgepakt", state="taken_up")
    bottleneck("Schulden duren te lang", theme=Theme.DEBTS)
    bottleneck("Geen kamers", on=date(2013, 3, 1))
    bottleneck("Ligt bij het bestuur", state="board")
    worked_on("0402", date(2013, 4, 1))
    said = text(client)
    assert "1. Huisvesting, capaciteit: te weinig. Geen kamers (hele regio; gesignaleerd, sinds 1 maart 2013)" in said
    assert "2. Schulden" in said
    assert "3. Huisvesting, capaciteit: te weinig. Ligt bij het bestuur" in said
    for words in ("Opgelost voor", "Pas later", "Al opgepakt"):
        assert words not in said


# --- On paper


@pytest.mark.parametrize("query", ["jaar=2013", "jaar=2024", "jaar=2013&kwartaal=2", "jaar=2016"])
def test_it_is_one_tagged_page(client: Client, query: str) -> None:
    for number in range(4):
        bottleneck("Er zijn te weinig kamers voor wie vrijkomt. " * 20, on=date(2013, 1, 1 + number))
    worked_on("0402", date(2013, 4, 1), kind="profile")
    with paper(client, query) as pdf:
        assert len(pdf.pages) == 1
        assert "/StructTreeRoot" in pdf.Root
        assert [float(each) for each in pdf.pages[0].MediaBox[2:]] == pytest.approx([595.3, 841.9], abs=0.1)


# --- Periods that are no plain year


def test_a_period_that_runs_says_until_when_it_was_counted(client: Client) -> None:
    worked_on("0402", date(2024, 11, 4))
    said = text(client, "jaar=2024")
    assert "2024 loopt nog: geteld is tot en met 2 december 2024." in said
    assert "Vergelijk de aantallen niet zonder meer met die van 2023." in said


def test_a_period_without_records_says_so_and_shows_no_noughts(client: Client) -> None:
    said = text(client, "jaar=2016&kwartaal=1")
    assert "Over 1e kwartaal 2016 staat niets in de registratie." in said
    assert "KERNCIJFERS" not in said
    assert "CASELOAD" not in said


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("jaar=2031", "moet nog komen"),
        ("jaar=2009", "zijn er geen cijfers"),
        ("jaar=2013&kwartaal=5", "Dit is geen kwartaal. Kies een kwartaal uit de lijst."),
        ("jaar=nu", "Dit is geen jaar. Kies een jaar uit de lijst."),
    ],
)
def test_a_wrong_choice_gets_a_sentence(client: Client, query: str, sentence: str) -> None:
    assert sentence in client.get(f"/cijfers/bestuur/?{query}").content.decode()
    response = client.get(f"/cijfers/bestuur.pdf?{query}")
    assert response.status_code == 400
    assert sentence in response.content.decode()
