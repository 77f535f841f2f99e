"""Making the demo's users, with their roles and access approved the way a real region does it: by two persons."""

from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from municipalities.grants import approve_grant, ask_grant
from municipalities.models import Municipality, group_of
from nazorg.accounts.demo import DEMO_LOGINS, DEMO_PASSWORD, SECOND_ADMINISTRATOR, DemoLogin
from nazorg.accounts.models import User
from nazorg.accounts.services import approve_role, ask_rights
from nazorg.common.scope import system_scope
from nazorg.covenant.parties import Party

# The weeks that the demo plays lie within this: its contacts were there already.
BEFORE = timedelta(days=60)


class NotADemoError(RuntimeError):
    """Known passwords were asked for outside a demo."""


def create_demo_users() -> dict[str, User]:
    """The demo's users by e-mail address; makes those that lack. Raises NotADemoError where DEMO is off."""
    if not settings.DEMO:
        raise NotADemoError("Dit is geen demo: zet DEMO aan, of maak echte gebruikers in Beheer.")
    with system_scope("the demo's users are there before anybody can sign in"):
        users = {login.email: _user(login) for login in (*DEMO_LOGINS, SECOND_ADMINISTRATOR)}
        asker = next(user for user in users.values() if user.role == Party.ADMINISTRATOR)
        chain_manager = next(user for user in users.values() if user.role == Party.CHAIN_MANAGER)
        if chain_manager.role_approved_at is None:
            User.objects.update(was_chain_manager=False)  # a demo begins anew: its ketenmanager is the first again
        _approve(chain_manager, asker, users[SECOND_ADMINISTRATOR.email])
        for login in DEMO_LOGINS:
            _approve(users[login.email], asker, chain_manager)
            for code in login.municipalities:
                _give_access(users[login.email], code, asker, chain_manager)
    return users


def _user(login: DemoLogin) -> User:
    found = User.objects.filter(email=login.email).first()
    exempt = login.role == Party.ADMINISTRATOR
    return found or User.objects.create_user(
        login.email, DEMO_PASSWORD, name=login.name, role=login.role.value, role_exempt=exempt
    )


def _approve(user: User, asker: User, approver: User) -> None:
    if user.role_approved_at is None and not user.role_exempt:
        ask_rights(user, asker)
        user.save()
        approve_role(user, approver, timezone.now())


def _give_access(user: User, code: str, asker: User, approver: User) -> None:
    municipality = Municipality.objects.get(code=code)
    user.groups.add(group_of(municipality))
    grant = ask_grant(municipality, "Contactpersoon in de demo", asker, timezone.localdate() - BEFORE)
    if grant.approved_by_id is None:
        approve_grant(grant, approver)
