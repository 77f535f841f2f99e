"""Rights by two persons, and Beheer, where they are asked for."""

from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.core import mail
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from cases.access import scope_for
from cases.access_models import CaseGrant
from municipalities.grants import approve_grant, ask_grant
from municipalities.models import Alias, Grant, Municipality
from nazorg.accounts.models import AccessLog, User
from nazorg.accounts.services import approve_role, ask_rights, refuse_role
from nazorg.common.scope import system_scope
from nazorg.covenant.parties import Party
from tests.cast import Cast, client_of, user
from tests.factories import case_in

NOW = timezone.now


def page(somebody: User, path: str) -> str:
    return client_of(somebody).get(path).content.decode()


# Rights by two persons


def asked(role: str, by: User) -> User:
    found = User(email=f"nieuw-{role}@test.example", name="Nieuw", role=role)
    ask_rights(found, by)
    found.set_unusable_password()
    found.save()
    return found


def test_a_role_counts_once_a_second_person_approved_it(administrator: User, chain_manager: User) -> None:
    somebody = asked("clerk", administrator)
    assert client_of(somebody).get("/casussen/").status_code == 403
    assert "Nieuw" in page(chain_manager, "/beheer/rechten/")
    client_of(chain_manager).post(f"/beheer/rechten/rol/{somebody.pk}/", {"besluit": "goedkeuren"})
    assert client_of(somebody).get("/casussen/").status_code == 200
    with system_scope("the test reads the log"):
        assert AccessLog.objects.filter(act="role_approved", user=chain_manager).exists()


def test_a_refused_role_gives_nothing_and_waits_no_longer(administrator: User, chain_manager: User) -> None:
    somebody = asked("clerk", administrator)
    client_of(chain_manager).post(f"/beheer/rechten/rol/{somebody.pk}/", {"besluit": "weigeren"})
    assert client_of(somebody).get("/casussen/").status_code == 403
    assert "Niets te beoordelen" in page(chain_manager, "/beheer/rechten/")


def test_nobody_approves_what_he_asked_himself(chain_manager: User) -> None:
    somebody = asked("clerk", chain_manager)
    assert "U vroeg deze rol zelf aan" in page(chain_manager, "/beheer/rechten/")
    client_of(chain_manager).post(f"/beheer/rechten/rol/{somebody.pk}/", {"besluit": "goedkeuren"})
    somebody.refresh_from_db()
    assert somebody.party is None


def test_nobody_approves_his_own_role(administrator: User, chain_manager: User) -> None:
    ask_rights(chain_manager, administrator)
    chain_manager.save()
    with pytest.raises(ValidationError, match="eigen rol"):
        approve_role(chain_manager, chain_manager, NOW())


def test_the_first_chain_manager_is_approved_by_a_second_administrator(administrator: User) -> None:
    first = asked("chain_manager", administrator)
    second = user("second", Party.ADMINISTRATOR, None)
    with pytest.raises(ValidationError):
        approve_role(first, administrator, NOW())
    approve_role(first, second, NOW())
    assert first.party == Party.CHAIN_MANAGER
    with pytest.raises(ValidationError, match="al beslist"):
        refuse_role(first, second)
    with pytest.raises(ValidationError, match="Alleen de ketenmanager"):
        approve_role(asked("clerk", administrator), second, NOW())


def test_access_of_a_municipality_counts_once_approved(administrator: User, chain_manager: User) -> None:
    laren = Municipality.objects.get(code="0417")
    grant = ask_grant(laren, "nieuw", administrator, date(2024, 1, 1))
    assert "Gemeente Laren" in page(chain_manager, "/beheer/rechten/")
    with pytest.raises(ValidationError):
        approve_grant(grant, administrator)
    client_of(chain_manager).post(f"/beheer/rechten/toegang/{grant.pk}/", {"besluit": "goedkeuren"})
    grant.refresh_from_db()
    assert grant.approved_by == chain_manager
    client_of(chain_manager).post(f"/beheer/rechten/toegang/{grant.pk}/", {"besluit": "weigeren"})
    assert Grant.objects.filter(pk=grant.pk).exists()  # what was decided cannot be refused afterwards


def test_an_exception_on_a_case_shows_the_approver_no_person(cast: Cast) -> None:
    with system_scope("the test asks for an exception"):
        case = case_in("0402", detention__person__family_name="Geheim")
        grant = CaseGrant.objects.create(
            user=cast.privacy_officer,
            permission=Permission.objects.get(codename="view_case"),
            content_object=case,
            reason="inzageverzoek",
            asked_by=cast.coordinator,
            ends_on=date(2024, 12, 31),
        )
    text = page(cast.chain_manager, "/beheer/rechten/")
    assert f"{case.reference[:4]} {case.reference[4:]}" in text
    assert "inzageverzoek" in text
    assert "Geheim" not in text
    client_of(cast.chain_manager).post(f"/beheer/rechten/uitzondering/{grant.pk}/", {"besluit": "goedkeuren"})
    assert scope_for(cast.privacy_officer).cases == {case.pk}


# Beheer


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
    assert [group.name for group in made.groups.all()] == ["Gemeente Laren"]
    assert Grant.objects.get(content_object__code="0417").approved_by is None
    text = page(chain_manager, "/beheer/rechten/")
    assert "Femke Prins" in text
    assert "Gemeente Laren" in text


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
    "changes", [{"role": "coordinator"}, {"email": "ander@test.example"}, {"role": "contact", "municipalities": "0417"}]
)
def test_a_changed_role_address_or_municipality_waits_for_approval_again(
    clerk: User, administrator: User, changes: dict[str, Any]
) -> None:
    form = {"name": clerk.name, "email": clerk.email, "role": clerk.role, "is_active": "on"} | changes
    if "municipalities" in form:
        form["municipalities"] = [Municipality.objects.get(code=form["municipalities"]).pk]
    client_of(administrator).post(f"/beheer/accounts/user/{clerk.pk}/change/", form)
    clerk.refresh_from_db()
    assert clerk.party is None
    assert clerk.role_asked_by == administrator


def test_another_name_needs_no_approval(clerk: User, administrator: User) -> None:
    form = {"name": "Marieke", "email": clerk.email, "role": clerk.role, "is_active": "on"}
    client_of(administrator).post(f"/beheer/accounts/user/{clerk.pk}/change/", form)
    clerk.refresh_from_db()
    assert (clerk.name, clerk.party) == ("Marieke", "clerk")


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
