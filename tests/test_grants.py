"""Grants: who serves which municipality, between which dates, asked and approved by two persons."""

from datetime import date

import pytest
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from guardian.models import GroupObjectPermission, UserObjectPermission

from cases.access import scope_for
from cases.models import Case
from municipalities.grants import approve_grant
from municipalities.models import Grant, group_of
from nazorg.accounts.acts import Act, may
from nazorg.accounts.models import User
from nazorg.accounts.services import approve_role, ask_rights, refuse_role, waiting_roles
from nazorg.common.scope import ANONYMOUS, open_scope, system_scope
from nazorg.covenant.parties import Party
from tests.cast import Cast, user
from tests.conftest import NOW
from tests.factories import case_in, exception, grant_to, municipality

TODAY = date(2024, 12, 2)


@pytest.fixture
def weesp_contact(cast: Cast) -> User:
    """A contact in Weesp's group, who has no grant yet."""
    found = user("weesp", Party.CONTACT, cast.administrator)
    found.groups.add(group_of(municipality("0457")))
    return found


def sees(somebody: User) -> set[str]:
    """CBS codes of the municipalities whose cases somebody sees today."""
    with open_scope(scope_for(somebody, TODAY)):
        return set(Case.objects.values_list("responsible__code", flat=True))


@pytest.fixture
def cases(cast: Cast) -> None:
    with system_scope("cases of two municipalities"):
        case_in("0457")
        case_in("0406")


@pytest.mark.usefixtures("cases")
def test_a_contact_without_a_grant_sees_nothing(weesp_contact: User) -> None:
    assert sees(weesp_contact) == set()


@pytest.mark.usefixtures("cases")
@pytest.mark.parametrize(
    ("fields", "seen"),
    [
        ({}, {"0457"}),
        ({"approved_by": None}, set()),
        ({"starts_on": date(2024, 12, 2)}, {"0457"}),
        ({"starts_on": date(2024, 12, 3)}, set()),
        ({"ends_on": date(2024, 12, 2)}, {"0457"}),
        ({"ends_on": date(2024, 12, 1)}, set()),
    ],
    ids=["holds", "waits for approval", "starts today", "starts tomorrow", "last day", "ended yesterday"],
)
def test_a_grant_counts_between_its_dates_once_approved(
    cast: Cast, weesp_contact: User, fields: dict[str, object], seen: set[str]
) -> None:
    grant_to("0457", cast, **fields)
    assert sees(weesp_contact) == seen


@pytest.mark.usefixtures("cases")
def test_a_contact_may_serve_several_municipalities(cast: Cast, weesp_contact: User) -> None:
    grant_to("0457", cast)
    weesp_contact.groups.add(group_of(municipality("0406")))
    assert sees(weesp_contact) == {"0457", "0406"}


def test_a_grant_gives_nothing_to_a_role_that_is_no_contact(cast: Cast) -> None:
    cast.chain_manager.groups.add(group_of(municipality("0402")))
    assert scope_for(cast.chain_manager).municipalities == frozenset()


@pytest.mark.usefixtures("cases")
def test_an_exception_opens_one_case_between_its_dates(cast: Cast, hilversum: User) -> None:
    with system_scope("an exception on a case of Huizen"):
        theirs = Case.objects.get(responsible__code="0406")
        exception(hilversum, theirs, cast)
    assert scope_for(hilversum, date(2024, 10, 31)).cases == frozenset()
    assert scope_for(hilversum, date(2024, 11, 1)).cases == {theirs.pk}
    assert scope_for(hilversum, date(2024, 12, 31)).cases == {theirs.pk}
    assert scope_for(hilversum, date(2025, 1, 1)).cases == frozenset()
    assert sees(hilversum) == {"0406"}


def test_nobody_approves_the_own_request(cast: Cast) -> None:
    grant = grant_to("0457", cast, approved_by=None, asked_by=cast.chain_manager)
    with pytest.raises(ValidationError, match="zelf aan"):
        approve_grant(grant, cast.chain_manager)
    with pytest.raises(IntegrityError, match="grant_two_persons"), transaction.atomic():
        Grant.objects.filter(pk=grant.pk).update(approved_by=cast.chain_manager)
    with pytest.raises(IntegrityError, match="grant_dates_in_order"), transaction.atomic():
        Grant.objects.filter(pk=grant.pk).update(ends_on=date(2000, 1, 1))


def test_the_database_refuses_a_role_approved_by_its_asker(cast: Cast) -> None:
    with pytest.raises(IntegrityError, match="user_role_two_persons"), transaction.atomic():
        User.objects.filter(pk=cast.clerk.pk).update(role_asked_by=cast.administrator)
    with pytest.raises(IntegrityError, match="user_role_approval_whole"), transaction.atomic():
        User.objects.filter(pk=cast.clerk.pk).update(role_approved_by=None)


@pytest.mark.parametrize("role", [party for party in Party if party != Party.ADMINISTRATOR])
def test_the_database_refuses_a_superuser_with_a_role_that_gives_content(cast: Cast, role: Party) -> None:
    boss = user("boss", Party.ADMINISTRATOR, None)
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.filter(pk=boss.pk).update(is_superuser=True, role=role.value)


def test_a_role_that_waits_gives_nothing(cast: Cast, clerk: User) -> None:
    ask_rights(clerk, cast.administrator)
    clerk.save()
    assert scope_for(clerk) == ANONYMOUS
    assert [act for act in Act if may(clerk, act)] == []
    assert list(waiting_roles()) == [clerk]
    with pytest.raises(ValidationError, match="zelf aan"):
        approve_role(clerk, cast.administrator, NOW)
    approve_role(clerk, cast.chain_manager, NOW)
    assert scope_for(clerk).all_cases


def test_a_refused_role_waits_no_longer_and_gives_nothing(cast: Cast, clerk: User) -> None:
    ask_rights(clerk, cast.administrator)
    refuse_role(clerk, cast.chain_manager)
    assert list(waiting_roles()) == []
    assert scope_for(clerk) == ANONYMOUS


def test_an_account_that_is_off_or_unknown_has_the_empty_scope(clerk: User) -> None:
    clerk.is_active = False
    assert scope_for(clerk) == scope_for(AnonymousUser()) == scope_for(None) == ANONYMOUS


STAFF_ACTS = {"see_today", "see_help", "see_municipalities", "see_partners"}
DOSSIERS = STAFF_ACTS | {
    "see_cases", "open_case", "work_case", "see_mails",
    "see_bsn", "merge_persons", "see_notifications", "see_figures", "see_covenant",
    "note", "see_plan", "see_conferences", "convene", "see_bottlenecks",
}  # fmt: skip
PERMITTED = {
    "coordinator": DOSSIERS
    | {"take_in_registration", "coordinate", "take_minutes", "work_bij", "work_bottlenecks"}
    | {"write_report"},
    "clerk": DOSSIERS | {"take_in_notifications"},
    "hilversum": {"use_portal"},
    "huizen": {"use_portal"},
    "chain_manager": STAFF_ACTS
    | {"see_bottlenecks", "work_bottlenecks", "see_figures", "see_covenant", "see_log", "approve_rights"}
    | {"write_report", "publish_figures"},
    "privacy_officer": STAFF_ACTS | {"see_figures", "see_covenant", "see_log"},
    "administrator": STAFF_ACTS | {"administer", "see_mails"},
}


def test_has_perm_follows_the_covenant(cast: Cast) -> None:
    for role, somebody in cast.everybody().items():
        permitted = {act.removeprefix("nazorg.") for act in Act if somebody.has_perm(act)}
        assert permitted == PERMITTED[role], role
        assert not somebody.has_perm("cases.view_case"), "Django's own permissions say nothing here"


def test_has_perm_with_an_object_follows_the_rows(cast: Cast) -> None:
    with system_scope("a case of each"):
        own, theirs = case_in("0402"), case_in("0406")
    for role, somebody in cast.everybody().items():
        seen = [somebody.has_perm(Act.SEE_CASES, case) for case in (own, theirs)]
        assert seen == [role in ("coordinator", "clerk")] * 2, role
    portal = [cast.hilversum.has_perm(Act.USE_PORTAL, case) for case in (own, theirs)]
    assert portal == [True, False]
    assert cast.chain_manager.has_perm(Act.SEE_MUNICIPALITIES, municipality("0406"))


def test_a_superuser_has_no_right_to_content(cast: Cast) -> None:
    boss = User.objects.create_superuser("boss@test.example", "een-lang-wachtwoord-9", name="Boss")
    with system_scope("a case to be refused"):
        case = case_in("0402")
    assert {act.removeprefix("nazorg.") for act in Act if boss.has_perm(act)} == PERMITTED["administrator"]
    assert not boss.has_perm(Act.SEE_CASES, case)
    assert not boss.has_perm("cases.view_case", case)
    assert not boss.has_perm("anything.at_all")
    with open_scope(scope_for(boss)):
        assert not Case.objects.exists()


def test_guardians_own_backend_and_tables_are_not_used(cast: Cast) -> None:
    assert not [backend for backend in settings.AUTHENTICATION_BACKENDS if "guardian" in backend]
    assert not UserObjectPermission.objects.exists()
    assert not GroupObjectPermission.objects.exists()
    assert not User.objects.filter(email__icontains="anonymous").exists()
