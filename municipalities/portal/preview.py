""" "Wat ziet Huizen?": the portal's own page of a case, as the staff may look at it."""

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_GET

from cases.access import municipality_scope
from cases.dossiers.models import Case
from cases.selectors import find_case
from municipalities.models import Municipality
from municipalities.portal.asked import Gone
from municipalities.portal.page import page_of
from municipalities.portal.question import last_request_about, see
from nazorg.accounts.acts import Act, requires
from nazorg.accounts.log import log_access
from nazorg.common.scope import current_scope, open_scope
from nazorg.common.words import spaced


@requires(Act.SEE_CASES)
@require_GET
def case_preview(request: HttpRequest, reference: str, code: str) -> HttpResponse:
    """What a contact of the municipality with this CBS code sees of a case, under that contact's own scope."""
    try:
        case = find_case(reference, current_scope())
    except Case.DoesNotExist:
        raise Http404 from None
    municipality = get_object_or_404(Municipality, code=code)
    log_access(request, "case_preview", reference, f"gemeente {municipality.code}")
    shown = shown_to(municipality, case, timezone.localdate())
    context = {"case": case, "reference": spaced(case.reference), "municipality": municipality, "shown": shown}
    return render(request, "portal/preview.html", context)


def shown_to(municipality: Municipality, case: Case, today: date) -> str:
    """The content of the portal's page about a case, byte for byte, without a token; empty where there is none.

    A contact sees this as long as he is not the holder and nobody of his municipality has a draft.
    """
    with open_scope(municipality_scope(municipality, today)) as scope:
        found = last_request_about(case, scope)
        if found is None:
            return ""
        asked = see(found, None, scope, today)
        if isinstance(asked, Gone):
            return render_to_string("portal/_gone.html", {"page": asked})
        return render_to_string("portal/_question.html", {"page": page_of(asked, today)})
