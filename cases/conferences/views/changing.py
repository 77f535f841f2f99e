"""Moving a conference, calling it off, and recording that it was held."""

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from cases.conferences.changing import cancel, hold, move
from cases.conferences.forms import CancelForm, WhenForm
from cases.conferences.models import Conference, Invitation
from cases.conferences.pack_ticks import label_of
from cases.conferences.selectors import agenda_of, invitations_of
from cases.conferences.uninviting import uninvite
from cases.conferences.views.common import conference_context, conference_or_404, refusal, settled
from nazorg.accounts.acts import Act, requires, user_of
from nazorg.accounts.log import log_access
from nazorg.common.scope import current_scope
from nazorg.common.words import counted, joined


@requires(Act.CONVENE)
def conference_move(request: HttpRequest, reference: str) -> HttpResponse:
    """Another day, hours or place; everybody hears of it."""
    found = conference_or_404(reference)
    stands = {"on": found.on, "starts": found.starts, "ends": found.ends, "place": found.place}
    form = WhenForm(request.POST or None, initial=stands)
    if form.is_bound and form.is_valid():
        try:
            phone = move(found, form.when(), timezone.now())
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            return _told(request, found, "conference_move", "Het overleg is verplaatst", phone)
    return _page(request, found, form, "conferences/move.html")


@requires(Act.CONVENE)
def conference_cancel(request: HttpRequest, reference: str) -> HttpResponse:
    """Asks why, and says who will hear of it, before anything is called off."""
    found, form = conference_or_404(reference), CancelForm(request.POST or None)
    if form.is_bound and form.is_valid():
        try:
            phone = cancel(found, form.cleaned_data["why"], timezone.now())
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            return _told(request, found, "conference_cancel", "Het overleg is afgelast", phone)
    return _page(request, found, form, "conferences/cancel.html")


@requires(Act.CONVENE)
def conference_uninvite(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Says who will hear of it, before an invitation is taken back."""
    found = conference_or_404(reference)
    invitation = next((one for one in invitations_of(found, current_scope()) if one.pk == number), None)
    if invitation is None:
        raise Http404
    if not found.is_planned:
        return settled(request, found)
    if request.method != "POST":
        return render(request, "conferences/uninvite.html", {**conference_context(found), "guest": invitation.guest})
    phone = uninvite(invitation, user_of(request), timezone.now())
    log_access(request, "conference_uninvite", reference)
    messages.success(request, f"De uitnodiging van {invitation.guest} is ingetrokken.")
    if phone:
        messages.warning(request, f"Bel zelf: {joined(phone)}. Daar is geen e-mailadres van bekend.")
    return redirect("conference", reference)


def _page(request: HttpRequest, found: Conference, form: forms.Form, template: str) -> HttpResponse:
    if not found.is_planned:
        return settled(request, found)
    guests = [one.guest for one in invitations_of(found, current_scope())]
    return render(request, template, {**conference_context(found), "form": form, "guests": joined(guests)})


def _told(request: HttpRequest, found: Conference, act: str, words: str, phone: list[str]) -> HttpResponse:
    log_access(request, act, found.reference)
    number = len(invitations_of(found, current_scope())) - len(phone)
    told = counted(number, "genodigde krijgt", "genodigden krijgen")
    messages.success(request, f"{words}. {told[0].upper()}{told[1:]} een mail." if number else f"{words}.")
    if phone:
        messages.warning(request, f"Bel zelf: {joined(phone)}. Daar is geen e-mailadres van bekend.")
    return redirect("conference", found.reference)


@requires(Act.CONVENE)
def conference_held(request: HttpRequest, reference: str) -> HttpResponse:
    """Who was there, part by part, and what was discussed."""
    found, scope, problem = conference_or_404(reference), current_scope(), None
    posted = request.method == "POST"
    there = {int(number) for number in request.POST.getlist("plaats") if number.isdecimal()}
    discussed = {int(number) for number in request.POST.getlist("punt") if number.isdecimal()}
    if posted:
        try:
            hold(found, there, discussed, user_of(request), timezone.now())
        except ValidationError as refused:
            problem = refusal(*refused.messages)
        else:
            log_access(request, "conference_held", reference)
            messages.success(request, "Vastgelegd dat het overleg gehouden is.")
            return redirect("conference", reference)
    invitations, items = invitations_of(found, scope), agenda_of(found, scope)
    context = {
        **conference_context(found),
        "form": problem,
        "guests": [
            (one, [(seat, seat.pk in there if posted else _usual(one, seat.attended)) for seat in one.seats.all()])
            for one in invitations
        ],
        "items": [
            (item, label_of(item), item.pk in discussed if posted else item.discussed is not False) for item in items
        ],
    }
    return render(request, "conferences/held.html", context)


def _usual(invitation: Invitation, attended: bool | None) -> bool:
    """Who did not say that it would stay away is taken to have been there, until somebody says otherwise."""
    return invitation.answer != Invitation.Answer.DECLINED if attended is None else attended
