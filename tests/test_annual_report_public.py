"""The public version of a published annual report: nobody reads a small municipality out of it."""

from pathlib import Path

import pytest
from django.test import Client

from nazorg.accounts.models import User
from nazorg.common.scope import system_scope
from reporting.models import PublicGrouping
from tests.annual_tools import published, small_year, words_of
from tests.cast import Cast, client_of
from tests.conftest import NOW
from tests.reporting_tools import worked_on

PUBLIC = "/cijfers/jaarverslag/2013/versie/1/openbaar.pdf"


@pytest.fixture
def client(chain_manager: User) -> Client:
    small_year()
    return client_of(chain_manager)


def test_the_public_version_joins_small_municipalities_and_names_none_elsewhere(
    client: Client, cast: Cast, tmp_path: Path
) -> None:
    published(client)
    response = client.get(PUBLIC)
    assert response.status_code == 200
    text = words_of(response.content, tmp_path)
    assert "openbare versie" in text
    assert "Overige gemeenten samen" in text
    assert "Gemeenten waar een getal kleiner is dan vijf" in text
    assert "per gemeente, 2013" not in text.replace("Caseload en uitstroom per gemeente", "")
    assert "Bijlage: vergelijking" not in text
    with system_scope("the test looks"):
        assert PublicGrouping.objects.filter(year=2013).exists()
    assert client_of(cast.hilversum).get(PUBLIC).status_code == 404
    assert client_of(cast.administrator).get(PUBLIC).status_code == 403
    assert client_of(cast.coordinator).get(PUBLIC).status_code == 200


def test_a_year_that_still_runs_has_no_public_version(client: Client) -> None:
    worked_on("0402", NOW.date())
    made = published(client, 2024)
    assert made.public_pdf is None
    page = client.get("/cijfers/jaarverslag/2024/versie/1/").content.decode()
    assert "Openbare versie" not in page
    assert client.get("/cijfers/jaarverslag/2024/versie/1/openbaar.pdf").status_code == 404
