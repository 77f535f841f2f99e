"""Two persons who are one: merged by hand, found by either number afterwards, and undone exactly."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from cases.access import scope_for
from cases.models import Case, Detention, MergeRecord, Person
from cases.people.merge import merge, undo
from fixtures.invented import Person as Invented
from nazorg.accounts.models import User
from nazorg.common.scope import open_scope, system_scope
from tests.conftest import NOW
from tests.database import dump, sql
from tests.factories import PersonFactory
from tests.intake_tools import accepted, arrival, outcomes, release, somebody


@pytest.fixture(autouse=True)
def looking(cast: object) -> Iterator[None]:
    with system_scope("the test looks at what was recorded"):
        yield


@pytest.fixture
def pair(clerk: User) -> tuple[Invented, Invented]:
    """Two people with a detention and a case each."""
    one, other = somebody(), somebody()
    accepted([arrival(one), arrival(other, date(2024, 2, 5)), release(other, date(2024, 3, 6))], clerk)
    return one, other


def merged(pair: tuple[Invented, Invented], by: User) -> MergeRecord:
    kept, double = (Person.objects.get(skn=one.skn) for one in pair)
    with open_scope(scope_for(by)):
        return merge(kept, double, "zelfde foto", by, NOW)


def test_everything_of_the_double_becomes_the_kept_ones(pair: tuple[Invented, Invented], clerk: User) -> None:
    record = merged(pair, clerk)
    assert set(Detention.objects.values_list("person", flat=True)) == {record.kept_id}
    assert set(Case.objects.values_list("person", flat=True)) == {record.kept_id}
    assert record.double.merged_into == record.kept
    assert (record.merged_by, record.reason) == (clerk, "zelfde foto")


def test_undoing_gives_back_exactly_what_was(pair: tuple[Invented, Invented], clerk: User) -> None:
    before = dump()
    record = merged(pair, clerk)
    assert dump() != before
    with open_scope(scope_for(clerk)):
        undo(record, clerk, NOW)
    assert dump() == before
    record.refresh_from_db()
    assert (record.undone_by, record.undone_at) == (clerk, NOW)


def test_a_notification_with_the_doubles_number_is_about_the_kept_one(
    pair: tuple[Invented, Invented], clerk: User
) -> None:
    record = merged(pair, clerk)
    double = pair[1]
    by_skn = accepted([arrival(double, date(2024, 6, 3), bsn="")], clerk)
    by_bsn = accepted([arrival(double, date(2024, 9, 2), skn="")], clerk)
    assert outcomes(by_skn) == outcomes(by_bsn) == [("new", "accepted")]
    assert set(Detention.objects.values_list("person", flat=True)) == {record.kept_id}
    assert Detention.objects.count() == 4


def test_what_came_after_the_merge_stays_with_the_kept_one(pair: tuple[Invented, Invented], clerk: User) -> None:
    record = merged(pair, clerk)
    accepted([arrival(pair[1], date(2024, 6, 3))], clerk)
    with open_scope(scope_for(clerk)):
        undo(record, clerk, NOW)
    later = Detention.objects.get(start_on=date(2024, 6, 3))
    assert later.person == record.kept
    assert Detention.objects.get(start_on=date(2024, 2, 5)).person == record.double


def test_a_merge_that_makes_no_sense_is_refused(clerk: User) -> None:
    one, other, third = PersonFactory(), PersonFactory(), PersonFactory()
    with pytest.raises(ValidationError, match="dezelfde persoon"):
        merge(one, one, "x", clerk, NOW)
    with pytest.raises(ValidationError, match="Zeg waaraan"):
        merge(one, other, "  ", clerk, NOW)
    merge(one, other, "x", clerk, NOW)
    with pytest.raises(ValidationError, match="al samengevoegd"):
        merge(third, other, "x", clerk, NOW)
    with pytest.raises(ValidationError, match="Kies andersom"):
        merge(third, one, "x", clerk, NOW)


def test_a_merge_is_undone_once_and_can_be_done_again(pair: tuple[Invented, Invented], clerk: User) -> None:
    record = merged(pair, clerk)
    undo(record, clerk, NOW)
    with pytest.raises(ValidationError, match="al ongedaan gemaakt"):
        undo(record, clerk, NOW)
    merged(pair, clerk)
    assert MergeRecord.objects.count() == 2


def test_a_merge_waits_for_a_batch_that_is_being_accepted(clerk: User) -> None:
    kept, double = PersonFactory(), PersonFactory()
    assert not holds_the_turn()
    merge(kept, double, "hetzelfde SKN", clerk, NOW)
    assert holds_the_turn()


def holds_the_turn() -> bool:
    """Whether this transaction holds the lock that every acceptance takes too."""
    return sql("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()") != [(0,)]


def test_a_double_has_one_open_merge_by_the_database(clerk: User) -> None:
    one, other, third = PersonFactory(), PersonFactory(), PersonFactory()
    MergeRecord.objects.create(kept=one, double=other, reason="x", merged_by=clerk)
    with pytest.raises(IntegrityError, match="merge_one_open_per_double"), transaction.atomic():
        MergeRecord.objects.create(kept=third, double=other, reason="x", merged_by=clerk)
    with pytest.raises(IntegrityError, match="person_not_own_double"), transaction.atomic():
        Person.objects.filter(pk=one.pk).update(merged_into=one)


def test_whoever_reads_no_persons_merges_none(
    pair: tuple[Invented, Invented], chain_manager: User, hilversum: User
) -> None:
    kept, double = (Person.objects.get(skn=one.skn) for one in pair)
    for user in (chain_manager, hilversum):
        with open_scope(scope_for(user)), pytest.raises(ValidationError, match="niet meer"):
            merge(kept, double, "x", user, NOW)
    assert not MergeRecord.objects.exists()
