"""Rows that cannot be accepted stay: corrected by the same rules, chosen, set aside, taken back."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import Error

from cases.access import scope_for
from cases.models import Case, Detention, Person
from fixtures.errors import ErrorCase, error_cases
from fixtures.generate import DATA
from fixtures.history import lives
from fixtures.lookalikes import released_once
from fixtures.notification import as_csv
from intake.models import Row
from intake.rows import correct, set_aside, take_back
from intake.stored import texts
from nazorg.accounts.models import User
from nazorg.common.scope import open_scope, system_scope
from tests.conftest import NOW
from tests.database import dump
from tests.factories import PersonFactory
from tests.intake_tools import accepted, accepting, arrival, checked, outcomes, remarks_of_row, row_of, somebody


@pytest.fixture(autouse=True)
def looking(cast: object) -> Iterator[None]:
    with system_scope("the test looks at what was recorded"):
        yield


def test_every_error_there_is_gets_its_outcome_and_a_dutch_remark_at_its_column(clerk: User) -> None:
    everyone = lives()
    cases: list[ErrorCase] = error_cases(everyone)
    likely = released_once(everyone)[0]
    known = {name: getattr(likely, name) for name in ("skn", "family_name", "prefix", "given_names", "born")}
    PersonFactory(**known)
    batch = accepted([case.row for case in cases], clerk)
    rows = list(Row.objects.filter(batch=batch).order_by("line"))
    assert len(rows) == len(cases)
    odd = []
    for case, row in zip(cases, rows, strict=True):
        expected = {
            "ok": ("new", "changed"), "decide": ("new",), "wrong": ("wrong",), "duplicate": ("duplicate",),
            "likely": ("choose",),
        }[case.outcome]  # fmt: skip
        columns = {remark["column"] for remark in row.remarks if remark["level"] == "wrong"}
        state = "held" if case.outcome in ("wrong", "likely") else "accepted"
        if (
            row.outcome not in expected
            or row.state != state
            or (case.outcome == "wrong" and columns != {case.column})
            or (case.outcome in ("wrong", "decide", "likely", "duplicate") and not row.remarks)
            or any(not remark["text"].strip().endswith((".", "?")) for remark in row.remarks)
        ):
            odd.append((case.name, row.outcome, row.state, columns))
    assert odd == []
    assert Case.objects.filter(to_decide="minor").count() == 1
    assert "Bedoelt u Wijdemeren?" in remarks_of_row(batch, [case.name for case in cases].index("unknown municipality"))


def test_a_wrong_row_corrected_after_acceptance_is_recorded_at_once(clerk: User) -> None:
    batch = accepted([arrival(), arrival(born="31-02-1973", registered="Hilversom")], clerk)
    assert outcomes(batch) == [("new", "accepted"), ("wrong", "held")]
    assert len([r for r in row_of(batch, 1).remarks if r["level"] == "wrong"]) == 2, "all remarks at once"
    with open_scope(scope_for(clerk)):
        still = correct(row_of(batch, 1), {"born": "28-02-1973"}, clerk, NOW)
        assert (still.outcome, still.state) == ("wrong", "held")
        done = correct(row_of(batch, 1), {"born": "28-02-1973", "registered": "Hilversum"}, clerk, NOW)
    assert (done.outcome, done.state, done.decided_by) == ("new", "accepted", clerk)
    assert Person.objects.filter(born="1973-02-28").count() == 1
    assert texts(done.raw, None)["born"] == "31-02-1973", "what came stays as it came"


def test_a_wrong_row_corrected_before_acceptance_waits_for_the_whole(clerk: User) -> None:
    batch = checked([arrival(born="x"), arrival()], clerk)
    correct(row_of(batch), {"born": "28-02-1973"}, clerk, NOW)
    assert outcomes(batch) == [("new", "waiting"), ("new", "waiting")]
    assert not Detention.objects.exists()
    accepting(batch, clerk)
    assert Detention.objects.count() == 2


def test_a_row_that_changed_since_the_preview_is_recorded_when_somebody_looked_again(clerk: User) -> None:
    who = somebody()
    first = checked([arrival(who, institution="PI Zwaag")], clerk)
    accepted([arrival(who, number="X-1")], clerk)
    accepting(first, clerk)
    assert outcomes(first) == [("new", "held")]
    done = correct(row_of(first), {}, clerk, NOW)
    assert (done.outcome, done.state) == ("changed", "accepted")
    assert Detention.objects.count() == 1


def test_a_row_set_aside_is_left_out_until_it_is_taken_back(clerk: User) -> None:
    batch = checked([arrival(), arrival()], clerk)
    with open_scope(scope_for(clerk)):
        with pytest.raises(ValidationError, match="Zeg waarom"):
            set_aside(row_of(batch), " ", clerk)
        set_aside(row_of(batch), "hoort bij een andere regio", clerk)
    accepting(batch, clerk)
    assert outcomes(batch) == [("new", "set_aside"), ("new", "accepted")]
    assert row_of(batch).set_aside_why == "hoort bij een andere regio"
    with open_scope(scope_for(clerk)):
        back = take_back(row_of(batch))
    assert back.state == "held"
    correct(row_of(batch), {}, clerk, NOW)
    assert Detention.objects.count() == 2
    with pytest.raises(ValidationError, match="ligt niet opzij"):
        take_back(row_of(batch))


def test_a_row_taken_back_before_acceptance_waits_again(clerk: User) -> None:
    batch = checked([arrival()], clerk)
    set_aside(row_of(batch), "even niet", clerk)
    assert take_back(row_of(batch)).state == "waiting"
    accepting(batch, clerk)
    assert Detention.objects.count() == 1


def test_a_row_that_is_done_is_not_corrected_or_set_aside(clerk: User) -> None:
    batch = accepted([arrival()], clerk)
    before = dump()
    with pytest.raises(ValidationError, match="overgenomen"):
        correct(row_of(batch), {"family_name": "Anders"}, clerk, NOW)
    with pytest.raises(ValidationError, match="overgenomen"):
        set_aside(row_of(batch), "toch niet", clerk)
    assert dump() == before


def test_a_corrected_row_may_turn_out_to_be_somebody_known(clerk: User) -> None:
    who = somebody()
    accepted([arrival(who, date(2024, 1, 8))], clerk)
    batch = accepted([arrival(skn="12A4567B", family_name=who.family_name)], clerk)
    correct(row_of(batch), {"skn": who.skn, "born": who.born}, clerk, NOW)
    assert row_of(batch).outcome in ("changed", "choose", "new")
    assert Person.objects.count() == 1


def test_who_may_not_take_in_finds_no_row_to_decide_about(
    clerk: User, chain_manager: User, hilversum: User, privacy_officer: User
) -> None:
    batch = accepted([arrival(born="x")], clerk)
    row = row_of(batch)
    for user in (chain_manager, hilversum, privacy_officer):
        with open_scope(scope_for(user)):
            assert not Row.objects.exists()
            for act in (lambda: correct(row, {"born": "1-1-1980"}, user, NOW), lambda: set_aside(row, "x", user)):  # noqa: B023
                with pytest.raises((Row.DoesNotExist, Error)):
                    act()
    assert outcomes(batch) == [("wrong", "held")]


def test_the_file_in_the_repository_holds_these_errors() -> None:
    assert (DATA / "fouten.csv").read_bytes() == as_csv(case.row for case in error_cases(lives()))
