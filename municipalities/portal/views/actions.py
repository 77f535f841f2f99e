"""Our actions: what the coordinator gave this municipality to do."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from cases.plans.models import ActionLine
from cases.plans.selectors import own_lines
from cases.plans.services import ChangedMeanwhile, take_step
from municipalities.portal.actions import ActionForm, actions_of
from nazorg.accounts.acts import Act, requires, user_of
from nazorg.accounts.log import log_access
from nazorg.common.scope import current_scope


@requires(Act.USE_PORTAL)
@require_GET
def portal_actions(request: HttpRequest) -> HttpResponse:
    """The own lines, the most pressing first."""
    log_access(request, "portal_actions")
    return _page(request)


@requires(Act.USE_PORTAL)
@require_POST
def portal_action_step(request: HttpRequest, number: int) -> HttpResponse:
    """Say how a line stands; without a button a comment alone."""
    line = _line_or_404(number)
    form, now = ActionForm(line, request.POST), timezone.now()
    if form.is_valid():
        state = request.POST.get("stand") or line.state
        given = form.cleaned_data
        try:
            step = take_step(
                line, state, given["text"], timezone.localdate(now), given["seen"] or 0, user_of(request), now
            )
        except ChangedMeanwhile as changed:
            form.add_error(None, changed)
            line = _line_or_404(number)
            form.data = {form.add_prefix("text"): given["text"], form.add_prefix("seen"): line.version}
        except ValidationError as refused:
            for field, wrong in _by_field(refused).items():
                form.add_error(field if field in form.fields else None, wrong)
        else:
            log_access(request, "portal_action_step", line.case.reference)
            messages.success(request, f"Vastgelegd: {step.get_state_display()}.")
            return redirect("portal_actions")
    return _page(request, form)


def _by_field(refused: ValidationError) -> dict[str, list[str]]:
    """What is wrong by field; the page has no more than one box."""
    return refused.message_dict if hasattr(refused, "error_dict") else {"": refused.messages}


def _line_or_404(number: int) -> ActionLine:
    line = own_lines(current_scope()).filter(pk=number).first()
    if line is None:
        raise Http404
    return line


def _page(request: HttpRequest, bound: ActionForm | None = None) -> HttpResponse:
    scope = current_scope()
    page = actions_of(scope, timezone.localdate(), bound)
    context = {"page": page, "form": bound, "several": len(scope.municipalities) > 1}
    return render(request, "portal/actions.html", context)
