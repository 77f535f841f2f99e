"""Looking back: our cases, and what the Veiligheidshuis does for us."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from municipalities.portal.cases import STATES, case_groups, filters, page_of_cases
from municipalities.portal.house import done_for
from municipalities.portal.own import served
from nazorg.accounts.acts import Act, requires
from nazorg.common.scope import current_scope


@requires(Act.USE_PORTAL)
@require_GET
def portal_cases(request: HttpRequest) -> HttpResponse:
    """Everything that these municipalities were ever asked; what moved away without the person."""
    scope, today = current_scope(), timezone.localdate()
    state = request.GET.get("stand", "")
    state = state if state in STATES else ""
    page = page_of_cases(state, request.GET.get("page"), scope)
    context = {
        "page": page,
        "groups": case_groups(list(page), scope, today),
        "filters": filters(state),
        "several": len(scope.municipalities) > 1,
    }
    return render(request, "portal/cases.html", context)


@requires(Act.USE_PORTAL)
@require_GET
def portal_house(request: HttpRequest) -> HttpResponse:
    """What the Veiligheidshuis does for these municipalities, each apart."""
    scope, today = current_scope(), timezone.localdate()
    return render(request, "portal/house.html", {"done": [done_for(one, scope, today) for one in served(scope)]})
