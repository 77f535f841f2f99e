"""What is typed and not sent: kept while typing, taken from a colleague or from last time, thrown away."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from cases.requests.drafts import Typed, drop_draft, keep_drafts, take_over_draft
from cases.requests.models import Draft, Request
from municipalities.portal.asked import AreaSeen, Asked
from municipalities.portal.views.common import Refused, keeps_words, posted_to
from nazorg.accounts.acts import Act, requires, user_of
from nazorg.common.scope import current_scope
from nazorg.common.words import moment_words


@keeps_words
@requires(Act.USE_PORTAL)
@require_POST
def portal_draft(request: HttpRequest, reference: str) -> HttpResponse:
    """Keep what was typed, and do what the pressed button says beside that. A script gets a word, a person the page."""
    by_script = request.headers.get("Accept") == "application/json"
    try:
        found, asked, _ = posted_to(request, reference)
    except Refused as refused:
        if by_script:
            return JsonResponse({}, status=refused.response.status_code)
        raise
    if by_script:
        return JsonResponse({"saved": f"bewaard, {moment_words(timezone.now(), timezone.localdate())}"})
    return redirect(reverse("portal_question", args=[reference]) + _done(request, found, asked))


def _done(request: HttpRequest, found: Request, asked: Asked) -> str:
    """Do what the button says; where on the page to go on."""
    pressed, by, now = request.POST, user_of(request), timezone.now()
    if number := pressed.get("concept", ""):
        draft = _draft(found, number)
        if draft is None:
            messages.warning(request, "Dit concept is er niet meer: het is intussen verstuurd of weggegooid.")
            return ""
        take_over_draft(draft, by, now)
        return f"#{draft.area}"
    if code := pressed.get("neem", ""):
        area = _area_or_404(asked, code)
        if area.before is None:
            raise Http404
        before = area.before
        keep_drafts(found, [Typed(code, before.status, before.text, before.from_suwinet)], by, now)
        return f"#{code}"
    if code := pressed.get("laat", ""):
        drop_draft(found, _area_or_404(asked, code).code, by)
        return f"#{code}"
    if code := pressed.get("verbeter", ""):
        return f"?verbeter={_area_or_404(asked, code).code}#{code}"
    return ""


def _draft(found: Request, number: str) -> Draft | None:
    drafts = Draft.objects.visible_to(current_scope()).select_related("request").filter(request=found)
    return drafts.filter(pk=number).first() if number.isdecimal() and len(number) < 19 else None


def _area_or_404(asked: Asked, code: str) -> AreaSeen:
    area = next((one for one in asked.areas if one.code == code and one.asked), None)
    if area is None:
        raise Http404
    return area
