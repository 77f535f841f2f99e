"""The numbers by which others know a case, on one page."""

from functools import partial

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from cases.dossiers.models import Case
from cases.outside.forms import NumberForm
from cases.outside.models import OutsideNumber
from cases.outside.selectors import numbers_of
from cases.outside.services import add_number, change_number, remove_number
from cases.views.common import acted, case_context, case_or_404
from nazorg.accounts.acts import Act, requires, user_of
from nazorg.accounts.log import log_access
from nazorg.common.scope import current_scope


@requires(Act.WORK_CASE)
@require_GET
def case_numbers(request: HttpRequest, reference: str) -> HttpResponse:
    """All of them, each with its form."""
    case = case_or_404(reference)
    log_access(request, "case_numbers", reference)
    return _page(request, case)


@requires(Act.WORK_CASE)
@require_POST
def number_add(request: HttpRequest, reference: str) -> HttpResponse:
    """Record one."""
    case, form = case_or_404(reference), NumberForm(data=request.POST)
    by, now = user_of(request), timezone.now()

    def act() -> str:
        given = form.cleaned_data
        add_number(case, given["kind"], given["number"], given["source"], by, now)
        return "Het nummer is vastgelegd."

    return acted(request, case, form, act, partial(_page, request, case), "case_numbers")


@requires(Act.WORK_CASE)
@require_POST
def number_change(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Put one right."""
    case = case_or_404(reference)
    found = _found_or_404(case, number)
    form = NumberForm(found, request.POST)

    def act() -> str:
        given = form.cleaned_data
        change_number(found, given["kind"], given["number"], given["source"])
        return "Het nummer is gewijzigd."

    return acted(request, case, form, act, partial(_page, request, case), "case_numbers")


@requires(Act.WORK_CASE)
@require_POST
def number_remove(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Take one away."""
    case = case_or_404(reference)
    remove_number(_found_or_404(case, number))
    log_access(request, "number_remove", reference)
    messages.success(request, "Het nummer is weggehaald.")
    return redirect("case_numbers", reference)


def _found_or_404(case: Case, number: int) -> OutsideNumber:
    found = numbers_of(case, current_scope()).filter(pk=number).first()
    if found is None:
        raise Http404
    return found


def _page(request: HttpRequest, case: Case, bound: NumberForm | None = None) -> HttpResponse:
    numbers = [
        (one, bound if bound is not None and bound.row == one else NumberForm(one))
        for one in numbers_of(case, current_scope())
    ]
    new = bound if bound is not None and bound.row is None else NumberForm()
    return render(
        request, "outside/numbers.html", {**case_context(case), "form": bound, "numbers": numbers, "new": new}
    )
