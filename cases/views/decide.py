"""Deciding about a case that waits for it: under age, no municipality known, too late, or free already."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from cases.dossiers.services import decide
from cases.forms import DecideForm
from cases.views.common import case_or_404
from nazorg.accounts.acts import Act, requires, user_of
from nazorg.accounts.log import log_access


@requires(Act.OPEN_CASE)
@require_POST
def case_decide(request: HttpRequest, reference: str) -> HttpResponse:
    """Settle it; the page of the case says what came of it."""
    case = case_or_404(reference)
    form = DecideForm(case, request.POST)
    if not form.is_valid():
        messages.error(request, " ".join(str(error) for errors in form.errors.values() for error in errors))
        return redirect("case", reference)
    try:
        decide(
            case,
            municipality=form.cleaned_data["gemeente"],
            why=form.cleaned_data["waarom"],
            by=user_of(request),
            now=timezone.now(),
            ask_it=form.asks,
        )
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        log_access(request, "case_decide", reference)
        messages.success(request, "Uw beslissing is vastgelegd.")
    return redirect("case", reference)
