"""Previous and next on the page of a case that was opened from a working list."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from cases.dossiers.models import Case
from cases.requests.list_forms import ListFilter
from cases.requests.lists import LISTS, neighbours
from nazorg.common.scope import current_scope


def pager_context(request: HttpRequest, case: Case) -> dict[str, Any]:
    """What `requests/_pager.html` shows; empty where the address names no list."""
    slug = request.GET.get("lijst", "")
    if slug not in LISTS:
        return {}
    scope, today = current_scope(), timezone.localdate()
    wanted = ListFilter(slug, scope, today, request.GET).wanted()
    found = neighbours(wanted, case, scope, today)

    def address(reference: str) -> str:
        return f"{reverse('case', args=[reference])}?{wanted.query}" if reference else ""

    list_url = reverse("request_list", args=[slug])
    return {
        "pager": {
            "label": LISTS[slug].label,
            "url": f"{list_url}?{wanted.filters}" if wanted.filters else list_url,
            "number": found.number,
            "total": found.total,
            "previous": address(found.previous),
            "next": address(found.next),
        }
    }
