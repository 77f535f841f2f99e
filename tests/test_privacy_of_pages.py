"""What a page leaves behind in the browser: nothing to go back to, and no name in its history."""

import pytest

from nazorg.common.scope import system_scope
from tests.cast import Cast, client_of
from tests.factories import case_in


@pytest.fixture
def pages(cast: Cast) -> list[str]:
    with system_scope("the test makes a case"):
        case = case_in("0402")
        case.person.family_name = "Zeldzamenaam"
        case.person.save()
    return [
        "/",
        "/casussen/",
        f"/casussen/{case.reference}/",
        f"/personen/{case.person.reference}/",
        "/casussen/excel/",
    ]


def test_what_a_signed_in_user_sees_is_not_kept_by_the_browser(cast: Cast, pages: list[str]) -> None:
    client = client_of(cast.coordinator)
    for path in pages:
        assert client.get(path)["Cache-Control"] == "private, no-store", path


def test_no_title_holds_a_name(cast: Cast, pages: list[str]) -> None:
    client = client_of(cast.coordinator)
    for path in pages[:-1]:
        title = client.get(path).content.decode().split("<title>")[1].split("</title>")[0]
        assert "Zeldzamenaam" not in title, path
