"""The fixed cast: everybody who logs in, each with what the role needs and nothing more."""

from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from django.test import Client
from django.utils import timezone

from municipalities.grants import view_cases
from municipalities.models import Grant, Municipality, group_of
from nazorg.accounts.models import User
from nazorg.covenant.parties import Party

PASSWORD = "een-lang-wachtwoord-1"


@dataclass(frozen=True)
class Cast:
    """Everybody. `stranger` is a contact of a municipality that has nothing to do with the case at hand."""

    coordinator: User
    clerk: User
    hilversum: User
    huizen: User
    chain_manager: User
    privacy_officer: User
    administrator: User

    def everybody(self) -> dict[str, User]:
        return dict(vars(self))


def user(name: str, role: Party, approver: User | None) -> User:
    """Somebody with an approved role; an administrator without approver is there from the beginning."""
    found = User(email=f"{name}@test.example", name=name.replace("_", " ").title(), role=role.value)
    found.role_exempt = role == Party.ADMINISTRATOR and approver is None
    found.was_chain_manager = role == Party.CHAIN_MANAGER and approver is not None
    if approver is not None:
        found.role_approved_by, found.role_approved_at = approver, timezone.now()
    found.set_unusable_password()
    found.save()
    return found


def contact(name: str, code: str, approver: User) -> User:
    """A contact of the municipality with this CBS code."""
    found = user(name, Party.CONTACT, approver)
    municipality = Municipality.objects.get(code=code)
    group = group_of(municipality)
    found.groups.add(group)
    Grant.objects.create(
        group=group,
        permission=view_cases(),
        content_object=municipality,
        reason="contactpersoon",
        asked_by=found,
        approved_by=approver,
        starts_on=date(2012, 1, 1),
    )
    return found


def assemble() -> None:
    """Make everybody; once for all tests."""
    administrator = user("administrator", Party.ADMINISTRATOR, None)
    for role in (Party.COORDINATOR, Party.CLERK, Party.CHAIN_MANAGER, Party.PRIVACY_OFFICER):
        user(role.value, role, administrator)
    contact("hilversum", "0402", administrator)
    contact("huizen", "0406", administrator)


def known() -> Cast:
    """Everybody, as they were made or as the test at hand left them."""
    emails = {f"{field.name}@test.example": field.name for field in fields(Cast)}
    return Cast(**{emails[one.email]: one for one in User.objects.filter(email__in=emails)})


def client_of(somebody: User) -> Client:
    """A browser in which somebody is signed in."""
    client = Client()
    client.force_login(somebody, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def user_form(somebody: User, **changes: Any) -> dict[str, Any]:
    """What Beheer's form about somebody posts."""
    return {"name": somebody.name, "email": somebody.email, "role": somebody.role, "is_active": "on"} | changes
