"""Accounts: who signs in by which address, and Beheer, where accounts, municipalities and access are entered."""

import re
from datetime import date
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from cases.access import scope_for
from municipalities.grants import served_by
from municipalities.models import Alias, Grant, Municipality
from nazorg.accounts.models import User
from tests.cast import PASSWORD, client_of, user_form

OLD = "oud@test.example"


@pytest.fixture
def known(clerk: User) -> User:
    """The clerk, who signed in before by an old address."""
    clerk.email = OLD
    clerk.set_password(PASSWORD)
    clerk.save()
    EmailAddress.objects.create(user=clerk, email=OLD, primary=True, verified=True)
    return clerk


def sign_in(email: str) -> Client:
    client = Client()
    client.post("/toegang/login/", {"login": email, "password": PASSWORD})
    return client


def move(administrator: User, somebody: User, email: str) -> None:
    """The administrator changes the address of an account."""
    address = f"/beheer/accounts/user/{somebody.pk}/change/"
    client_of(administrator).post(address, user_form(somebody, email=email))


def test_nobody_changes_the_own_address(known: User) -> None:
    client = sign_in(OLD)
    text = client.get("/toegang/email/").content.decode()
    assert OLD in text
    assert "De functioneel beheerder wijzigt het" in text
    for form in ({"action_add": "", "email": "ander@test.example"}, {"action_primary": "", "email": OLD}):
        assert client.post("/toegang/email/", form).status_code == 405
    assert list(EmailAddress.objects.values_list("email", flat=True)) == [OLD]
    assert client.get("/toegang/confirm-email/x/").status_code == 404


@pytest.mark.django_db
def test_nobody_signs_up() -> None:
    assert "U kunt zich niet zelf aanmelden" in Client().get("/toegang/signup/").content.decode()
    form = {"email": "ander@test.example", "password1": PASSWORD, "password2": PASSWORD}
    assert Client().post("/toegang/signup/", form).status_code == 405
    assert not User.objects.filter(email="ander@test.example").exists()


@pytest.mark.parametrize(
    "name", ["account_login", "account_signup", "account_email", "account_reauthenticate", "account_reset_password"]
)
def test_the_addresses_that_allauth_refers_to_exist(name: str) -> None:
    assert reverse(name).startswith("/toegang/")


def test_an_old_address_opens_nothing_after_the_administrator_changed_it(known: User, administrator: User) -> None:
    theirs = sign_in(OLD)
    assert theirs.get("/casussen/").status_code == 200
    Client().post("/toegang/password/reset/", {"email": OLD})
    old_link = link_in(str(mail.outbox[0].body))
    move(administrator, known, "nieuw@test.example")
    assert theirs.get("/casussen/").status_code == 302  # signed out
    assert "_auth_user_id" not in sign_in(OLD).session
    assert "_auth_user_id" not in sign_in("nieuw@test.example").session
    assert "werkt niet meer" in Client().get(old_link, follow=True).content.decode()
    assert [one.to for one in mail.outbox[1:]] == [["nieuw@test.example"]]
    fresh_link = link_in(str(mail.outbox[1].body))
    assert "Nieuw wachtwoord kiezen" in Client().get(fresh_link, follow=True).content.decode()
    mail.outbox.clear()
    Client().post("/toegang/password/reset/", {"email": OLD})
    assert not any("/password/reset/key/" in one.body for one in mail.outbox)


def link_in(body: str) -> str:
    found = re.search(r"/toegang/password/reset/key/\S+", body)
    assert found
    return found[0]


def test_a_wrong_password_is_answered_politely(known: User) -> None:
    answer = Client().post("/toegang/login/", {"login": OLD, "password": "verkeerd"})
    assert "Het e-mailadres of het wachtwoord klopt niet." in answer.content.decode()


def test_a_contact_who_types_the_bare_address_lands_in_the_portal(hilversum: User) -> None:
    hilversum.set_password("iets-langs-2024")
    hilversum.save()
    client = Client()
    asks = client.get("/")
    sent = {"login": hilversum.email, "password": "iets-langs-2024"}
    answer = client.post(asks["Location"], sent, follow=True)
    assert [path for path, _ in answer.redirect_chain] == ["/", "/portaal/"]
    assert client.get("/")["Location"] == "/portaal/"


# Beheer


def page(somebody: User, path: str) -> str:
    return client_of(somebody).get(path).content.decode()


def contact_form(**changes: Any) -> dict[str, Any]:
    laren = Municipality.objects.get(code="0417")
    form = {"name": "Femke Prins", "email": "Femke@laren.example", "role": "contact", "is_active": "on"}
    return form | {"municipalities": [laren.pk]} | changes


def test_a_new_contact_is_one_form_and_waits_for_approval(administrator: User, chain_manager: User) -> None:
    answer = client_of(administrator).post("/beheer/accounts/user/add/", contact_form())
    assert answer.status_code == 302
    made = User.objects.get(email="femke@laren.example")
    assert made.party is None
    assert made.role_asked_by == administrator
    assert [municipality.code for municipality in served_by(made)] == ["0417"]
    assert Grant.objects.get(content_object__code="0417").approved_by is None
    text = page(chain_manager, "/beheer/rechten/")
    assert "Femke Prins" in text
    assert "contactpersoon gemeente, Laren (0417), femke@laren.example" in text


def test_a_new_user_chooses_a_password_by_a_link(administrator: User) -> None:
    client_of(administrator).post("/beheer/accounts/user/add/", contact_form())
    made = User.objects.get(email="femke@laren.example")
    assert not made.has_usable_password()
    assert mail.outbox[0].to == ["femke@laren.example"]
    link = next(line for line in mail.outbox[0].body.splitlines() if "/toegang/password/reset/key/" in line)
    client = Client()
    form = client.get(link.partition("testserver")[2], follow=True)
    chosen = {"password1": "een-lang-woord-7", "password2": "een-lang-woord-7"}
    client.post(form.redirect_chain[-1][0], chosen)
    made.refresh_from_db()
    assert made.check_password("een-lang-woord-7")


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"municipalities": []}, "Kies minstens één gemeente"),
        ({"role": "clerk"}, "Alleen een contactpersoon hoort bij een gemeente"),
    ],
)
def test_a_contact_has_a_municipality_and_nobody_else_has(
    administrator: User, changes: dict[str, Any], message: str
) -> None:
    answer = client_of(administrator).post("/beheer/accounts/user/add/", contact_form(**changes))
    assert message in answer.content.decode()


@pytest.mark.parametrize(
    "changes",
    [
        {"role": "coordinator"},
        {"name": "Iemand Anders"},
        {"email": "ander@test.example"},
        {"role": "contact", "municipalities": "0417"},
    ],
    ids=["role", "name", "address", "municipality"],
)
def test_a_changed_role_name_address_or_municipality_waits_for_approval_again(
    clerk: User, administrator: User, changes: dict[str, Any]
) -> None:
    form = {"name": clerk.name, "email": clerk.email, "role": clerk.role, "is_active": "on"} | changes
    if "municipalities" in form:
        form["municipalities"] = [Municipality.objects.get(code=form["municipalities"]).pk]
    client_of(administrator).post(f"/beheer/accounts/user/{clerk.pk}/change/", form)
    clerk.refresh_from_db()
    assert clerk.party is None
    assert clerk.role_asked_by == administrator


def test_an_account_that_is_switched_on_again_waits_for_approval_and_gets_a_new_link(
    clerk: User, administrator: User
) -> None:
    client, address = client_of(administrator), f"/beheer/accounts/user/{clerk.pk}/change/"
    theirs = client_of(clerk)
    assert theirs.get("/casussen/").status_code == 200
    client.post(address, user_form(clerk, is_active=""))
    assert theirs.get("/casussen/").status_code == 302
    assert mail.outbox == []
    client.post(address, user_form(clerk))
    clerk.refresh_from_db()
    assert (clerk.is_active, clerk.party) == (True, None)
    assert theirs.get("/casussen/").status_code == 302
    assert mail.outbox[0].to == [clerk.email]


def test_the_group_of_a_municipality_goes_along_with_its_code_and_not_with_its_name(
    administrator: User, hilversum: User
) -> None:
    first, huizen = Municipality.objects.get(code="0402"), Municipality.objects.get(code="0406")
    client = client_of(administrator)
    form = {
        "code": "0406", "in_region": "on", "position": "1", "aliases-TOTAL_FORMS": "0", "aliases-INITIAL_FORMS": "0",
    }  # fmt: skip
    page_of = "/beheer/municipalities/municipality/{}/change/".format
    answer = client.post(page_of(first.pk), form | {"name": "huizen"})
    assert "Er is al een gemeente met deze naam" in answer.content.decode()
    assert client.post(page_of(first.pk), form | {"name": "Hilversum aan Zee"}).status_code == 302
    assert client.post(page_of(huizen.pk), form | {"name": "Hilversum"}).status_code == 302
    first.refresh_from_db()
    assert first.code == "0402"  # a code is not changed
    assert scope_for(hilversum).municipalities == {first.pk}
    assert list(served_by(hilversum)) == [first]
    with pytest.raises(IntegrityError, match="municipality_name_unique"), transaction.atomic():
        Municipality.objects.create(name="HILVERSUM", code="9999")


@pytest.mark.parametrize(
    ("path", "query"),
    [
        ("/beheer/accounts/user/", "password__startswith=md5"),
        ("/beheer/accounts/user/", "role_asked_by__password__startswith=md5"),
        ("/beheer/accounts/user/", "role__exact=%00"),
        ("/beheer/municipalities/grant/", "asked_by__password__startswith=md5"),
        ("/beheer/municipalities/municipality/", "grants__asked_by__password__contains=a"),
    ],
)
def test_beheer_filters_on_nothing_that_its_pages_do_not_offer(administrator: User, path: str, query: str) -> None:
    client = client_of(administrator)
    assert client.get(f"{path}?{query}").status_code == 400


@pytest.mark.parametrize(
    "query", ["role__exact=clerk", "is_active__exact=1", "q=a", "q=%00", "o=1", "is_active__exact=x"]
)
def test_beheer_filters_and_searches_and_takes_odd_values_calmly(administrator: User, query: str) -> None:
    assert client_of(administrator).get(f"/beheer/accounts/user/?{query}").status_code in (200, 302)


def test_an_odd_choice_in_a_list_is_refused_calmly(administrator: User) -> None:
    form = {"action": "password_link", "_selected_action": ["\x00"]}
    assert client_of(administrator).post("/beheer/accounts/user/", form).status_code == 400


def grant_form(**changes: Any) -> dict[str, Any]:
    return {"reason": "contactpersoon", "starts_on": "01-01-2012", "ends_on": ""} | changes


def test_ending_access_needs_no_second_person_but_lengthening_does(hilversum: User, administrator: User) -> None:
    grant = Grant.objects.get(content_object__code="0402")
    client, address = client_of(administrator), f"/beheer/municipalities/grant/{grant.pk}/change/"
    client.post(address, grant_form(ends_on="31-12-2024"))
    grant.refresh_from_db()
    assert (grant.ends_on, grant.approved_by) == (date(2024, 12, 31), administrator)
    client.post(address, grant_form(ends_on="31-12-2025"))
    grant.refresh_from_db()
    assert (grant.approved_by, grant.asked_by) == (None, administrator)


def test_a_planned_merger_is_entered_as_data(administrator: User) -> None:
    hilversum, wijdemeren = Municipality.objects.get(code="0402"), Municipality.objects.get(code="1696")
    form = {
        "name": "Wijdemeren", "code": "1696", "in_region": "on", "position": "5", "valid_from": "01-01-2002",
        "valid_to": "31-12-2026", "successor": hilversum.pk,
        "aliases-TOTAL_FORMS": "1", "aliases-INITIAL_FORMS": "0", "aliases-0-name": "De Wijde Meren",
    }  # fmt: skip
    answer = client_of(administrator).post(f"/beheer/municipalities/municipality/{wijdemeren.pk}/change/", form)
    assert answer.status_code == 302
    wijdemeren.refresh_from_db()
    assert wijdemeren.successor == hilversum
    assert Alias.objects.get(key="dewijdemeren").municipality == wijdemeren
    text = page(administrator, "/gemeenten/1696/")
    assert "tot en met 31-12-2026" in text
    assert "Gaat op in" in text


def test_the_registry_shows_todays_municipalities_and_those_of_2013(clerk: User) -> None:
    text = page(clerk, "/gemeenten/")
    for name in ("Hilversum", "Gooise Meren", "Bussum", "Muiden", "Weesp"):
        assert name in text
    assert "Bussum" in page(clerk, "/gemeenten/1942/")
    assert client_of(clerk).get("/gemeenten/9999/").status_code == 404
