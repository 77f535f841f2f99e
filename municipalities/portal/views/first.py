"""The portal's first screen."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from municipalities.portal.actions import action_lines
from municipalities.portal.conferences import announced
from municipalities.portal.first import answer_lines, page_to_answer, recent, waiting_lines
from municipalities.portal.own import served
from nazorg.accounts.acts import Act, requires
from nazorg.common.scope import current_scope
from nazorg.common.words import joined

# So many conferences stand on the first screen.
_CONFERENCES = 3


@requires(Act.USE_PORTAL)
@require_GET
def portal(request: HttpRequest) -> HttpResponse:
    """What is asked of this contact's municipalities now, what waits, and what was asked last."""
    scope, today = current_scope(), timezone.localdate()
    municipalities = served(scope)
    if not municipalities:
        return render(request, "portal/no_access.html")
    page = page_to_answer(request.GET.get("page"), scope)
    context = {
        "served": joined([one.name for one in municipalities]),
        "several": len(municipalities) > 1,
        "page": page,
        "groups": answer_lines(list(page), today),
        "waiting": waiting_lines(scope, today),
        "actions": action_lines(scope, today),
        "announced": announced(scope, today)[:_CONFERENCES],
        "recent": recent(scope, today),
    }
    return render(request, "portal/portal.html", context)
