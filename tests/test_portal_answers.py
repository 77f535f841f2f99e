"""The portal: a contact answers for its own municipality; nobody else's is there, and nothing typed is lost."""

import re
from datetime import date, timedelta
from html import unescape

import pytest
from django.utils.html import escape

from cases.access import scope_for
from cases.models import Answer, Case, Draft, Need, Request
from cases.requests.answering import OnBehalf
from cases.requests.moving import move_case
from municipalities.agreements.models import Agreement
from municipalities.grants import view_cases
from municipalities.models import Grant, group_of
from nazorg.accounts.models import AccessLog, User
from nazorg.common.scope import open_scope, system_scope
from tests.cast import Cast, client_of, contact
from tests.chain_tools import answered, asked, fresh, given, handed_over, sent
from tests.conftest import NOW
from tests.database import count
from tests.factories import municipality
from tests.intake_tools import accepted, release, somebody


@pytest.fixture
def request_(clerk: User) -> Request:
    return asked(clerk)


def path(request_: Request, rest: str = "") -> str:
    return f"/portaal/vragen/{request_.reference}/{rest}"


def page(user: User, request_: Request) -> str:
    return client_of(user).get(path(request_)).content.decode()


def typed(data: dict[str, str]) -> dict[str, str]:
    """What the browser posts of an area: its hidden fields too."""
    areas = {name.partition("-")[0] for name in data if "-" in name}
    return {f"{area}-seen": "" for area in areas} | {f"{area}-before": "" for area in areas} | data


def send(user: User, request_: Request, **data: str) -> str:
    return client_of(user).post(path(request_, "antwoord/"), typed(data), follow=True).content.decode()


def stands(request_: Request) -> dict[str, tuple[str, str]]:
    with system_scope("the test looks at the answers"):
        found = Answer.objects.filter(question__request=request_, current=True)
        return {one.question.area: (one.status, one.text) for one in found.select_related("question")}


def test_the_first_screen_shows_what_is_asked_of_the_own_municipality(cast: Cast, request_: Request) -> None:
    name = request_.case.person.full_name
    first = client_of(cast.hilversum).get("/portaal/").content.decode()
    assert name in first
    assert "nog 2 dagen" in first
    assert name not in client_of(cast.huizen).get("/portaal/").content.decode()


def test_one_area_is_sent_alone(hilversum: User, request_: Request) -> None:
    text = send(hilversum, request_, verstuur="housing", **{"housing-status": "answered", "housing-text": "Een flat."})
    assert "Verstuurd: huisvesting." in text
    assert stands(request_) == {"housing": ("answered", "Een flat.")}
    assert fresh(request_).state == "open"


def test_alles_niets_bekend_is_one_press(hilversum: User, request_: Request) -> None:
    send(hilversum, request_, snel="niets")
    assert {status for status, _ in stands(request_).values()} == {"nothing_known"}
    assert (len(stands(request_)), fresh(request_).state) == (5, "answered")


def test_the_same_as_last_time_is_shown_and_sent_again(clerk: User, hilversum: User) -> None:
    who = somebody()
    earlier = asked(clerk, on=date(2024, 3, 1), now=NOW - timedelta(days=274), person=who)
    answered(earlier, hilversum, NOW - timedelta(days=273), housing="Huurt een flat.", care="nothing_known")
    accepted([release(who, date(2024, 4, 1), date(2024, 3, 1))], clerk)
    again = asked(clerk, person=who)
    text = page(hilversum, again)
    assert "Zelfde als vorige keer" in text
    assert "Huurt een flat." in text
    shown = dict(re.findall(r'name="(\w+-before)" value="(\d+)"', text))
    assert set(shown) == {"housing-before", "care-before"}
    send(hilversum, again, snel="zelfde", **shown)
    assert stands(again) == {"housing": ("answered", "Huurt een flat."), "care": ("nothing_known", "")}


def test_what_the_veiligheidshuis_looked_up_before_is_no_earlier_answer_of_the_municipality(
    clerk: User, hilversum: User
) -> None:
    who = somebody()
    with system_scope("an agreement that changed since"):
        for since, delivers in (("2024-01-01", "safety_house"), ("2024-10-01", "portal")):
            Agreement.objects.create(municipality=municipality("0402"), area="papers", delivers=delivers, from_on=since)
    then = NOW - timedelta(days=273)
    earlier = asked(clerk, on=date(2024, 3, 1), now=NOW - timedelta(days=274), person=who)
    looked_up = OnBehalf(Answer.Channel.PHONE, "RVIG", then.date())
    answered(earlier, clerk, then, on_behalf=looked_up, papers="Paspoort tot 2031.")
    answered(earlier, hilversum, then, housing="Huurt een flat.")
    accepted([release(who, date(2024, 4, 1), date(2024, 3, 1))], clerk)
    text = page(hilversum, asked(clerk, person=who))
    assert "Huurt een flat." in text
    assert "Paspoort tot 2031." not in text


def test_a_sent_answer_is_corrected_with_a_reason_and_both_are_kept(hilversum: User, request_: Request) -> None:
    answered(request_, hilversum, housing="Een flat.")
    with system_scope("the page shows it"):
        seen = str(Answer.objects.get().pk)
    data = {"housing-status": "answered", "housing-text": "Bij zijn zus.", "housing-seen": seen}
    assert "waarom u het antwoord verbetert" in send(hilversum, request_, verstuur="housing", **data)
    send(hilversum, request_, verstuur="housing", **data, **{"housing-reason": "verhuisd"})
    assert stands(request_)["housing"] == ("answered", "Bij zijn zus.")
    with system_scope("the test counts"):
        assert Answer.objects.count() == 2


def test_two_contacts_at_once_lose_nothing(cast: Cast, request_: Request) -> None:
    colleague = contact_of("collega", "0402", cast)
    send(cast.hilversum, request_, verstuur="housing", **{"housing-status": "answered", "housing-text": "Een flat."})
    text = send(colleague, request_, verstuur="housing", **{"housing-status": "answered", "housing-text": "Een huis."})
    assert "Een collega was u voor" in text
    assert "Een flat." in text
    assert "Een huis." in text
    assert stands(request_) == {"housing": ("answered", "Een flat.")}


def contact_of(name: str, code: str, cast: Cast) -> User:
    """A further contact of a municipality whose group has access already."""
    found = contact(name, "0381" if code != "0381" else code, cast.administrator)
    found.groups.set([group_of(municipality(code))])
    return found


ODD = [
    ({"housing-status": "answered", "housing-text": "x" * 100_000}, "langer dan 5.000 tekens"),
    ({"housing-status": "answered", "housing-text": ""}, "Schrijf op wat er bekend is"),
    ({"housing-status": "onzin", "housing-text": "x"}, "Kies wat u weet"),
    ({"housing-status": "delivered", "housing-delivered_on": "2025-06-01"}, "niet in de toekomst"),
    ({"housing-status": "delivered", "housing-delivered_on": ""}, "wanneer u dit aan de MMD-er gaf"),
]


@pytest.mark.parametrize(("data", "sentence"), ODD)
def test_what_is_odd_is_refused_in_a_sentence_and_stays_on_the_page(
    hilversum: User, request_: Request, data: dict[str, str], sentence: str
) -> None:
    text = send(hilversum, request_, verstuur="housing", **data)
    assert sentence in unescape(text)
    assert data.get("housing-text", "") in text
    assert stands(request_) == {}


def test_a_script_in_an_answer_is_only_text(hilversum: User, request_: Request) -> None:
    answered(request_, hilversum, housing="<script>alert(1)</script>")
    text = page(hilversum, request_)
    assert "<script>alert(1)" not in text
    assert "&lt;script&gt;alert(1)" in text


def test_what_is_typed_is_kept_for_the_municipality_and_never_shown_to_staff(cast: Cast, request_: Request) -> None:
    colleague = contact_of("collega", "0402", cast)
    data = {"care-status": "answered", "care-text": "Nog niet zeker."}
    client_of(cast.hilversum).post(path(request_, "concept/"), typed(data))
    assert "Nog niet zeker." in page(cast.hilversum, request_)
    assert "Nog niet zeker." in page(colleague, request_)
    for user in (cast.coordinator, cast.clerk):
        shown = client_of(user).get(f"/casussen/{request_.case.reference}/wat-ziet/0402/").content.decode()
        assert "Zo ziet Hilversum het" in shown
        assert "Nog niet zeker." not in shown
        assert "Nog niet zeker." not in client_of(user).get(f"/casussen/{request_.case.reference}/").content.decode()
    with system_scope("the test reads the draft"):
        draft = Draft.objects.get()
    client_of(colleague).post(path(request_, "concept/"), {"concept": str(draft.pk)})
    with system_scope("the test reads the drafts"):
        assert Draft.objects.filter(author=colleague, text="Nog niet zeker.").exists()


def test_a_draft_is_gone_once_it_was_sent(hilversum: User, request_: Request) -> None:
    data = {"care-status": "answered", "care-text": "Wijkteam."}
    client_of(hilversum).post(path(request_, "concept/"), typed(data))
    send(hilversum, request_, verstuur="care", **data)
    with system_scope("the test counts"):
        assert Draft.objects.count() == 0


def test_the_preview_is_the_portals_own_page_byte_for_byte(cast: Cast, request_: Request) -> None:
    colleague = contact_of("collega", "0402", cast)
    answered(request_, cast.hilversum, housing="Een flat.")
    staff = client_of(cast.coordinator).get(f"/casussen/{request_.case.reference}/wat-ziet/0402/").content.decode()
    block = re.search(r" inert>(.*)</div>\s*</main>", staff, re.S)
    assert block is not None
    # The one thing that is the contact's own: the token against forged requests.
    own = re.sub(r'<input type="hidden" name="csrfmiddlewaretoken" value="\w+">', "", page(colleague, request_))
    assert block[1] in own
    assert (
        "Deze gemeente ziet niets"
        in client_of(cast.coordinator).get(f"/casussen/{request_.case.reference}/wat-ziet/0406/").content.decode()
    )


POSTS = ("antwoord/", "concept/", "wie/", "hulpvraag/", "bsn/")


def test_another_municipality_finds_nothing_behind_any_address(cast: Cast, request_: Request) -> None:
    client = client_of(cast.huizen)
    assert client.get(path(request_)).status_code == 404
    for rest in POSTS:
        data = {"snel": "niets", "nieuw": "care", "care-title": "x", "wie": "ik", "care-text": "x"}
        assert client.post(path(request_, rest), data).status_code == 404, rest
    with system_scope("nothing was written"):
        assert (Answer.objects.count(), Draft.objects.count(), Need.objects.count()) == (0, 0, 0)
    with open_scope(scope_for(cast.huizen)):
        for table in ("cases_request", "cases_question", "cases_answer", "cases_person", "cases_chain"):
            assert count(table) == 0, table


def test_a_question_is_handed_over_to_a_colleague_and_to_nobody_else(cast: Cast, request_: Request) -> None:
    colleague = contact_of("collega", "0402", cast)
    client = client_of(cast.hilversum)
    client.post(path(request_, "wie/"), {"collega": str(cast.huizen.pk)})
    assert fresh(request_).holder is None
    client.post(path(request_, "wie/"), {"collega": str(colleague.pk)})
    assert fresh(request_).holder_id == colleague.pk


def test_who_serves_a_municipality_through_the_group_of_another_can_be_put_on_a_question(
    cast: Cast, request_: Request
) -> None:
    client = client_of(cast.huizen)
    assert client.post(path(request_, "wie/"), {"wie": "ik"}).status_code == 404
    Grant.objects.create(
        group=group_of(municipality("0406")), permission=view_cases(), content_object=municipality("0402"),
        reason="fusie", asked_by=cast.huizen, approved_by=cast.administrator, starts_on=date(2012, 1, 1),
    )  # fmt: skip
    client.post(path(request_, "wie/"), {"wie": "ik"})
    assert fresh(request_).holder == cast.huizen


def test_the_preview_of_a_municipality_that_cannot_exist_is_not_found(cast: Cast, request_: Request) -> None:
    for odd in ("%00", "%F0%9F%98%80", "9999", "a" * 300):
        answer = client_of(cast.clerk).get(f"/casussen/{request_.case.reference}/wat-ziet/{odd}/")
        assert answer.status_code == 404, odd


def test_a_moved_question_keeps_reference_and_dates_and_takes_no_answer(cast: Cast, request_: Request) -> None:
    with open_scope(scope_for(cast.clerk)):
        case = Case.objects.get(pk=request_.case_id)
        move_case(case, municipality("0406"), "woont daar", cast.clerk, NOW + timedelta(hours=1))
    name = request_.case.person.family_name
    for address in (path(request_), "/portaal/", "/portaal/casussen/"):
        text = client_of(cast.hilversum).get(address).content.decode()
        assert "verplaatst" in text.lower(), address
        assert name not in text, address
    answer = client_of(cast.hilversum).post(
        path(request_, "antwoord/"),
        {"verstuur": "care", "care-status": "answered", "care-text": "Wijkteam sinds mei."},
    )
    assert answer.status_code == 409
    assert "Wijkteam sinds mei." in answer.content.decode()
    assert stands(request_) == {}


def test_a_lost_session_is_told_and_leads_back_to_the_question(request_: Request) -> None:
    from django.test import Client

    answer = Client().post(path(request_, "concept/"), {"care-text": "x"}, headers={"Accept": "application/json"})
    assert answer.status_code in (302, 401, 403)
    back = Client().get(path(request_))
    assert back.status_code == 302
    assert f"next={path(request_)}" in unescape(back["Location"])


def test_the_contact_sees_to_what_kind_of_recipient_an_own_answer_went(cast: Cast, request_: Request) -> None:
    answered(request_, cast.hilversum, housing="Een flat.")
    handed_over(request_.case, cast.clerk)
    text = page(cast.hilversum, request_)
    assert "MMD-er" in text
    assert cast.clerk.name not in text


def test_only_what_is_needed_to_find_the_person_is_there(cast: Cast, request_: Request) -> None:
    with system_scope("the test knows the person"):
        person = request_.case.person
    text = page(cast.hilversum, request_)
    assert escape(person.full_name) in text
    assert person.skn
    assert person.skn not in text
    assert "preventief" not in text
    title = re.search(r"<title>(.*?)</title>", text, re.S)
    assert title is not None
    assert person.family_name not in title[1]


def test_opening_and_answering_are_logged_by_reference(hilversum: User, request_: Request) -> None:
    page(hilversum, request_)
    send(hilversum, request_, snel="niets")
    with system_scope("the test reads the log"):
        acts = set(AccessLog.objects.filter(user=hilversum).values_list("act", "reference"))
    assert {("portal_question", request_.reference), ("portal_answer", request_.reference)} <= acts


def test_a_contact_who_left_is_out_at_once_and_the_work_stays(cast: Cast, request_: Request) -> None:
    client = client_of(cast.hilversum)
    client.post(path(request_, "concept/"), typed({"care-text": "Nog niet zeker."}))
    cast.hilversum.is_active = False
    cast.hilversum.save()
    assert client.get(path(request_)).status_code == 302
    colleague = contact_of("collega", "0402", cast)
    assert "Nog niet zeker." in page(colleague, request_)


def test_an_answer_that_waited_for_suwinet_needs_no_reason(hilversum: User, request_: Request) -> None:
    answered(request_, hilversum, income="waiting")
    sent(request_, hilversum, [given(request_, "income", text="Bijstand.", from_suwinet=True)], NOW)
    assert stands(request_)["income"] == ("answered", "Bijstand.")
