"""The page of one life area: what it shows, and how an act on it ends."""

from collections.abc import Callable
from datetime import date
from functools import partial

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from cases.dossiers.models import Case
from cases.interventions.forms import InterventionForm
from cases.interventions.page import intervention_blocks
from cases.needs.forms import ConsentForm, NeedForm, StepForm, WithdrawForm
from cases.needs.models import Consent, Need
from cases.needs.selectors import consents_of, needs_of, parties_for
from cases.requests.of_case import areas_of, current_request, requests_in
from cases.views.areas import area_block, need_line
from cases.views.common import acted as case_acted
from cases.views.common import case_context, case_or_404
from nazorg.common.scope import current_scope
from nazorg.common.words import day_words
from nazorg.covenant.areas import AREA_QUESTION, AREA_SHORT

_BY_SLUG = {slug: area for area, slug in AREA_SHORT.items()}


def case_and_area(reference: str, area: str) -> tuple[Case, str]:
    """The case and the code of its area in an address. Raises Http404."""
    code = _BY_SLUG.get(area)
    if code is None:
        raise Http404
    return case_or_404(reference), code


def acted(request: HttpRequest, case: Case, area: str, form: forms.Form, act: Callable[[], str]) -> HttpResponse:
    """Do it and go back to the area; what is refused comes back on the page, with what was typed."""
    page = partial(area_page, request, case, area)
    return case_acted(request, case, form, act, page, "case_area", AREA_SHORT[area])


def area_page(request: HttpRequest, case: Case, area: str, bound: forms.Form | None = None) -> HttpResponse:
    """The page of an area; `bound` is the form that was refused."""
    scope, today = current_scope(), timezone.localdate()
    asked = current_request(requests_in(case, scope))
    needs, consents = needs_of(case, scope).get(area, []), consents_of(case, scope).get(area, [])
    holds = next((consent for consent in consents if consent.withdrawn_on is None), None)
    context = {
        **case_context(case),
        "form": bound,
        "slug": AREA_SHORT[area],
        "question": AREA_QUESTION[area],
        "area": area_block(
            case, area, asked, areas_of(asked, scope).get(area) if asked else None, needs, consents, today
        ),
        "needs": [_need(need, bound, today) for need in needs],
        "add": bound if isinstance(bound, NeedForm) else NeedForm(),
        "parties": parties_for(case),
        "consents": [_consent_words(consent, today) for consent in consents],
        "holds": holds,
        "give": bound if isinstance(bound, ConsentForm) else ConsentForm(today),
        "interventions": intervention_blocks(case, area, scope, today, bound),
        "intervene": bound if isinstance(bound, InterventionForm) and bound.act is None else InterventionForm(today),
        "withdraw": bound if isinstance(bound, WithdrawForm) else WithdrawForm(today),
    }
    return render(request, "cases/area.html", context)


def _need(need: Need, bound: forms.Form | None, today: date) -> dict[str, object]:
    mine = isinstance(bound, StepForm) and bound.need == need
    steps = [
        {
            "when": day_words(step.on, today),
            "text": f"{step.get_status_display().capitalize()}{': ' if step.text else ''}{step.text}",
            "who": step.by.name,
        }
        for step in need.updates.all()
    ]
    return {
        "line": need_line(need, today),
        "steps": steps,
        "form": bound if mine else StepForm(need, today),
        "open": mine,
        "by": f"{need.created_by.name}, {day_words(timezone.localtime(need.created_at).date(), today)}",
    }


def _consent_words(consent: Consent, today: date) -> dict[str, str]:
    given = f"Gegeven op {day_words(consent.given_on, today)}: {consent.note}"
    meta = f"Vastgelegd door {consent.recorded_by.name}"
    if consent.withdrawn_on is not None and consent.withdrawn_by is not None:
        meta += (
            f". Ingetrokken op {day_words(consent.withdrawn_on, today)}, vastgelegd door {consent.withdrawn_by.name}"
        )
    return {"text": given, "meta": f"{meta}."}
