"""The help page of the columns tells what this region reads."""

from nazorg.accounts.models import User
from tests.cast import client_of


def test_the_columns_and_the_example_hold_a_bsn(clerk: User) -> None:
    client = client_of(clerk)
    assert '<th scope="row" class="text">BSN</th>' in client.get("/hulp/meldingen/").content.decode()
    assert ";BSN;" in client.get("/hulp/meldingen/voorbeeld.csv").content.decode()


def test_a_region_without_bsn_is_not_asked_for_one(clerk: User, settings: object) -> None:
    settings.BSN_OFF = True  # type: ignore[attr-defined]
    client = client_of(clerk)
    assert "BSN" not in client.get("/hulp/meldingen/").content.decode().split("<main")[1]
    assert "BSN" not in client.get("/hulp/meldingen/voorbeeld.csv").content.decode()
