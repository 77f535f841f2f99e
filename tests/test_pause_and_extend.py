"""Stopping a clock, and giving a municipality longer: by a person, with a reason."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction

from cases.access import scope_for
from cases.chain.services import end_extension, extend, pause, resume
from cases.models import Detention, Pause, Request
from nazorg.accounts.models import User
from nazorg.common.scope import open_scope, system_scope
from tests.case_tools import page
from tests.cast import Cast, client_of
from tests.chain_tools import answered, asked, chain_of, fresh
from tests.conftest import NOW
from tests.intake_tools import accepted, release, somebody

WEDNESDAY = date(2024, 12, 4)


def clock_page(request: Request) -> str:
    return f"/casussen/{request.case.reference}/klok/"


def paused(request: Request, by: User, days: int, why: str = "transfer") -> None:
    """Stopped at NOW, and running again so many days later."""
    with open_scope(scope_for(by)):
        pause(request.case, why, "", by, NOW)
        resume(request.case, by, NOW + timedelta(days=days))


def test_a_stopped_clock_says_since_when_and_what_it_would_have_been(clerk: User) -> None:
    request = asked(clerk)
    text = page(clerk, clock_page(request), {"act": "pause", "pauze-why": "transfer"})
    assert "De klok staat stil." in text
    assert "<b>gestopt</b>" in text
    assert "(sinds ma 2 dec, was wo 4 dec)" in text
    assert "Laat weer lopen" in text
    assert "wacht op Hilversum" not in text  # also not in a line of its own: no clock of this case runs
    text = page(clerk, clock_page(request), {"act": "resume"})
    assert "De klok loopt weer." in text
    assert "nog dezelfde dag" in text  # in the timeline
    assert fresh(request).due_on == WEDNESDAY


def test_both_terms_end_later_by_the_days_that_the_clock_stood_still_each_in_its_unit(clerk: User) -> None:
    request = asked(clerk)
    assert (request.due_on, chain_of(request.case).handoff_due_on) == (WEDNESDAY, WEDNESDAY)
    paused(request, clerk, days=7)  # Monday to Monday: five working days
    later = fresh(request)
    assert (later.due_on, later.first_due_on) == (date(2024, 12, 11), WEDNESDAY)
    assert chain_of(request.case).handoff_due_on == date(2024, 12, 11)
    paused(asked(clerk), clerk, days=4)  # until Friday: four of either
    with system_scope("the test looks"):
        assert Request.objects.latest("pk").due_on == date(2024, 12, 10)


def test_a_question_that_was_sent_during_a_pause_gets_only_the_days_after_it(clerk: User) -> None:
    request = asked(clerk)
    with open_scope(scope_for(clerk)):
        pause(request.case, "away", "", clerk, NOW - timedelta(days=4))
        resume(request.case, clerk, NOW + timedelta(days=1))
    assert fresh(request).due_on == date(2024, 12, 5)


def test_what_was_answered_before_the_pause_keeps_its_term(clerk: User, hilversum: User) -> None:
    request = asked(clerk)
    answered(request, hilversum)
    paused(request, clerk, days=3)
    assert fresh(request).due_on == WEDNESDAY


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({}, "Kies waarom de klok stopt."),
        ({"pauze-why": "gewoon"}, "gewoon"),
        ({"pauze-why": "other"}, "Zeg in een paar woorden wat de reden is."),
        ({"pauze-why": "other", "pauze-note": "x" * 201}, "200 tekens is het meeste."),
    ],
)
def test_a_clock_does_not_stop_without_a_reason(clerk: User, data: dict[str, str], sentence: str) -> None:
    request = asked(clerk)
    assert sentence in page(clerk, clock_page(request), {"act": "pause"} | data)
    assert chain_of(request.case).paused_since is None


def test_a_clock_stops_once_and_only_where_one_runs(clerk: User) -> None:
    person = somebody()
    request = asked(clerk, person=person)
    with open_scope(scope_for(clerk)):
        pause(request.case, "transfer", "", clerk, NOW)
        with pytest.raises(ValidationError, match="staat al stil"):
            pause(request.case, "transfer", "", clerk, NOW)
        resume(request.case, clerk, NOW)
        with pytest.raises(ValidationError, match="loopt al"):
            resume(request.case, clerk, NOW)
    accepted([release(person, date(2024, 12, 2), date(2024, 11, 29))], clerk)
    text = page(clerk, clock_page(request), {"act": "pause", "pauze-why": "transfer"})
    assert "In deze casus loopt geen klok." in text


def test_who_gives_longer_than_until_the_release_is_told_so(clerk: User) -> None:
    request = asked(clerk)
    with system_scope("the release is near"):
        Detention.objects.update(expected_end_on=date(2024, 12, 10))
    give = {"act": "extend", "until": "2024-12-10", "why": "ziek"}
    assert "Let op" not in page(clerk, clock_page(request), give)
    text = page(clerk, clock_page(request), give | {"until": "2024-12-11"})
    assert "Hilversum heeft uitstel. Let op: dat is na de vrijlating, di 10 dec." in text


def test_a_municipality_gets_longer_and_both_pages_say_why(clerk: User, hilversum: User) -> None:
    request = asked(clerk)
    text = page(clerk, clock_page(request), {"act": "extend", "until": "2024-12-06", "why": "contactpersoon ziek"})
    assert "Hilversum heeft uitstel." in text
    assert "(vr 6 dec, was wo 4 dec)" in text
    assert "Uitstel: contactpersoon ziek. Eerst was het wo 4 dec." in text
    assert "Uitstel voor Hilversum tot vr 6 dec: contactpersoon ziek" in text  # in the timeline
    later = fresh(request)
    assert (later.due_on, later.first_due_on, later.extended_why) == (
        date(2024, 12, 6), WEDNESDAY, "contactpersoon ziek",
    )  # fmt: skip
    question = f"/portaal/vragen/{request.reference}/"
    assert "Uitstel: contactpersoon ziek" in page(hilversum, question)
    text = page(clerk, clock_page(request), {"act": "end"})
    assert "Het uitstel is vervallen." in text
    assert "contactpersoon ziek" not in page(hilversum, question)
    assert (fresh(request).due_on, fresh(request).extended_why) == (WEDNESDAY, "")


def test_the_first_day_is_kept_through_a_second_extension_and_a_pause(clerk: User) -> None:
    request = asked(clerk)
    with open_scope(scope_for(clerk)):
        extend(request, date(2024, 12, 5), "ziek", clerk, NOW)
        extend(request, date(2024, 12, 9), "nog ziek", clerk, NOW)
    paused(request, clerk, days=2)
    later = fresh(request)
    assert (later.due_on, later.first_due_on) == (date(2024, 12, 11), WEDNESDAY)
    with open_scope(scope_for(clerk)):
        end_extension(later, clerk, NOW + timedelta(days=2))
    assert fresh(request).due_on == date(2024, 12, 6)  # the pause counts still


@pytest.mark.parametrize(
    ("until", "why", "sentence"),
    [
        ("2024-12-04", "ziek", "Kies een dag na wo 4 dec: tot dan heeft Hilversum al."),
        ("2024-11-01", "ziek", "Kies een dag na wo 4 dec"),
        ("2026-12-04", "ziek", "Kies een dag binnen een jaar."),
        ("9999-12-31", "ziek", "Vul een datum in van 2000 tot en met 2100."),
        ("", "ziek", "Kies tot wanneer de gemeente uitstel krijgt."),
        ("morgen", "ziek", "Kies tot wanneer de gemeente uitstel krijgt."),
        ("2024-12-06", "  ", "Zeg in een paar woorden waarom er uitstel is."),
    ],
)
def test_an_extension_has_a_later_day_and_a_reason(clerk: User, until: str, why: str, sentence: str) -> None:
    request = asked(clerk)
    assert sentence in page(clerk, clock_page(request), {"act": "extend", "until": until, "why": why})
    assert fresh(request).due_on == WEDNESDAY


def test_after_the_term_an_extension_still_lies_ahead(clerk: User) -> None:
    request = asked(clerk)
    with open_scope(scope_for(clerk)), pytest.raises(ValidationError, match="die nog komt"):
        extend(request, date(2024, 12, 6), "ziek", clerk, NOW + timedelta(days=7))


def test_what_was_answered_gets_no_extension(clerk: User, hilversum: User) -> None:
    request = asked(clerk)
    answered(request, hilversum)
    text = page(clerk, clock_page(request), {"act": "extend", "until": "2024-12-06", "why": "ziek"})
    assert "Op deze vraag wordt niet meer gewacht." in text


def test_after_the_answer_the_extension_in_which_it_came_stays(clerk: User, hilversum: User) -> None:
    request = asked(clerk)
    with open_scope(scope_for(clerk)):
        extend(request, date(2024, 12, 9), "ziek", clerk, NOW)
    answered(request, hilversum)
    text = page(clerk, clock_page(request), {"act": "end"})
    assert "Op deze vraag wordt niet meer gewacht." in text
    assert fresh(request).due_on == date(2024, 12, 9)


def test_nobody_else_touches_a_clock_or_moves_a_case(cast: Cast) -> None:
    request = asked(cast.clerk)
    for path in (clock_page(request), f"/casussen/{request.case.reference}/verhuizen/"):
        for user in (cast.chain_manager, cast.administrator, cast.privacy_officer):
            assert client_of(user).get(path).status_code == 403
            assert client_of(user).post(path, {"act": "pause", "pauze-why": "transfer"}).status_code == 403
        assert client_of(cast.hilversum).get(path).status_code == 404
        assert client_of(cast.hilversum).post(path, {"act": "pause", "pauze-why": "transfer"}).status_code == 404
        assert client_of(cast.coordinator).get(path).status_code == 200
    assert client_of(cast.clerk).get("/casussen/22222222/klok/").status_code == 404
    assert chain_of(request.case).paused_since is None


def test_a_pause_is_the_staffs_own_in_the_database_too(cast: Cast) -> None:
    request = asked(cast.clerk)
    with open_scope(scope_for(cast.clerk)):
        pause(request.case, "unsure", "broer zegt iets anders", cast.clerk, NOW)
    for user in (cast.hilversum, cast.chain_manager, cast.administrator):
        with open_scope(scope_for(user)), connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM cases_pause")
            assert cursor.fetchone() == (0,)
    refused = pytest.raises(DatabaseError, match="row-level security")
    with refused, transaction.atomic(), open_scope(scope_for(cast.hilversum)):
        Pause.objects.create(case=request.case, since=NOW.date(), why="other", by=cast.hilversum)
