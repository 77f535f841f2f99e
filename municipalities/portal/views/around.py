"""Beside the answers: who is on a request, and what the municipality itself found that somebody needs."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from cases.needs.services import add_need, update_need
from cases.requests.holding import put_on
from municipalities.agreements.selectors import contacts_of
from municipalities.portal.areas import own_needs
from municipalities.portal.forms import NeedForm, StepForm
from municipalities.portal.page import page_of
from municipalities.portal.views.common import keeps_words, posted_to, question_page
from nazorg.accounts.acts import Act, requires, user_of
from nazorg.accounts.log import log_access
from nazorg.common.scope import current_scope


@keeps_words
@requires(Act.USE_PORTAL)
@require_POST
def portal_hold(request: HttpRequest, reference: str) -> HttpResponse:
    """Take a request up, or hand it over to a colleague of the same municipality."""
    found, _, _ = posted_to(request, reference)
    number = str(user_of(request).pk) if request.POST.get("wie") == "ik" else request.POST.get("collega", "")
    today = timezone.localdate()
    contacts = {str(contact.pk): contact for contact in contacts_of(found.municipality, today)}
    holder = contacts.get(number)
    if holder is None:
        messages.error(request, f"Kies aan wie van {found.municipality} u de vraag overdraagt.")
        return redirect("portal_question", reference)
    put_on(found, holder, today)
    log_access(request, "portal_hold", reference)
    mine = holder == user_of(request)
    messages.success(request, "U bent ermee bezig." if mine else f"De vraag is overgedragen aan {holder.name}.")
    return redirect("portal_question", reference)


@keeps_words
@requires(Act.USE_PORTAL)
@require_POST
def portal_need(request: HttpRequest, reference: str) -> HttpResponse:
    """Add a need in one area, or a step in a need of this municipality."""
    return _add(request, reference) if "nieuw" in request.POST else _step(request, reference)


def _add(request: HttpRequest, reference: str) -> HttpResponse:
    found, asked, forms = posted_to(request, reference)
    area = request.POST["nieuw"]
    if not any(one.code == area and one.asked for one in asked.areas):
        raise Http404
    form, by, now = NeedForm(area, request.POST), user_of(request), timezone.now()
    if form.is_valid():
        given = form.cleaned_data
        try:
            add_need(found.case, area, given["title"], given["party"], by, now, request=found)
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            return _kept(request, reference, area, "De hulpvraag is vastgelegd.")
    return question_page(request, page_of(asked, timezone.localdate(), forms=forms, need=form, data=request.POST))


def _step(request: HttpRequest, reference: str) -> HttpResponse:
    found, asked, forms = posted_to(request, reference)
    number, today = request.POST.get("stap", ""), timezone.localdate()
    need = next((one for one in own_needs(found, current_scope()) if str(one.pk) == number), None)
    seen = next((one for area in asked.areas for one in area.needs if one.number == number), None)
    if need is None or seen is None:
        raise Http404
    form = StepForm(seen, today, request.POST)
    if form.is_valid():
        given = form.cleaned_data
        try:
            update_need(need, given["status"], given["text"], given["on"], user_of(request), timezone.now())
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            return _kept(request, reference, need.area, "De stap is vastgelegd.")
    return question_page(request, page_of(asked, today, forms=forms, step=form, data=request.POST))


def _kept(request: HttpRequest, reference: str, area: str, words: str) -> HttpResponse:
    log_access(request, "portal_need", reference)
    messages.success(request, words)
    return redirect(f"{reverse('portal_question', args=[reference])}#{area}")
