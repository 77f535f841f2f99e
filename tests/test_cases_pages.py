"""The list of cases, one case, one person, and the search."""

from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook

from cases.access import scope_for
from cases.models import AskedForHelp, Bsn, Case, DetentionTitle, MergeRecord, NameKey, Notification, Person
from cases.people.matching import hash_bsn
from cases.people.names import search_keys
from nazorg.accounts.models import AccessLog, User
from nazorg.common.crypto import seal
from nazorg.common.scope import open_scope, system_scope
from tests.cast import client_of
from tests.factories import (
    ActFactory,
    CaseFactory,
    NotificationFactory,
    PersonFactory,
    StayFactory,
    case_in,
    municipality,
)

BSN = "999990019"


@pytest.fixture
def case(coordinator: User) -> Case:
    """Dennis Kortenaer, held in Almere since last Friday, of Huizen but registered in Hilversum."""
    with system_scope("the test writes a case"):
        made: Case = case_in(
            "0406",
            detention__person__family_name="Kortenaer",
            detention__person__given_names="Dennis",
            detention__person__prefix="",
            detention__person__born="2000-05-14",
            detention__start_on=date(2024, 11, 29),
            detention__expected_end_on=date(2025, 1, 9),
            detention__unit="3B",
        )
        assert made.detention is not None
        made.detention.registered = municipality("0402")
        made.detention.save()
        for key in search_keys("Kortenaer", "Dennis"):
            NameKey.objects.create(person=made.person, key=key)
        Bsn.objects.create(person=made.person, sealed=seal(BSN.encode()), hash=hash_bsn(BSN))
        DetentionTitle.objects.create(detention=made.detention, title="gestraft")
        AskedForHelp.objects.create(detention=made.detention, asked=True)
        NotificationFactory(detention=made.detention, facts={"institution": "PI Almere"})
    return made


def page(user: User, path: str) -> str:
    return client_of(user).get(path).content.decode()


def logged() -> list[tuple[str, str]]:
    with system_scope("the test reads the log"):
        return list(AccessLog.objects.order_by("pk").values_list("act", "reference"))


def test_a_case_shows_who_where_whose_and_until_when(case: Case, clerk: User) -> None:
    text = " ".join(page(clerk, f"/casussen/{case.reference}/").split())
    for words in (
        "Dennis Kortenaer", "14-05-2000", "24 jaar", "PI Almere, unit 3B", "sinds vr 29 nov", "over 38 dagen",
        "do 9 jan 2025", "Huizen", "ingeschreven: Hilversum", "gestraft", "Hulpvraag bij aankomst",
        "Melding instroom", "in PI Almere", "Casus geopend",
    ):  # fmt: skip
        assert words in text, words


def test_a_case_says_where_somebody_really_stays_when_that_differs(case: Case, clerk: User) -> None:
    with system_scope("the test writes a stay"):
        StayFactory(case=case, from_on=date(2024, 11, 30), municipality=municipality("0417"))
    assert "verblijft feitelijk: Laren" in page(clerk, f"/casussen/{case.reference}/")


def test_opening_a_case_is_logged_and_listing_is_not(case: Case, clerk: User) -> None:
    client = client_of(clerk)
    client.get("/casussen/")
    client.get(f"/casussen/{case.reference}/")
    assert logged() == [("case", case.reference)]


def test_the_timeline_leaves_out_what_the_role_may_not_see(case: Case, clerk: User, coordinator: User) -> None:
    with system_scope("the test writes acts"):
        ActFactory(case=case, kind="profile", category="risk", on=date(2024, 12, 1), text="Valt snel terug.")
        ActFactory(case=case, kind="note", category="identity", on=date(2024, 12, 1), text="Moeder belde.")
    address = f"/casussen/{case.reference}/"
    assert "Valt snel terug." in page(coordinator, address)
    assert "Moeder belde." in page(clerk, address)
    assert "Valt snel terug." not in page(clerk, address)


def test_a_notification_that_was_corrected_shows_once(case: Case, clerk: User) -> None:
    with system_scope("the test corrects a notification"):
        old = Notification.objects.get()
        new = NotificationFactory(detention=case.detention, facts={"institution": "PI Lelystad"})
        old.superseded_by = new
        old.save()
    text = page(clerk, f"/casussen/{case.reference}/")
    assert text.count("Melding instroom") == 1
    assert "in PI Lelystad" in text


def test_a_case_to_decide_says_why(case: Case, clerk: User) -> None:
    with system_scope("the test makes it undecided"):
        Case.objects.filter(pk=case.pk).update(to_decide="minor")
    assert "Jonger dan 18 bij aankomst" in page(clerk, f"/casussen/{case.reference}/")


def test_a_bsn_stays_sealed_until_somebody_asks_for_it(case: Case, clerk: User) -> None:
    client = client_of(clerk)
    person = f"/personen/{case.person.reference}/"
    for address in (person, f"/casussen/{case.reference}/"):
        text = client.get(address).content.decode()
        assert "Toon BSN" in text
        assert BSN not in text
    answer = client.post(f"{person}bsn/")
    assert BSN in answer.content.decode()
    assert answer["Cache-Control"] == "private, no-store"
    assert logged()[-1] == ("person_bsn", case.person.reference)


def test_a_bsn_is_never_shown_by_following_a_link(case: Case, clerk: User) -> None:
    answer = client_of(clerk).get(f"/personen/{case.person.reference}/bsn/")
    assert answer.status_code == 405
    assert BSN not in answer.content.decode()


def test_a_region_without_bsn_shows_no_trace_of_it(case: Case, clerk: User, settings: object) -> None:
    settings.BSN_OFF = True  # type: ignore[attr-defined]
    person = f"/personen/{case.person.reference}/"
    assert "Toon BSN" not in page(clerk, person)
    assert client_of(clerk).post(f"{person}bsn/").status_code == 404
    for path in ("/hulp/", "/zoeken/", "/casussen/nieuw/", "/meldingen/nieuw/", f"/casussen/{case.reference}/"):
        assert "BSN" not in page(clerk, path), path


def test_a_person_shows_cases_detentions_and_merges(case: Case, clerk: User) -> None:
    with system_scope("the test merges"):
        double = PersonFactory(family_name="Kortenaar", merged_into=case.person)
        MergeRecord.objects.create(kept=case.person, double=double, reason="zelfde SKN", merged_by=clerk)
    text = page(clerk, f"/personen/{case.person.reference}/")
    assert f"/casussen/{case.reference}/" in text
    assert "zelfde SKN" in text
    assert "Deze persoon bleek een ander." in page(clerk, f"/personen/{double.reference}/")


def test_a_reference_that_nobody_has_is_not_found(clerk: User) -> None:
    client = client_of(clerk)
    assert client.get("/casussen/22222222/").status_code == 404
    assert client.get("/personen/22222222/").status_code == 404


@pytest.fixture
def some_cases(coordinator: User) -> None:
    with system_scope("the test writes cases"):
        case_in("0402", detention__person__family_name="Alkema", detention__start_on=date(2013, 3, 1))
        case_in("0406", detention__person__family_name="Zomer", detention__start_on=date(2024, 3, 1))
        CaseFactory(
            detention=None, person=PersonFactory(family_name="Midden"), origin="by_hand", to_decide="municipality"
        )


@pytest.mark.parametrize(
    ("query", "shown", "hidden"),
    [
        ("", ("Alkema", "Zomer", "Midden"), ()),
        ("gemeente=0402", ("Alkema",), ("Zomer", "Midden")),
        ("gemeente=none", ("Midden",), ("Alkema", "Zomer")),
        ("beslissen=on", ("Midden",), ("Alkema", "Zomer")),
        ("herkomst=by_hand", ("Midden",), ("Alkema", "Zomer")),
        ("jaar=2024", ("Zomer",), ("Alkema", "Midden")),
        ("gemeente=onzin&jaar=nul&herkomst=x&op=naam", ("Alkema", "Zomer", "Midden"), ()),
    ],
)
def test_the_list_of_cases_is_filtered_by_its_address(
    some_cases: None, clerk: User, query: str, shown: tuple[str, ...], hidden: tuple[str, ...]
) -> None:
    text = page(clerk, f"/casussen/?{query}")
    assert all(name in text for name in shown)
    assert not any(name in text for name in hidden)


def test_the_list_of_cases_is_sorted_both_ways(some_cases: None, clerk: User) -> None:
    upward, downward = page(clerk, "/casussen/?op=naam"), page(clerk, "/casussen/?op=-naam")
    assert upward.index("Alkema") < upward.index("Midden") < upward.index("Zomer")
    assert downward.index("Alkema") > downward.index("Midden") > downward.index("Zomer")
    assert 'aria-sort="ascending"' in upward
    assert "op=-naam" in upward


def test_an_empty_list_says_why_and_what_now(clerk: User) -> None:
    assert "lees meldingen in" in page(clerk, "/casussen/")


def test_the_list_goes_by_pages_of_fifty(clerk: User) -> None:
    with system_scope("the test writes cases"):
        CaseFactory.create_batch(51)
    client = client_of(clerk)
    assert client.get("/casussen/").content.decode().count('<th scope="row"') == 50
    assert client.get("/casussen/?page=2").content.decode().count('<th scope="row"') == 1


def test_the_export_holds_the_selection_and_is_logged(some_cases: None, clerk: User) -> None:
    answer = client_of(clerk).get("/casussen/excel/?gemeente=0406")
    sheet = load_workbook(BytesIO(answer.content)).worksheets[0]
    cells = [value for row in sheet.iter_rows(values_only=True) for value in row if value is not None]
    assert any("Zomer" in str(value) for value in cells)
    assert not any("Alkema" in str(value) for value in cells)
    assert date(2024, 3, 1) in [getattr(value, "date", lambda value=value: value)() for value in cells]
    assert logged() == [("cases_export", "")]


@pytest.mark.parametrize("sought", ["korten", "Dennis Kortenaer", "14-05-2000", BSN])
def test_a_search_finds_by_name_birth_date_and_number(case: Case, clerk: User, sought: str) -> None:
    answer = client_of(clerk).post("/zoeken/", {"q": sought})
    assert "Kortenaer, Dennis" in answer.content.decode()
    assert f"/casussen/{case.reference}/" in answer.content.decode()


def test_a_search_finds_by_the_reference_of_a_case(case: Case, clerk: User) -> None:
    typed = f"{case.reference[:4]} {case.reference[4:]}".lower()
    assert "Kortenaer, Dennis" in client_of(clerk).post("/zoeken/", {"q": typed}).content.decode()


def test_a_search_leaves_no_name_in_address_or_log(case: Case, clerk: User) -> None:
    answer = client_of(clerk).post("/zoeken/", {"q": "Kortenaer"})
    assert answer.status_code == 200  # no redirect, so no address that holds the question
    with system_scope("the test reads the log"):
        entry = AccessLog.objects.get()
    assert (entry.act, entry.reference, entry.ground) == ("search", "", "1 gevonden")


def test_a_question_in_the_address_is_not_answered(case: Case, clerk: User) -> None:
    assert "Kortenaer" not in page(clerk, "/zoeken/?q=Kortenaer")


@pytest.mark.parametrize(
    ("sought", "answer"),
    [
        ("", "Vul in wie u zoekt."),
        ("x", "Vul minstens twee letters in."),
        ("xqxqxq", "Niemand gevonden"),
    ],
)
def test_a_search_that_finds_nothing_says_what_to_do(clerk: User, sought: str, answer: str) -> None:
    assert answer in client_of(clerk).post("/zoeken/", {"q": sought}).content.decode()


def test_too_many_people_give_the_first_fifty_and_advice(clerk: User) -> None:
    with system_scope("the test writes people"):
        for person in PersonFactory.create_batch(51, family_name="Jansen"):
            NameKey.objects.create(person=person, key="jansen")
    text = client_of(clerk).post("/zoeken/", {"q": "jansen"}).content.decode()
    assert "meer dan 50 personen" in text
    assert "Maak de zoekvraag langer" in text
    assert text.count('<th scope="row"') == 50


def test_a_contact_sees_his_own_case_in_the_database_but_no_staff_page(case: Case, huizen: User) -> None:
    with open_scope(scope_for(huizen)):
        assert Person.objects.get().family_name == "Kortenaer"
    assert client_of(huizen).get(f"/casussen/{case.reference}/").status_code == 404
