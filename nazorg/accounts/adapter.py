"""allauth's choices for Nazorg: nobody signs up, accounts are made by the administrator."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.shortcuts import resolve_url

from nazorg.accounts.models import User


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """Sign-in only."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Contacts land in the portal, all others on Vandaag."""
        user = request.user
        return resolve_url("portal" if isinstance(user, User) and user.is_contact else "today")
