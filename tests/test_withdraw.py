"""Withdrawing a batch restores exactly what was, and is refused while work hangs on it."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from django.core.exceptions import ValidationError

from cases.access import scope_for
from cases.chain.interview import record_interview
from cases.chain.services import pause
from cases.dossiers.services import open_by_hand
from cases.models import Act, Case, Detention, Person
from cases.needs.services import add_need, give_consent
from cases.people.merge import merge
from fixtures.generate import DATA
from intake.models import Batch, Row
from intake.withdraw import obstacles, withdraw
from nazorg.accounts.models import User
from nazorg.common.scope import open_scope, system_scope
from nazorg.covenant.categories import Category
from tests.conftest import NOW
from tests.database import dump
from tests.factories import ActFactory, municipality
from tests.intake_tools import accepted, accepted_file, arrival, checked, outcomes, release, somebody, transfer


@pytest.fixture(autouse=True)
def looking(cast: object) -> Iterator[None]:
    with system_scope("the test looks at what was recorded"):
        yield


def withdrawn(batch: Batch, by: User, why: str = "verkeerd bestand") -> None:
    with open_scope(scope_for(by)):
        withdraw(batch, why, by, NOW)


def in_the_way(batch: Batch, by: User) -> str:
    """Why it cannot be withdrawn; asking changes nothing, and trying says the same."""
    with open_scope(scope_for(by)):
        found = " ".join(obstacles(batch))
    with pytest.raises(ValidationError) as refused:
        withdrawn(batch, by)
    assert " ".join(refused.value.messages) == found
    return found


def test_a_withdrawn_batch_leaves_nothing_but_itself(clerk: User) -> None:
    before = dump()
    who = somebody()
    batch = accepted([arrival(who), arrival(number=""), release(who, date(2024, 11, 20)), arrival(born="x")], clerk)
    withdrawn(batch, clerk)
    assert dump() == before
    batch.refresh_from_db()
    assert (batch.state, batch.withdrawn_by, batch.withdrawn_why) == (Batch.State.WITHDRAWN, clerk, "verkeerd bestand")
    assert {state for _, state in outcomes(batch)} == {"withdrawn"}
    assert Row.objects.filter(batch=batch).count() == 4


def test_what_a_batch_changed_is_as_it_was(clerk: User) -> None:
    who, other = somebody(), somebody()
    wrong = arrival(other)
    accepted([arrival(who, bsn="", address="Oude weg 1", asks_help="ja"), wrong], clerk)
    before = dump()
    batch = accepted(
        [
            transfer(who, date(2024, 11, 9), address="Nieuwe weg 2", title="gestraft", asks_help="nee"),
            release(who, date(2024, 11, 20)),
            wrong | {"institution": "PI Zwaag"},
            arrival(),
        ],
        clerk,
    )
    assert dump() != before
    withdrawn(batch, clerk)
    assert dump() == before


def test_a_corrected_notification_without_number_can_be_withdrawn_too(clerk: User) -> None:
    who = somebody()
    accepted([arrival(who)], clerk)
    before = dump()
    withdrawn(accepted([release(who, date(2024, 11, 20), number="")], clerk), clerk)
    assert dump() == before


def test_a_checked_batch_is_withdrawn_without_a_trace_in_the_records(clerk: User) -> None:
    before = dump()
    batch = checked([arrival()], clerk)
    withdrawn(batch, clerk)
    assert dump() == before
    with pytest.raises(ValidationError, match="al ingetrokken"):
        withdrawn(batch, clerk)


def test_after_withdrawing_the_same_file_can_come_again(clerk: User) -> None:
    rows = [arrival(), arrival()]
    withdrawn(accepted(rows, clerk), clerk)
    assert outcomes(accepted(rows, clerk)) == [("new", "accepted")] * 2


def test_a_reason_is_asked(clerk: User) -> None:
    batch = accepted([arrival()], clerk)
    with pytest.raises(ValidationError, match="Zeg waarom"):
        withdrawn(batch, clerk, " ")


def test_work_in_a_case_is_in_the_way(clerk: User) -> None:
    batch = accepted([arrival(), arrival()], clerk)
    ActFactory(case=Case.objects.first(), category=Category.IDENTITY)
    assert in_the_way(batch, clerk) == "Er is al gewerkt in een casus die uit deze partij kwam."


def test_work_that_the_clerk_may_not_see_is_in_the_way_too(clerk: User) -> None:
    batch = accepted([arrival(), arrival()], clerk)
    for case in Case.objects.all():
        ActFactory(case=case, kind=Act.Kind.PROFILE, category=Category.RISK)
    assert in_the_way(batch, clerk) == "Er is al gewerkt in 2 casussen die uit deze partij kwamen."


def test_later_notifications_about_its_detentions_are_in_the_way(clerk: User) -> None:
    who = somebody()
    batch = accepted([arrival(who)], clerk)
    later = accepted([release(who, date(2024, 12, 1))], clerk)
    assert in_the_way(batch, clerk) == "Er zijn latere meldingen over detenties uit deze partij."
    withdrawn(later, clerk)
    withdrawn(batch, clerk)
    assert not Person.objects.exists()


def test_a_later_correction_is_in_the_way(clerk: User) -> None:
    who = somebody()
    accepted([arrival(who)], clerk)
    moved = transfer(who, date(2024, 11, 30))
    batch = accepted([moved], clerk)
    accepted([moved | {"new_institution": "PI Zwaag"}], clerk)
    assert in_the_way(batch, clerk) == "Een melding uit deze partij is later verbeterd."


def test_another_detention_or_case_of_its_people_is_in_the_way(clerk: User) -> None:
    who = somebody()
    batch = accepted([release(who, date(2024, 3, 1), date(2024, 1, 8))], clerk)
    accepted([arrival(who)], clerk)
    assert "later nog een detentie of casus" in in_the_way(batch, clerk)


def test_a_case_that_was_opened_at_its_detention_is_in_the_way(clerk: User) -> None:
    batch = accepted([arrival()], clerk, historical=True)
    open_by_hand(
        person=Person.objects.get(),
        new_person=None,
        municipality=municipality("0402"),
        brought_in_by="wijkteam",
        why="zorgen",
        detention=Detention.objects.get(),
        by=clerk,
        now=NOW,
    )
    assert "Bij een detentie uit deze partij is later een casus geopend." in in_the_way(batch, clerk)


def test_a_merged_person_is_in_the_way(clerk: User) -> None:
    accepted([arrival()], clerk)
    kept = Person.objects.get()
    batch = accepted([arrival()], clerk)
    double = Person.objects.exclude(pk=kept.pk).get()
    merge(kept, double, "zelfde persoon", clerk, NOW)
    assert "samengevoegd met een ander" in in_the_way(batch, clerk)


def test_withdrawing_the_old_registration_leaves_the_notifications_as_they_were(clerk: User, coordinator: User) -> None:
    accepted_file(DATA / "dpan-2013.csv", clerk, historical=True)
    before = dump()
    batch = accepted_file(DATA / "registratie-2013.xlsx", coordinator, source_code="registratie")
    assert dump() != before
    withdrawn(batch, coordinator)
    assert dump() == before


def _needs(case: Case, clerk: User) -> None:
    add_need(case, "housing", "Een kamer", "", clerk, NOW)


def _consents(case: Case, clerk: User) -> None:
    give_consent(case, "care", date(2024, 12, 1), "mondeling", clerk, NOW)


def _pauses(case: Case, clerk: User) -> None:
    pause(case, "transfer", "", clerk, NOW)


def _interviews(case: Case, clerk: User) -> None:
    record_interview(case, date(2024, 12, 4), None, [], "", clerk, NOW)


@pytest.mark.parametrize("work", [_needs, _consents, _pauses, _interviews])
def test_work_that_leaves_no_act_is_in_the_way_as_well(clerk: User, work: Callable[[Case, User], None]) -> None:
    batch = accepted([arrival(on=date(2024, 11, 29))], clerk)
    with open_scope(scope_for(clerk)):
        work(Case.objects.select_related("detention").get(), clerk)
    assert "Er is al gewerkt in een casus" in in_the_way(batch, clerk)
