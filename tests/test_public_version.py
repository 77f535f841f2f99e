"""The public version: it gives nothing away, neither in one file nor in two together."""

from collections.abc import Collection
from datetime import date
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from nazorg.accounts.models import AccessLog, User
from nazorg.common.scope import system_scope
from reporting.models import PublicGrouping
from reporting.public.grouping import LEAST, Column, to_join
from tests.cast import Cast, client_of
from tests.public_tools import Sum, possible
from tests.reporting_tools import Table, read_csv, released, worked_on
from tests.test_reporting_files import text_of

PAGE = "/cijfers/tabel-1/openbaar/"
FILES = ["/cijfers/tabel-1/openbaar.pdf", "/cijfers/tabel-1/openbaar.xlsx", "/cijfers/tabel-1/openbaar.csv"]
CODES = {"Hilversum": "0402", "Huizen": "0406", "Weesp": "0457", "Blaricum": "0376", "Laren": "0417"}
# How many cases each had in 2013. All others of the nine had none.
CASES = {"Hilversum": 9, "Huizen": 8, "Weesp": 6, "Blaricum": 1, "Laren": 5}


@pytest.fixture
def client(chain_manager: User) -> Client:
    return client_of(chain_manager)


def cases(year: int, **numbers: int) -> None:
    for name, number in numbers.items():
        for _ in range(number):
            worked_on(CODES[name], date(year, 4, 1))


def published(client: Client, query: str) -> Table:
    response = client.get(f"/cijfers/tabel-1/openbaar.csv?{query}")
    assert response.status_code == 200, response.content.decode()
    return read_csv(response.content)


def joined_row(table: Table) -> str:
    return next(name for name in table if name.startswith("Overige gemeenten samen"))


# --- What stands in it


def test_small_municipalities_share_a_row_with_their_own_percentage(client: Client) -> None:
    cases(2013, **CASES)
    table = published(client, "jaar=2013&met=")
    assert joined_row(table) == "Overige gemeenten samen (Bussum, Wijdemeren, Naarden, Blaricum, Laren en Muiden)"
    assert list(table[joined_row(table)].values())[1:3] == ["6", "21"]
    assert list(table["Weesp"].values())[1:3] == ["6", "21"]
    assert list(table["Totaal"].values())[1:3] == ["29", "100"]
    assert "Blaricum" not in table
    assert "Laren" not in table  # five cases, but without it the row would hold one


def test_all_of_them_share_a_row_where_nobody_is_large_enough(client: Client) -> None:
    cases(2013, Hilversum=2, Huizen=1)
    table = published(client, "jaar=2013&met=")
    assert list(table[joined_row(table)].values())[1] == "3"
    assert "Hilversum" not in table


def test_the_rule_stands_under_the_table_in_every_file(client: Client) -> None:
    cases(2013, **CASES)
    page = client.get(f"{PAGE}?jaar=2013&met=").content.decode()
    sheet = load_workbook(BytesIO(client.get(f"{FILES[1]}?jaar=2013&met=").content))["Toelichting"]
    cells = " ".join(str(cell) for row in sheet.iter_rows(values_only=True) for cell in row)
    csv = client.get(f"{FILES[2]}?jaar=2013&met=").content.decode()
    for text in (page, cells, csv):
        assert "Blaricum, Laren en Muiden" in text
        assert "Gemeenten waar een getal kleiner is dan vijf, ook nul, staan samen in één regel." in text


def test_no_note_and_no_chart_tells_of_a_municipality_in_the_joined_row(client: Client) -> None:
    cases(2013, **CASES)
    for _ in range(3):
        released("0376", date(2013, 5, 1))
    assert "Blaricum heeft minder casussen" in client.get("/cijfers/tabel-1/?jaar=2013").content.decode()
    page = client.get(f"{PAGE}?jaar=2013").content.decode()
    assert "Blaricum heeft" not in page
    # The name stands in the row itself and in the rule, and nowhere else.
    assert page.count("Blaricum") == 2


def test_the_paper_is_tagged_and_holds_the_joined_row(client: Client, tmp_path: Path) -> None:
    cases(2013, **CASES)
    pdf = client.get(f"{FILES[0]}?jaar=2013&met=").content
    with pikepdf.open(BytesIO(pdf)) as found:
        assert "/StructTreeRoot" in found.Root
    file = tmp_path / "openbaar.pdf"
    file.write_bytes(pdf)
    words = " ".join(text_of(file).split())
    assert "Overige gemeenten samen" in words
    assert "Gemeenten waar een getal kleiner is dan vijf" in words


# --- Who, and when not


@pytest.mark.parametrize("path", [PAGE, *FILES])
def test_only_the_chain_manager_makes_figures_public(cast: Cast, path: str) -> None:
    for name, somebody in cast.everybody().items():
        expected = 200 if name == "chain_manager" else 404 if somebody.is_contact else 403
        assert client_of(somebody).get(path, {"jaar": "2013"}).status_code == expected, name


def test_a_file_is_logged_and_keeps_who_is_joined_and_looking_does_not(client: Client) -> None:
    cases(2013, **CASES)
    client.get(f"{PAGE}?jaar=2013&met=2012")
    assert not PublicGrouping.objects.exists()
    published(client, "jaar=2013&met=2012")
    assert PublicGrouping.objects.filter(municipality__code="0376", year__in=(2012, 2013)).count() == 2
    with system_scope("the test reads the log"):
        assert AccessLog.objects.get(act="public_table_file").ground == "tabel-1-openbaar-2013-en-2012.csv"


def test_a_year_that_still_runs_is_not_made_public(client: Client) -> None:
    response = client.get(f"{FILES[2]}?jaar=2024&met=")
    assert response.status_code == 400
    assert "2024 loopt nog" in response.content.decode()
    assert not PublicGrouping.objects.exists()


def test_years_with_other_municipalities_are_not_put_side_by_side(client: Client) -> None:
    # Gooise Meren in 2015 without Naarden and Bussum of the file on 2015 would be Muiden.
    cases(2015, Hilversum=9)
    page = client.get(f"{PAGE}?jaar=2016&met=2015").content.decode()
    assert "2015 staat er niet bij: in dat jaar waren er andere gemeenten dan in 2016." in page
    assert "Caseload 2015" not in page
    assert "Gemeentegrenzen</label>" not in page


# --- Nothing can be computed back


def test_two_files_of_a_year_join_the_same_municipalities(client: Client) -> None:
    cases(2013, Hilversum=9, Huizen=8, Weesp=6, Blaricum=1, Laren=5)
    cases(2014, Hilversum=9, Huizen=2, Weesp=8, Blaricum=7, Laren=6)
    first = published(client, "jaar=2014&met=2013")
    assert "Huizen" not in first
    alone = published(client, "jaar=2013&met=")
    # By itself Huizen is large enough in 2013; beside the first file its row would give the others away.
    assert "Huizen" not in alone
    assert set(alone) - {joined_row(alone)} >= {"Hilversum", "Weesp"}
    assert joined_row(alone) == joined_row(first)


def test_a_later_file_of_a_year_with_more_small_ones_keeps_those_of_the_first(client: Client) -> None:
    cases(2013, Hilversum=9, Huizen=8, Weesp=7, Blaricum=1, Laren=5)
    cases(2014, Hilversum=9, Huizen=8, Weesp=1, Blaricum=6, Laren=7)
    first = published(client, "jaar=2013&met=")
    second = published(client, "jaar=2014&met=2013")
    assert "Weesp" in first
    assert "Weesp" not in second
    assert "Laren" not in second  # large enough in 2014, but its row would leave Blaricum's one of 2013


# A table of counts: of each municipality a whole, a part of it, and a count that stands by itself.
COUNTS = st.lists(
    st.tuples(st.integers(0, 25), st.integers(0, 25), st.integers(0, 12)).map(
        lambda row: {"whole": max(row[:2]), "part": min(row[:2]), "rest": max(row[:2]) - min(row[:2]), "other": row[2]}
    ),
    min_size=2,
    max_size=9,
)
# Which counts stand in a file. What is left of a whole can be computed wherever both stand in it.
FILE = st.sampled_from([("whole",), ("other",), ("whole", "other"), ("whole", "part"), ("whole", "part", "other")])


def columns(counts: list[dict[str, int]], file: Collection[str]) -> list[Column]:
    return [{at: row[name] for at, row in enumerate(counts)} for name in _counted(file)]


def _counted(file: Collection[str]) -> list[str]:
    return [*file, "rest"] if "part" in file else list(file)


def sums(counts: list[dict[str, int]], file: Collection[str], joined: Collection[int]) -> list[Sum]:
    """What a file prints: each row that is shown, the joined row, and the total."""
    everywhere = range(len(counts))
    rows = [[at] for at in everywhere if at not in joined] + [list(joined), list(everywhere)]
    return [
        ({(at, name): 1 for at in row}, sum(counts[at][name] for at in row)) for name in file for row in rows if row
    ]


def hidden_values(counts: list[dict[str, int]], files: list[tuple[Collection[str], Collection[int]]]) -> None:
    """Fail where a count of a joined municipality follows from the files."""
    known = [each for file, joined in files for each in sums(counts, file, joined)]
    # What everybody knows: a part and what is left of it make the whole.
    names = {name for file, _ in files for name in file}
    known += [
        ({(at, "part"): 1, (at, "rest"): 1, (at, "whole"): -1}, 0) for at in range(len(counts)) if "part" in names
    ]
    bounds = possible(known)
    for file, joined in files:
        for name in _counted(file):
            if any(row[name] for row in counts):
                for at in joined:
                    small = counts[at][name] < LEAST
                    low, high = bounds[at, name]
                    assert not small or low < high, (name, at, low, high)


@given(counts=COUNTS, file=FILE)
def test_no_small_count_follows_from_one_file(counts: list[dict[str, int]], file: Collection[str]) -> None:
    joined = to_join(columns(counts, file))
    assert all(row[name] >= LEAST or at in joined or not any(each[name] for each in counts)
               for at, row in enumerate(counts) for name in _counted(file))  # fmt: skip
    hidden_values(counts, [(file, joined)])


@given(counts=COUNTS, first=FILE, second=FILE, third=FILE)
def test_no_small_count_follows_from_files_that_were_made_one_after_the_other(
    counts: list[dict[str, int]], first: Collection[str], second: Collection[str], third: Collection[str]
) -> None:
    files: list[tuple[Collection[str], Collection[int]]] = []
    kept: frozenset[int] = frozenset()
    for file in (first, second, third):
        kept = to_join(columns(counts, file), kept)
        files.append((file, kept))
    hidden_values(counts, files)


def test_without_keeping_the_grouping_the_second_file_would_give_it_away() -> None:
    counts = [{"whole": 1, "other": 9}, {"whole": 5, "other": 1}, {"whole": 7, "other": 6}, {"whole": 8, "other": 6}]
    one, other = (to_join(columns(counts, file)) for file in (("whole",), ("other",)))
    assert [set(one), set(other)] == [{0, 1}, {1, 2}]
    # The attack of these tests does find what a careless second file gives away.
    known = [*sums(counts, ("whole",), one), *sums(counts, ("whole", "other"), other)]
    assert possible(known)[0, "whole"] == (1, 1)
    assert possible(known)[1, "whole"] == (5, 5)


@given(counts=COUNTS)
def test_the_joined_row_holds_five_or_everybody(counts: list[dict[str, int]]) -> None:
    file = columns(counts, ("whole", "part", "other"))
    joined = to_join(file)
    assert len(joined) != 1
    if joined and len(joined) < len(counts):
        for column in file:
            assert sum(column[at] for at in joined) >= LEAST or not any(column.values())
