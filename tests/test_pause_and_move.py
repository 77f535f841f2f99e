"""Stopping a clock, giving a municipality longer, and moving a case: by a person, with a reason."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction

from cases.access import scope_for
from cases.chain.services import end_extension, extend, pause, resume
from cases.models import Act, Case, Pause, Request
from nazorg.accounts.models import User
from nazorg.common.scope import open_scope, system_scope
from tests.cast import Cast, client_of
from tests.chain_tools import answered, asked, chain_of, fresh
from tests.conftest import NOW
from tests.factories import municipality
from tests.intake_tools import accepted, arrival, release, somebody

WEDNESDAY = date(2024, 12, 4)


def page(user: User, path: str, data: dict[str, str] | None = None) -> str:
    """What somebody reads there, after a post where there is something to post; white space as one sees it."""
    client = client_of(user)
    answer = client.get(path, follow=True) if data is None else client.post(path, data, follow=True)
    return " ".join(answer.content.decode().split())


def clock_page(request: Request) -> str:
    return f"/casussen/{request.case.reference}/klok/"


def paused(request: Request, by: User, days: int, why: str = "transfer") -> None:
    """Stopped at NOW, and running again so many days later."""
    with open_scope(scope_for(by)):
        pause(request.case, why, "", by, NOW)
        resume(request.case, by, NOW + timedelta(days=days))


def requests_in(case: Case) -> list[tuple[str, str]]:
    with system_scope("the test looks"):
        return [(str(one.municipality), one.state) for one in Request.objects.filter(case=case).order_by("pk")]


def test_a_stopped_clock_says_since_when_and_what_it_would_have_been(clerk: User) -> None:
    request = asked(clerk)
    text = page(clerk, clock_page(request), {"act": "pause", "pauze-why": "transfer"})
    assert "De klok staat stil." in text
    assert "<b>gestopt</b>" in text
    assert "(sinds ma 2 dec, was wo 4 dec)" in text
    assert "Laat weer lopen" in text
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


def test_a_municipality_gets_longer_and_the_page_says_what_it_was(clerk: User) -> None:
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
    text = page(clerk, clock_page(request), {"act": "end"})
    assert "Het uitstel is vervallen." in text
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


def move_page(case: Case) -> str:
    return f"/casussen/{case.reference}/verhuizen/"


def test_a_move_says_first_what_it_comes_to(clerk: User, hilversum: User) -> None:
    request = asked(clerk)
    answered(request, hilversum, papers="Paspoort.")
    to = {"to": str(municipality("0406").pk), "why": "woont bij zijn zus"}
    text = page(clerk, move_page(request.case), to | {"act": "choose"})
    assert "Hilversum houdt kenmerk, datums en “verplaatst”, en ziet niet meer om wie het gaat." in text
    assert "Huizen krijgt een nieuwe vraag, zonder de antwoorden van Hilversum." in text
    assert requests_in(request.case) == [("Hilversum", "open")]
    text = page(clerk, move_page(request.case), to | {"act": "move"})
    assert "De casus is verhuisd naar Huizen." in text
    assert requests_in(request.case) == [("Hilversum", "moved"), ("Huizen", "open")]
    assert "0 van 5" in text
    assert "verplaatst ma 2 dec" in text  # among the former requests
    assert f"/casussen/{request.case.reference}/wat-ziet/0402/" in text
    assert "Van Hilversum naar Huizen: woont bij zijn zus" in text
    assert "Paspoort." not in text


def test_a_move_says_where_nobody_can_log_in_and_what_lies_outside_the_region(clerk: User) -> None:
    request = asked(clerk)
    blaricum, amsterdam = municipality("0376"), municipality("0363")
    text = page(clerk, move_page(request.case), {"to": str(blaricum.pk), "why": "adres", "act": "choose"})
    assert "Daar kan nog niemand inloggen: de vraag komt bij Te versturen." in text
    text = page(clerk, move_page(request.case), {"to": str(amsterdam.pk), "why": "adres", "act": "choose"})
    assert "Amsterdam ligt buiten onze regio: er gaat geen vraag uit, en de casus telt bij Overig." in text
    text = page(clerk, move_page(request.case), {"to": str(amsterdam.pk), "why": "adres", "act": "move"})
    assert "buiten de regio" in text
    assert "Overig." in text
    assert "Amsterdam ligt buiten onze regio. Wij vragen niets en dragen niets over." in text
    assert requests_in(request.case) == [("Hilversum", "moved")]


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"to": "", "why": "adres"}, "Kies een gemeente."),
        ({"to": "0", "why": "adres"}, "Kies een gemeente uit de lijst."),
        ({"to": "0406", "why": ""}, "Zeg in een paar woorden waarom."),
    ],
)
def test_a_move_takes_a_municipality_and_a_reason(clerk: User, data: dict[str, str], sentence: str) -> None:
    request = asked(clerk)
    to = {"to": str(municipality("0406").pk)} if data["to"] == "0406" else {}
    assert sentence in page(clerk, move_page(request.case), data | to | {"act": "move"})
    assert requests_in(request.case) == [("Hilversum", "open")]


@pytest.fixture
def proposed(clerk: User, hilversum: User) -> Case:
    """Hilversum answered, and then a notification named Huizen."""
    told = arrival()
    accepted([told], clerk)
    with system_scope("the test looks"):
        request = Request.objects.select_related("case", "municipality").get()
    answered(request, hilversum, income="Bijstand.")
    accepted([told | {"return_to": "Huizen"}], clerk)
    with system_scope("the test looks"):
        return Case.objects.get()


def test_a_proposed_move_stands_first_in_what_is_to_be_done(proposed: Case, clerk: User) -> None:
    text = page(clerk, f"/casussen/{proposed.reference}/")
    assert "Een melding noemt Huizen als gemeente" in text
    assert "Beoordeel verhuizing" in text
    text = page(clerk, move_page(proposed))
    assert "Verhuis naar Huizen" in text
    assert "Blijft bij Hilversum" in text
    assert "Huizen krijgt een nieuwe vraag, zonder de antwoorden van Hilversum." in text
    assert "Verhuis naar Huizen" not in page(clerk, f"{move_page(proposed)}?anders")


def test_a_proposed_move_is_accepted_or_refused_with_a_reason(proposed: Case, clerk: User) -> None:
    to = {"to": str(municipality("0406").pk)}
    assert "Zeg in een paar woorden waarom." in page(clerk, move_page(proposed), to | {"why": "", "act": "stay"})
    text = page(clerk, move_page(proposed), to | {"why": "terugkeer onzeker", "act": "stay"})
    assert "De casus blijft bij Hilversum." in text
    assert "Blijft bij Hilversum, niet naar Huizen: terugkeer onzeker" in text
    assert requests_in(proposed) == [("Hilversum", "open")]
    with system_scope("the test proposes it again"):
        Case.objects.update(move_to=municipality("0406"))
    page(clerk, move_page(proposed), to | {"why": "terugkeer zeker", "act": "move"})
    assert requests_in(proposed) == [("Hilversum", "moved"), ("Huizen", "open")]


def late_case(clerk: User) -> Case:
    """Arrived so long ago that the interview's term has passed."""
    accepted([arrival(on=date(2024, 11, 1))], clerk)
    with system_scope("the test looks"):
        return Case.objects.get()


def decide(clerk: User, case: Case, what: str) -> str:
    hilversum = str(municipality("0402").pk)
    data = {"gemeente": hilversum, "waarom": "toch van belang", "besluit": what}
    return page(clerk, f"/casussen/{case.reference}/beslissen/", data)


def test_a_late_case_is_taken_on_with_or_without_asking(clerk: User) -> None:
    case = late_case(clerk)
    text = page(clerk, f"/casussen/{case.reference}/")
    for button in ("Neem casus aan, vraag gemeente", "Neem aan zonder vraag", "Geen nazorg"):
        assert button in text
    assert requests_in(case) == []
    assert "geen vraag" in decide(clerk, case, "zonder")
    assert requests_in(case) == []
    with system_scope("the test takes it back"):
        Case.objects.update(to_decide="late")
        Act.objects.all().delete()
    decide(clerk, case, "aannemen")
    assert requests_in(case) == [("Hilversum", "open")]


def test_nobody_is_asked_about_somebody_who_is_free_already(clerk: User) -> None:
    person = somebody()
    accepted([arrival(person), release(person, date(2024, 12, 1), date(2024, 11, 29))], clerk)
    with system_scope("the test looks"):
        case = Case.objects.get()
    text = page(clerk, f"/casussen/{case.reference}/")
    assert "Neem aan zonder vraag" in text
    assert "vraag gemeente" not in text
    decide(clerk, case, "zonder")
    assert requests_in(case) == []


def test_what_waits_for_a_decision_is_decided_first(clerk: User) -> None:
    case = late_case(clerk)
    assert "Over deze casus moet u eerst beslissen." in page(clerk, move_page(case), {})
