"""All or nothing, one at a time, and the demo's numbers out of files that went through the intake."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import Error, connection

from cases.access import scope_for
from cases.models import Case, Detention, Person
from fixtures.published import figure_count, published_counts
from intake.models import Batch, Row
from nazorg.accounts.models import User
from nazorg.common.scope import open_scope, system_scope
from nazorg.front.demo import load_demo
from nazorg.front.demo_users import create_demo_users
from tests.cast import Cast
from tests.conftest import NOW
from tests.database import dump, sql
from tests.intake_tools import accepting, arrival, checked, outcomes

BREAK = """
CREATE FUNCTION break_here() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'half way'; END $$;
CREATE TRIGGER break_here BEFORE INSERT ON {table} FOR EACH STATEMENT EXECUTE FUNCTION break_here()
"""


@pytest.mark.parametrize("table", ["cases_person", "cases_notification", "cases_case", "cases_stay"])
def test_an_acceptance_that_fails_half_way_leaves_nothing(clerk: User, table: str) -> None:
    batch = checked([arrival(), arrival()], clerk)
    before = dump()
    sql(BREAK.format(table=table))
    with pytest.raises(Error, match="half way"):
        accepting(batch, clerk)
    sql(f"DROP TRIGGER break_here ON {table}")
    assert dump() == before
    assert outcomes(batch) == [("new", "waiting")] * 2
    with system_scope("the test looks"):
        assert Batch.objects.get().state == Batch.State.CHECKED
    accepting(batch, clerk)
    assert outcomes(batch) == [("new", "accepted")] * 2


def at_once(batches: list[Batch], by: User) -> list[str]:
    """Accept each of these in a thread of its own, all at the same moment; what each came to."""
    ready = Barrier(len(batches))

    def accept_one(batch: Batch) -> str:
        try:
            ready.wait(10)
            accepting(batch, by)
        except ValidationError as refused:
            return str(refused.messages[0])
        finally:
            connection.close()
        return "accepted"

    with ThreadPoolExecutor(len(batches)) as threads:
        return sorted(threads.map(accept_one, batches))


@pytest.mark.django_db(transaction=True)
def test_one_batch_accepted_twice_at_once_is_recorded_once(clerk: User) -> None:
    batch = checked([arrival(), arrival()], clerk)
    with open_scope(scope_for(clerk)):
        again = Batch.objects.get(pk=batch.pk)
    assert at_once([batch, again], clerk) == [
        "Deze partij is overgenomen en kan niet (nog eens) worden overgenomen.",
        "accepted",
    ]
    with system_scope("the test counts"):
        assert (Person.objects.count(), Detention.objects.count(), Case.objects.count()) == (2, 2, 2)


@pytest.mark.django_db(transaction=True)
def test_the_same_rows_in_two_batches_accepted_at_once_are_recorded_once(clerk: User) -> None:
    rows = [arrival(), arrival()]
    batches = [checked(rows, clerk), checked(rows, clerk)]
    assert at_once(batches, clerk) == ["accepted", "accepted"]
    with system_scope("the test counts"):
        assert (Person.objects.count(), Detention.objects.count(), Case.objects.count()) == (2, 2, 2)
        assert sorted(Row.objects.values_list("state", flat=True)) == ["accepted", "accepted", "held", "held"]


RELEASED = """
SELECT DISTINCT ON (d.person_id) m.name, m.in_region, d.registered_abode
FROM cases_detention d LEFT JOIN municipalities_municipality m ON m.id = d.registered_id
WHERE extract(year FROM d.released_on) = %s
ORDER BY d.person_id, m.in_region IS NOT TRUE, d.released_on DESC
"""
CASELOAD = """
SELECT m.name, m.in_region FROM cases_case c
JOIN cases_act a ON a.case_id = c.id AND a.kind = 'registration' AND extract(year FROM a."on") = 2013
JOIN cases_stay s ON s.case_id = c.id LEFT JOIN municipalities_municipality m ON m.id = s.municipality_id
"""


def test_the_demo_gives_the_published_numbers(cast: Cast, settings: Any) -> None:
    settings.DEMO = True
    create_demo_users()
    batches = load_demo(NOW, date(2024, 12, 2))
    assert {batch.state for batch in batches} == {Batch.State.ACCEPTED}
    with system_scope("the test counts"):
        for year in (2012, 2013):
            rows = sql(RELEASED, year)
            inside = [name for name, in_region, _ in rows if in_region]
            assert {name: inside.count(name) for name in set(inside)} == published_counts(f"outflow_{year}"), year
        homeless = [abode for _, in_region, abode in rows if not in_region and abode == "none"]
        assert len(homeless) == figure_count("no_abode_2013")
        places = [name if in_region else "Overig" for name, in_region in sql(CASELOAD)]
        assert {name: places.count(name) for name in set(places)} == published_counts("caseload_2013")
        assert Case.objects.filter(opened_on__year=2024).exists(), "and cases of today, whose clocks run"
