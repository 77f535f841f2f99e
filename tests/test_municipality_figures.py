"""The page of one municipality: its own figures, and nothing of another, for its contacts and for the staff."""

import re
from datetime import date
from io import BytesIO

import pikepdf
import pytest
from django.test import Client

from nazorg.accounts.models import AccessLog, User
from nazorg.common.scope import system_scope
from reporting.figures.held import Held
from reporting.municipal.held import beside
from tests.cast import Cast, client_of
from tests.reporting_tools import act, released, worked_on
from tests.timeliness_tools import text

STAFF, PORTAL = "/cijfers/gemeente/0402/", "/portaal/cijfers/"
SPRING = date(2013, 4, 1)


def page(somebody: User, path: str = STAFF, query: str = "jaar=2013") -> str:
    response = client_of(somebody).get(f"{path}?{query}")
    assert response.status_code == 200
    return response.content.decode()


def row(html: str, name: str) -> list[str]:
    """What the cells of a figure say, from its unit on."""
    found = next(
        each for each in re.findall(r"<tr.*?</tr>", html, re.S) if re.search(rf'scope="row"[^>]*>\s*{name}\s*<', each)
    )
    return [text(cell).strip() for cell in re.findall(r"<td.*?</td>", found, re.S)]


def cases(code: str, number: int, day: date = SPRING) -> None:
    for _ in range(number):
        worked_on(code, day)


# --- Who may


def test_staff_who_read_figures_see_every_municipality(cast: Cast) -> None:
    expected = {"hilversum": 404, "huizen": 404, "administrator": 403}
    for name, somebody in cast.everybody().items():
        for path in (STAFF, "/cijfers/gemeente/0402.pdf"):
            assert client_of(somebody).get(path, {"jaar": "2013"}).status_code == expected.get(name, 200), name


@pytest.mark.parametrize("code", ["0344", "9999"])
def test_a_municipality_outside_the_region_is_not_found(coordinator: User, code: str) -> None:
    assert client_of(coordinator).get(f"/cijfers/gemeente/{code}/").status_code == 404


def test_a_contact_gets_the_paper_of_the_own_municipality_only(hilversum: User, huizen: User) -> None:
    assert client_of(hilversum).get("/portaal/cijfers/0402.pdf?jaar=2013").status_code == 200
    assert client_of(hilversum).get("/portaal/cijfers/0406.pdf?jaar=2013").status_code == 404
    assert client_of(huizen).get("/portaal/cijfers/0406.pdf?jaar=2013").status_code == 200
    with system_scope("the test reads the log"):
        logged = AccessLog.objects.filter(act="municipal_pdf").values_list("ground", flat=True)
        assert set(logged) == {"gemeente-0402-2013", "gemeente-0406-2013"}


def test_staff_find_nothing_in_the_portal(coordinator: User) -> None:
    assert client_of(coordinator).get("/portaal/cijfers/0402.pdf").status_code == 403


# --- What stands on it


def test_own_figures_stand_beside_the_year_before_and_the_region(hilversum: User, coordinator: User) -> None:
    cases("0402", 3)
    cases("0406", 4)
    cases("0381", 2)
    released("0402", date(2012, 5, 1))
    one = worked_on("0402", SPRING)
    act(one, SPRING, "intervention", "housing", "needs")
    for html in (page(coordinator), page(hilversum, PORTAL)):
        assert row(html, "Caseload") == ["casussen", "4", "", "-", "", "10", ""]
        assert row(html, "Uitstroom")[:5] == ["personen", "-", "", "1", ""]
        assert row(html, "Met een interventie")[1:3] == ["1", "van 4 (25%)"]


def test_the_region_is_not_shown_where_it_would_tell_of_another_municipality(hilversum: User, huizen: User) -> None:
    cases("0402", 9)
    cases("0406", 6)
    # Without Hilversum the region would be Huizen.
    assert row(page(hilversum, PORTAL), "Caseload")[-2:] == ["niet getoond", ""]
    cases("0381", 1)
    assert row(page(hilversum, PORTAL), "Caseload")[-2:] == ["16", ""]
    with_small = page(huizen, PORTAL)
    assert row(with_small, "Caseload")[-2:] == ["16", ""]
    assert "Hilversum" not in with_small


def test_a_small_rest_of_the_region_is_not_shown(hilversum: User) -> None:
    cases("0402", 9)
    cases("0406", 2)
    cases("0381", 2)
    assert row(page(hilversum, PORTAL), "Caseload")[-2:] == ["niet getoond", ""]


def test_a_share_of_the_region_is_not_shown_where_what_is_left_of_it_is_small() -> None:
    others = [Held(6, 8), Held(4, 4)]
    assert beside(Held(1, 2), Held(11, 14), others) is None  # the others have two left
    assert beside(Held(1, 2), Held(11, 20), [Held(6, 12), Held(4, 6)]) == Held(11, 20)
    assert beside(Held(3, 9, median=True), Held(4, 12, median=True), [Held(4, 2, median=True)]) is None
    assert beside(Held(None), Held(None), []) == Held(None)


def test_a_contact_reads_no_count_of_what_is_the_coordinators(hilversum: User) -> None:
    worked_on("0402", SPRING, kind="profile")
    html = page(hilversum, PORTAL)
    for word in ("profiel", "Doelgroep", "terugkeerder", "vaker vastzat", "/casussen/2"):
        assert word not in html


def test_it_is_on_paper_with_tags(coordinator: User) -> None:
    cases("0402", 3)
    content = client_of(coordinator).get("/cijfers/gemeente/0402.pdf?jaar=2013").content
    with pikepdf.open(BytesIO(content)) as pdf:
        assert "/StructTreeRoot" in pdf.Root
        assert str(pdf.docinfo["/Title"]) == "Nazorg in Hilversum, 2013"


# --- Years in which there is little to tell


@pytest.mark.parametrize(
    ("code", "year", "sentence"),
    [
        ("1942", 2013, "Gooise Meren bestaat sinds 1 januari 2016. Over 2013 zijn er geen cijfers van."),
        ("0424", 2016, "Muiden bestond tot en met 31 december 2015. Sindsdien hoort zij bij Gooise Meren."),
        ("0317", 2013, "Eemnes hoorde in 2013 niet bij de regio."),
        ("0402", 2013, "Over Hilversum staat in 2013 niets in de registratie."),
    ],
)
def test_a_year_without_figures_says_why(coordinator: User, code: str, year: int, sentence: str) -> None:
    assert sentence in page(coordinator, f"/cijfers/gemeente/{code}/", f"jaar={year}")


def test_a_merged_municipality_is_compared_with_what_it_was_made_of(coordinator: User) -> None:
    cases("0425", 1, date(2015, 5, 1))
    cases("0424", 2, date(2015, 5, 1))
    cases("1942", 4, date(2016, 5, 1))
    html = page(coordinator, "/cijfers/gemeente/1942/", "jaar=2016")
    assert row(html, "Caseload")[1:5] == ["4", "", "3", ""]


def test_the_running_year_says_until_when_it_was_counted(coordinator: User) -> None:
    cases("0402", 1, date(2024, 5, 1))
    assert "Het jaar 2024 loopt nog: geteld is tot en met 2 december 2024." in page(coordinator, query="jaar=2024")


@pytest.mark.parametrize("path", [STAFF, "/cijfers/gemeente/0402.pdf"])
def test_a_wrong_year_gets_a_sentence(coordinator: User, path: str) -> None:
    client: Client = client_of(coordinator)
    assert "moet nog komen" in client.get(f"{path}?jaar=2031").content.decode()
    assert "Dit is geen jaar" in client.get(f"{path}?jaar=x").content.decode()
