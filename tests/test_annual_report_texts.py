"""The texts of the annual report: who writes, versions, and two people at once."""

import re

import pytest
from django.test import Client

from nazorg.accounts.models import User
from nazorg.common.scope import system_scope
from reporting.models import AnnualText
from tests.annual_tools import PAGE
from tests.cast import Cast, client_of
from tests.database import refusal

FOREWORD = f"{PAGE}tekst/voorwoord/"


@pytest.fixture
def client(chain_manager: User) -> Client:
    return client_of(chain_manager)


def write(client: Client, text: str, seen: int) -> str:
    """What comes of saving a foreword from the version that was seen: the page that follows."""
    response = client.post(f"{FOREWORD}bewaar/", {"text": text, "seen": seen}, follow=True)
    return response.content.decode()


def kept() -> list[tuple[int, str, str]]:
    with system_scope("the test looks"):
        found = AnnualText.objects.select_related("written_by").order_by("number")
        return [(each.number, each.text, each.written_by.name) for each in found]


@pytest.mark.parametrize("role", ["coordinator", "chain_manager"])
def test_who_works_with_the_figures_writes_a_text(cast: Cast, role: str) -> None:
    client = client_of(cast.everybody()[role])
    assert "Versie 1 is bewaard." in write(client, "Een druk jaar.", 0)
    assert "Een druk jaar." in client.get(PAGE).content.decode()


@pytest.mark.parametrize("role", ["clerk", "privacy_officer"])
def test_who_only_reads_figures_reads_the_text_and_writes_none(cast: Cast, role: str) -> None:
    write(client_of(cast.chain_manager), "Een druk jaar.", 0)
    reader = client_of(cast.everybody()[role])
    shown = reader.get(FOREWORD).content.decode()
    assert "Een druk jaar." in shown
    assert "<textarea" not in shown
    assert reader.post(f"{FOREWORD}bewaar/", {"text": "Anders", "seen": 1}).status_code == 403
    assert reader.post(f"{FOREWORD}terug/1/").status_code == 403
    assert [text for _, text, _ in kept()] == ["Een druk jaar."]


@pytest.mark.parametrize("path", ["/cijfers/jaarverslag/", PAGE, FOREWORD, f"{PAGE}publiceren/"])
def test_a_contact_finds_no_report(hilversum: User, path: str) -> None:
    assert client_of(hilversum).get(path).status_code == 404


def test_the_administrator_sees_no_report(administrator: User) -> None:
    assert client_of(administrator).get(PAGE).status_code == 403


def test_every_save_is_a_version_and_older_ones_can_be_seen_and_put_back(cast: Cast) -> None:
    write(client_of(cast.chain_manager), "Eerst.", 0)
    client = client_of(cast.coordinator)
    write(client, "Daarna.", 1)
    older = client.get(f"{FOREWORD}?versie=1").content.decode()
    assert "Eerst." in older
    assert "Zet versie 1 terug" in older
    shown = client.post(f"{FOREWORD}terug/1/", follow=True).content.decode()
    assert "Versie 1 is teruggezet, als versie 3." in shown
    assert kept() == [
        (1, "Eerst.", "Chain Manager"),
        (2, "Daarna.", "Coordinator"),
        (3, "Eerst.", "Coordinator"),
    ]


def test_the_same_text_again_makes_no_version(client: Client) -> None:
    write(client, "Eerst.", 0)
    assert "Er is niets veranderd." in write(client, "  Eerst.\r\n", 1)
    assert len(kept()) == 1


def test_two_at_once_lose_nothing(cast: Cast) -> None:
    first, second = client_of(cast.chain_manager), client_of(cast.coordinator)
    write(first, "Van de ketenmanager.", 0)
    shown = write(second, "Van de coördinator.", 0)
    assert "Chain Manager bewaarde deze tekst ook, op ma 2 dec 2024" in shown
    assert "Uw tekst is nog niet bewaard en staat in het veld." in shown
    assert "Van de ketenmanager." in shown
    assert re.search(r"<textarea[^>]*>\s*Van de coördinator.", shown)
    assert 'name="seen" value="1"' in shown
    assert len(kept()) == 1
    assert "Versie 2 is bewaard." in write(second, "Van beiden.", 1)


def test_an_emptied_text_is_a_version_too(client: Client) -> None:
    write(client, "Eerst.", 0)
    write(client, "", 1)
    assert [text for _, text, _ in kept()] == ["Eerst.", ""]
    assert "leeg gemaakt" in client.get(FOREWORD).content.decode()


def test_too_long_a_text_comes_back_whole(client: Client) -> None:
    long = "woord " * 2_001
    shown = write(client, long, 0)
    assert "12000 tekens is het meeste" in shown
    assert shown.count("woord") >= 2_001
    assert kept() == []


def test_what_is_pasted_becomes_plain_text(client: Client) -> None:
    write(client, "Een\u200b\x0b<b>jaar</b>\x00", 0)
    assert kept()[0][1] == "Een\n<b>jaar</b>"
    assert "&lt;b&gt;jaar" in client.get(PAGE).content.decode()


@pytest.mark.parametrize("path", [f"{PAGE}tekst/bestaat-niet/", f"{PAGE}tekst/wat-telt-mee/", f"{FOREWORD}?versie=9"])
def test_a_text_that_does_not_exist_is_not_found(client: Client, path: str) -> None:
    assert client.get(path).status_code == 404


def test_no_version_is_changed_or_deleted_in_the_database(client: Client) -> None:
    write(client, "Eerst.", 0)
    with system_scope("even the software itself may not"):
        for statement in ("UPDATE reporting_annualtext SET text = 'x'", "DELETE FROM reporting_annualtext"):
            assert "never changed or deleted" in refusal(statement)


# --- Years


@pytest.mark.parametrize(
    ("year", "sentence"),
    [(2025, "Het jaar 2025 moet nog komen. Kies een jaar tot en met 2024."), (2009, "Vóór 2010 zijn er geen cijfers.")],
)
def test_a_year_without_report_says_which_years_there_are(client: Client, year: int, sentence: str) -> None:
    for path in ("", "tekst/voorwoord/", "publiceren/"):
        response = client.get(f"/cijfers/jaarverslag/{year}/{path}")
        assert response.status_code == 404
        assert sentence in response.content.decode()
    assert client.post(f"/cijfers/jaarverslag/{year}/concept/").status_code == 404


def test_a_year_without_records_says_so_and_makes_nothing(client: Client) -> None:
    shown = client.get(PAGE).content.decode()
    assert "Over dit jaar staat niets in de registratie." in shown
    assert "Maak concept" not in shown
    for path in ("concept", "publiceren"):
        refused = client.post(f"{PAGE}{path}/")
        assert refused.status_code == 409
        assert "Er is niets om te verslaan." in refused.content.decode()


def test_the_list_shows_what_was_written(client: Client) -> None:
    write(client, "Een druk jaar.", 0)
    shown = client.get("/cijfers/jaarverslag/").content.decode()
    row = re.search(r">2013</a>.*?</tr>", shown, re.DOTALL)
    assert row is not None
    assert "1 tekst" in row[0]
    assert shown.count("nog geen teksten") == 14
