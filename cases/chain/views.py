"""The clock of a case, and moving a case to another municipality."""

from datetime import datetime

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from cases.chain.effect import effect_of_move
from cases.chain.explained import explained
from cases.chain.forms import ExtendForm, MoveForm, PauseForm, StayForm
from cases.chain.models import Chain, Interview, Pause
from cases.chain.rules import FINAL
from cases.chain.services import end_extension, extend, pause, resume
from cases.chain.words import clock_of
from cases.dossiers.models import Case
from cases.requests.models import Request
from cases.requests.moving import move_case, refuse_move
from cases.requests.of_case import current_request, requests_in
from cases.selectors import free_on
from cases.views.common import case_context, case_or_404
from municipalities.agreements.selectors import Terms
from nazorg.accounts.acts import Act, requires, user_of
from nazorg.accounts.log import log_access
from nazorg.accounts.models import User
from nazorg.common.scope import current_scope
from nazorg.common.words import day_words


@requires(Act.WORK_CASE)
def case_clock(request: HttpRequest, reference: str) -> HttpResponse:
    """Stop the clock or let it run again; give the municipality longer, or take that back."""
    case, scope, now = case_or_404(reference), current_scope(), timezone.now()
    log_access(request, "case_clock", reference)
    asked = current_request(requests_in(case, scope))
    act = request.POST.get("act", "")
    stop = PauseForm(request.POST if act == "pause" else None, prefix="pauze")
    longer = ExtendForm(request.POST if act == "extend" else None)
    bound = {"pause": stop, "extend": longer}.get(act)
    if act and (bound is None or bound.is_valid()):
        try:
            messages.success(request, _change(act, case, asked, stop, longer, user_of(request), now))
            return redirect("case", reference)
        except ValidationError as refused:
            if bound is None:
                messages.error(request, " ".join(refused.messages))
                return redirect("case_clock", reference)
            bound.add_error(None, refused)
    chain = Chain.objects.visible_to(scope).select_related("municipality").filter(case=case).first()
    pauses = list(Pause.objects.visible_to(scope).filter(case=case).select_related("by"))
    context = {**case_context(case), "stop": stop, "longer": longer, "form": bound}
    if chain is not None:
        today = timezone.localtime(now).date()
        interview = Interview.objects.visible_to(scope).filter(case=case).first()
        context |= {
            "clock": clock_of(chain, today),
            "explained": " ".join(explained(case, chain, asked, interview, pauses, Terms.load(), today)),
            "runs": chain.step not in FINAL,
            "paused": next((one for one in pauses if one.until is None), None),
            "asked": asked if asked is not None and asked.state == Request.State.OPEN else None,
        }
    return render(request, "cases/clock.html", context)


def _change(
    act: str, case: Case, asked: Request | None, stop: PauseForm, longer: ExtendForm, by: User, now: datetime
) -> str:
    """Do it, and say what was done. Raises ValidationError where it cannot be."""
    if act == "pause":
        pause(case, stop.cleaned_data["why"], stop.cleaned_data["note"], by, now)
        return "De klok staat stil."
    if act == "resume":
        resume(case, by, now)
        return "De klok loopt weer. Wat nog loopt, eindigt later door de pauze."
    if asked is None or act not in ("extend", "end"):
        raise ValidationError("Op deze vraag wordt niet meer gewacht.")
    if act == "extend":
        until = longer.cleaned_data["until"]
        extend(asked, until, longer.cleaned_data["why"], by, now)
        free, today = free_on(case), timezone.localtime(now).date()
        past = f" Let op: dat is na de vrijlating, {day_words(free, today)}." if free and free < until else ""
        return f"{asked.municipality} heeft uitstel.{past}"
    end_extension(asked, by, now)
    return "Het uitstel is vervallen."


@requires(Act.WORK_CASE)
def case_move(request: HttpRequest, reference: str) -> HttpResponse:
    """Move a case to another municipality, or leave it where it is; what that comes to is said first."""
    case, scope, now = case_or_404(reference), current_scope(), timezone.now()
    log_access(request, "case_move", reference)
    if case.to_decide:
        messages.warning(request, "Over deze casus moet u eerst beslissen. Daar kiest u ook de gemeente.")
        return redirect("case", reference)
    today, act = timezone.localtime(now).date(), request.POST.get("act", "")
    form = MoveForm(case, today, request.POST or None)
    stays = StayForm(request.POST if act == "stay" else None)
    bound = stays if act == "stay" else form
    if act and bound.is_valid():
        to, why = bound.cleaned_data.get("to"), bound.cleaned_data["why"]
        try:
            if act == "stay":
                refuse_move(case, why, user_of(request), now)
                messages.success(request, f"De casus blijft bij {case.responsible}.")
                return redirect("case", reference)
            if act == "move" and to is not None:
                move_case(case, to, why, user_of(request), now)
                messages.success(request, f"De casus is verhuisd naar {to}.")
                return redirect("case", reference)
        except ValidationError as refused:
            bound.add_error(None, refused)
    # Known where to: what it comes to, with the act. Else the choice first.
    chosen = form.chosen if act else None if "anders" in request.GET else case.move_to
    context = {
        **case_context(case),
        "form": bound,
        "move": form,
        "to": chosen,
        "proposed": chosen is not None and chosen == case.move_to,
        "effect": effect_of_move(case, chosen, today, scope) if chosen is not None else [],
    }
    return render(request, "cases/move.html", context)
