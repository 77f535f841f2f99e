"""The subjects of the figures: who may, what is counted of what, wrong choices, files, and the list behind a number."""

from datetime import date
from io import BytesIO

import pytest
from django.test import Client
from openpyxl import load_workbook

from nazorg.accounts.models import AccessLog, User
from nazorg.common.scope import system_scope
from reporting.catalogue import SUBJECTS
from tests.cast import Cast, client_of
from tests.conference_factories import ConferenceFactory
from tests.factories import DetentionFactory
from tests.figures_tools import figures, line
from tests.judging_factories import ConcernFactory, FindingFactory, KnownBeforeFactory
from tests.reporting_tools import act, person, worked_on

SPRING = date(2013, 4, 1)
SLUGS = [subject.slug for subject in SUBJECTS if not subject.url_name]


@pytest.fixture
def client(coordinator: User) -> Client:
    return client_of(coordinator)


# --- Who may


@pytest.mark.parametrize("slug", SLUGS)
def test_every_subject_opens_for_who_sees_figures_and_for_nobody_else(cast: Cast, slug: str) -> None:
    worked_on("0402", SPRING)
    expected = dict.fromkeys(["coordinator", "clerk", "chain_manager", "privacy_officer"], 200)
    expected |= {"administrator": 403, "hilversum": 404, "huizen": 404}
    for ending in (f"{slug}/", f"{slug}.csv", f"{slug}.xlsx"):
        got = {
            role: client_of(who).get(f"/cijfers/{ending}?jaar=2013").status_code
            for role, who in cast.everybody().items()
        }
        assert got == expected, ending
    assert Client().get(f"/cijfers/{slug}/")["Location"].startswith("/toegang/")


def test_who_reads_no_dossiers_sees_numbers_and_no_way_to_the_people(cast: Cast) -> None:
    worked_on("0402", SPRING, kind="profile")
    page = client_of(cast.chain_manager).get("/cijfers/inzet/?jaar=2013").content.decode()
    assert "Met een profiel" in page
    assert "/cijfers/inzet/2013/" not in page
    assert client_of(cast.chain_manager).get("/cijfers/inzet/2013/profiel/0402/").status_code == 403


def test_the_clerk_gets_no_list_of_who_has_a_profile(cast: Cast) -> None:
    worked_on("0402", SPRING, kind="profile")
    assert client_of(cast.clerk).get("/cijfers/inzet/2013/profiel/0402/").status_code == 403
    assert "/cijfers/inzet/2013/" not in client_of(cast.clerk).get("/cijfers/inzet/?jaar=2013").content.decode()


# --- What is counted


def test_a_profile_is_a_share_of_the_caseload(client: Client) -> None:
    worked_on("0402", SPRING, kind="profile")
    worked_on("0402", SPRING)
    worked_on("0406", SPRING)
    assert line(client, "inzet", "Met een profiel") == ("1", "3", "33")
    row = figures(client, "inzet")["Hilversum"]
    assert [row["Met een profiel, casussen"], row["Met een profiel, van casussen"]] == ["1", "2"]


def test_cases_with_an_intervention_and_interventions_are_two_counts(client: Client) -> None:
    case = worked_on("0402", SPRING)
    act(case, SPRING, "intervention", "housing", "area_housing")
    act(case, SPRING, "intervention", "housing", "area_housing")
    act(case, SPRING, "intervention", "debts", "area_debts")
    assert line(client, "interventies", "Interventies")[0] == "3"
    assert line(client, "interventies", "Casussen met een interventie")[0] == "1"
    assert line(client, "interventies", "Interventies op huisvesting") == ("2", "3", "67")


def test_cases_meetings_and_discussions_are_three_counts(client: Client, coordinator: User) -> None:
    with system_scope("records of a test"):
        ConferenceFactory(kind="offenders", on=SPRING, state="held", created_by=coordinator)
        ConferenceFactory(kind="offenders", on=date(2013, 5, 1), state="planned", created_by=coordinator)
    case = worked_on("0402", SPRING, date(2013, 5, 1), kind="offender_meeting")
    worked_on("0406", SPRING, kind="violence_meeting")
    assert line(client, "overleg", "Besproken casussen")[0] == "2"
    assert line(client, "overleg", "Besprekingen")[0] == "3"
    assert line(client, "overleg", "Gehouden overleggen")[0] == "1"
    assert line(client, "overleg", "Casussen in het veelplegersoverleg") == ("1", "2", "50")
    assert case.reference not in str(figures(client, "overleg"))


def test_meetings_of_which_only_the_discussions_were_registered_are_no_zero(client: Client) -> None:
    worked_on("0402", SPRING, kind="offender_meeting")
    assert line(client, "overleg", "Gehouden overleggen")[0] == "-"


def test_a_new_client_had_no_case_before(client: Client) -> None:
    known = person()
    worked_on("0402", date(2013, 1, 5), who=known)
    worked_on("0402", SPRING, who=known, kind="offender_meeting")
    worked_on("0402", SPRING, kind="offender_meeting")
    assert line(client, "overleg", "Nieuwe klanten") == ("1", "2", "50")


def test_who_came_back_in_one_year_is_counted_as_cases_and_as_people(client: Client) -> None:
    back = person()
    worked_on("0402", SPRING, who=back)
    worked_on("0402", date(2013, 9, 1), who=back)
    worked_on("0402", SPRING)
    assert line(client, "herhaling", "Casussen van wie vaker vastzat") == ("2", "3", "67")
    assert line(client, "herhaling", "Mensen die vaker vastzaten") == ("1", "2", "50")


def test_target_groups_follow_from_the_data_and_a_person_overrules_them(client: Client, coordinator: User) -> None:
    case = worked_on("0402", SPRING)
    other = worked_on("0402", SPRING)
    with system_scope("records of a test"):
        case.person.born = "1995-05-05"
        case.person.save()
        other.person.born = "1960-05-05"
        other.person.save()
    assert line(client, "doelgroepen", "Jonger dan 27") == ("1", "2", "50")
    with system_scope("records of a test"):
        FindingFactory(case=case, group="young", category="target_facts", belongs=False, by=coordinator)
    assert line(client, "doelgroepen", "Jonger dan 27")[0] == "0"


def test_a_returner_has_four_detentions_with_consecutive_ones_as_one(client: Client, coordinator: User) -> None:
    case = worked_on("0402", SPRING)
    with system_scope("records of a test"):
        own = case.detention
        assert own is not None
        own.start_on, own.released_on = date(2013, 3, 1), date(2013, 3, 20)
        own.save()
        for start, end in (((2009, 1, 1), (2009, 2, 1)), ((2009, 2, 2), (2009, 3, 1)), ((2010, 1, 1), (2010, 2, 1))):
            DetentionFactory(person=case.person, start_on=date(*start), released_on=date(*end))
    assert line(client, "doelgroepen", "Frequente terugkeerder")[0] == "0"
    with system_scope("records of a test"):
        KnownBeforeFactory(case=case, number=1, by=coordinator)
    assert line(client, "doelgroepen", "Frequente terugkeerder") == ("1", "1", "100")


def test_what_nobody_ever_found_is_no_zero(client: Client, coordinator: User) -> None:
    case = worked_on("0402", SPRING)
    assert line(client, "doelgroepen", "OGGZ-verleden")[0] == "-"
    with system_scope("records of a test"):
        FindingFactory(case=case, group="oggz", category="target_findings", belongs=True, by=coordinator)
        ConcernFactory(case=case, by=coordinator)
    assert line(client, "doelgroepen", "OGGZ-verleden")[0] == "1"
    assert line(client, "doelgroepen", "Ingebracht door een partner")[0] == "1"


# --- Years, choices, files


@pytest.mark.parametrize("slug", SLUGS)
def test_a_year_without_records_says_so_and_shows_no_zeros(client: Client, slug: str) -> None:
    page = client.get(f"/cijfers/{slug}/?jaar=2012&met=").content.decode()
    assert "Over 2012 staat hierover niets in de registratie." in page
    assert {row["2012, aantal"] for row in figures(client, slug, "jaar=2012&met=").values()} == {"-"}


def test_a_running_year_says_until_when(client: Client) -> None:
    worked_on("0402", date(2024, 11, 1))
    page = client.get("/cijfers/inzet/?jaar=2024&met=").content.decode()
    assert "2024 loopt nog: geteld is tot en met 2 december 2024." in page


@pytest.mark.parametrize("query", ["jaar=1999", "jaar=2031", "jaar=x", "jaar=2013&met=2013", "jaar=2013&grenzen=ooit"])
def test_a_wrong_choice_gets_a_sentence_and_no_file(client: Client, query: str) -> None:
    assert "error-summary" in client.get(f"/cijfers/inzet/?{query}").content.decode()
    assert client.get(f"/cijfers/inzet.csv?{query}").status_code == 400


def test_a_subject_figure_or_row_that_does_not_exist_is_not_found(client: Client) -> None:
    for path in ("bestaatniet/", "bestaatniet.csv", "inzet/2013/onzin/0402/", "inzet/2013/profiel/9999/",
                 "inzet/1999/profiel/0402/", "inzet/2013/profiel/0402/?grenzen=1999"):  # fmt: skip
        assert client.get(f"/cijfers/{path}").status_code == 404, path


def test_the_workbook_holds_real_numbers_and_the_definitions(client: Client) -> None:
    worked_on("0402", SPRING, kind="profile")
    book = load_workbook(BytesIO(client.get("/cijfers/inzet.xlsx?jaar=2013&met=").content))
    rows = list(book.worksheets[0].iter_rows(values_only=True))
    assert ("Met een profiel", "casussen", 1, 1, 1.0) in rows
    terms = {row[0]: row[1] for row in book["Toelichting"].iter_rows(values_only=True)}
    assert "Casussen waarin in het jaar een profiel is geschreven" in str(terms["Met een profiel"])


# --- The list behind a number


def test_behind_a_number_stand_its_cases_and_the_look_is_logged(client: Client) -> None:
    case, other = worked_on("0402", SPRING, kind="profile"), worked_on("0406", SPRING, kind="profile")
    page = client.get("/cijfers/inzet/2013/profiel/0402/").content.decode()
    assert f"/casussen/{case.reference}/" in page
    assert f"/casussen/{other.reference}/" not in page
    with system_scope("the test reads the log"):
        assert AccessLog.objects.get(act="figures_cell").ground == "inzet profiel 2013 0402: 1"


def test_the_list_has_as_many_lines_as_the_number_says(client: Client) -> None:
    for day in range(1, 4):
        worked_on("0402", date(2013, 4, day), kind="profile")
    worked_on("none", SPRING, kind="profile")
    row = figures(client, "inzet")
    assert row["Totaal"]["Met een profiel, casussen"] == "4"
    for place, number in (("totaal", "4"), ("0402", "3"), ("overig", "1")):
        page = client.get(f"/cijfers/inzet/2013/profiel/{place}/").content.decode()
        assert f"Met een profiel: {number} casussen" in page
        assert page.count("/casussen/") >= int(number)
