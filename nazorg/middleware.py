"""What is not plain text stays out; one transaction and one scope around each request, rendering included."""

from collections.abc import Callable
from http import HTTPStatus

from django.core.exceptions import BadRequest
from django.db import transaction
from django.http import HttpRequest, HttpResponse

from cases.access import scope_for
from nazorg.accounts.log import log_refusal
from nazorg.common.scope import open_scope
from nazorg.front.views import not_allowed

# Answers that say no. A 404 may be a row that exists for others, so the log names the view and the reference asked for.
_REFUSED = (403, 404)
# Served without a database: it has to answer while the database is away.
_WITHOUT_SCOPE = ("/gezond/",)


def utf8_only(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Refuse what is not sent as UTF-8, as our pages send it: from other encodings come signs that nothing can keep."""

    def middleware(request: HttpRequest) -> HttpResponse:
        charset = (request.content_params or {}).get("charset", "utf-8")
        if charset.lower() not in ("utf-8", "utf8"):
            raise BadRequest(f"Sent as {charset!r}.")
        return get_response(request)

    return middleware


class ScopeMiddleware:
    """Opens the scope of whoever asks, and takes the whole request back when it ended in an error."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path in _WITHOUT_SCOPE:
            return self.get_response(request)
        with transaction.atomic():
            # Signing in or out changes who asks; the scope was right for who asked.
            with open_scope(scope_for(request.user)):
                response = self.get_response(request)
                if response.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
                    response = not_allowed(request, response["Allow"])
                if response.status_code in _REFUSED and request.user.is_authenticated:
                    log_refusal(request, *_asked(request))
            if response.status_code >= 500:
                transaction.set_rollback(True)
        if request.user.is_authenticated:
            # On a shared computer the way back may not show a dossier after signing out.
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response


def _asked(request: HttpRequest) -> tuple[str, str]:
    match = request.resolver_match
    if match is None:
        return "onbekend adres", ""
    return match.view_name or "onbekend adres", str(match.kwargs.get("reference", ""))
