"""Notifications become people, detentions and cases; twice is once, and what changed since the preview waits."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from cases.models import Act, AskedForHelp, Bsn, Case, Detention, DetentionTitle, Notification, Person, Stay
from fixtures.invented import Person as Invented
from intake.models import Batch
from nazorg.accounts.models import User
from nazorg.common.scope import system_scope
from tests.database import dump
from tests.factories import municipality
from tests.intake_tools import (
    Cells,
    accepted,
    accepting,
    checked,
    outcomes,
    release,
    remarks_of_row,
    somebody,
    transfer,
)
from tests.intake_tools import arrival as arrival_on

ARRIVED = date(2024, 11, 4)
# Within the term of the first interview, so that nobody has to decide first.
RECENTLY = date(2024, 11, 29)
ACCEPTED = "accepted"


def arrival(who: Invented | None = None, on: date = ARRIVED, **cells: str) -> Cells:
    """Some weeks ago, so that what comes after it lies in the past too."""
    return arrival_on(who, on, **cells)


@pytest.fixture(autouse=True)
def looking(cast: object) -> object:
    """The test looks at everything; whoever takes in does so under the own scope."""
    with system_scope("the test looks at what was recorded"):
        yield


def detentions() -> list[tuple[date | None, date | None]]:
    return list(Detention.objects.order_by("start_on").values_list("start_on", "released_on"))


def test_an_instroom_opens_a_person_a_detention_and_a_case(clerk: User) -> None:
    who = somebody()
    batch = accepted([arrival(who, RECENTLY, return_to="Huizen", asks_help="ja")], clerk)
    person, case = Person.objects.get(), Case.objects.get()
    detention = Detention.objects.get()
    assert outcomes(batch) == [("new", ACCEPTED)]
    assert (person.skn, person.family_name, person.born) == (who.skn, who.family_name, who.born)
    assert (detention.person, detention.start_on, detention.institution) == (person, RECENTLY, "PI Almere")
    assert (detention.registered, detention.return_to) == (municipality("0402"), municipality("0406"))
    assert (case.detention, case.responsible) == (detention, municipality("0406"))
    assert (case.opened_on, case.to_decide) == (RECENTLY, "")
    assert Stay.objects.get().municipality == municipality("0402")
    assert DetentionTitle.objects.get().title == "preventief"
    assert AskedForHelp.objects.get().asked
    assert Bsn.objects.get().person == person


def test_a_doorstroom_changes_the_prison_and_an_uitstroom_ends_it(clerk: User) -> None:
    who = somebody()
    accepted([arrival(who)], clerk)
    batch = accepted([transfer(who, date(2024, 11, 12)), release(who, date(2024, 11, 29))], clerk)
    assert [outcome for outcome, _ in outcomes(batch)] == ["changed", "changed"]
    detention = Detention.objects.get()
    assert (detention.institution, detention.released_on) == ("PI Lelystad", date(2024, 11, 29))
    assert Case.objects.count() == 1


def test_the_same_file_twice_changes_nothing(clerk: User) -> None:
    who = somebody()
    rows = [arrival(who), release(who, date(2024, 11, 20)), arrival(number="", given_names="Geen Nummer")]
    accepted(rows, clerk)
    before = dump()
    again = accepted(rows, clerk)
    assert outcomes(again) == [("known", ACCEPTED)] * 3
    assert dump() == before


def test_the_same_notification_in_two_files_or_twice_in_one_counts_once(clerk: User) -> None:
    first = arrival()
    accepted([first, first], clerk)
    batch = accepted([arrival(), first], clerk)
    assert outcomes(batch) == [("new", ACCEPTED), ("known", ACCEPTED)]
    assert Detention.objects.count() == 2


def test_a_correction_with_the_same_number_takes_the_place_of_the_first(clerk: User) -> None:
    who = somebody()
    first = arrival(who, institution="PI Almere")
    accepted([first], clerk)
    batch = accepted([first | {"institution": "PI Zwaag"}], clerk)
    assert [outcome for outcome, _ in outcomes(batch)] == ["changed"]
    assert Detention.objects.get().institution == "PI Zwaag"
    assert Notification.objects.filter(superseded_by=None).count() == 1
    assert "PI was PI Almere, wordt PI Zwaag" in remarks_of_row(batch)


def test_a_correction_of_the_date_moves_the_detention_and_makes_no_second_one(clerk: User) -> None:
    who = somebody()
    first = arrival(who)
    accepted([first], clerk)
    case = Case.objects.get()
    batch = accepted([first | {"start_on": "06-11-2024"}], clerk)
    assert "Aanvang was 04-11-2024, wordt 06-11-2024" in remarks_of_row(batch)
    assert detentions() == [(date(2024, 11, 6), None)]
    assert Case.objects.get() == case


def test_a_correction_of_a_release_moves_it_however_far(clerk: User) -> None:
    who = somebody()
    gone = release(who, date(2024, 11, 10))
    accepted([arrival(who), gone], clerk)
    accepted([gone | {"released_on": "29-11-2024"}], clerk)
    assert detentions() == [(ARRIVED, date(2024, 11, 29))]


def test_a_correction_within_one_file_counts_its_last_version(clerk: User) -> None:
    first = arrival()
    batch = accepted([first, first | {"institution": "PI Zwaag"}], clerk)
    assert [state for _, state in outcomes(batch)] == [ACCEPTED, ACCEPTED]
    assert Detention.objects.get().institution == "PI Zwaag"
    assert Case.objects.count() == 1


def test_an_uitstroom_without_instroom_counts_and_says_so(clerk: User) -> None:
    who = somebody()
    batch = accepted([release(who, date(2024, 11, 20))], clerk)
    assert detentions() == [(None, date(2024, 11, 20))]
    assert "Geen instroom gevonden. De vrijlating telt wel mee." in remarks_of_row(batch)
    accepted([arrival(who)], clerk)
    assert detentions() == [(ARRIVED, date(2024, 11, 20))]


def test_notifications_out_of_order_in_separate_files_give_one_detention(clerk: User) -> None:
    who = somebody()
    for row in (release(who, date(2024, 11, 20)), transfer(who, date(2024, 11, 10)), arrival(who)):
        accepted([row], clerk)
    assert detentions() == [(ARRIVED, date(2024, 11, 20))]
    assert Detention.objects.get().institution == "PI Lelystad"


def test_a_new_title_the_day_after_a_release_is_the_same_detention(clerk: User) -> None:
    who = somebody()
    accepted([arrival(who), release(who, date(2024, 11, 20))], clerk)
    accepted([arrival(who, date(2024, 11, 21), title="gestraft")], clerk)
    assert detentions() == [(ARRIVED, None)]
    assert DetentionTitle.objects.get().title == "gestraft"
    assert Case.objects.count() == 1


def test_somebody_under_eighteen_waits_for_a_decision(clerk: User) -> None:
    batch = accepted([arrival(born="05-11-2006")], clerk)
    assert Case.objects.get().to_decide == "minor"
    assert "Jonger dan 18" in remarks_of_row(batch)


@pytest.mark.parametrize("place", ["", "onbekend", "buitenland", "zvwovp"])
def test_without_a_municipality_somebody_decides(clerk: User, place: str) -> None:
    accepted([arrival(registered=place)], clerk)
    case = Case.objects.get()
    assert (case.responsible, case.to_decide) == (None, "municipality")


def test_without_a_fixed_abode_the_agreed_municipality_is_responsible(clerk: User, settings: object) -> None:
    settings.NO_ABODE_CODE = "0402"  # type: ignore[attr-defined]
    accepted([arrival(on=RECENTLY, registered="zonder vaste woon- of verblijfplaats")], clerk)
    case = Case.objects.get()
    assert (case.responsible, case.to_decide) == (municipality("0402"), "")
    assert Stay.objects.get().abode == "none"


def test_a_historical_batch_opens_detentions_but_no_cases(clerk: User) -> None:
    accepted([arrival(), arrival(born="05-11-2006")], clerk, historical=True)
    assert (Detention.objects.count(), Case.objects.count(), Act.objects.count()) == (2, 0, 0)


def test_a_row_that_means_something_else_than_shown_is_held_and_says_so(clerk: User) -> None:
    who = somebody()
    first = checked([arrival(who), arrival()], clerk)
    second = checked([arrival(who, number="X-1"), release(who, date(2024, 11, 20))], clerk)
    accepting(second, clerk)
    accepting(first, clerk)
    assert outcomes(first) == [("new", "held"), ("new", ACCEPTED)]
    assert "Was “nieuw” in het voorbeeld en is nu “gewijzigd”" in remarks_of_row(first)
    assert Detention.objects.count() == 2


def test_the_same_file_checked_twice_before_either_is_accepted_counts_once(clerk: User) -> None:
    rows = [arrival(), arrival()]
    one, other = checked(rows, clerk), checked(rows, clerk)
    accepting(one, clerk)
    accepting(other, clerk)
    assert Detention.objects.count() == 2
    assert {state for _, state in outcomes(other)} == {"held"}


def test_a_batch_is_accepted_once(clerk: User) -> None:
    batch = accepted([arrival()], clerk)
    with pytest.raises(ValidationError, match="niet \\(nog eens\\) worden overgenomen"):
        accepting(batch, clerk)


def test_the_address_and_numbers_that_lacked_are_filled_in(clerk: User) -> None:
    who = somebody()
    accepted([arrival(who, bsn="", address="Oude weg 1")], clerk)
    accepted([release(who, date(2024, 11, 20), address="Nieuwe weg 2")], clerk)
    assert Person.objects.get().address == "Nieuwe weg 2"
    assert Bsn.objects.count() == 1


def test_with_the_bsn_off_everything_works_and_none_is_kept(clerk: User, settings: object) -> None:
    settings.BSN_OFF = True  # type: ignore[attr-defined]
    batch = accepted([arrival()], clerk)
    assert outcomes(batch) == [("new", ACCEPTED)]
    assert not Bsn.objects.exists()


def test_a_batch_that_cannot_be_read_says_why_and_records_nothing(clerk: User) -> None:
    batch = checked([], clerk)
    assert batch.state == Batch.State.UNREADABLE
    assert batch.problem.endswith((".", "?"))
    with pytest.raises(ValidationError):
        accepting(batch, clerk)
