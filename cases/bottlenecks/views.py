"""Knelpunten: counted and structural for who reads figures, and those of one case for the coordinator."""

from datetime import date
from functools import partial

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from cases.bottlenecks.forms import BottleneckForm, CaseBottleneckForm, StateForm
from cases.bottlenecks.models import Bottleneck, CaseBottleneck
from cases.bottlenecks.selectors import counted_table, in_case, in_cases, structural
from cases.bottlenecks.services import set_state, signal, signal_in_case
from cases.dossiers.models import Case
from cases.views.common import acted, case_context, case_or_404
from nazorg.accounts.acts import Act, may, requires, user_of
from nazorg.accounts.log import log_access
from nazorg.common.scope import current_scope
from nazorg.common.tables import Tag
from nazorg.common.words import day_words

LATELY = 30
_S = Bottleneck.State
_TAGS = {
    _S.SIGNALLED: ("warn", "i-alert"), _S.BOARD: ("accent", "i-out"), _S.TAKEN_UP: ("", "i-turn"),
    _S.SOLVED: ("good", "i-check"),
}  # fmt: skip


@requires(Act.SEE_BOTTLENECKS)
@require_GET
def bottlenecks(request: HttpRequest) -> HttpResponse:
    """What goes wrong: counted over cases, and what is brought to the board."""
    log_access(request, "bottlenecks")
    return _page(request)


@requires(Act.COORDINATE)
@require_POST
def bottleneck_add(request: HttpRequest) -> HttpResponse:
    """Signal what goes wrong time and again."""
    now = timezone.now()
    form = BottleneckForm(timezone.localdate(now), request.POST)
    if form.is_valid():
        given = form.cleaned_data
        try:
            signal(given["theme"], given["aspect"], form.region.get(given["municipality"]), given["text"], now)
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            return _kept(request, "bottleneck_add", "Het knelpunt is gesignaleerd.")
    return _page(request, form)


@requires(Act.WORK_BOTTLENECKS)
@require_POST
def bottleneck_state(request: HttpRequest, number: int) -> HttpResponse:
    """Say how it stands with one."""
    found = Bottleneck.objects.visible_to(current_scope()).filter(pk=number).first()
    if found is None:
        raise Http404
    form = StateForm(found, request.POST)
    if form.is_valid():
        try:
            set_state(found, form.cleaned_data["state"], form.cleaned_data["answer"], timezone.now())
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            return _kept(request, "bottleneck_state", "De stand is bewaard.")
    return _page(request, form)


def _kept(request: HttpRequest, act: str, words: str) -> HttpResponse:
    log_access(request, act)
    messages.success(request, words)
    return redirect("bottlenecks")


def _page(request: HttpRequest, bound: forms.Form | None = None) -> HttpResponse:
    """The page; `bound` is the form that was refused."""
    scope, today = current_scope(), timezone.localdate()
    adds, works = may(request.user, Act.COORDINATE), may(request.user, Act.WORK_BOTTLENECKS)
    context: dict[str, object] = {
        "form": bound,
        "table": counted_table((today.year, today.year - 1)),
        "structural": [_shown(one, works, bound, today) for one in structural(scope)],
        "lately": [_lately(one, today) for one in in_cases(scope, LATELY)] if adds else [],
        "adds": adds,
    }
    if adds:
        context["add"] = bound if isinstance(bound, BottleneckForm) else BottleneckForm(today)
    return render(request, "bottlenecks/bottlenecks.html", context)


def _shown(one: Bottleneck, works: bool, bound: forms.Form | None, today: date) -> dict[str, object]:
    mine = isinstance(bound, StateForm) and bound.bottleneck == one
    state = _S(one.state)
    tone, icon = _TAGS[state]
    where = str(one.municipality) if one.municipality else "hele regio"
    return {
        "one": one,
        "title": f"{str(one.get_theme_display()).capitalize()}, {one.get_aspect_display()}",
        "tag": Tag(str(state.label), tone, icon),
        "meta": f"{where.capitalize()}, gesignaleerd {day_words(one.on, today)}, stand sinds "
        f"{day_words(one.changed_on, today)}.",
        "form": (bound if mine else StateForm(one)) if works else None,
        "open": mine,
    }


def _lately(one: CaseBottleneck, today: date) -> dict[str, str]:
    what = f"{one.get_theme_display()}, {one.get_aspect_display()}"
    return {
        "text": one.case.person.full_name,
        "url": reverse("case_bottlenecks", args=[one.case.reference]),
        "meta": ". ".join(filter(None, (f"{day_words(one.on, today)}: {what}", one.text))),
    }


@requires(Act.COORDINATE)
@require_GET
def case_bottlenecks(request: HttpRequest, reference: str) -> HttpResponse:
    """What went wrong in one case."""
    case = case_or_404(reference)
    log_access(request, "case_bottlenecks", reference)
    return _case_page(request, case)


@requires(Act.COORDINATE)
@require_POST
def case_bottleneck_add(request: HttpRequest, reference: str) -> HttpResponse:
    """Record that something went wrong in a case."""
    case, form = case_or_404(reference), CaseBottleneckForm(request.POST)

    def act() -> str:
        given = form.cleaned_data
        signal_in_case(case, given["theme"], given["aspect"], given["text"], user_of(request), timezone.now())
        return "Het knelpunt is vastgelegd, en telt mee."

    return acted(request, case, form, act, partial(_case_page, request, case), "case_bottlenecks")


def _case_page(request: HttpRequest, case: Case, bound: forms.Form | None = None) -> HttpResponse:
    today = timezone.localdate()
    items = [
        {
            "text": f"{str(one.get_theme_display()).capitalize()}, {one.get_aspect_display()}",
            "meta": ". ".join(filter(None, (one.text.rstrip("."), f"{day_words(one.on, today)}, {one.by.name}"))),
        }
        for one in in_case(case, current_scope())
    ]
    context = {**case_context(case), "form": bound, "items": items, "add": bound or CaseBottleneckForm()}
    return render(request, "bottlenecks/case.html", context)
