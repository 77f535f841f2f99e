"""Every address × every role: who may not, may not, and a view without a named act cannot exist."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from nazorg.accounts.acts import Act, may
from nazorg.accounts.admin import ManagementSite
from nazorg.accounts.models import User
from tests.cast import Cast, client_of

# Views that anybody may open, each with the reason.
PUBLIC = {
    "healthy": "the process manager asks whether the web process answers; it says one word",
    "account_login": "signing in",
    "account_logout": "signing out; asks for a POST",
    "account_inactive": "says that an account is off",
    "account_signup": "closed: says that the administrator makes accounts; takes nothing in",
    "account_reauthenticate": "allauth asks for the password of whoever is signed in",
    "account_email": "says to whoever is signed in that the administrator changes an address; takes nothing in",
    "account_change_password": "allauth's own guard: only the signed-in user's own password",
    "account_set_password": "allauth's own guard: only the signed-in user's own password",
    "account_reset_password": "forgotten password; says the same for a known and an unknown address",
    "account_reset_password_done": "says that a mail was sent",
    "account_reset_password_from_key": "holds a secret key",
    "account_reset_password_from_key_done": "says that the password was changed",
}
SAMPLES = {
    "ref": "23456789", "int": "1", "str": "x", "slug": "x", "cbs": "0402", "path": "1", "year": "2013", "uuid": "x",
}  # fmt: skip
# Regular expressions in addresses that are not ours, and an address that fits each.
REGEXES = {
    "^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$": "password/reset/key/1-x/",
    "(?P<url>.*)$": "nergens/",
}


@dataclass(frozen=True)
class Address:
    """One view with an address that reaches it."""

    path: str
    name: str
    view: Any

    @property
    def act(self) -> Act | None:
        """The act that guards the view. Beheer's views are all wrapped by their site, which asks for one act."""
        site = getattr(self.view, "admin_site", None)
        if site is None and hasattr(self.view, "model_admin"):
            site = self.view.model_admin.admin_site
        if isinstance(site, ManagementSite):
            return Act.ADMINISTER
        act: Act | None = getattr(self.view, "act", None)
        return act


def _sample(route: str) -> str:
    if route in REGEXES:
        return REGEXES[route]
    if route.startswith("^(?P<app_label>"):
        return "accounts/"
    return re.sub(r"<(?:(\w+):)?\w+>", lambda found: SAMPLES[found[1] or "str"], route)


def addresses(resolver: URLResolver | None = None, before: str = "/") -> Iterator[Address]:
    """All views of the URLconf."""
    for entry in (resolver or get_resolver()).url_patterns:
        path = before + _sample(str(entry.pattern))
        if isinstance(entry, URLResolver):
            yield from addresses(entry, path)
        elif isinstance(entry, URLPattern):
            yield Address(path, entry.name or "", entry.callback)


def is_login(response: Any) -> bool:
    return bool(response.status_code == 302 and response["Location"].startswith("/toegang/login/"))


def test_every_view_names_its_act_or_is_public_for_a_reason() -> None:
    unnamed = [address.path for address in addresses() if address.act is None and address.name not in PUBLIC]
    assert unnamed == []


def test_no_public_name_is_left_over() -> None:
    assert PUBLIC.keys() <= {address.name for address in addresses()}


def test_anonymous_always_gets_the_login_page(cast: Cast) -> None:
    client = Client()
    guarded = [address.path for address in addresses() if address.act is not None]
    open_to_all = [path for path in [*guarded, "/bestaat/niet/"] if not is_login(client.get(path))]
    assert open_to_all == []


ROLES = [
    "coordinator", "clerk", "hilversum", "huizen", "chain_manager", "privacy_officer", "administrator",
]  # fmt: skip


@pytest.mark.parametrize("role", ROLES)
def test_each_role_opens_its_own_addresses_only(cast: Cast, role: str) -> None:
    user: User = getattr(cast, role)
    client = client_of(user)
    wrong = []
    for address in addresses():
        if address.act is None:
            continue
        status = client.get(address.path).status_code
        if user.is_contact and address.path == "/":
            expected = {302}  # to the portal: the bare address is nobody's page
        elif user.is_contact and address.act is not Act.USE_PORTAL:
            expected = {404}
        elif not may(user, address.act):
            expected = {403}
        else:
            expected = {200, 302, 404, 405}
        if status not in expected:
            wrong.append((address.path, status))
    assert wrong == []


@pytest.mark.parametrize("role", ROLES)
def test_a_post_is_refused_like_a_get(cast: Cast, role: str) -> None:
    user: User = getattr(cast, role)
    client = client_of(user)
    wrong = []
    for address in addresses():
        if address.act is None or may(user, address.act):
            continue
        status = client.post(address.path).status_code
        if user.is_contact and address.path == "/":
            assert status == 302  # to the portal
        elif status != (404 if user.is_contact else 403):
            wrong.append((address.path, status))
    assert wrong == []


def test_a_contact_finds_a_staff_page_as_little_as_an_address_that_does_not_exist(hilversum: User) -> None:
    client = client_of(hilversum)
    staff, nowhere = client.get("/casussen/"), client.get("/bestaat/niet/")
    assert staff.status_code == nowhere.status_code == 404
    assert "Casussen" not in staff.content.decode()


def test_a_refused_attempt_is_logged(chain_manager: User) -> None:
    from nazorg.accounts.models import AccessLog
    from nazorg.common.scope import system_scope

    client_of(chain_manager).get("/casussen/23456789/")
    with system_scope("the test reads the log"):
        entry = AccessLog.objects.latest("pk")
    assert (entry.user, entry.act, entry.reference, entry.result) == (chain_manager, "case", "23456789", "refused")
