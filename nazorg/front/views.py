"""The pages of the shell."""

from django.http import HttpRequest, HttpResponse


def healthy(request: HttpRequest) -> HttpResponse:
    """For the process manager: the web process answers."""
    return HttpResponse("gezond", content_type="text/plain")
