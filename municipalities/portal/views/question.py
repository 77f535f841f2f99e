"""Reading a request: who it is about, what is asked, what was answered."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from cases.selectors import bsn_of
from municipalities.portal.asked import Gone
from municipalities.portal.page import page_of
from municipalities.portal.question import see
from municipalities.portal.views.common import keeps_words, posted_to, question_page, request_or_404, seen_again
from nazorg.accounts.acts import Act, requires, user_of
from nazorg.accounts.log import log_access
from nazorg.common.scope import current_scope


@requires(Act.USE_PORTAL)
@require_GET
def portal_question(request: HttpRequest, reference: str) -> HttpResponse:
    """The answer page; `verbeter` in the address names an area to open again."""
    found = request_or_404(reference)
    log_access(request, "portal_question", reference)
    today = timezone.localdate()
    asked = see(found, user_of(request), current_scope(), today)
    if isinstance(asked, Gone):
        return render(request, "portal/gone.html", {"page": asked})
    return question_page(request, page_of(asked, today, reopened=request.GET.get("verbeter", "")))


@keeps_words
@requires(Act.USE_PORTAL)
@require_POST
def portal_bsn(request: HttpRequest, reference: str) -> HttpResponse:
    """The answer page with the BSN readable: asked for by a button, once, and logged."""
    if settings.BSN_OFF:
        raise Http404
    found, _, _ = posted_to(request, reference)
    log_access(request, "portal_bsn", reference)
    bsn = bsn_of(found.case.person, current_scope())
    return question_page(request, page_of(seen_again(request, found, bsn), timezone.localdate(), data=request.POST))
