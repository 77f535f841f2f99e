"""Handing over: what is shown is what leaves, and nothing leaves twice."""

from datetime import date, timedelta

import pytest
import time_machine

from cases.access import scope_for
from cases.models import Act, Consent, Delivery, Request
from cases.needs.services import add_need, give_consent, withdraw_consent
from nazorg.accounts.models import AccessLog, User
from nazorg.common.scope import open_scope, system_scope
from tests.cast import Cast, client_of
from tests.chain_tools import answered, asked, chain_of, given, handed_over, sent
from tests.conftest import NOW
from tests.handoff_tools import address_of, form, give, kept, ledger, page, words_on
from tests.intake_tools import accepted, release, somebody, transfer

LATER = NOW + timedelta(hours=3)
TODAY = NOW.date()
THREE = ("papers", "housing", "debts")


@pytest.fixture
def request_(clerk: User, hilversum: User) -> Request:
    """Answered on three areas; income waits for SUWINET and care is still open."""
    made = asked(clerk)
    answered(made, hilversum, papers="Paspoort tot 2027.", housing="Huurt een flat.", debts="nothing_known",
             income="waiting")  # fmt: skip
    return made


def consented(request: Request, by: User, *areas: str) -> list[Consent]:
    with open_scope(scope_for(by)):
        return [give_consent(request.case, area, TODAY, "mondeling", by, NOW) for area in areas]


# --- A pack leaves


@pytest.mark.parametrize("role", ["clerk", "coordinator"])
def test_a_partial_pack_is_handed_over_with_one_press(cast: Cast, request_: Request, role: str) -> None:
    user = cast.everybody()[role]
    answer = give(user, request_, form(page(user, request_), *THREE))
    assert "Overdracht vastgelegd: MMD-er PI Almere." in answer
    (pack,) = ledger()
    assert (pack.party, pack.kind, pack.channel, pack.ground, pack.by) == ("mmd", "pack", "dpan", "pbw-18", user)
    assert set(pack.categories) == {"identity", "detention", "area_papers", "area_housing", "area_debts"}
    with system_scope("the test looks at what came of it"):
        assert Delivery.objects.filter(disclosure=pack, institution="PI Almere").count() == 3
        act = Act.objects.get(kind="handoff")
    assert (act.done_by, act.category) == (user, "identity")
    assert act.text == "Overdracht aan MMD-er PI Almere, DPAN: identiteitsbewijs, huisvesting en schulden."
    assert (chain_of(request_.case).handed_over_on, chain_of(request_.case).ready) == (TODAY, 0)


def test_nobody_else_hands_over(cast: Cast, request_: Request) -> None:
    data = form(page(cast.clerk, request_), *THREE)
    for user, status in (
        (cast.chain_manager, 403), (cast.privacy_officer, 403), (cast.administrator, 403), (cast.hilversum, 404),
    ):  # fmt: skip
        for path in (address_of(request_), f"{address_of(request_)}pdf/", "/overdracht/"):
            assert client_of(user).get(path).status_code == status, (user.name, path)
        assert client_of(user).post(address_of(request_), data).status_code == status
    assert ledger() == []


def test_what_is_shown_is_kept_byte_for_byte(clerk: User, request_: Request) -> None:
    shown = page(clerk, request_)
    give(clerk, request_, form(shown, *THREE))
    assert kept(ledger()[0]) == words_on(shown)
    assert words_on(client_of(clerk).get(f"/verstrekkingen/{ledger()[0].reference}/").content.decode()) == words_on(
        shown
    )


def test_what_is_added_leaves_with_it_in_the_same_lines(clerk: User, request_: Request) -> None:
    give(clerk, request_, form(page(clerk, request_), *THREE, added="  Bel eerst.\r\nOok op <vrijdag>.\r\n"))
    assert kept(ledger()[0])[-1] == "Bel eerst.\nOok op <vrijdag>."
    assert "needs" in ledger()[0].categories


@pytest.mark.parametrize(("channel", "words"), [("pdf", "pdf"), ("phone", "telefoon"), ("mail", "beveiligde e-mail")])
def test_another_way_than_dpan_is_one_press_too(clerk: User, request_: Request, channel: str, words: str) -> None:
    assert words in give(clerk, request_, form(page(clerk, request_), *THREE, channel=channel))
    assert ledger()[0].channel == channel


def test_an_area_that_was_left_out_stands_ready_still(clerk: User, request_: Request) -> None:
    give(clerk, request_, form(page(clerk, request_), "papers"))
    assert "area_housing" not in ledger()[0].categories
    assert chain_of(request_.case).ready == 2
    shown = page(clerk, request_)
    assert ("Huurt een flat." in shown, "Paspoort tot 2027." in shown) == (True, False)


def test_opening_and_handing_over_are_in_the_access_log_without_a_word_of_it(clerk: User, request_: Request) -> None:
    give(clerk, request_, form(page(clerk, request_), *THREE))
    with system_scope("the test reads the log"):
        acts = list(AccessLog.objects.filter(user=clerk).order_by("pk").values_list("act", "reference", "ground"))
    reference, ground = request_.case.reference, "Penitentiaire beginselenwet art. 18a en 18b"
    assert acts == [
        ("handoff", reference, ""), ("handoff", reference, ""), ("handed_over", reference, ground),
        ("disclosure", ledger()[0].reference, ""),
    ]  # fmt: skip


# --- Later: only what is new, and everything after a transfer


def test_a_supplement_holds_only_what_is_new(clerk: User, hilversum: User, request_: Request) -> None:
    handed_over(request_.case, clerk)
    sent(request_, hilversum, [given(request_, "income", text="Bijstand.", from_suwinet=True)], LATER)
    shown = page(clerk, request_)
    assert "Aanvulling voor de MMD-er" in shown
    assert ("Bijstand." in shown, "Huurt een flat." in shown, "PI Almere, unit" in shown) == (True, False, False)
    give(clerk, request_, form(shown, "income"))
    assert [pack.kind for pack in ledger()] == ["pack", "supplement"]
    assert set(ledger()[1].categories) == {"identity", "suwinet"}


def test_a_correction_is_new_and_says_what_it_takes_the_place_of(
    clerk: User, hilversum: User, request_: Request
) -> None:
    handed_over(request_.case, clerk)
    sent(request_, hilversum, [given(request_, "housing", text="Woont bij zijn zus.", reason="verhuisd")], LATER)
    (words,) = [text for text in words_on(page(clerk, request_)) if "zus" in text]
    assert words.endswith("Dit vervangt wat op 2 december 2024 is gegeven. Reden: verhuisd.")


def test_a_need_that_came_later_goes_with_the_supplement_alone(clerk: User, request_: Request) -> None:
    handed_over(request_.case, clerk)
    with open_scope(scope_for(clerk)):
        add_need(request_.case, "housing", "Zoekt een kamer", "MMD-er PI Almere", clerk, LATER)
    shown = page(clerk, request_)
    line = "Hulpvragen:\n- Zoekt een kamer. Stand: open. Wie zorgt ervoor: MMD-er PI Almere."
    assert line in words_on(shown)
    with time_machine.travel(LATER + timedelta(hours=1)):
        give(clerk, request_, form(shown, "housing"))
        assert kept(ledger()[1])[1] == line
        assert "Zoekt een kamer" not in page(clerk, request_)


def test_with_nothing_new_one_can_add_something_and_nothing_else(clerk: User, request_: Request) -> None:
    handed_over(request_.case, clerk)
    shown = page(clerk, request_)
    assert "Er is niets nieuws." in shown
    assert "Kies minstens één leefgebied, of voeg zelf iets toe." in give(clerk, request_, form(shown))
    give(clerk, request_, form(shown, added="De advocaat belt u."))
    assert [pack.kind for pack in ledger()] == ["pack", "supplement"]


def test_after_a_transfer_the_new_prison_gets_everything(clerk: User, hilversum: User) -> None:
    who = somebody()
    made = asked(clerk, person=who)
    answered(made, hilversum)
    handed_over(made.case, clerk)
    assert chain_of(made.case).step == "done"
    accepted([transfer(who, TODAY, date(2024, 11, 29))], clerk)
    assert (chain_of(made.case).step, chain_of(made.case).ready) == ("handoff", 5)
    shown = page(clerk, made)
    assert "De nieuwe PI heeft nog niets van wat PI Almere kreeg." in shown
    assert "Eerder overgedragen aan PI Almere, op 2 december 2024" in shown
    give(clerk, made, form(shown, "papers", "housing", "income", "debts", "care"))
    assert [(pack.kind, pack.institution) for pack in ledger()] == [("pack", "PI Almere"), ("pack", "PI Lelystad")]
    assert chain_of(made.case).step == "done"


# --- Nothing twice, nothing unseen


def test_a_second_press_gives_nothing_twice(clerk: User, request_: Request) -> None:
    shown = page(clerk, request_)
    give(clerk, request_, form(shown, *THREE))
    again = give(clerk, request_, form(shown, *THREE, added="Een lang verhaal."))
    assert "Er is net iets veranderd. Er is niets vastgelegd." in again
    assert "Niet meer mee te geven: detentie, identiteitsbewijs, huisvesting en schulden." in again
    assert "Een lang verhaal." in again, "what was typed is still there"
    assert len(ledger()) == 1


def test_an_answer_that_came_meanwhile_is_shown_before_anything_leaves(
    clerk: User, hilversum: User, request_: Request
) -> None:
    shown = page(clerk, request_)
    sent(request_, hilversum, [given(request_, "care", text="Wijkteam.")], LATER)
    changed = give(clerk, request_, form(shown, "papers"))
    assert "Erbij gekomen: zorg." in changed
    assert ledger() == []
    ticked = [area for area in (*THREE, "care") if f'value="{area}" checked' in changed]
    assert ticked == ["papers", "care"], "what nobody had seen goes along, what was left out stays out"
    give(clerk, request_, form(changed, "papers", "care"))
    assert len(ledger()) == 1


def test_a_correction_that_came_meanwhile_is_shown_too(clerk: User, hilversum: User, request_: Request) -> None:
    shown = page(clerk, request_)
    sent(request_, hilversum, [given(request_, "housing", text="Toch niet.", reason="nagevraagd")], LATER)
    assert "Veranderd: huisvesting." in give(clerk, request_, form(shown, *THREE))
    assert ledger() == []


# --- What may not leave


def test_an_area_whose_consent_was_withdrawn_stays_behind(clerk: User, request_: Request) -> None:
    (consent,) = consented(request_, clerk, "debts")
    shown = page(clerk, request_)
    with open_scope(scope_for(clerk)):
        withdraw_consent(consent, TODAY, clerk, NOW)
    assert chain_of(request_.case).ready == 2
    assert "Niet meer mee te geven: schulden." in give(clerk, request_, form(shown, *THREE))
    again = page(clerk, request_)
    assert "Schulden: de toestemming is ingetrokken." in again
    refused = give(clerk, request_, form(again, *THREE))
    assert "Dit kan niet mee: schulden (de toestemming is ingetrokken)." in refused
    assert ledger() == []
    consented(request_, clerk, "debts")
    assert 'value="debts" checked' in page(clerk, request_), "given anew it goes along again"


def test_with_consent_as_the_ground_only_areas_that_were_agreed_to_leave(clerk: User, request_: Request) -> None:
    consented(request_, clerk, "papers")
    shown = page(clerk, request_)
    refused = give(clerk, request_, form(shown, *THREE, ground="toestemming"))
    assert "Geen toestemming op die dag voor huisvesting en schulden." in refused
    before = give(clerk, request_, form(shown, "papers", ground="toestemming", on="2024-12-01"))
    assert "Geen toestemming op die dag voor identiteitsbewijs." in before
    give(clerk, request_, form(shown, "papers", ground="toestemming"))
    assert [pack.ground for pack in ledger()] == ["toestemming"]


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"ground": "wgs"}, "Kies een grond die op deze datum gold."),
        ({"on": "2024-12-24"}, "Kies een datum die niet in de toekomst ligt."),
        ({"on": "2024-12-01"}, "Kies ma 2 dec of later: toen kwam het laatste antwoord dat u meegeeft."),
        ({"on": "gisteren"}, "Vul in wanneer u dit gaf."),
        ({"channel": "duif"}, "Zeg hoe u dit gaf"),
        ({"channel": "direct"}, "Zeg hoe u dit gaf"),
        ({"added": "x" * 6_000}, "5.000 tekens is het meeste"),
        ({"token": "="}, "Er is net iets veranderd."),
    ],
)
def test_what_may_not_leave_is_refused_in_a_sentence(
    clerk: User, request_: Request, changes: dict[str, str], sentence: str
) -> None:
    assert sentence in give(clerk, request_, form(page(clerk, request_), *THREE, **changes))
    assert ledger() == []


def test_a_first_pack_without_an_answer_does_not_count(clerk: User, hilversum: User) -> None:
    made = asked(clerk)
    answered(made, hilversum, debts="delivered")
    refused = give(clerk, made, form(page(clerk, made), "debts", added="Wij zijn ermee bezig."))
    assert "Zonder antwoord telt een eerste overdracht niet." in refused
    assert [one.kind for one in ledger()] == ["direct"]


def test_nothing_leaves_about_somebody_who_is_free(clerk: User, hilversum: User) -> None:
    who = somebody()
    made = asked(clerk, person=who)
    answered(made, hilversum)
    shown = page(clerk, made)
    accepted([release(who, TODAY, date(2024, 11, 29))], clerk)
    assert "Er is geen MMD-er meer om aan over te dragen." in page(clerk, made)
    assert "Er is geen MMD-er meer om aan over te dragen." in give(clerk, made, form(shown, "papers"))
    assert client_of(clerk).get(f"{address_of(made)}pdf/").status_code == 302
    assert ledger() == []
    assert chain_of(made.case).step == "released"


# --- In time or not, and the list of what is ready


def test_what_is_ready_stands_in_the_list_until_it_is_handed_over(clerk: User, request_: Request) -> None:
    name = request_.case.person.full_name
    before = client_of(clerk).get("/overdracht/").content.decode()
    assert (name in before, "Draag deel over" in before) == (True, True)
    handed_over(request_.case, clerk)
    after = client_of(clerk).get("/overdracht/").content.decode()
    assert ("Er staat niets klaar" in after, "<b>op tijd</b>" in after) == (True, True)
    assert "deel, nog te komen: inkomen, zorg" in after


@pytest.mark.parametrize(
    ("day", "told"),
    [
        (date(2024, 12, 4), "op tijd"),
        (date(2024, 12, 5), "1 dag te laat: SUWINET"),
        (date(2024, 12, 9), "5 dagen te laat: SUWINET"),
    ],
)
def test_how_late_and_why_is_worked_out_from_what_happened(
    clerk: User, request_: Request, day: date, told: str
) -> None:
    with time_machine.travel(NOW + (day - TODAY)):
        give(clerk, request_, form(page(clerk, request_), *THREE, on=day.isoformat()))
        assert f"<b>{told}" in client_of(clerk).get("/overdracht/").content.decode()


def test_a_supplement_later_does_not_make_a_first_pack_late(clerk: User, hilversum: User, request_: Request) -> None:
    handed_over(request_.case, clerk)
    with time_machine.travel(NOW + timedelta(days=9)):
        sent(request_, hilversum, [given(request_, area) for area in ("income", "care")], NOW + timedelta(days=9))
        give(clerk, request_, form(page(clerk, request_), "income", "care", on="2024-12-11"))
        clock = chain_of(request_.case)
        assert (clock.step, clock.handed_over_on, clock.late_why) == ("done", TODAY, "")
        assert "op tijd" in client_of(clerk).get(f"/casussen/{request_.case.reference}/").content.decode()
