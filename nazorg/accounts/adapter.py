"""allauth's choices for Nazorg: nobody signs up, accounts are made by the administrator."""

from typing import ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.shortcuts import resolve_url

from nazorg.accounts.models import User


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """Sign-in only."""

    # allauth's Dutch says "je".
    error_messages: ClassVar[dict[str, str]] = DefaultAccountAdapter.error_messages | {
        "enter_current_password": "Vul uw huidige wachtwoord in.",
        "incorrect_password": "Dit wachtwoord klopt niet.",
        "email_password_mismatch": "Het e-mailadres of het wachtwoord klopt niet.",
        "too_many_login_attempts": "U hebt te vaak geprobeerd in te loggen. Probeer het later opnieuw.",
        "rate_limited": "U gaat te snel. Wacht even en probeer het opnieuw.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Contacts land in the portal, all others on Vandaag."""
        user = request.user
        return resolve_url("portal" if isinstance(user, User) and user.is_contact else "today")
