"""The page of a case about others whom it concerns, and who tells them of the release."""

from datetime import date
from functools import partial

from django import forms
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from cases.chain.words import Clock, due_clock
from cases.disclosures.packs import Section
from cases.disclosures.views import rows_of
from cases.dossiers.models import Case
from cases.involved.forms import InvolvedForm, NoticeForm, ToldForm
from cases.involved.models import Involved, ReleaseNotice
from cases.involved.selectors import involved_in
from cases.involved.services import Errand, add_involved, ask_notice, errand_parts, record_told
from cases.selectors import free_on, is_free
from cases.views.common import acted, case_context, case_or_404
from nazorg.accounts.acts import Act, requires, user_of
from nazorg.accounts.log import log_access
from nazorg.common.deadlines import Unit as Days
from nazorg.common.scope import current_scope
from nazorg.common.words import day_words

_PAGE = "case_involved"


@requires(Act.COORDINATE)
@require_GET
def case_involved(request: HttpRequest, reference: str) -> HttpResponse:
    """Family, victims and reporters, and who still has to be told."""
    case = case_or_404(reference)
    log_access(request, _PAGE, reference)
    return _page(request, case)


@requires(Act.COORDINATE)
@require_POST
def involved_add(request: HttpRequest, reference: str) -> HttpResponse:
    """Record somebody."""
    case, form = case_or_404(reference), InvolvedForm(request.POST)

    def act() -> str:
        given = form.cleaned_data
        words = (given["kind"], given["name"], given["relation"], given["contact"])
        return f"{add_involved(case, *words, user_of(request), timezone.now()).name} is vastgelegd."

    return acted(request, case, form, act, partial(_page, request, case), _PAGE)


@requires(Act.COORDINATE)
@require_POST
def notice_ask(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Make it a task that somebody is told. Where a unit does it, one first sees what it gets, word for word."""
    case, scope, now = case_or_404(reference), current_scope(), timezone.now()
    today = timezone.localdate(now)
    involved = Involved.objects.visible_to(scope).select_related("case__person").filter(case=case, pk=number).first()
    if involved is None:
        raise Http404
    form = NoticeForm(involved, case, today, request.POST)
    parts = errand_parts(involved, form.chosen, scope, today) if form.is_valid() and form.chosen else ()
    shown = Section("", "", parts).print

    def act() -> str:
        errand = None
        if form.chosen is not None:
            if request.POST["token"] != shown:
                raise ValidationError("Er is net iets veranderd. Bekijk opnieuw wat dit onderdeel krijgt.")
            errand = Errand(form.chosen, form.cleaned_data["channel"], form.chosen_ground, parts)
        ask_notice(involved, form.cleaned_data["due_on"], errand, user_of(request), now)
        return f"Vastgelegd: {form.chosen or 'u'} vertelt het aan {involved.name}."

    if parts and "token" not in request.POST:
        words = [(one, rows_of(one.text)) for one in parts]
        context = {"involved": involved, "form": form, "parts": words, "token": shown}
        return render(request, "involved/errand.html", {**case_context(case), **context})
    return acted(request, case, form, act, partial(_page, request, case), _PAGE)


@requires(Act.COORDINATE)
@require_POST
def notice_told(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Somebody was told."""
    case, now = case_or_404(reference), timezone.now()
    notice = ReleaseNotice.objects.visible_to(current_scope()).filter(involved__case=case, pk=number).first()
    if notice is None:
        raise Http404
    form = ToldForm(notice, user_of(request).name, timezone.localdate(now), request.POST)

    def act() -> str:
        record_told(notice, form.cleaned_data["on"], form.cleaned_data["done_by"], user_of(request), now)
        return "Vastgelegd dat dit verteld is."

    return acted(request, case, form, act, partial(_page, request, case), _PAGE)


def _page(request: HttpRequest, case: Case, bound: forms.Form | None = None) -> HttpResponse:
    """The page; `bound` is the form that was refused."""
    today, by = timezone.localdate(), user_of(request).name
    context = {
        **case_context(case),
        "form": bound,
        "free": f"Vrij sinds {day_words(free, today)}." if is_free(case, today) and (free := free_on(case)) else "",
        "people": [_shown(one, case, bound, by, today) for one in involved_in(case, current_scope())],
        "add": bound if isinstance(bound, InvolvedForm) else InvolvedForm(),
    }
    return render(request, "involved/involved.html", context)


def _shown(involved: Involved, case: Case, bound: forms.Form | None, by: str, today: date) -> dict[str, object]:
    """Somebody with the task to tell that person, or a form to make it one."""
    notices = list(involved.notices.all())
    waiting = next((one for one in notices if one.done_on is None), None)
    mine = isinstance(bound, NoticeForm) and bound.involved == involved
    theirs = isinstance(bound, ToldForm) and bound.notice == waiting
    asks = waiting is None and not is_free(case, today)
    return {
        "involved": involved,
        "meta": ", ".join(filter(None, (involved.get_kind_display(), involved.relation, involved.contact))),
        "clock": _clock(waiting, by, today) if waiting else None,
        "done": [f"Verteld op {day_words(one.done_on, today)} door {one.done_by}" for one in notices if one.done_on],
        "waiting": waiting,
        "ask": (bound if mine else NoticeForm(involved, case, today)) if asks or mine else None,
        "told": (bound if theirs else ToldForm(waiting, by, today)) if waiting else None,
        "open": mine or theirs,
    }


def _clock(notice: ReleaseNotice, by: str, today: date) -> Clock:
    return due_clock(notice.due_on, Days.CALENDAR, today, f"wacht op {notice.unit or by}: vertellen van de vrijlating")
