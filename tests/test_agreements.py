"""What was agreed with a municipality: entered in Beheer, read on its page, followed by what is asked from then on."""

from datetime import date, timedelta
from typing import Any

import pytest

from cases.access import scope_for
from cases.audit import AuditEntry
from cases.models import Draft, Question, Request
from municipalities.agreements.models import Absence, Agreement, Duty, Term
from municipalities.agreements.selectors import contacts_of
from municipalities.models import Grant, group_of
from nazorg.accounts.models import User
from nazorg.common.mails.services import queue_mail
from nazorg.common.scope import open_scope, system_scope
from tests.cast import Cast, client_of, user_form
from tests.chain_tools import asked
from tests.chasing_tools import colleague
from tests.conftest import NOW
from tests.factories import grant_to, municipality

PAGES = "/beheer/municipalities/"


def entered(administrator: User, what: str, **fields: Any) -> str:
    """Fill in a form of Beheer; the text of the page that follows."""
    answer = client_of(administrator).post(f"{PAGES}{what}/add/", fields, follow=True)
    return answer.content.decode()


def shown(somebody: User, code: str = "0402") -> str:
    return client_of(somebody).get(f"/gemeenten/{code}/").content.decode()


def agreement(**changes: Any) -> dict[str, Any]:
    fields = {"municipality": municipality("0402").pk, "area": "debts", "delivers": "direct", "from_on": "02-12-2024"}
    return fields | changes


def term(**changes: Any) -> dict[str, Any]:
    fields = {"kind": "answer", "municipality": municipality("0402").pk, "from_on": "01-12-2024"}
    return fields | {"amount": "5", "unit": "working", "source": "Brief"} | changes


@pytest.fixture
def second(cast: Cast) -> User:
    """A second contact of Hilversum."""
    return colleague("tweede", "0402", cast)


# Beheer


@pytest.mark.parametrize("what", ["agreement", "term", "duty", "absence"])
@pytest.mark.parametrize(
    ("role", "status"), [("administrator", 200), ("coordinator", 403), ("clerk", 403), ("hilversum", 404)]
)
def test_the_administrator_enters_agreements_and_nobody_else_does(
    cast: Cast, what: str, role: str, status: int
) -> None:
    client = client_of(getattr(cast, role))
    assert client.get(f"{PAGES}{what}/").status_code == status
    assert client.get(f"{PAGES}{what}/add/").status_code == status
    assert client.post(f"{PAGES}{what}/add/", {}).status_code == status


def test_an_agreement_holds_for_what_is_asked_from_then_on(administrator: User, clerk: User) -> None:
    before = asked(clerk)
    entered(administrator, "agreement", **agreement())
    after = asked(clerk)
    with system_scope("the test looks"):
        found = dict(Question.objects.filter(area="debts").values_list("request", "delivers"))
    assert found == {before.pk: "portal", after.pk: "direct"}
    assert "wat al openstaat, verandert niet" in shown(clerk)


def test_the_page_of_a_municipality_shows_who_delivers_what_now_before_and_later(
    administrator: User, clerk: User
) -> None:
    assert "niets afgesproken" in shown(clerk)
    entered(administrator, "agreement", **agreement(from_on="01-01-2024", note="Brief van januari"))
    entered(administrator, "agreement", **agreement(delivers="safety_house", from_on="01-03-2025"))
    assert "Eerder" not in shown(clerk)
    entered(administrator, "agreement", **agreement(delivers="portal", from_on="01-06-2023"))
    text = shown(clerk)
    assert "gemeente, rechtstreeks aan de MMD-er" in text
    assert "Brief van januari" in text
    assert "gemeente, in het portaal, vanaf 01-06-2023" in text
    assert "Veiligheidshuis zelf, vanaf 01-03-2025" in text
    assert "rechtstreeks aan de MMD-er" not in shown(clerk, "0406")


def test_two_agreements_about_one_area_do_not_begin_on_the_same_day(administrator: User) -> None:
    entered(administrator, "agreement", **agreement())
    assert "al iets afgesproken" in entered(administrator, "agreement", **agreement(delivers="portal"))
    assert Agreement.objects.count() == 1


def test_a_municipality_may_have_a_term_of_its_own(administrator: User, clerk: User) -> None:
    text = shown(clerk)
    assert "2 werkdagen" in text
    assert "voor alle gemeenten" in text
    assert "te bevestigen" in text
    entered(administrator, "term", **term(confirmed="on"))
    text = shown(clerk)
    assert "5 werkdagen" in text
    assert "eigen afspraak" in text
    assert "bevestigd" in text
    assert asked(clerk).due_on == date(2024, 12, 9)
    assert "5 werkdagen" not in shown(clerk, "0406")


def test_a_term_that_is_entered_for_later_is_announced(administrator: User, clerk: User) -> None:
    entered(administrator, "term", **term(municipality="", amount="3", from_on="01-02-2025"))
    assert "3 werkdagen, vanaf 01-02-2025" in shown(clerk)


def test_the_term_of_the_interview_is_entered_with_another_unit_from_a_day(administrator: User) -> None:
    entered(administrator, "term", **term(kind="interview", municipality="", amount="10", from_on="01-01-2020"))
    assert str(Term.objects.get(kind="interview", from_on=date(2020, 1, 1)).length) == "10 werkdagen"


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"from_on": "01-01-2012", "municipality": ""}, "Voor deze dag is deze termijn al ingevuld. Wijzig die."),
        ({"kind": "interview"}, "Per gemeente kunt u alleen de termijn voor antwoord en opschalen afspreken."),
        ({"amount": "0"}, "Zorg ervoor dat deze waarde minstens 1 is."),
        ({"amount": "366"}, "Zorg ervoor dat deze waarde hoogstens 365 is."),
    ],
    ids=["same day", "not of a municipality", "too short", "too long"],
)
def test_an_odd_term_is_refused_in_a_sentence(administrator: User, changes: dict[str, str], said: str) -> None:
    number = Term.objects.count()
    assert said in entered(administrator, "term", **term(**changes))
    assert Term.objects.count() == number


def test_somebody_with_a_task_is_named_with_how_to_reach_him(administrator: User, clerk: User) -> None:
    fields = {"municipality": municipality("0402").pk, "kind": "escalation", "name": "Hoofd", "from_on": "01-01-2024"}
    assert "Een aanspreekpunt heeft een e-mailadres nodig." in entered(administrator, "duty", **fields)
    entered(administrator, "duty", **fields, email="hoofd@hilversum.example", phone="035 000 00 00")
    entered(administrator, "duty", **fields | {"kind": "suwinet", "name": "Vroeger", "to_on": "01-11-2024"})
    assert Duty.objects.count() == 2
    text = shown(clerk)
    assert "hoofd@hilversum.example" in text
    assert "aanspreekpunt bij te laat" in text
    assert "Vroeger" not in text


def test_an_absence_is_shown_with_who_stands_in(
    administrator: User, clerk: User, hilversum: User, second: User
) -> None:
    days = {"user": hilversum.pk, "from_on": "09-12-2024", "to_on": "13-12-2024"}
    entered(administrator, "absence", **days, substitute=second.pk)
    assert "vanaf ma 9 dec tot en met vr 13 dec, vervanger Tweede" in shown(clerk)


def test_nobody_is_away_twice_or_replaced_by_who_cannot_answer(
    administrator: User, hilversum: User, huizen: User, second: User
) -> None:
    days = {"user": hilversum.pk, "from_on": "09-12-2024", "to_on": "13-12-2024"}
    said = entered(administrator, "absence", **days, substitute=huizen.pk)
    assert "Huizen is geen contactpersoon van dezelfde gemeente." in said
    assert "Iemand kan zichzelf niet vervangen." in entered(administrator, "absence", **days, substitute=hilversum.pk)
    assert "De laatste dag ligt vóór de eerste." in entered(administrator, "absence", **days | {"to_on": "08-12-2024"})
    entered(administrator, "absence", **days)
    again = days | {"from_on": "13-12-2024", "to_on": "20-12-2024"}
    assert "Deze persoon is dan al afwezig." in entered(administrator, "absence", **again)
    absence = Absence.objects.get()
    form = {"from_on": "09-12-2024", "to_on": "16-12-2024", "substitute": second.pk}
    client_of(administrator).post(f"{PAGES}absence/{absence.pk}/change/", form)
    absence.refresh_from_db()
    assert (absence.user, absence.substitute, absence.to_on) == (hilversum, second, date(2024, 12, 16))


def test_every_change_leaves_a_trace(administrator: User, clerk: User) -> None:
    entered(administrator, "agreement", **agreement())
    entered(administrator, "term", **term())
    with system_scope("the test reads the trail"):
        entries = AuditEntry.objects.filter(actor=administrator, content_type__app_label="municipalities")
        assert set(entries.values_list("content_type__model", flat=True)) == {"agreement", "term"}


# The page of a municipality


def test_staff_read_the_page_and_a_contact_does_not(cast: Cast) -> None:
    for role in ("coordinator", "clerk", "chain_manager", "privacy_officer", "administrator"):
        assert "Wie levert wat" in shown(getattr(cast, role)), role
    assert client_of(cast.hilversum).get("/gemeenten/0402/").status_code == 404


def test_the_last_mails_stand_there_for_who_may_see_mails(cast: Cast) -> None:
    queue_mail("test:1", "anna@gemeente.example", "Hilversum: 3 vragen open", "", NOW, "0402")
    assert "Hilversum: 3 vragen open" in shown(cast.clerk)
    assert "Hilversum: 3 vragen open" not in shown(cast.clerk, "0406")
    assert "Laatste berichten" not in shown(cast.chain_manager)


def test_only_the_administrator_is_led_to_beheer(cast: Cast) -> None:
    address = f"{PAGES}agreement/add/?municipality={municipality('0402').pk}"
    assert address in shown(cast.administrator)
    assert "/beheer/" not in shown(cast.clerk)
    assert "selected>Hilversum" in client_of(cast.administrator).get(address).content.decode()


def test_outside_the_region_nothing_is_agreed(clerk: User) -> None:
    assert "Wie levert wat" not in shown(clerk, "0363")


# A contact who left


def test_a_contact_who_left_is_out_at_once_and_the_work_stays(
    administrator: User, clerk: User, hilversum: User, second: User
) -> None:
    request = asked(clerk)
    with system_scope("the contact took it and began to write"):
        Request.objects.filter(pk=request.pk).update(holder=hilversum)
        Draft.objects.create(
            request=request, area="papers", category="area_papers", author=hilversum, text="Half", saved_at=NOW
        )
    theirs = client_of(hilversum)
    assert theirs.get("/portaal/").status_code == 200
    served = {"municipalities": [municipality("0402").pk]}
    form = user_form(hilversum, is_active="") | served
    client_of(administrator).post(f"/beheer/accounts/user/{hilversum.pk}/change/", form)
    assert theirs.get("/portaal/").headers["Location"].startswith("/toegang/login/")
    assert "Half" in client_of(second).get(f"/portaal/vragen/{request.reference}/").content.decode()
    hilversum.refresh_from_db()
    with open_scope(scope_for(hilversum)):
        assert not Request.objects.exists()
    assert hilversum.email not in shown(clerk)


def test_who_has_a_grant_is_a_contact_and_who_has_none_is_not_whatever_the_name_of_the_group(cast: Cast) -> None:
    where, today = municipality("0402"), NOW.date()
    assert list(contacts_of(where, today)) == [cast.hilversum]
    with system_scope("Huizen serves Hilversum too, and the group of Hilversum loses its access"):
        Grant.objects.filter(content_object=where).update(ends_on=today)
        grant_to("0402", cast, group=group_of(municipality("0406")), starts_on=today + timedelta(days=1))
    assert list(contacts_of(where, today)) == [cast.hilversum]
    assert list(contacts_of(where, today + timedelta(days=1))) == [cast.huizen]
