"""An answer that came by phone, mail or in a conversation, recorded on behalf of the municipality."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from cases.access import scope_for
from cases.models import Act, Answer, Chain, Request
from cases.requests.answering import OnBehalf, send_answers
from cases.requests.behalf import record_on_behalf
from cases.requests.moving import move_case
from municipalities.agreements.models import Agreement
from nazorg.accounts.models import User
from nazorg.common.scope import open_scope, system_scope
from nazorg.covenant.areas import Area
from tests.case_tools import page
from tests.cast import Cast, client_of
from tests.chain_tools import answered, asked, chain_of, fresh, given, handed_over, question
from tests.conftest import NOW
from tests.factories import municipality
from tests.intake_tools import accepted as taken_in
from tests.intake_tools import release, somebody

AREAS = [area.value for area in Area]


def behalf_page(request: Request) -> str:
    return f"/casussen/{request.case.reference}/antwoord/"


def told(request: Request, **fields: str) -> dict[str, str]:
    """What the page posts: from whom, how, when, and areas: `housing="Kamer."` in words, `care_status=…` by choice."""
    about = {"request": request.reference, "told_by": "Anja Verhoef", "channel": "phone", "told_on": "2024-12-02"}
    with system_scope("the page knows what it showed"):
        current = Answer.objects.filter(question__request=request, current=True).values_list("question__area", "pk")
        seen = {f"{area}_seen": str(pk) for area, pk in current}
    return about | seen | {f"{key}_text" if key in AREAS else key: value for key, value in fields.items()}


def answers(request: Request) -> dict[str, Answer]:
    """The answers that stand, by area."""
    with system_scope("the test looks"):
        found = Answer.objects.filter(question__request=request, current=True).select_related("by", "question")
        return {answer.question.area: answer for answer in found}


def test_what_was_told_by_phone_counts_as_answered_in_the_name_of_the_municipality(clerk: User) -> None:
    request = asked(clerk)
    data = told(request, housing="Kan bij zijn zus terecht.", debts_status="nothing_known")
    text = page(clerk, behalf_page(request), data)
    assert "Vastgelegd namens Hilversum: huisvesting en schulden." in text
    assert "2 van 5" in text
    found = answers(request)
    assert set(found) == {"housing", "debts"}
    housing = found["housing"]
    assert (housing.status, housing.text, housing.by) == ("answered", "Kan bij zijn zus terecht.", clerk)
    assert (housing.channel, housing.told_by, str(housing.told_on)) == ("phone", "Anja Verhoef", "2024-12-02")
    assert "Hilversum, Anja Verhoef" in text
    assert "telefoon, ma 2 dec" in text
    assert "vastgelegd door Clerk" in text
    assert "Antwoord van Hilversum vastgelegd: huisvesting en schulden. Van Anja Verhoef, telefoon, 02-12-2024." in text
    with system_scope("the test looks"):
        assert Act.objects.get(case=request.case).kind == "contact"


def test_all_five_make_the_request_answered_and_ready_for_the_handoff(coordinator: User, clerk: User) -> None:
    request = asked(clerk)
    page(coordinator, behalf_page(request), told(request, **{f"{area}_status": "nothing_known" for area in AREAS}))
    assert fresh(request).state == "answered"
    assert fresh(request).holder is None  # no contact took it
    assert (chain_of(request.case).step, chain_of(request.case).ready) == ("handoff", 5)


def test_the_one_whom_one_would_have_called_stands_filled_in(cast: Cast) -> None:
    request = asked(cast.clerk)
    text = page(cast.clerk, behalf_page(request))
    assert 'value="Hilversum"' in text  # the name of the only contact
    assert 'option value="Hilversum"' in text


def test_suwinet_and_a_direct_delivery_are_recorded_as_they_were_told(clerk: User) -> None:
    request = asked(clerk)
    data = told(
        request, income_status="waiting", income_suwinet_by="Rob Smit", care_status="delivered",
        care_delivered_on="2024-12-01",
    )  # fmt: skip
    text = page(clerk, behalf_page(request), data)
    assert "wacht op SUWINET" in text
    assert "zoekt het op: Rob Smit" in text
    assert "MMD-er PI Almere, zo 1 dec" in text
    assert chain_of(request.case).waits_for_suwinet == ["income"]
    with system_scope("the test looks"):
        assert answers(request)["care"].deliveries.count() == 1


def test_what_the_veiligheidshuis_looks_up_itself_is_recorded_here_too(clerk: User) -> None:
    with system_scope("an agreement"):
        Agreement.objects.create(
            municipality=municipality("0402"), area="papers", delivers="safety_house", from_on="2024-01-01"
        )
    request = asked(clerk)
    assert "het Veiligheidshuis zoekt dit zelf op" in page(clerk, behalf_page(request))
    page(clerk, behalf_page(request), told(request, papers="Paspoort ligt bij zijn moeder."))
    text = page(clerk, f"/casussen/{request.case.reference}/")
    assert "Veiligheidshuis, Anja Verhoef" in text
    assert question(request, "papers").status == "answered"


@pytest.mark.parametrize("code", ["0402", "0376"])
def test_where_the_veiligheidshuis_looks_everything_up_nothing_waits_to_be_sent(
    clerk: User, hilversum: User, code: str
) -> None:
    with system_scope("an agreement"):
        for area in AREAS:
            Agreement.objects.create(
                municipality=municipality(code), area=area, delivers="safety_house", from_on="2024-01-01"
            )
    request = asked(clerk, code)
    assert (request.state, request.sent_at, chain_of(request.case).step) == ("to_send", None, "own")
    text = page(clerk, f"/casussen/{request.case.reference}/")
    assert "Zelf op te zoeken: alles" in text
    assert "Verstuur vraag" not in text
    assert "niet nodig" in text
    assert request.case.person.full_name not in page(clerk, "/vragen/te-versturen/")
    assert request.case.person.full_name not in page(hilversum, "/portaal/")
    assert "nog niet verstuurd" not in page(clerk, behalf_page(request))
    page(clerk, behalf_page(request), told(request, **{f"{area}_status": "nothing_known" for area in AREAS}))
    assert (fresh(request).state, fresh(request).answered_at) == ("to_send", None)
    assert chain_of(request.case).step == "handoff"
    handed_over(request.case, clerk)
    assert chain_of(request.case).step == "done"
    assert "Vraag verstuurd" not in page(clerk, f"/casussen/{request.case.reference}/tijdlijn/")


def test_a_question_that_was_never_sent_was_asked_by_the_call(clerk: User) -> None:
    request = asked(clerk, "0376")
    assert request.state == "to_send"
    assert "Deze vraag is nog niet verstuurd." in page(clerk, behalf_page(request))
    page(clerk, behalf_page(request), told(request, housing="Kamer."))
    sent = fresh(request)
    assert (sent.state, sent.sent_by) == ("open", clerk)
    assert sent.sent_at is not None
    assert "telefoon met Anja Verhoef" in page(clerk, f"/casussen/{request.case.reference}/")


def test_when_the_answer_is_refused_the_question_is_not_sent_either(clerk: User) -> None:
    request = asked(clerk, "0376")
    page(clerk, behalf_page(request), told(request, housing_status="delivered"))
    assert fresh(request).state == "to_send"
    told_later = OnBehalf(Answer.Channel.PHONE, "Anja", NOW.date() + timedelta(days=1))
    with open_scope(scope_for(clerk)), pytest.raises(ValidationError):
        record_on_behalf(fresh(request), [given(request, "housing")], told_later, clerk, NOW)
    assert fresh(request).state == "to_send"


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({}, "Vul minstens één leefgebied in."),
        ({"housing": "Kamer.", "told_by": " "}, "Vul in van wie u dit hoorde."),
        ({"housing": "Kamer.", "channel": "duif"}, "duif"),
        ({"housing": "Kamer.", "told_on": ""}, "Vul in wanneer u dit hoorde."),
        ({"housing": "Kamer.", "told_on": "2024-12-03"}, "Kies een datum die niet in de toekomst ligt."),
        ({"housing_status": "answered"}, "Schrijf op wat er bekend is, of kies “niets bekend”."),
        ({"housing_status": "delivered"}, "Vul in wanneer u dit aan de MMD-er gaf."),
        (
            {"housing_status": "delivered", "housing_delivered_on": "2024-12-03"},
            "Kies een datum die niet in de toekomst ligt.",
        ),
        ({"housing": "x" * 100_000}, "De tekst is langer dan 5.000 tekens."),
    ],
)
def test_what_lacks_is_said_and_nothing_that_was_typed_is_lost(
    clerk: User, fields: dict[str, str], sentence: str
) -> None:
    request = asked(clerk)
    text = page(clerk, behalf_page(request), told(request, **{"care": "Loopt bij de GGZ."} | fields if fields else {}))
    assert sentence in text
    if fields:
        assert "Loopt bij de GGZ." in text
    assert fields.get("housing", "") in text
    assert answers(request) == {}


def test_a_day_before_the_detention_is_refused_at_the_day(clerk: User) -> None:
    request = asked(clerk)
    text = page(clerk, behalf_page(request), told(request, care_status="delivered", care_delivered_on="2024-11-01"))
    at_the_day = text.partition('id="id_care_delivered_on_error"')[2]
    assert "De detentie begon op" in at_the_day[:100]


def test_a_conversation_of_before_the_detention_is_refused(clerk: User) -> None:
    request = asked(clerk)
    assert "De detentie begon op" in page(clerk, behalf_page(request), told(request, told_on="2024-11-01", care="x"))
    assert answers(request) == {}


def test_what_was_told_in_time_and_recorded_later_is_not_laid_at_the_municipality(clerk: User) -> None:
    request = asked(clerk)
    wednesday, monday = date(2024, 12, 4), NOW + timedelta(days=7)
    answered(request, clerk, monday, on_behalf=OnBehalf(Answer.Channel.PHONE, "Anja Verhoef", wednesday))
    answered_at = fresh(request).answered_at
    assert answered_at is not None
    assert timezone.localdate(answered_at) == wednesday
    assert chain_of(request.case).late_why == Chain.Late.SAFETY_HOUSE


def test_it_is_answered_when_the_last_of_it_was_told(clerk: User, hilversum: User) -> None:
    request = asked(clerk)
    tuesday, thursday = NOW + timedelta(days=1), NOW + timedelta(days=3)
    answered(request, hilversum, tuesday, papers="x", housing="x", income="x", debts="x")
    answered(request, clerk, thursday, on_behalf=OnBehalf(Answer.Channel.PHONE, "Anja Verhoef", NOW.date()), care="x")
    assert (fresh(request).state, fresh(request).answered_at) == ("answered", tuesday)


def test_a_correction_says_why_and_keeps_what_stood(clerk: User, hilversum: User) -> None:
    request = asked(clerk)
    answered(request, hilversum, housing="Woont bij zijn moeder.")
    changed = told(request, housing="Kan daar niet terug.")
    text = page(clerk, behalf_page(request), changed)
    assert "Zeg in een paar woorden waarom u het antwoord verbetert." in text
    assert "Kan daar niet terug." in text
    text = page(clerk, behalf_page(request), changed | {"housing_reason": "moeder belde"})
    assert "Kan daar niet terug." in text
    assert "Verbeterd: moeder belde" in text
    assert "Woont bij zijn moeder." in text  # under the fold
    with system_scope("the test looks"):
        assert Answer.objects.filter(question__request=request, question__area="housing").count() == 2


def test_the_contact_corrects_what_was_recorded_in_its_name(clerk: User, hilversum: User) -> None:
    request = asked(clerk)
    page(clerk, behalf_page(request), told(request, housing="Kan bij zijn zus terecht."))
    with open_scope(scope_for(hilversum)):
        send_answers(request, [given(request, "housing", text="Zus zegt nee.", reason="nagevraagd")], hilversum, NOW)
    assert answers(request)["housing"].by == hilversum


def test_whoever_was_overtaken_sees_both_and_loses_nothing(clerk: User, hilversum: User) -> None:
    request = asked(clerk)
    before = told(request, housing="Kamer bij een vriend.", care="Geen zorg.")
    answered(request, hilversum, housing="Zorgt zelf voor een kamer.")
    text = page(clerk, behalf_page(request), before)
    assert "Iemand anders was u voor met huisvesting." in text
    assert "Wel vastgelegd: zorg." in text
    assert "Kamer bij een vriend." in text
    assert "Zorgt zelf voor een kamer." in text
    assert answers(request)["housing"].by == hilversum
    assert answers(request)["care"].by == clerk
    text = page(clerk, behalf_page(request), told(request, housing="Kamer bij een vriend.", housing_reason="belde"))
    assert "Vastgelegd namens Hilversum: huisvesting." in text


def test_a_request_that_moved_or_stopped_takes_no_answer_and_the_text_stays(clerk: User) -> None:
    person = somebody()
    request = asked(clerk, person=person)
    data = told(request, housing="Kamer.")
    with open_scope(scope_for(clerk)):
        move_case(request.case, municipality("0406"), "woont daar", clerk, NOW)
    text = page(clerk, behalf_page(request), data)
    assert "Deze vraag is verplaatst naar een andere gemeente. Uw antwoord is niet verstuurd." in text
    assert "Kamer.</textarea>" in text
    with system_scope("the test looks"):
        now_asked = Request.objects.select_related("case").get(municipality=municipality("0406"))
    taken_in([release(person, NOW.date(), NOW.date() - timedelta(days=3))], clerk)
    text = page(clerk, behalf_page(now_asked), told(now_asked, housing="Kamer."))
    assert "Deze vraag is gestopt." in text
    assert "Kamer.</textarea>" in text
    assert "Er kan geen antwoord meer bij." in page(clerk, behalf_page(now_asked))
    assert answers(request) == answers(now_asked) == {}


def test_where_nobody_was_asked_there_is_nothing_to_record(clerk: User) -> None:
    request = asked(clerk)
    with open_scope(scope_for(clerk)):
        move_case(request.case, municipality("0363"), "woont daar", clerk, NOW)
    assert "In deze casus is niemand iets gevraagd." in page(clerk, behalf_page(request))


def test_nobody_else_answers_on_behalf(cast: Cast) -> None:
    request = asked(cast.clerk)
    path, data = behalf_page(request), told(request, housing="Kamer.")
    for user in (cast.chain_manager, cast.administrator, cast.privacy_officer):
        assert client_of(user).get(path).status_code == 403
        assert client_of(user).post(path, data).status_code == 403
    assert client_of(cast.hilversum).post(path, data).status_code == 404
    assert client_of(cast.clerk).get("/casussen/22222222/antwoord/").status_code == 404
    assert answers(request) == {}
