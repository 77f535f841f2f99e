"""Handing over: what is shown is what leaves, is kept word for word, and nothing leaves twice."""

import re
from datetime import date, timedelta
from html import unescape

import pytest

from cases.access import scope_for
from cases.models import Act, Consent, Delivery, DisclosedPart, Disclosure, Request
from cases.needs.services import give_consent, withdraw_consent
from nazorg.accounts.models import User
from nazorg.common.scope import open_scope, system_scope
from tests.cast import Cast, client_of
from tests.chain_tools import answered, asked, chain_of, given, handed_over, sent
from tests.conftest import NOW
from tests.database import count, sql
from tests.intake_tools import accepted, somebody, transfer

LATER = NOW + timedelta(hours=3)


@pytest.fixture
def request_(clerk: User, hilversum: User) -> Request:
    """Answered on three areas; income waits for SUWINET and care is still open."""
    made = asked(clerk)
    answered(made, hilversum, papers="Paspoort tot 2027.", housing="Huurt een flat.", debts="nothing_known",
             income="waiting")  # fmt: skip
    return made


def page(user: User, request_: Request) -> str:
    return client_of(user).get(f"/casussen/{request_.case.reference}/overdracht/").content.decode()


def words_on(text: str) -> list[str]:
    """What the copy buttons copy."""
    return [unescape(found) for found in re.findall(r"data-copy>(.*?)</textarea>", text, re.S)]


def token_on(text: str) -> str:
    found = re.search(r'name="token" value="([^"]*)"', text)
    assert found is not None
    return unescape(found[1])


def form(text: str, *areas: str, **fields: str) -> dict[str, object]:
    standard = {"token": token_on(text), "ground": "pbw-18", "on": "2024-12-02", "added": "", "channel": "dpan"}
    return {"areas": list(areas), **standard, **fields}


def give(user: User, request_: Request, data: dict[str, object]) -> str:
    address = f"/casussen/{request_.case.reference}/overdracht/"
    return client_of(user).post(address, data, follow=True).content.decode()


THREE = ("papers", "housing", "debts")


def test_the_clerk_hands_over_a_partial_pack_with_one_press(clerk: User, request_: Request) -> None:
    shown = page(clerk, request_)
    assert "Wacht op SUWINET sinds" in shown
    answer = give(clerk, request_, form(shown, *THREE))
    assert "Overdracht vastgelegd" in answer
    with system_scope("the test looks at the ledger"):
        disclosure = Disclosure.objects.get()
        assert (disclosure.party, disclosure.channel, disclosure.ground) == ("mmd", "dpan", "pbw-18")
        assert disclosure.recipient.startswith("MMD-er PI Almere")
        assert {"identity", "detention", "area_papers", "area_housing", "area_debts"} == set(disclosure.categories)
        assert Delivery.objects.count() == 3
        assert Act.objects.get(kind="handoff").done_by == clerk
    assert (chain_of(request_.case).handed_over_on, chain_of(request_.case).ready) == (date(2024, 12, 2), 0)


def test_what_is_shown_is_kept_byte_for_byte(clerk: User, request_: Request) -> None:
    shown = page(clerk, request_)
    give(clerk, request_, form(shown, *THREE))
    with system_scope("the test reads what was kept"):
        assert list(DisclosedPart.objects.order_by("position").values_list("text", flat=True)) == words_on(shown)


def test_what_left_reads_the_same_after_the_answer_was_corrected(
    clerk: User, hilversum: User, request_: Request
) -> None:
    handed_over(request_.case, clerk)
    with system_scope("the test reads what was kept"):
        before = list(DisclosedPart.objects.order_by("position").values_list("text", flat=True))
    sent(request_, hilversum, [given(request_, "housing", text="Woont bij zijn zus.", reason="verhuisd")], LATER)
    with system_scope("the test reads what was kept"):
        assert list(DisclosedPart.objects.order_by("position").values_list("text", flat=True)) == before


def test_a_supplement_holds_only_what_is_new(clerk: User, hilversum: User, request_: Request) -> None:
    handed_over(request_.case, clerk)
    sent(request_, hilversum, [given(request_, "income", text="Bijstand.", from_suwinet=True)], LATER)
    shown = page(clerk, request_)
    assert "Aanvulling voor de MMD-er" in shown
    assert "Bijstand." in shown
    assert "Huurt een flat." not in shown
    give(clerk, request_, form(shown, "income"))
    with system_scope("the test looks at the ledger"):
        assert list(Disclosure.objects.order_by("at").values_list("kind", flat=True)) == ["pack", "supplement"]
        assert "suwinet" in Disclosure.objects.latest("at").categories


def test_a_second_press_gives_nothing_twice(clerk: User, request_: Request) -> None:
    shown = page(clerk, request_)
    give(clerk, request_, form(shown, *THREE))
    again = give(clerk, request_, form(shown, *THREE))
    assert "Er is net iets veranderd. Er is niets vastgelegd." in again
    with system_scope("the test counts"):
        assert Disclosure.objects.count() == 1


def test_an_answer_that_came_meanwhile_is_shown_before_anything_leaves(
    clerk: User, hilversum: User, request_: Request
) -> None:
    shown = page(clerk, request_)
    sent(request_, hilversum, [given(request_, "care", text="Wijkteam.")], LATER)
    answer = give(clerk, request_, form(shown, *THREE))
    assert "Erbij gekomen: zorg." in answer
    assert count_disclosures() == 0


def count_disclosures() -> int:
    with system_scope("the test counts"):
        return Disclosure.objects.count()


def test_an_area_whose_consent_was_withdrawn_stays_behind(clerk: User, request_: Request) -> None:
    today = date(2024, 12, 2)
    with open_scope(scope_for(clerk)):
        consent: Consent = give_consent(request_.case, "debts", today, "mondeling", clerk, NOW)
        withdraw_consent(consent, today, clerk, NOW)
    shown = page(clerk, request_)
    assert "Schulden: de toestemming is ingetrokken." in shown
    answer = give(clerk, request_, form(shown, *THREE))
    assert "Dit kan niet mee: schulden (de toestemming is ingetrokken)." in answer
    assert count_disclosures() == 0


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"ground": "wgs"}, "Kies een grond die op deze datum gold."),
        ({"on": "2024-12-24"}, "Kies een datum die niet in de toekomst ligt."),
        ({"on": "gisteren"}, "Vul in wanneer u dit gaf."),
        ({"channel": "duif"}, "Zeg hoe u dit gaf"),
        ({"ground": "toestemming"}, "Geen toestemming vastgelegd voor"),
        ({"added": "x" * 6_000}, "5.000 tekens is het meeste"),
    ],
)
def test_what_may_not_leave_is_refused_in_a_sentence(
    clerk: User, request_: Request, changes: dict[str, str], sentence: str
) -> None:
    answer = give(clerk, request_, form(page(clerk, request_), *THREE, **changes))
    assert sentence in unescape(answer)
    assert count_disclosures() == 0


def test_after_a_transfer_the_new_prison_gets_everything(clerk: User, hilversum: User) -> None:
    who = somebody()
    made = asked(clerk, person=who)
    answered(made, hilversum)
    handed_over(made.case, clerk)
    assert chain_of(made.case).step == "done"
    accepted([transfer(who, date(2024, 12, 2), date(2024, 11, 29))], clerk)
    assert (chain_of(made.case).step, chain_of(made.case).ready) == ("handoff", 5)
    assert "De nieuwe PI heeft nog niets." in page(clerk, made)


def test_the_ledger_is_read_by_whoever_may(cast: Cast, request_: Request) -> None:
    given_ = handed_over(request_.case, cast.clerk)
    address = f"/verstrekkingen/{given_.reference}/"
    for user, status in (
        (cast.clerk, 200), (cast.coordinator, 200), (cast.chain_manager, 403), (cast.privacy_officer, 403),
        (cast.administrator, 403), (cast.hilversum, 404), (cast.huizen, 404),
    ):  # fmt: skip
        assert client_of(user).get(address).status_code == status, user.name
        assert client_of(user).get(f"{address}pdf/").status_code == status, user.name
    pdf = client_of(cast.clerk).get(f"{address}pdf/")
    assert pdf["Content-Type"] == "application/pdf"
    assert request_.case.person.family_name not in pdf["Content-Disposition"]


def test_a_clerk_reads_the_own_acts_of_the_ledger_only(cast: Cast, request_: Request) -> None:
    handed_over(request_.case, cast.coordinator)
    with open_scope(scope_for(cast.clerk)):
        assert count("cases_disclosure") == 0
    assert (
        "Nog niets verstrekt"
        in client_of(cast.clerk).get(f"/casussen/{request_.case.reference}/verstrekkingen/").content.decode()
    )
    assert (
        "Overdracht: MMD-er"
        in client_of(cast.coordinator).get(f"/casussen/{request_.case.reference}/verstrekkingen/").content.decode()
    )


def test_a_municipality_learns_to_what_kind_of_recipient_its_own_answer_went(cast: Cast, request_: Request) -> None:
    handed_over(request_.case, cast.clerk)
    with open_scope(scope_for(cast.hilversum)):
        assert set(sql('SELECT party, "on" FROM cases_delivery')) == {("mmd", date(2024, 12, 2))}
        assert (count("cases_disclosure"), count("cases_disclosedpart")) == (0, 0)
    with open_scope(scope_for(cast.huizen)):
        assert count("cases_delivery") == 0


def test_what_is_ready_stands_in_the_list_until_it_is_handed_over(clerk: User, request_: Request) -> None:
    name = request_.case.person.full_name
    assert name in client_of(clerk).get("/overdracht/").content.decode()
    handed_over(request_.case, clerk)
    lists = client_of(clerk).get("/overdracht/").content.decode()
    assert "Er staat niets klaar" in lists
    assert "op tijd" in lists or "overgedragen" in lists


def test_nothing_leaves_about_somebody_of_whom_nothing_was_asked(clerk: User) -> None:
    made = asked(clerk)
    address = f"/casussen/{made.case.reference}/overdracht/"
    text = client_of(clerk).get(address).content.decode()
    refused = client_of(clerk).post(address, form(text), follow=True).content.decode()
    assert "Zonder antwoord telt een eerste overdracht niet." in refused
    assert count_disclosures() == 0
