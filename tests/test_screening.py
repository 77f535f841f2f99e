"""Screening: the queue in its order, one outcome each, corrected without losing the first, for the coordinator only."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils.html import escape

from cases.access import scope_for
from cases.chain.settle import settle
from cases.models import Act, AuditEntry, Case, Screening
from cases.screening.selectors import queue, to_screen_count
from cases.screening.services import screen
from nazorg.accounts.models import AccessLog, User
from nazorg.common.scope import open_scope, system_scope
from tests.case_tools import page
from tests.cast import Cast, client_of
from tests.chain_factories import ChainFactory
from tests.chain_tools import answered, asked
from tests.conftest import NOW
from tests.factories import ActFactory, case_in
from tests.judging_factories import PoliceInformationFactory, ProfileFactory, ScreeningFactory

pytestmark = pytest.mark.django_db
TODAY = NOW.date()


def arrived(expected: int | None = 30, released: int | None = None, **fields: object) -> Case:
    """A case that came in; days from today until its release is expected, or since it was."""
    with system_scope("the test makes a case"):
        return case_in(
            "0402",
            detention__start_on=TODAY - timedelta(days=100),
            detention__expected_end_on=TODAY + timedelta(days=expected) if expected is not None else None,
            detention__released_on=TODAY - timedelta(days=released) if released is not None else None,
            **fields,
        )


def queued(user: User) -> list[str]:
    scope = scope_for(user)
    with open_scope(scope):
        return [case.reference for case in queue(scope)]


def url(case: Case) -> str:
    return f"/screening/{case.reference}/"


def judged(case: Case, user: User, outcome: str = "follow", **data: str) -> str:
    return page(user, url(case), {"outcome": outcome, "seen": "", "note": ""} | data)


def screenings() -> list[tuple[str, str]]:
    with system_scope("the test looks"):
        return [(one.outcome, one.note) for one in Screening.objects.order_by("pk")]


def acts(case: Case) -> list[str]:
    with system_scope("the test looks"):
        return list(Act.objects.filter(case=case, kind="screening").order_by("pk").values_list("text", flat=True))


def test_spoed_comes_first_then_whose_release_is_nearest_and_who_is_free_already_last(coordinator: User) -> None:
    later, unknown, soon = arrived(60), arrived(None), arrived(5)
    free, long_free, urgent = arrived(None, released=2), arrived(None, released=90), arrived(90)
    with system_scope("the test makes clocks"):
        for case in (later, soon, unknown, free, long_free):
            ChainFactory(case=case)
        ChainFactory(case=urgent, urgent=True)
    order = [case.reference for case in (urgent, soon, later, unknown, free, long_free)]
    assert queued(coordinator) == order


def test_the_queue_holds_arrivals_that_nobody_screened(coordinator: User) -> None:
    waits, screened = arrived(), arrived()
    arrived(origin=Case.Origin.REGISTRATION)
    arrived(no_aftercare=True)
    with system_scope("the test makes cases"):
        case_in("0402", detention=None)
        ScreeningFactory(case=screened, by=coordinator)
    assert queued(coordinator) == [waits.reference]
    with open_scope(scope_for(coordinator)):
        assert to_screen_count() == 1
    text = page(coordinator, "/screening/")
    assert "1 casus, spoed eerst" in text
    assert waits.person.full_name in text
    assert 'href="/screening/">Screening <span class="count">1</span>' in page(coordinator, "/").replace(
        ' aria-current="page"', ""
    )


def test_an_empty_queue_says_so(coordinator: User) -> None:
    assert "Alles is gescreend" in page(coordinator, "/screening/")


@pytest.mark.parametrize(
    ("outcome", "words"),
    [("nothing", "geen actie"), ("follow", "volgen"), ("urgent", "urgent")],
)
def test_an_outcome_is_one_press_and_leads_to_who_comes_next(coordinator: User, outcome: str, words: str) -> None:
    first, second = arrived(5), arrived(6)
    answer = client_of(coordinator).post(url(first), {"outcome": outcome, "note": "Kent ons.", "seen": ""})
    assert answer["Location"] == f"{url(second)}?na={first.reference}"
    text = page(coordinator, answer["Location"])
    assert f"{escape(first.person.full_name)}: {words}." in text
    assert f'href="{url(first)}" data-key="t"' in text
    with system_scope("the test looks"):
        done = Screening.objects.get()
        act = Act.objects.get(case=first)
    assert (done.outcome, done.note, done.by) == (outcome, "Kent ons.", coordinator)
    assert (act.kind, act.category, act.on, act.done_by) == ("screening", "risk", TODAY, coordinator)
    assert act.text == f"{words.capitalize()}: Kent ons."


def test_the_outcome_profile_leads_to_the_profile_and_from_there_on_with_the_queue(coordinator: User) -> None:
    first, second = arrived(5), arrived(6)
    client = client_of(coordinator)
    there = client.post(url(first), {"outcome": "profile", "note": "", "seen": ""})["Location"]
    assert there == f"/casussen/{first.reference}/profiel/schrijven/?verder={second.reference}"
    profile = {"level": "high", "grounds": "Valt terug.", "seen": "0", "valid_until": "2025-12-02"}
    assert client.post(there, profile)["Location"] == url(second)


def test_the_last_of_the_queue_leads_back_to_it(coordinator: User) -> None:
    case = arrived()
    answer = client_of(coordinator).post(url(case), {"outcome": "follow", "seen": ""})
    assert answer["Location"] == f"/screening/?na={case.reference}"
    assert "Terug, verbeter" in page(coordinator, answer["Location"])


def test_whoever_skips_a_case_goes_on_with_the_one_after_it(coordinator: User) -> None:
    skipped, second, third = arrived(5), arrived(6), arrived(7)
    text = page(coordinator, url(second))
    assert f'href="{url(skipped)}" rel="prev"' in text
    assert f'href="{url(third)}" rel="next"' in text
    assert "2 van 3 in" in text
    assert (
        client_of(coordinator).post(url(second), {"outcome": "follow", "seen": ""})["Location"].startswith(url(third))
    )


def test_without_a_choice_nothing_is_recorded_and_the_reason_stays(coordinator: User) -> None:
    case = arrived()
    for data in ({}, {"outcome": "gevaarlijk"}):
        text = page(coordinator, url(case), {"note": "Ik twijfel.", "seen": ""} | data)
        assert "Kies een uitkomst." in text
        assert "Ik twijfel." in text
    assert screenings() == []


def test_a_correction_on_the_same_day_keeps_what_was_said_first_and_counts_once(coordinator: User) -> None:
    case = arrived()
    judged(case, coordinator, "nothing")
    with system_scope("the page knows what it showed"):
        first = Screening.objects.get()
    text = judged(case, coordinator, "urgent", seen=str(first.pk), note="Brief van de reclassering.")
    assert screenings() == [("nothing", ""), ("urgent", "Brief van de reclassering.")]
    assert acts(case) == ["Urgent: Brief van de reclassering. Verbeterd door Coordinator, was: geen actie."]
    assert "Eerder: 1" in text
    assert "Geen actie" in text
    with system_scope("the trail keeps the former words"):
        assert AuditEntry.objects.filter(case=case, content_type__model="act", action=1).exists()


def test_a_screening_on_a_later_day_is_an_act_of_its_own(coordinator: User) -> None:
    case = arrived()
    with open_scope(scope_for(coordinator)):
        first = screen(case, "follow", "", None, coordinator, NOW - timedelta(days=3))
        screen(case, "urgent", "", first.pk, coordinator, NOW)
    assert acts(case) == ["Volgen.", "Urgent."]


def test_two_who_screen_the_same_case_do_not_overwrite_each_other(coordinator: User) -> None:
    case = arrived()
    with open_scope(scope_for(coordinator)):
        screen(case, "follow", "", None, coordinator, NOW)
    text = judged(case, coordinator, "nothing", note="Zag het anders.")
    assert "Coordinator heeft deze casus intussen gescreend: volgen." in text
    assert "Zag het anders." in text
    assert len(screenings()) == 1
    with open_scope(scope_for(coordinator)), pytest.raises(ValidationError, match="Kies een uitkomst"):
        screen(case, "score", "", None, coordinator, NOW)


def test_a_second_detention_opens_with_everything_of_the_first_beside_it(
    coordinator: User, clerk: User, hilversum: User
) -> None:
    request = asked(clerk)
    answered(request, hilversum, papers="Paspoort ligt bij zijn zus.")
    first = request.case
    with system_scope("the test makes what is known"):
        ScreeningFactory(case=first, by=coordinator, outcome="profile", note="Derde keer dit jaar.")
        ProfileFactory(case=first, by=coordinator, crime=["winkeldiefstal"], actions="Begeleid wonen.")
        PoliceInformationFactory(case=first, by=coordinator)
        ActFactory(case=first, kind="offender_meeting", category="conference_content", text="Plan besproken.")
        second = case_in("0402", detention__person=first.person, detention__start_on=date(2024, 12, 1))
    text = page(coordinator, url(second))
    for words in ("Paspoort ligt bij zijn zus.", "Derde keer dit jaar.", "Valt terug na elke detentie.",
                  "winkeldiefstal", "Begeleid wonen.", "1 bericht van de politie", "Plan besproken.",
                  "Melding instroom"):  # fmt: skip
        assert words in text, words
    assert f"/casussen/{first.reference}/" in text


def test_bij_is_no_source_for_a_screening(coordinator: User) -> None:
    case = arrived()
    with system_scope("the mayor was informed, in this case and in one before"):
        before = case_in("0402", detention__person=case.person, detention__start_on=date(2013, 1, 7))
        for one in (case, before):
            ActFactory(case=one, category="bij", text="Burgemeester ingelicht.")
    assert "Burgemeester ingelicht." in page(coordinator, f"/casussen/{before.reference}/")
    assert "Burgemeester ingelicht." not in page(coordinator, url(case))


def test_the_profile_of_the_old_registration_stands_beside_it_too(coordinator: User) -> None:
    case = arrived()
    with system_scope("the test makes an old case"):
        old = case_in("0402", detention__person=case.person, origin=Case.Origin.REGISTRATION)
        ActFactory(case=old, kind="profile", category="risk", text="Draaideurcrimineel.", batch_reference="TESTTEST")
    assert "Draaideurcrimineel." in page(coordinator, url(case))


def test_of_many_earlier_cases_the_last_three_stand_whole_and_the_rest_is_linked(coordinator: User) -> None:
    case = arrived()
    with system_scope("the test makes earlier cases"):
        earlier = [
            case_in("0402", detention__person=case.person, detention__start_on=date(2013, month, 1))
            for month in range(1, 6)
        ]
    text = page(coordinator, url(case))
    assert text.count("Eerder: casus") == 3
    assert "Nog eerder" in text
    assert all(f"/casussen/{one.reference}/" in text for one in earlier)


def test_script_in_a_reason_is_text_and_pasted_control_characters_are_gone(coordinator: User) -> None:
    case = arrived()
    judged(case, coordinator, note="<script>alert(1)</script>\x0b\u200bkent ons\x00")
    assert screenings() == [("follow", "<script>alert(1)</script> kent ons")]
    assert "<script>alert(1)" not in page(coordinator, url(case))


def test_opening_a_case_to_screen_is_logged_by_reference_only(coordinator: User) -> None:
    case = arrived()
    page(coordinator, url(case))
    with system_scope("the test reads the log"):
        entry = AccessLog.objects.latest("pk")
    assert (entry.act, entry.reference, entry.ground) == ("screening_case", case.reference, "")


def test_only_the_coordinator_screens(cast: Cast) -> None:
    case = arrived()
    for user in (cast.clerk, cast.chain_manager, cast.administrator, cast.privacy_officer):
        client = client_of(user)
        assert client.get("/screening/").status_code == 403
        assert client.get(url(case)).status_code == 403
        assert client.post(url(case), {"outcome": "follow"}).status_code == 403
    for contact in (cast.hilversum, cast.huizen):
        assert client_of(contact).get("/screening/").status_code == 404
        assert client_of(contact).post(url(case), {"outcome": "follow"}).status_code == 404
    assert client_of(cast.coordinator).get("/screening/23456789/").status_code == 404
    assert screenings() == []


def test_nobody_else_reads_of_a_screening_on_any_page_of_the_case(cast: Cast) -> None:
    case = arrived()
    with open_scope(scope_for(cast.coordinator)):
        screen(case, "urgent", "Gevaarlijk voor zijn ex.", None, cast.coordinator, NOW)
        settle([case.pk], NOW)
    for path in (f"/casussen/{case.reference}/", f"/casussen/{case.reference}/doelgroepen/", "/", "/casussen/"):
        text = page(cast.clerk, path)
        assert "Gevaarlijk" not in text, path
        assert "Screening" not in text, path
    assert "Gevaarlijk" in page(cast.coordinator, f"/casussen/{case.reference}/")
