"""The covenant as data: what a file may say, and what scopes and grounds come of it."""

from datetime import date
from typing import Any

import pytest
import yaml

from nazorg.covenant.categories import Category
from nazorg.covenant.parties import WITH_LOGIN, Party
from nazorg.covenant.table import DATA, NOTHING, Covenant, CovenantError, covenant_on, parse, versions

TODAY = date(2024, 12, 2)


@pytest.fixture
def data() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(next(DATA.glob("*.yaml")).read_text("utf-8"))
    return found


@pytest.fixture
def covenant() -> Covenant:
    return covenant_on(TODAY)


def test_the_first_version_also_holds_before_its_date() -> None:
    assert covenant_on(date(1999, 1, 1)) == versions()[0]


def test_no_version_is_in_force_before_a_lawyer_confirmed_it(covenant: Covenant) -> None:
    assert not covenant.confirmed


def test_what_stands_nowhere_gives_no_right(covenant: Covenant) -> None:
    assert covenant.cell(Party.CLERK, Category.POLICE) == NOTHING
    assert covenant.cell(Party.CHAIN_MANAGER, Category.IDENTITY) == NOTHING


def test_only_who_logs_in_reads_or_writes(covenant: Covenant) -> None:
    for party in set(Party) - set(WITH_LOGIN):
        assert covenant.categories(party, "read") == covenant.categories(party, "write") == frozenset()


def test_whoever_writes_also_reads(covenant: Covenant) -> None:
    for party in WITH_LOGIN:
        assert covenant.categories(party, "write") <= covenant.categories(party, "read")


def test_a_narrowed_right_is_no_right_to_the_whole_category(covenant: Covenant) -> None:
    assert "log:own_acts" in covenant.categories(Party.CLERK, "read")
    assert "log" not in covenant.categories(Party.CLERK, "read")
    assert "log" not in covenant.categories(Party.ADMINISTRATOR, "read")
    assert "plan" not in covenant.categories(Party.CONTACT, "write")


def test_roles_without_dossiers_read_no_content(covenant: Covenant) -> None:
    content = set(Category.values) - {"log", "figures", "covenant"}
    for party in (Party.CHAIN_MANAGER, Party.ADMINISTRATOR):
        assert not content & {code.partition(":")[0] for code in covenant.categories(party, "read")}


def test_care_welfare_and_housing_never_get_police_information(covenant: Covenant) -> None:
    for party in (Party.CARE, Party.WELFARE, Party.HOUSING):
        assert covenant.cell(party, Category.POLICE).never
        assert covenant.cell(party, Category.OFFENCE).never


def test_grounds_hold_by_the_date_of_the_act(covenant: Covenant) -> None:
    def codes(day: date) -> set[str]:
        return {ground.code for ground in covenant.grounds_on(day)}

    assert "wbp" in codes(date(2018, 5, 24))
    assert "avg" not in codes(date(2018, 5, 24))
    assert codes(date(2018, 5, 25)) & {"wbp", "avg"} == {"avg"}
    assert "wgs" not in codes(date(2025, 2, 28))
    assert "wgs" in codes(date(2025, 3, 1))


@pytest.mark.parametrize(
    ("category", "party", "cell", "said"),
    [
        ("identity", "clerk", "X", "geen geldige cel"),
        ("identity", "clerk", "W", "geen geldige cel"),
        ("identity", "clerk", "", "geen geldige cel"),
        ("identity", "clerk", "R soms", "voorwaarde 'soms'"),
        ("identity", "buurman", "R", "partij 'buurman' bestaat niet"),
        ("geheim", "clerk", "R", "categorie 'geheim' bestaat niet"),
        ("identity", "police", "R", "logt niet in"),
    ],
)
def test_a_file_that_says_something_odd_is_refused(
    data: dict[str, Any], category: str, party: str, cell: str, said: str
) -> None:
    data["cells"].setdefault(category, {})[party] = cell
    with pytest.raises(CovenantError, match=said):
        parse(data)
