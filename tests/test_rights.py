"""Rights by two persons: asked for by one, shown to another, approved as shown."""

import re
from datetime import date

import pytest
from django.contrib.auth.models import Permission
from django.core.exceptions import ValidationError
from django.utils import timezone

from cases.access import scope_for
from cases.access_models import CaseGrant
from municipalities.grants import approve_grant, ask_grant
from municipalities.models import Grant, Municipality
from nazorg.accounts.models import AccessLog, User
from nazorg.accounts.services import approve_role, ask_rights, refuse_role
from nazorg.common.scope import system_scope
from nazorg.covenant.parties import Party
from tests.cast import Cast, client_of, user, user_form
from tests.factories import case_in

NOW = timezone.now


APPROVALS = "/beheer/rechten/"


def page(somebody: User, path: str) -> str:
    return client_of(somebody).get(path).content.decode()


def shown(somebody: User, path: str) -> str:
    """The address to which the page of approvals posts a decision about `path`."""
    found = re.search(rf'action="({re.escape(path)}\?[^"]+)"', page(somebody, APPROVALS))
    assert found, path
    return found[1]


def decide(somebody: User, path: str, decision: str = "goedkeuren") -> str:
    """Press a button on the page of approvals; the text of the page that follows."""
    return client_of(somebody).post(shown(somebody, path), {"besluit": decision}, follow=True).content.decode()


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
    decide(chain_manager, f"/beheer/rechten/rol/{somebody.pk}/")
    assert client_of(somebody).get("/casussen/").status_code == 200
    with system_scope("the test reads the log"):
        assert AccessLog.objects.filter(act="role_approved", user=chain_manager).exists()


def test_a_refused_role_gives_nothing_and_waits_no_longer(administrator: User, chain_manager: User) -> None:
    somebody = asked("clerk", administrator)
    decide(chain_manager, f"/beheer/rechten/rol/{somebody.pk}/", "weigeren")
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


def two_administrators() -> tuple[User, User]:
    """An installation that begins: two administrators made on the server, and nobody else."""
    Grant.objects.all().delete()
    User.objects.update(role_approved_by=None, role_approved_at=None)
    User.objects.all().delete()
    first, second = (
        User.objects.create_superuser(f"{name}@test.example", "een-lang-wachtwoord-9", name=name) for name in "ab"
    )
    return first, second


@pytest.mark.django_db
def test_the_first_chain_manager_is_approved_by_a_second_administrator() -> None:
    administrator, second = two_administrators()
    first = asked("chain_manager", administrator)
    with pytest.raises(ValidationError, match="zelf aan"):
        approve_role(first, administrator, NOW())
    with pytest.raises(ValidationError, match="Alleen de ketenmanager"):
        approve_role(asked("clerk", administrator), second, NOW())
    client = client_of(second)
    users = "/beheer/accounts/user/"
    text = client.post(users, {"action": "approve_chain_manager", "_selected_action": [first.pk]}).content.decode()
    assert first.email in text
    found = re.search(r'action="(/beheer/accounts/user/[^"]+)"', text)
    assert found
    client.post(found[1], {"besluit": "goedkeuren"})
    first.refresh_from_db()
    assert first.party == Party.CHAIN_MANAGER
    with pytest.raises(ValidationError, match="al beslist"):
        refuse_role(first, second)


@pytest.mark.django_db
def test_one_administrator_alone_cannot_make_the_second_who_approves_a_chain_manager() -> None:
    administrator, second = two_administrators()
    first = asked("chain_manager", administrator)
    made = asked("administrator", administrator)
    assert made.party == Party.ADMINISTRATOR  # nobody can approve him yet
    ask_rights(second, administrator)  # the second one's account is changed by the first
    second.save()
    for puppet in (made, second):
        with pytest.raises(ValidationError, match="op de server"):
            approve_role(first, puppet, NOW())


def test_after_the_first_no_administrator_approves_a_chain_manager_whatever_became_of_the_first(
    administrator: User, chain_manager: User
) -> None:
    second = user("second", Party.ADMINISTRATOR, None)
    address = f"/beheer/accounts/user/{chain_manager.pk}/change/"
    client_of(administrator).post(address, user_form(chain_manager, is_active=""))
    chain_manager.refresh_from_db()
    assert not chain_manager.is_active
    User.objects.filter(pk=chain_manager.pk).update(role="clerk")
    with pytest.raises(ValidationError, match="Alleen de ketenmanager"):
        approve_role(asked("chain_manager", administrator), second, NOW())


def test_a_new_administrator_waits_once_there_is_a_chain_manager(administrator: User, chain_manager: User) -> None:
    made = asked("administrator", administrator)
    assert client_of(made).get("/beheer/").status_code == 403
    decide(chain_manager, f"/beheer/rechten/rol/{made.pk}/")
    assert client_of(made).get("/beheer/").status_code == 200


def test_the_only_chain_manager_is_not_changed_since_nobody_could_approve_it(
    administrator: User, chain_manager: User
) -> None:
    address = f"/beheer/accounts/user/{chain_manager.pk}/change/"
    answer = client_of(administrator).post(address, user_form(chain_manager, name="Iemand Anders"))
    assert "de enige ketenmanager" in answer.content.decode()
    chain_manager.refresh_from_db()
    assert chain_manager.party == Party.CHAIN_MANAGER


def test_what_changed_after_it_was_shown_is_not_approved(administrator: User, chain_manager: User) -> None:
    somebody = asked("clerk", administrator)
    address = shown(chain_manager, f"/beheer/rechten/rol/{somebody.pk}/")
    for field, value in {"role": "coordinator", "email": "ander@test.example", "name": "Ander"}.items():
        before = getattr(somebody, field)
        User.objects.filter(pk=somebody.pk).update(**{field: value})
        answer = client_of(chain_manager).post(address, {"besluit": "goedkeuren"}, follow=True)
        assert "Dit is intussen gewijzigd. Kijk opnieuw." in answer.content.decode()
        somebody.refresh_from_db()
        assert somebody.party is None, field
        User.objects.filter(pk=somebody.pk).update(**{field: before})
    client_of(chain_manager).post(address, {"besluit": "goedkeuren"})
    somebody.refresh_from_db()
    assert somebody.party == Party.CLERK


def test_access_that_changed_after_it_was_shown_is_not_approved(administrator: User, chain_manager: User) -> None:
    grant = ask_grant(Municipality.objects.get(code="0417"), "nieuw", administrator, date(2024, 1, 1))
    address = shown(chain_manager, f"/beheer/rechten/toegang/{grant.pk}/")
    Grant.objects.filter(pk=grant.pk).update(starts_on=date(2000, 1, 1))
    answer = client_of(chain_manager).post(address, {"besluit": "goedkeuren"}, follow=True)
    assert "Kijk opnieuw" in answer.content.decode()
    grant.refresh_from_db()
    assert grant.approved_by is None


@pytest.mark.parametrize("decision", ["", "ja", "goedkeuren\x00"])
def test_another_word_than_approve_or_refuse_decides_nothing(
    administrator: User, chain_manager: User, decision: str
) -> None:
    somebody = asked("clerk", administrator)
    assert "Kies Keur goed of Weiger" in decide(chain_manager, f"/beheer/rechten/rol/{somebody.pk}/", decision)
    somebody.refresh_from_db()
    assert (somebody.role_asked_by, somebody.party) == (administrator, None)


def test_access_of_a_municipality_counts_once_approved(administrator: User, chain_manager: User) -> None:
    laren = Municipality.objects.get(code="0417")
    grant = ask_grant(laren, "nieuw", administrator, date(2024, 1, 1))
    assert "Gemeente Laren (0417)" in page(chain_manager, "/beheer/rechten/")
    with pytest.raises(ValidationError):
        approve_grant(grant, administrator)
    address = shown(chain_manager, f"/beheer/rechten/toegang/{grant.pk}/")
    client_of(chain_manager).post(address, {"besluit": "goedkeuren"})
    grant.refresh_from_db()
    assert grant.approved_by == chain_manager
    client_of(chain_manager).post(address, {"besluit": "weigeren"})
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
    decide(cast.chain_manager, f"/beheer/rechten/uitzondering/{grant.pk}/")
    assert scope_for(cast.privacy_officer).cases == {case.pk}
