"""Sending answers: one area, all that is filled in, or everything at one press."""

from collections.abc import Iterable
from datetime import date

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from cases.requests.answering import ClosedRequest, Given, Sent, send_answers
from cases.requests.models import Request, Status
from municipalities.portal.asked import Asked, Before
from municipalities.portal.forms import AreaForm
from municipalities.portal.page import page_of, typed_needs
from municipalities.portal.views.common import keeps_words, posted_to, question_page, seen_again
from nazorg.accounts.acts import Act, requires, user_of
from nazorg.accounts.log import log_access
from nazorg.common.words import joined
from nazorg.covenant.areas import Area

_ALL, _NOTHING, _SAME = "alles", "niets", "zelfde"
_Forms = dict[str, AreaForm]
_NONE_SENT = {
    _NOTHING: "Er staat geen leefgebied open waar u nog niets invulde. Er is niets verstuurd.",
    _SAME: "Van de open leefgebieden staat er geen eerder antwoord op deze pagina. Er is niets verstuurd.",
}


@keeps_words
@requires(Act.USE_PORTAL)
@require_POST
def portal_answer(request: HttpRequest, reference: str) -> HttpResponse:
    """Send what the pressed button means; the page comes back with what is left, and with what was in the way."""
    found, asked, forms = posted_to(request, reference)
    today, quick = timezone.localdate(), request.POST.get("snel", "")
    chosen = {} if quick else _chosen(request.POST.get("verstuur", ""), forms)
    if any(form.errors for form in chosen.values()):
        return question_page(request, page_of(asked, today, forms=forms, data=request.POST))
    given = _quick(quick, asked, forms) if quick else [form.given() for form in chosen.values()]
    if not given:
        messages.warning(request, _NONE_SENT.get(quick, "U hebt nog niets ingevuld. Kies per leefgebied wat u weet."))
        return redirect("portal_question", reference)
    try:
        sent = send_answers(found, given, user_of(request), timezone.now())
    except ClosedRequest:
        raise
    except ValidationError as refused:
        _refuse(forms, refused)
        return question_page(request, page_of(asked, today, forms=forms, data=request.POST))
    log_access(request, "portal_answer", reference)
    _say(request, sent, [form for code, form in forms.items() if quick and code not in {one.area for one in given}])
    if sent.overtaken:
        return _overtaken(request, found, sent, today)
    if typed_needs(request.POST):
        return question_page(request, page_of(seen_again(request, found), today, data=request.POST))
    place = f"#{given[0].area}" if len(given) == 1 else ""
    return redirect(reverse("portal_question", args=[reference]) + place)


def _chosen(pressed: str, forms: _Forms) -> _Forms:
    """The areas that the button sends: one, or all that are filled in."""
    if pressed == _ALL:
        return {code: form for code, form in forms.items() if form.filled}
    if pressed not in forms:
        raise Http404
    return {pressed: forms[pressed]}


def _quick(pressed: str, asked: Asked, forms: _Forms) -> list[Given]:
    """The same answer for all open areas. Where something else is filled in, that stays, unsent."""
    given = []
    for area in asked.open_areas:
        before = area.before if pressed == _SAME else None
        if pressed == _SAME and (before is None or before.number != _confirmed(forms, area.code)):
            continue  # what is confirmed is what stood on the page
        one = _repeated(area.code, before) if before else Given(area.code, Status.NOTHING_KNOWN)
        form = forms.get(area.code)
        if form is None or not form.filled or _says_the_same(form, one):
            given.append(one)
    return given


def _confirmed(forms: _Forms, area: str) -> str:
    return str(forms[area]["before"].data or "") if area in forms else ""


def _repeated(area: str, before: Before) -> Given:
    return Given(area, before.status, before.text, from_suwinet=before.from_suwinet)


def _says_the_same(form: AreaForm, one: Given) -> bool:
    typed = form.typed()
    return (typed.status, typed.text, typed.from_suwinet) == (one.status, one.text, one.from_suwinet)


def _refuse(forms: _Forms, refused: ValidationError) -> None:
    """Put what the service says at its area."""
    for area, sentences in refused.message_dict.items():
        if area in forms and forms[area].is_valid():
            forms[area].add_error(None, sentences)


def _say(request: HttpRequest, sent: Sent, left: list[AreaForm]) -> None:
    """What became of it, in words."""
    if sent.areas:
        messages.success(request, f"Verstuurd: {_areas(sent.areas)}.")
    kept = [form.area.code for form in left if form.filled]
    if kept:
        words = f"Niet verstuurd: {_areas(kept)}. Daar had u zelf iets ingevuld. Dat is bewaard."
        messages.warning(request, words)


def _overtaken(request: HttpRequest, found: Request, sent: Sent, today: date) -> HttpResponse:
    """The page with what a colleague sent meanwhile beside one's own words, which were not sent."""
    messages.warning(
        request,
        f"Een collega was u voor bij {_areas(sent.overtaken)}. Dat antwoord staat er nu. Wat u zelf invulde, is "
        "bewaard en niet verstuurd: vergelijk het, en verstuur het als verbetering als dat nodig is.",
    )
    asked, data = seen_again(request, found), request.POST.copy()
    areas = [area for area in asked.areas if area.code in sent.overtaken and area.said]
    for area in areas:
        data[f"{area.code}-seen"] = area.said.number if area.said else ""
    forms = {area.code: AreaForm(area, data) for area in areas}
    kept = {code: form for code, form in forms.items() if form.filled}
    return question_page(request, page_of(asked, today, forms=kept, data=request.POST))


def _areas(codes: Iterable[str]) -> str:
    return joined([Area(code).label for code in codes])
