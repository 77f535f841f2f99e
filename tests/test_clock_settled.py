"""The clock as it follows from what happens in a case: asked, answered, handed over, moved about and released."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from cases.chain.settle import settle
from cases.chain.words import clock_of
from cases.models import Case, Chain, Detention
from fixtures.notification import dutch_date
from municipalities.agreements.models import Agreement, Term
from nazorg.accounts.models import User
from nazorg.common.deadlines import Unit
from nazorg.common.scope import system_scope
from tests.case_tools import page
from tests.chain_factories import InterviewFactory, PauseFactory
from tests.chain_tools import AREAS, answered, asked, chain_of, fresh, given, handed_over, sent
from tests.conftest import NOW
from tests.factories import municipality
from tests.intake_tools import accepted, arrival, release, somebody, transfer


def december(day: int) -> datetime:
    return NOW + timedelta(days=day - 2)


def sentence(case: Case, day: int = 2) -> str:
    """The clock on a day in December, after whatever happened last."""
    return str(clock_of(chain_of(case), date(2024, 12, day)))


def settled(case: Case, day: int) -> Chain:
    """The clock after the round of the night before `day`."""
    settle([case.pk], december(day))
    return chain_of(case)


def test_from_arrival_to_the_last_supplement(clerk: User, hilversum: User) -> None:
    request = asked(clerk)  # arrived on Friday 29 November, accepted on Monday 2 December
    case = request.case
    assert sentence(case) == "nog 2 dagen (wo 4 dec), wacht op Hilversum: alles"
    answered(request, hilversum, papers="x", housing="x", debts="x", income="waiting")
    assert sentence(case) == "nog 2 dagen (wo 4 dec), wacht op Veiligheidshuis: deel overdragen"
    handed_over(case, clerk, december(3))
    assert sentence(case, 3) == "nog 1 dag (wo 4 dec), wacht op Hilversum: inkomen, zorg"
    answered(request, hilversum, december(3), care="x")
    handed_over(case, clerk, december(4))
    assert sentence(case, 5) == "1 dag te laat (wo 4 dec), wacht op Hilversum: inkomen (SUWINET)"
    answered(request, hilversum, december(6), income="x")
    assert sentence(case, 6) == "2 dagen te laat (wo 4 dec), wacht op Veiligheidshuis: overdracht"
    handed_over(case, clerk, december(9))
    assert sentence(case, 9) == "overgedragen (ma 9 dec), op tijd"
    chain = chain_of(case)
    assert (chain.handed_over_on, chain.complete_on) == (date(2024, 12, 3), date(2024, 12, 9))


def test_a_late_handoff_names_suwinet_and_keeps_doing_so_after_the_release(clerk: User, hilversum: User) -> None:
    who = somebody()
    request = asked(clerk, person=who)
    answered(request, hilversum, papers="x", income="waiting")
    handed_over(request.case, clerk, december(6))
    accepted([release(who, date(2024, 12, 1), date(2024, 11, 29))], clerk)
    assert fresh(request).state == "ended"
    assert chain_of(request.case).late_why == Chain.Late.SUWINET
    assert sentence(request.case, 9) == "overgedragen (vr 6 dec), 2 dagen te laat: SUWINET"


def test_what_the_municipality_gave_itself_is_handed_over_and_stays_in_time(clerk: User, hilversum: User) -> None:
    who = somebody()
    request = asked(clerk, person=who)
    directly = [given(request, area, "delivered", delivered_on=date(2024, 12, 2)) for area in AREAS]
    sent(request, hilversum, directly)
    assert sentence(request.case) == "overgedragen (ma 2 dec), op tijd"
    chain = settled(request.case, 20)
    assert (chain.step, chain.late_why) == (Chain.Step.DONE, "")
    accepted([release(who, date(2024, 12, 2), date(2024, 11, 29))], clerk)
    assert chain_of(request.case).step == Chain.Step.DONE


def test_released_before_the_handoff_is_an_end_of_its_own(clerk: User) -> None:
    who = somebody()
    request = asked(clerk, person=who)
    accepted([release(who, date(2024, 12, 1), date(2024, 11, 29))], clerk)
    assert sentence(request.case) == "vrijgekomen vóór overdracht (zo 1 dec)"
    assert chain_of(request.case).late_why == Chain.Late.RELEASED


@pytest.mark.parametrize(("end", "due"), [("", date(2024, 12, 10)), ("2024-12-14", date(2024, 12, 9))])
def test_whoever_proves_not_to_be_free_is_asked_about_anew_with_the_whole_term(
    clerk: User, end: str, due: date
) -> None:
    until: dict[str, Any] = {"expected_end_on": dutch_date(date.fromisoformat(end))} if end else {}
    request = asked(clerk, **until)
    with system_scope("a release that proves wrong"):
        Detention.objects.update(released_on=date(2024, 12, 2))
        settle([request.case_id], december(3))
        assert fresh(request).state == "ended"
        Detention.objects.update(released_on=None)
        settle([request.case_id], december(6))
    assert (fresh(request).state, fresh(request).due_on) == ("open", due)


@pytest.mark.parametrize(("day", "why"), [(4, ""), (5, Chain.Late.MUNICIPALITY), (20, Chain.Late.MUNICIPALITY)])
def test_the_night_finds_what_became_late(clerk: User, day: int, why: str) -> None:
    request = asked(clerk)
    assert settled(request.case, day).late_why == why


def test_a_late_notification_is_never_the_municipalitys_fault(clerk: User, hilversum: User) -> None:
    request = asked(clerk, on=date(2024, 11, 28))  # the interview is due on Tuesday, the answer on Wednesday
    answered(request, hilversum, december(4))
    handed_over(request.case, clerk, december(4))
    assert sentence(request.case, 4) == "overgedragen (wo 4 dec), 1 dag te laat: late melding"


def test_after_a_transfer_the_new_institution_has_nothing_yet(clerk: User, hilversum: User) -> None:
    who = somebody()
    request = asked(clerk, person=who)
    answered(request, hilversum)
    handed_over(request.case, clerk)
    assert chain_of(request.case).step == Chain.Step.DONE
    accepted([transfer(who, date(2024, 12, 2), date(2024, 11, 29))], clerk)
    chain = chain_of(request.case)
    assert (chain.step, chain.ready, chain.handed_to) == (Chain.Step.HANDOFF, 5, "PI Almere")
    assert chain.handed_over_on == date(2024, 12, 2)
    handed_over(request.case, clerk, december(3))
    assert chain_of(request.case).step == Chain.Step.DONE


def test_who_leaves_before_the_term_is_handed_over_before_that_and_goes_first(clerk: User, hilversum: User) -> None:
    request = asked(clerk, on=date(2024, 12, 2), expected_end_on="04-12-2024")
    answered(request, hilversum)
    assert sentence(request.case) == "nog 2 dagen (wo 4 dec), wacht op Veiligheidshuis: overdracht"
    text = page(clerk, f"/casussen/{request.case.reference}/")
    assert "Vrij, verwacht wo 4 dec: daarna heeft overdragen geen zin meer." in text
    assert "uiterlijk wo 4 dec" in text
    settled(request.case, 5)
    assert sentence(request.case, 5).startswith("vandaag (do 5 dec)"), "nobody told of a release yet"
    assert chain_of(request.case).handoff_due_on == date(2024, 12, 7), "the term of the figures stays what it is"


def test_a_decision_about_whoever_is_free_already_is_not_pressed_by_that(clerk: User) -> None:
    who = somebody()
    end = {"expected_end_on": "03-12-2024"}
    accepted([arrival(who, date(2024, 12, 1), **end), release(who, date(2024, 12, 2), date(2024, 12, 1))], clerk)
    with system_scope("the test looks"):
        case = Case.objects.get()
    assert sentence(case) == "nog 4 dagen (vr 6 dec), wacht op Veiligheidshuis: beslissen"
    settled(case, 3)
    assert sentence(case, 3) == "nog 3 dagen (vr 6 dec), wacht op Veiligheidshuis: beslissen"


def test_what_becomes_urgent_after_the_answer_goes_first_until_it_is_handed_over(clerk: User, hilversum: User) -> None:
    request = asked(clerk, on=date(2024, 12, 2), expected_end_on="13-12-2024")
    answered(request, hilversum)
    assert not chain_of(request.case).urgent
    settled(request.case, 3)
    assert chain_of(request.case).urgent
    assert not fresh(request).urgent, "the municipality had its whole term"
    handed_over(request.case, clerk, december(3))
    assert not chain_of(request.case).urgent


def test_the_day_that_the_mmd_er_gave_is_the_term(clerk: User, hilversum: User) -> None:
    request = asked(clerk)
    answered(request, hilversum)
    with system_scope("the day that the MMD-er gave"):
        InterviewFactory(case=request.case, planned_on=date(2024, 12, 10), recorded_by=clerk)
    settled(request.case, 2)
    assert sentence(request.case) == "nog 8 dagen (di 10 dec), wacht op Veiligheidshuis: overdracht"


def test_while_it_stands_still_nothing_is_late_and_afterwards_it_says_what_it_was(clerk: User, hilversum: User) -> None:
    request = asked(clerk)
    answered(request, hilversum)
    with system_scope("a pause of the test"):
        pause = PauseFactory(case=request.case, by=clerk, since=date(2024, 12, 3), why="away")
    settled(request.case, 9)
    assert sentence(request.case, 9) == "gestopt (sinds di 3 dec, was wo 4 dec), tijdelijk niet in de PI"
    with system_scope("the pause of the test ends"):
        pause.until = date(2024, 12, 9)
        pause.save()
    settled(request.case, 9)
    assert sentence(request.case, 9) == "nog 1 dag (di 10 dec, was wo 4 dec), wacht op Veiligheidshuis: overdracht"


def test_spoed_has_the_shorter_term_and_kort_and_weekend_are_flags(clerk: User) -> None:
    soon = asked(clerk, expected_end_on=dutch_date(date(2024, 12, 7)))  # a Saturday
    chain = chain_of(soon.case)
    assert (chain.urgent, chain.short, chain.weekend) == (True, True, True)
    assert sentence(soon.case) == "nog 1 dag (di 3 dec), wacht op Hilversum: alles"
    later = asked(clerk, expected_end_on=dutch_date(date(2025, 3, 5)))
    chain = chain_of(later.case)
    assert (chain.urgent, chain.short, chain.weekend) == (False, False, False)


def test_a_request_that_becomes_urgent_overnight_gets_the_shorter_term_from_then(clerk: User) -> None:
    request = asked(clerk, expected_end_on=dutch_date(date(2024, 12, 13)))  # eleven days
    assert not fresh(request).urgent
    settled(request.case, 3)
    assert (fresh(request).urgent, fresh(request).due_on) == (True, date(2024, 12, 4))
    late = asked(clerk, expected_end_on=dutch_date(date(2024, 12, 20)))
    settled(late.case, 10)
    assert fresh(late).due_on == date(2024, 12, 4)  # never a later day than it had


def test_an_area_that_the_house_looks_up_is_not_asked_of_the_municipality(clerk: User, hilversum: User) -> None:
    with system_scope("an agreement of the test"):
        Agreement.objects.create(
            municipality=municipality("0402"), area="debts", delivers="safety_house", from_on=date(2024, 1, 1)
        )
    request = asked(clerk)
    assert sentence(request.case) == "nog 2 dagen (wo 4 dec), wacht op Hilversum: 4 leefgebieden"
    answered(request, hilversum, papers="x", housing="x", income="x", care="x")
    assert fresh(request).state == "answered"
    handed_over(request.case, clerk)
    assert sentence(request.case) == "nog 2 dagen (wo 4 dec), wacht op Veiligheidshuis: zelf opzoeken"


def test_a_term_in_working_days_is_counted_and_said_in_them(clerk: User, hilversum: User) -> None:
    with system_scope("the PI's term of 2020"):
        Term.objects.create(kind=Term.Kind.INTERVIEW, from_on=date(2020, 1, 1), amount=10, unit=Unit.WORKING)
    request = asked(clerk)  # arrived on Friday 29 November: until Friday 13 December
    answered(request, hilversum)
    assert sentence(request.case) == "nog 9 werkdagen (vr 13 dec), wacht op Veiligheidshuis: overdracht"
    handed_over(request.case, clerk, december(17))
    assert sentence(request.case, 17) == "overgedragen (di 17 dec), 2 werkdagen te laat: Veiligheidshuis"
