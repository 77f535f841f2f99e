"""The old workbook: each row a case, joined to the detention that ran, for the coordinator alone."""

from collections.abc import Iterator
from datetime import date

import pytest

from cases.access import scope_for
from cases.models import Act, Case, Detention, Person, Stay
from fixtures.generate import DATA
from fixtures.published import figure_count
from intake.accept import accept
from intake.batches import receive
from intake.check import check
from intake.models import Batch, Row
from nazorg.accounts.models import User
from nazorg.common.scope import open_scope, system_scope
from nazorg.covenant.categories import Category
from tests.conftest import NOW
from tests.database import dump, sql
from tests.factories import municipality
from tests.intake_tools import TODAY, accepted_file, outcomes

WORKBOOK = DATA / "registratie-2013.xlsx"


@pytest.fixture(autouse=True)
def looking(cast: object) -> Iterator[None]:
    with system_scope("the test looks at what was recorded"):
        yield


def csv_registration(*rows: str, by: User, year: int = 2013) -> Batch:
    """A registration of a few rows, accepted."""
    headings = "Nr;Naam;Geboortedatum;Gemeente feitelijk verblijf;Start;Profiel;Verrijking;Huisvesting;Werk/inkomen;"
    headings += "Schulden;Zorg;ID;Casusoverleg;Opmerkingen"
    text = "\n".join([headings, *rows])
    with open_scope(scope_for(by)):
        batch = receive(
            text.encode(), source_code="registratie", door=Batch.Door.FILE, by=by, filename="r.csv", year=year
        )
        check(batch, TODAY)
        assert batch.state == Batch.State.CHECKED, batch.problem
        accept(batch, by, NOW, TODAY)
    return batch


def test_the_workbook_gives_its_325_cases_and_what_was_done_in_them(clerk: User, coordinator: User) -> None:
    accepted_file(DATA / "dpan-2012.csv", clerk, historical=True)
    accepted_file(DATA / "dpan-2013.csv", clerk, historical=True)
    assert not Case.objects.exists()
    batch = accepted_file(WORKBOOK, coordinator, "registratie")
    assert batch.year == 2013
    assert outcomes(batch) == [("new", "accepted")] * 325
    assert Case.objects.filter(origin=Case.Origin.REGISTRATION, acts__kind="registration").distinct().count() == 325
    for kind, key in (
        ("profile", "profiles"),
        ("network_round", "network_rounds"),
        ("offender_meeting", "conferences_veelplegers"),
        ("violence_meeting", "conferences_domestic_violence"),
    ):
        assert Act.objects.filter(kind=kind).count() == figure_count(key), kind
    helped = Act.objects.filter(kind="intervention")
    assert helped.values("case").distinct().count() == figure_count("intervention_cases")
    assert {act.on.year for act in Act.objects.all()} == {2013}
    joined = Case.objects.exclude(detention__origin=Detention.Origin.REGISTRATION)
    assert joined.count() > 200, "most rows belong to a detention that the notifications told of"
    before = dump()
    again = accepted_file(WORKBOOK, coordinator, "registratie")
    assert outcomes(again) == [("known", "accepted")] * 325
    assert dump() == before


ROW = "1;Kortenaer, Dennis;14-5-1971;Huizen ;{start};J agressie;netwerkronde;J;;x;;;;{remark}"


def test_a_row_without_a_known_detention_opens_one_from_the_registration(coordinator: User) -> None:
    csv_registration(ROW.format(start="4-2-2013", remark="let op"), by=coordinator)
    detention, case, person = Detention.objects.get(), Case.objects.get(), Person.objects.get()
    assert (detention.origin, detention.start_on) == (Detention.Origin.REGISTRATION, date(2013, 2, 4))
    assert (case.origin, case.opened_on) == ("registration", date(2013, 2, 4))
    assert case.responsible == Stay.objects.get().municipality == municipality("0406")
    assert (person.family_name, person.given_names, person.born) == ("Kortenaer", "Dennis", "1971-05-14")
    acts = {(act.kind, act.category) for act in Act.objects.all()}
    assert acts == {
        ("registration", "identity"), ("profile", "risk"), ("network_round", "risk"), ("note", "risk"),
        ("intervention", "area_housing"), ("intervention", "area_debts"),
    }  # fmt: skip


def test_a_case_that_began_earlier_was_worked_on_in_the_year_of_the_workbook(coordinator: User) -> None:
    csv_registration(ROW.format(start="4-11-2012", remark=""), by=coordinator)
    assert {act.on for act in Act.objects.all()} == {date(2013, 1, 1)}
    assert Case.objects.get().opened_on == date(2012, 11, 4)


def test_a_row_twice_in_one_workbook_counts_once(coordinator: User) -> None:
    row = ROW.format(start="4-2-2013", remark="")
    batch = csv_registration(row, row, by=coordinator)
    assert [outcome for outcome, _ in outcomes(batch)] == ["new", "duplicate"]
    assert Case.objects.count() == 1


def test_a_misspelt_name_with_the_same_birth_date_waits_for_a_choice(coordinator: User) -> None:
    csv_registration(ROW.format(start="4-2-2013", remark=""), by=coordinator)
    batch = csv_registration(ROW.format(start="4-9-2013", remark="").replace("Kortenaer", "Kortenaar"), by=coordinator)
    assert outcomes(batch) == [("choose", "held")]


def test_two_rows_do_not_take_each_others_places_of_stay(coordinator: User) -> None:
    """A stay is replaced in its own case only, also where another row starts on the same day."""
    csv_registration(ROW.format(start="4-2-2013", remark=""), by=coordinator)
    case = Case.objects.get()
    Stay.objects.create(case=case, from_on=date(2014, 3, 1), abode="none")
    Act.objects.all().delete()
    other = "2;Bakker, Bas;1-1-1980;Laren;1-3-2014;;;;;;;;;"
    csv_registration(ROW.format(start="4-2-2013", remark=""), other, by=coordinator, year=2014)
    assert case.stays.count() == 2


def test_the_clerk_sees_neither_the_workbook_nor_its_rows(clerk: User, coordinator: User) -> None:
    batch = csv_registration(ROW.format(start="4-2-2013", remark="let op"), by=coordinator)
    with open_scope(scope_for(clerk)):
        assert sql("SELECT 1 FROM intake_batch WHERE reference = %s", batch.reference) == []
        assert sql("SELECT 1 FROM intake_row") == []
        assert {category for (category,) in sql("SELECT category FROM cases_act")} == {
            "identity", "area_housing", "area_debts",
        }  # fmt: skip
    assert {row.category for row in Row.objects.all()} == {Category.RISK}
