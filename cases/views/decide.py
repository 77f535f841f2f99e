"""Deciding about a case that waits for it: under age, or no municipality known."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from cases.dossiers.models import Case
from cases.dossiers.services import decide
from cases.forms import DecideForm
from cases.selectors import find_case
from nazorg.accounts.acts import Act, requires
from nazorg.accounts.log import log_access
from nazorg.accounts.models import User
from nazorg.common.scope import current_scope


@requires(Act.OPEN_CASE)
@require_POST
def case_decide(request: HttpRequest, reference: str) -> HttpResponse:
    """Settle it; the page of the case says what came of it."""
    try:
        case = find_case(reference, current_scope())
    except Case.DoesNotExist:
        raise Http404 from None
    form = DecideForm(case, request.POST)
    user = request.user
    if not form.is_valid() or not isinstance(user, User):
        messages.error(request, " ".join(str(error) for errors in form.errors.values() for error in errors))
        return redirect("case", reference)
    try:
        decide(
            case,
            municipality=form.cleaned_data["gemeente"],
            why=form.cleaned_data["waarom"],
            by=user,
            now=timezone.now(),
        )
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        log_access(request, "case_decide", reference)
        messages.success(request, "Uw beslissing is vastgelegd.")
    return redirect("case", reference)
