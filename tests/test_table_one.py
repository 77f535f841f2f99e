"""What Table 1 counts: each definition, proved on a handful of records."""

from datetime import date

import pytest
from django.test import Client

from cases.models import Act, Detention
from municipalities.models import Municipality
from nazorg.accounts.models import User
from nazorg.common.scope import system_scope
from tests.cast import client_of
from tests.reporting_tools import act, moved, person, released, table, worked_on

HILVERSUM, BUSSUM, HUIZEN, WEESP, NAARDEN = "0402", "0381", "0406", "0457", "0425"
AMSTERDAM, ALMERE, EEMNES = "0363", "0034", "0317"
CASES, OUT, OUT_2012 = "Caseload 2013, casussen", "Uitstroom 2013, personen", "Uitstroom 2012, personen"
NO_ABODE = "Personen zonder vaste woon- of verblijfplaats"
SPRING, AUTUMN = date(2013, 4, 1), date(2013, 10, 1)


@pytest.fixture
def client(chain_manager: User) -> Client:
    return client_of(chain_manager)


# --- Outflow


def test_a_person_released_twice_counts_once_where_registered_last(client: Client) -> None:
    who = person()
    released(HILVERSUM, SPRING, who)
    released(HUIZEN, AUTUMN, who)
    rows = table(client)
    assert (rows["Hilversum"][OUT], rows["Huizen"][OUT], rows["Totaal"][OUT]) == ("0", "1", "1")
    assert rows["Vrijlatingen in het hele jaar"]["uitstroom 2013"] == "2"


def test_a_release_with_an_address_in_the_region_counts_before_a_later_one_without(client: Client) -> None:
    who = person()
    released(HILVERSUM, SPRING, who)
    released("none", AUTUMN, who)
    rows = table(client)
    assert rows["Hilversum"][OUT] == "1"
    assert NO_ABODE not in rows


def test_whoever_had_no_address_in_the_region_stands_below_once(client: Client) -> None:
    who = person()
    released("none", SPRING, who)
    released("none", AUTUMN, who)
    released(ALMERE, SPRING)
    released("abroad", SPRING)
    released("unknown", SPRING)
    rows = table(client)
    below = [
        rows[name]["uitstroom 2013"]
        for name in (
            NO_ABODE,
            "Personen uit een gemeente buiten de regio",
            "Personen uit het buitenland",
            "Personen van wie de gemeente onbekend is",
        )
    ]
    assert below == ["1", "1", "1", "1"]
    assert rows["Totaal"][OUT] == "0"
    assert rows["Vrijlatingen in het hele jaar"]["uitstroom 2013"] == "5"


def test_the_last_release_says_why_somebody_stands_below(client: Client) -> None:
    who = person()
    released("none", SPRING, who)
    released(ALMERE, AUTUMN, who)
    rows = table(client)
    assert rows["Personen uit een gemeente buiten de regio"]["uitstroom 2013"] == "1"
    assert NO_ABODE not in rows


def test_the_first_and_the_last_day_of_a_year_belong_to_it(client: Client) -> None:
    for day in (date(2012, 12, 31), date(2013, 1, 1), date(2013, 12, 31), date(2014, 1, 1)):
        released(HILVERSUM, day)
    rows = table(client)
    assert (rows["Hilversum"][OUT_2012], rows["Hilversum"][OUT]) == ("1", "2")


def test_somebody_released_in_two_years_counts_in_both(client: Client) -> None:
    who = person()
    released(HILVERSUM, date(2012, 5, 1), who)
    released(HILVERSUM, SPRING, who)
    rows = table(client)
    assert (rows["Totaal"][OUT_2012], rows["Totaal"][OUT]) == ("1", "1")


def test_a_municipality_that_joined_the_region_later_is_outside_it_before(client: Client) -> None:
    released(EEMNES, SPRING)
    rows = table(client, "jaar=2013&met=&grenzen=nu")
    assert rows["Personen uit een gemeente buiten de regio"]["uitstroom 2013"] == "1"
    assert rows["Eemnes"][OUT] == "-"


# --- Caseload


def test_a_case_counts_in_each_year_with_an_act_and_once_in_it(client: Client) -> None:
    worked_on(HILVERSUM, SPRING, AUTUMN, date(2014, 2, 1))
    worked_on(HILVERSUM)
    assert table(client)["Hilversum"][CASES] == "1"
    assert table(client, "jaar=2014&met=")["Hilversum"]["Caseload 2014, casussen"] == "1"


@pytest.mark.parametrize("kind", [kind for kind in Act.Kind.values if kind != "intervention"])
def test_every_kind_of_act_is_work(client: Client, kind: str) -> None:
    worked_on(HILVERSUM, SPRING, kind=kind)
    assert table(client)["Totaal"][CASES] == "1"


def test_two_detentions_of_one_person_are_two_cases(client: Client) -> None:
    who = person()
    worked_on(HILVERSUM, SPRING, who=who)
    worked_on(HILVERSUM, AUTUMN, who=who)
    assert table(client)["Hilversum"][CASES] == "2"


def test_the_stay_on_the_day_of_the_last_act_decides(client: Client) -> None:
    case = worked_on(HILVERSUM, SPRING, AUTUMN)
    moved(case, HUIZEN, AUTUMN)
    moved(case, BUSSUM, date(2013, 11, 1))
    rows = table(client)
    assert (rows["Hilversum"][CASES], rows["Huizen"][CASES], rows["Bussum"][CASES]) == ("0", "1", "0")


def test_a_first_stay_after_the_last_act_holds_for_it_too(client: Client) -> None:
    case = worked_on("", SPRING)
    moved(case, BUSSUM, date(2013, 12, 1))
    moved(case, HUIZEN, AUTUMN)
    assert table(client)["Huizen"][CASES] == "1"


@pytest.mark.parametrize("where", [ALMERE, "none", "abroad", "unknown", ""])
def test_who_stays_outside_the_region_or_nowhere_known_is_overig(client: Client, where: str) -> None:
    worked_on(where, SPRING)
    rows = table(client)
    assert (rows["Overig"][CASES], rows["Totaal"][CASES]) == ("1", "1")


def test_before_it_was_registered_the_caseload_is_not_computed(client: Client) -> None:
    worked_on(HILVERSUM, date(2012, 12, 31))
    released(HILVERSUM, date(2012, 5, 1))
    rows = table(client, "jaar=2012&met=")
    assert {row["Caseload 2012, casussen"] for row in rows.values() if "Caseload 2012, casussen" in row} == {"-"}
    assert rows["Hilversum"]["Uitstroom 2012, personen"] == "1"
    assert "Caseload 2012, casussen" not in table(client, "jaar=2013&met=2012")["Totaal"]


def test_deleting_one_record_changes_the_table(client: Client) -> None:
    worked_on(HILVERSUM, SPRING)
    released(HILVERSUM, SPRING)
    released(HILVERSUM, AUTUMN)
    before = table(client)["Hilversum"]
    with system_scope("the test takes a record away"):
        Detention.objects.filter(released_on=AUTUMN).delete()
        Act.objects.all().delete()
    after = table(client)["Hilversum"]
    assert (before[CASES], before[OUT]) == ("1", "2")
    assert (after[CASES], after[OUT]) == ("-", "1")


# --- Percentages and totals


def test_percentages_are_plain_rounded_of_a_named_total(client: Client) -> None:
    for where, count in ((HILVERSUM, 177), (BUSSUM, 147), (HUIZEN, 1)):
        for _ in range(count):
            released(where, SPRING)
    rows = table(client)
    shares = {name: rows[name]["Uitstroom 2013, % van 325"] for name in ("Hilversum", "Bussum", "Huizen", "Weesp")}
    assert shares == {"Hilversum": "54", "Bussum": "45", "Huizen": "<1", "Weesp": "0"}
    assert rows["Totaal"]["Uitstroom 2013, % van 325"] == "100"


def test_a_half_is_rounded_up(client: Client) -> None:
    for where, count in ((HILVERSUM, 7), (HUIZEN, 1)):
        for _ in range(count):
            released(where, SPRING)
    rows = table(client)
    assert rows["Hilversum"]["Uitstroom 2013, % van 8"] == "88"
    assert rows["Huizen"]["Uitstroom 2013, % van 8"] == "13"


def test_without_a_total_there_is_no_share(client: Client) -> None:
    released("none", SPRING)
    rows = table(client)
    assert rows["Totaal"][OUT] == "0"
    assert rows["Hilversum"]["Uitstroom 2013, %"] == "-"


def test_a_year_without_any_record_shows_dashes_and_says_so(client: Client) -> None:
    rows = table(client, "jaar=2014&met=2013")
    assert {value for name, row in rows.items() for column, value in row.items() if column != "Gemeente"} == {"-"}
    page = client.get("/cijfers/tabel-1/?jaar=2014&met=").content.decode()
    assert "Over 2014 staan er geen handelingen en geen vrijlatingen in de registratie." in page


# --- Boundaries


def test_the_boundaries_of_the_year_itself_are_the_nine(client: Client) -> None:
    rows = table(client)
    assert list(rows)[:11] == [
        "Hilversum", "Bussum", "Huizen", "Weesp", "Wijdemeren", "Naarden", "Blaricum", "Laren", "Muiden", "Overig",
        "Totaal",
    ]  # fmt: skip


def test_today_merged_municipalities_are_one_row(client: Client) -> None:
    for where in (BUSSUM, NAARDEN):
        released(where, SPRING)
        worked_on(where, SPRING)
    rows = table(client, "jaar=2013&met=&grenzen=nu")
    assert (rows["Gooise Meren"][CASES], rows["Gooise Meren"][OUT]) == ("2", "2")
    assert "Bussum" not in rows


def test_a_municipality_that_left_the_region_stands_under_overig_with_a_note(client: Client) -> None:
    released(WEESP, SPRING)
    worked_on(WEESP, SPRING)
    worked_on(WEESP, SPRING)
    rows = table(client, "jaar=2013&met=&grenzen=nu")
    assert (rows["Overig"][CASES], rows["Overig"][OUT], rows["Totaal"][OUT]) == ("2", "1", "1")
    page = client.get("/cijfers/tabel-1/?jaar=2013&met=&grenzen=nu").content.decode()
    assert "Weesp hoort sinds 24 maart 2022 bij Amsterdam, buiten de regio." in page
    assert "2 in de caseload 2013 en 1 in de uitstroom 2013" in page


def test_weesp_is_in_the_region_until_the_day_it_left(client: Client) -> None:
    released(WEESP, date(2022, 3, 23))
    released(WEESP, date(2022, 3, 24))
    released(AMSTERDAM, date(2022, 3, 23))
    rows = table(client, "jaar=2022&met=")
    assert (rows["Overig"]["Uitstroom 2022, personen"], rows["Totaal"]["Uitstroom 2022, personen"]) == ("1", "1")
    assert rows["Personen uit een gemeente buiten de regio"]["uitstroom 2022"] == "2"


def test_comparing_across_a_merger_uses_the_later_boundaries(client: Client) -> None:
    released(NAARDEN, date(2015, 12, 31))
    released(NAARDEN, date(2016, 1, 1))
    rows = table(client, "jaar=2015&met=2016")
    assert rows["Gooise Meren"]["Uitstroom 2015, personen"] == "1"
    assert rows["Gooise Meren"]["Uitstroom 2016, personen"] == "1"


def test_a_merger_still_to_come_changes_nothing_yet(client: Client) -> None:
    Municipality.objects.filter(code="1696").update(
        valid_to=date(2026, 12, 31), successor=Municipality.objects.get(code=HILVERSUM)
    )
    released("1696", SPRING)
    assert table(client, "jaar=2013&met=&grenzen=nu")["Wijdemeren"][OUT] == "1"


# --- The running year


def test_the_running_year_counts_up_to_today_and_says_so(client: Client) -> None:
    released(HILVERSUM, date(2024, 12, 2))
    released(HILVERSUM, date(2024, 12, 3))
    rows = table(client, "jaar=2024&met=")
    assert rows["Hilversum"]["Uitstroom 2024 tot en met 2 december, personen"] == "1"
    page = client.get("/cijfers/tabel-1/?jaar=2024&met=").content.decode()
    assert "geteld is tot en met 2 december 2024" in page


def test_acts_after_today_do_not_count_yet(client: Client) -> None:
    case = worked_on(HILVERSUM, date(2024, 5, 1))
    moved(case, HUIZEN, date(2024, 12, 20))
    act(case, date(2024, 12, 24))
    rows = table(client, "jaar=2024&met=")
    assert rows["Hilversum"]["Caseload 2024 tot en met 2 december, casussen"] == "1"
