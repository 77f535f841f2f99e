"""Municipalities through time: found as people write them, at a date, and what became of them."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from municipalities.models import Municipality
from municipalities.selectors import Registry, UnknownMunicipality, existing_on, region_on, with_predecessors
from tests.factories import municipality

DAY = date(2013, 6, 1)
NINE = ["Hilversum", "Bussum", "Huizen", "Weesp", "Wijdemeren", "Naarden", "Blaricum", "Laren", "Muiden"]
pytestmark = pytest.mark.usefixtures("cast")  # it puts the registry there


@pytest.mark.parametrize(
    "text",
    ["Hilversum", "hilversum", "HILVERSUM", " Hilversum ", "gemeente Hilversum", "Gem. Hilversum", "0402", "Hílversum"],
)
def test_a_municipality_is_found_as_people_write_it(text: str) -> None:
    assert Registry.load().find(text, DAY).code == "0402"


@pytest.mark.parametrize(
    ("text", "name"),
    [("Loosdrecht", "Wijdemeren"), ("Den Haag", "'s-Gravenhage"), ("'s Gravenhage", "'s-Gravenhage"),
     ("Laren (NH)", "Laren"), ("den bosch", "'s-Hertogenbosch"), ("muiderberg", "Muiden")],
)  # fmt: skip
def test_a_village_or_another_spelling_leads_to_its_municipality(text: str, name: str) -> None:
    assert Registry.load().find(text, DAY).name == name


def test_a_municipality_that_merged_leads_to_its_successor_from_that_day() -> None:
    registry = Registry.load()
    assert registry.find("Bussum", date(2015, 12, 31)).name == "Bussum"
    assert registry.find("Bussum", date(2016, 1, 1)).name == "Gooise Meren"
    assert registry.find("0381", date(2024, 1, 1)).name == "Gooise Meren"
    assert registry.find("Weesp", date(2024, 1, 1)).name == "Amsterdam"


def test_a_municipality_is_refused_before_its_beginning() -> None:
    with pytest.raises(UnknownMunicipality, match="bestond nog niet op 01-06-2013"):
        Registry.load().find("Gooise Meren", DAY)


def test_an_unknown_name_gives_the_nearest_ones() -> None:
    with pytest.raises(UnknownMunicipality, match="is niet bekend") as unknown:
        Registry.load().find("Loosdregt", DAY)
    assert unknown.value.nearest[0] == "Wijdemeren"
    with pytest.raises(UnknownMunicipality) as unknown:
        Registry.load().find("Hilversom", DAY)
    assert unknown.value.nearest[0] == "Hilversum"
    with pytest.raises(UnknownMunicipality) as unknown:
        Registry.load().find("Xyzzy", DAY)
    assert unknown.value.nearest == ()


def test_a_name_of_nothing_is_unknown_and_no_error() -> None:
    for text in ("", " ", "gemeente", "---"):
        with pytest.raises(UnknownMunicipality):
            Registry.load().find(text, DAY)


def test_the_region_of_2013_is_the_nine_in_the_order_of_the_table() -> None:
    assert [one.name for one in region_on(DAY)] == NINE
    assert "Gooise Meren" in {one.name for one in region_on(date(2016, 1, 1))}
    assert not {"Bussum", "Naarden", "Muiden"} & {one.name for one in region_on(date(2016, 1, 1))}


def merged(one: Municipality, into: Municipality, day: date) -> None:
    """Enter a merger as data: the last day of the one, and what it goes on in."""
    one.valid_to, one.successor = day - timedelta(days=1), into
    one.full_clean()
    one.save()


def test_a_planned_merger_changes_nothing_until_its_day() -> None:
    day = date(2027, 1, 1)
    wijdemeren, hilversum = municipality("1696"), municipality("0402")
    merged(wijdemeren, hilversum, day)
    registry, eve = Registry.load(), day - timedelta(days=1)
    assert registry.find("Wijdemeren", eve) == wijdemeren
    assert registry.find("Kortenhoef", eve) == wijdemeren
    assert wijdemeren in region_on(eve)
    assert wijdemeren in existing_on(eve)
    assert registry.find("Wijdemeren", day) == hilversum
    assert registry.find("Kortenhoef", day) == hilversum
    assert wijdemeren not in region_on(day)
    assert registry.successor_on(wijdemeren, eve) == wijdemeren
    assert registry.successor_on(wijdemeren, day) == hilversum


def test_predecessors_go_on_as_the_one_they_merged_into() -> None:
    gooise_meren = municipality("1942")
    heirs = with_predecessors([gooise_meren])
    codes = dict(Municipality.objects.values_list("pk", "code"))
    assert {codes[pk] for pk, heir in heirs.items() if heir == gooise_meren.pk} == {"1942", "0381", "0424", "0425"}


def test_a_merger_into_itself_or_before_its_beginning_is_refused() -> None:
    hilversum, gooise_meren = municipality("0402"), municipality("1942")
    with pytest.raises(ValidationError, match="niet in zichzelf"):
        merged(hilversum, hilversum, date(2027, 1, 1))
    with pytest.raises(ValidationError, match="vóór de begindatum"):
        merged(gooise_meren, hilversum, date(2015, 1, 1))
