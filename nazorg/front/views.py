"""The shell's own pages: help, the page of components, and what is said when something may not or cannot be."""

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_GET

from nazorg.accounts.acts import Act, requires
from nazorg.accounts.models import User
from nazorg.front.specimen import specimens


def healthy(request: HttpRequest) -> HttpResponse:
    """For the process manager: the web process answers."""
    return HttpResponse("gezond", content_type="text/plain")


@requires(Act.SEE_HELP)
@require_GET
def help_page(request: HttpRequest) -> HttpResponse:
    """How Nazorg works, in short, with links to the longer pages."""
    return render(request, "front/help.html", {"bsn": not settings.BSN_OFF})


@requires(Act.SEE_HELP)
@require_GET
def components(request: HttpRequest) -> HttpResponse:
    """Every component in every state, for whoever builds on it."""
    return render(request, "front/components.html", specimens())


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403: the role may not. Whoever still waits for approval reads that instead."""
    user = request.user
    waits = isinstance(user, User) and user.party is None
    return render(request, "accounts/waiting.html" if waits else "403.html", status=403)


def not_allowed(request: HttpRequest, allowed: str) -> HttpResponse:
    """405: an address that only takes a form, opened as a page. With the way back to the case that it is about."""
    match = request.resolver_match
    case = match.kwargs.get("reference", "") if match and match.route.startswith("casussen/") else ""
    answer = render(request, "405.html", {"case_reference": case}, status=405)
    answer.headers["Allow"] = allowed
    return answer


def not_found(request: HttpRequest, exception: Exception) -> HttpResponseBase:
    """404. Anonymous learns nothing of which addresses exist: always the login page."""
    user = getattr(request, "user", None)
    if user is not None and not user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    return render(request, "404.html", status=404)
