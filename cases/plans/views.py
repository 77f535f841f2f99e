"""The plan of a case: read by the dossier's staff, written by the coordinator."""

from collections.abc import Callable
from typing import TypeVar

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from cases.conferences.agreed import agreed_for
from cases.dossiers.models import Case
from cases.plans.forms import GoalForm, LineForm, StepForm
from cases.plans.models import ActionLine, Goal
from cases.plans.page import plan_page
from cases.plans.selectors import goals_of
from cases.plans.services import MOST_LINE, ChangedMeanwhile, add_goal, add_line, change_goal, change_line, take_step
from cases.views.common import case_context, case_or_404
from nazorg.accounts.acts import Act, may, requires, user_of
from nazorg.accounts.log import log_access
from nazorg.common.scope import current_scope

M = TypeVar("M", bound=models.Model)
PlanForm = GoalForm | LineForm | StepForm


@requires(Act.SEE_PLAN)
@require_GET
def case_plan(request: HttpRequest, reference: str) -> HttpResponse:
    """Goals, lines and what was heard of them."""
    case = case_or_404(reference)
    log_access(request, "case_plan", reference)
    return _page(request, case, what=_chosen(request, case))


def _chosen(request: HttpRequest, case: Case) -> str:
    """The action from minutes that the address points to (`?verslag=…&actie=…`), to start a new line from."""
    wanted = (request.GET.get("verslag", ""), request.GET.get("actie", ""))
    found = (one for one in agreed_for(case, current_scope()) if (str(one.minutes), str(one.number)) == wanted)
    return next((one.text[:MOST_LINE] for one in found), "")


@requires(Act.COORDINATE)
@require_POST
def goal_add(request: HttpRequest, reference: str) -> HttpResponse:
    """Record a goal."""
    case, by, now = case_or_404(reference), user_of(request), timezone.now()
    form = GoalForm(data=request.POST)

    def act() -> str:
        add_goal(case, form.cleaned_data["text"], form.cleaned_data["aims_at"], by, now)
        return "Het doel is vastgelegd."

    return _acted(request, case, form, act)


@requires(Act.COORDINATE)
@require_POST
def goal_change(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Put a goal in other words."""
    case, by, now = case_or_404(reference), user_of(request), timezone.now()
    goal = _row_or_404(Goal, case, number)
    form = GoalForm(goal, request.POST)

    def act() -> str:
        given = form.cleaned_data
        change_goal(goal, given["text"], given["aims_at"], given["seen"] or 0, by, now)
        return "Het doel is gewijzigd."

    return _acted(request, case, form, act)


@requires(Act.COORDINATE)
@require_POST
def line_add(request: HttpRequest, reference: str) -> HttpResponse:
    """Record what somebody is to do."""
    case, by, now = case_or_404(reference), user_of(request), timezone.now()
    form = LineForm(case, goals_of(case, current_scope()), timezone.localdate(now), data=request.POST)

    def act() -> str:
        line = add_line(case, form.wanted(), by, now)
        told = " De gemeente ziet haar in het portaal." if line.municipality else ""
        return f"De actie is vastgelegd.{told}"

    return _acted(request, case, form, act)


@requires(Act.COORDINATE)
@require_POST
def line_change(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Change what is to be done, by whom or until when."""
    case, by, now = case_or_404(reference), user_of(request), timezone.now()
    line = _row_or_404(ActionLine, case, number)
    form = LineForm(case, goals_of(case, current_scope()), timezone.localdate(now), line, request.POST)

    def act() -> str:
        change_line(line, form.wanted(), form.cleaned_data["seen"] or 0, by, now)
        return "De actie is gewijzigd."

    return _acted(request, case, form, act)


@requires(Act.COORDINATE)
@require_POST
def line_step(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Record how a line stands, as the coordinator heard it."""
    case, by, now = case_or_404(reference), user_of(request), timezone.now()
    line = _row_or_404(ActionLine, case, number)
    form = StepForm(line, timezone.localdate(now), request.POST)

    def act() -> str:
        given = form.cleaned_data
        take_step(line, given["state"], given["text"], given["on"], given["seen"] or 0, by, now)
        return "De stap is vastgelegd."

    return _acted(request, case, form, act)


def _row_or_404(model: type[M], case: Case, number: int) -> M:
    row: M | None = model._default_manager.filter(case=case, pk=number).first()
    if row is None:
        raise Http404
    return row


def _acted(request: HttpRequest, case: Case, form: PlanForm, act: Callable[[], str]) -> HttpResponse:
    """Do it and go back to the plan; what is refused comes back on the page, with what was typed."""
    if form.is_valid():
        try:
            messages.success(request, act())
        except ChangedMeanwhile as changed:
            form.add_error(None, changed)
            form.data = _seen_now(form)
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            name = request.resolver_match.url_name if request.resolver_match else ""
            log_access(request, name or "case_plan", case.reference)
            return redirect("case_plan", case.reference)
    return _page(request, case, form)


def _seen_now(form: PlanForm) -> dict[str, object]:
    """What was typed, with the version that the page shows from here on: saving once more is a decision."""
    row = form.goal if isinstance(form, GoalForm) else form.line
    assert row is not None  # noqa: S101  only what stood already can have changed; says so to the type checker
    row.refresh_from_db(fields=["version"])
    return {**{key: form.data[key] for key in form.data}, form.add_prefix("seen"): row.version}


def _page(request: HttpRequest, case: Case, bound: forms.Form | None = None, what: str = "") -> HttpResponse:
    """The plan; `bound` is the form that was refused, `what` fills in a new line beforehand."""
    writes, scope = may(request.user, Act.COORDINATE), current_scope()
    plan = plan_page(case, scope, timezone.localdate(), bound, writes=writes, what=what)
    known = {one.line.what for block in plan.blocks for one in block.lines}
    agreed = [one for one in agreed_for(case, scope) if one.text[:MOST_LINE] not in known] if writes else []
    context = {**case_context(case), "form": bound, "plan": plan, "writes": writes, "agreed": agreed}
    return render(request, "plans/plan.html", context)
