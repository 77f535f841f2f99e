"""What every page of the shell shows around its own content."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from cases.requests.counting import counts_on
from municipalities.models import Municipality
from nazorg.accounts.acts import Act, may
from nazorg.accounts.demo import DEMO_LOGINS, DEMO_PASSWORD
from nazorg.accounts.models import User
from nazorg.common.scope import current_scope
from nazorg.common.words import joined
from nazorg.front.navigation import navigation


def shell(request: HttpRequest) -> dict[str, Any]:
    """Menu, brand, search box and demo line; the demo's log-ins for whoever is not signed in."""
    user = getattr(request, "user", None)
    if not isinstance(user, User):
        context: dict[str, Any] = {"demo": settings.DEMO, "organisation": settings.REGION_NAME}
        if settings.DEMO:
            context |= {"demo_logins": DEMO_LOGINS, "demo_password": DEMO_PASSWORD}
        return context
    return {
        "demo": settings.DEMO,
        "navigation": navigation(user, request.path, counts_on(request) if may(user, Act.SEE_CASES) else None),
        "organisation": _served(user) if user.is_contact else settings.REGION_NAME,
        "can_search": may(user, Act.SEE_CASES),
        "home_url": "/portaal/" if user.is_contact else "/",
    }


def _served(user: User) -> str:
    """The municipalities that a contact serves now, in words; empty while his rights wait for approval."""
    if not may(user, Act.USE_PORTAL):
        return ""
    names = list(Municipality.objects.filter(pk__in=current_scope().municipalities).values_list("name", flat=True))
    return f"{'gemeente' if len(names) == 1 else 'gemeenten'} {joined(names)}" if names else ""
