"""What police and care told in a case."""

from dataclasses import dataclass
from datetime import date
from functools import partial

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from cases.background.forms import CareForm, PoliceForm, RemoveForm
from cases.background.models import CareInformation, PoliceInformation
from cases.background.selectors import care_information, police_information
from cases.background.services import record_care, record_police, take_out
from cases.dossiers.models import Case
from cases.views.common import acted, case_context, case_or_404
from nazorg.accounts.acts import Act, requires, user_of
from nazorg.accounts.log import log_access
from nazorg.common.scope import current_scope
from nazorg.common.words import day_words, moment_words

Told = PoliceInformation | CareInformation
_TAKEN_BACK = "De persoon trok de instemming in."


@dataclass(frozen=True)
class Line:
    """What was told, from whom, and the form to take it out; without words once it is."""

    source: str
    text: str
    meta: str
    removed: str
    url: str
    form: RemoveForm
    opened: bool


@requires(Act.COORDINATE)
@require_GET
def background(request: HttpRequest, reference: str) -> HttpResponse:
    """Both kinds, and a form for each."""
    case = case_or_404(reference)
    log_access(request, "background", reference)
    return _page(request, case)


@requires(Act.COORDINATE)
@require_POST
def police_add(request: HttpRequest, reference: str) -> HttpResponse:
    """Record what the police supplied."""
    case, form = case_or_404(reference), PoliceForm(timezone.localdate(), request.POST)

    def act() -> str:
        given = form.cleaned_data
        source = (given["supplied_by"], given["request"], given["on"])
        record_police(case, given["text"], *source, user_of(request), timezone.now())
        return "De politie-informatie is vastgelegd."

    return acted(request, case, form, act, partial(_page, request, case), "background")


@requires(Act.COORDINATE)
@require_POST
def care_add(request: HttpRequest, reference: str) -> HttpResponse:
    """Record what came from care."""
    case, form = case_or_404(reference), CareForm(timezone.localdate(), request.POST)

    def act() -> str:
        given = form.cleaned_data
        agreed = (given["agreed_on"], given["agreed_how"])
        record_care(case, given["text"], given["unit"], *agreed, given["on"], user_of(request), timezone.now())
        return "De zorginformatie is vastgelegd."

    return acted(request, case, form, act, partial(_page, request, case), "background")


@requires(Act.COORDINATE)
@require_POST
def police_remove(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Wipe what the police told."""
    return _removed(request, case_or_404(reference), PoliceInformation, number)


@requires(Act.COORDINATE)
@require_POST
def care_remove(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Wipe what came from care, for instance since the person took his agreement back."""
    return _removed(request, case_or_404(reference), CareInformation, number)


def _removed(
    request: HttpRequest, case: Case, model: type[PoliceInformation] | type[CareInformation], number: int
) -> HttpResponse:
    told = model.objects.visible_to(current_scope()).filter(case=case, pk=number).first()
    if told is None:
        raise Http404
    form = RemoveForm(_key(told), data=request.POST)

    def act() -> str:
        take_out(told, form.cleaned_data["why"], user_of(request), timezone.now())
        return "De tekst is weg. Dat er informatie was, blijft staan."

    return acted(request, case, form, act, partial(_page, request, case), "background")


def _page(request: HttpRequest, case: Case, bound: forms.Form | None = None) -> HttpResponse:
    scope, today = current_scope(), timezone.localdate()
    context = {
        **case_context(case),
        "form": bound,
        "police": [_line(one, bound, today) for one in police_information(case, scope)],
        "care": [_line(one, bound, today) for one in care_information(case, scope)],
        "police_form": bound if isinstance(bound, PoliceForm) else PoliceForm(today),
        "care_form": bound if isinstance(bound, CareForm) else CareForm(today),
    }
    return render(request, "background/background.html", context)


def _line(told: Told, bound: forms.Form | None, today: date) -> Line:
    mine = isinstance(bound, RemoveForm) and bound.key == _key(told)
    agreed = isinstance(told, CareInformation) and told.basis == CareInformation.Basis.AGREED
    removed = ""
    if told.removed_at is not None and told.removed_by is not None:
        removed = f"Weggehaald door {told.removed_by.name}, {moment_words(told.removed_at, today)}: {told.removed_why}"
    form = bound if isinstance(bound, RemoveForm) and mine else RemoveForm(_key(told), _TAKEN_BACK if agreed else "")
    return Line(
        source=_source(told, today),
        text=told.text,
        meta=f"Ontvangen {day_words(told.on, today)}. Vastgelegd door {told.by.name}, {moment_words(told.at, today)}.",
        removed=removed,
        url=reverse(
            "care_remove" if isinstance(told, CareInformation) else "police_remove",
            args=[told.case.reference, told.pk],
        ),
        form=form,
        opened=mine,
    )


def _key(told: Told) -> str:
    return f"{told.category}{told.pk}"


def _source(told: Told, today: date) -> str:
    if isinstance(told, PoliceInformation):
        return f"{told.supplied_by}, politie. Op verzoek: {told.request}"
    if told.agreed_on is None:
        return f"{told.unit}, voor dit doel gegeven"
    where = f"{told.unit}, " if told.unit else ""
    return f"{where}met instemming van {day_words(told.agreed_on, today)}: {told.agreed_how}"
