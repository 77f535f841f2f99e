"""Interventions on a life area, recorded by staff on the page of that area."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from cases.dossiers.models import Case
from cases.interventions.forms import EndForm, InterventionForm
from cases.interventions.models import Intervention
from cases.interventions.services import correct_intervention, end_intervention, start_intervention
from cases.needs.page import acted, case_and_area
from nazorg.accounts.acts import Act, requires, user_of
from nazorg.common.scope import current_scope


@requires(Act.WORK_CASE)
@require_POST
def intervention_add(request: HttpRequest, reference: str, area: str) -> HttpResponse:
    """Record an intervention."""
    case, code = case_and_area(reference, area)
    by, now = user_of(request), timezone.now()
    form = InterventionForm(timezone.localdate(now), data=request.POST)

    def act() -> str:
        start_intervention(case, code, form.wanted(), by, now)
        return "De interventie is vastgelegd."

    return acted(request, case, code, form, act)


@requires(Act.WORK_CASE)
@require_POST
def intervention_correct(request: HttpRequest, reference: str, area: str, number: int) -> HttpResponse:
    """Put an intervention right."""
    case, code = case_and_area(reference, area)
    found, now = _found_or_404(case, code, number), timezone.now()
    form = InterventionForm(timezone.localdate(now), found.act, request.POST)

    def act() -> str:
        correct_intervention(found, form.wanted(), now)
        return "De interventie is gewijzigd."

    return acted(request, case, code, form, act)


@requires(Act.WORK_CASE)
@require_POST
def intervention_end(request: HttpRequest, reference: str, area: str, number: int) -> HttpResponse:
    """Record how an intervention ended."""
    case, code = case_and_area(reference, area)
    found, by, now = _found_or_404(case, code, number), user_of(request), timezone.now()
    form = EndForm(timezone.localdate(now), found.act, request.POST)

    def act() -> str:
        end_intervention(found, form.cleaned_data["on"], form.cleaned_data["result"], by, now)
        return "Het resultaat is vastgelegd."

    return acted(request, case, code, form, act)


def _found_or_404(case: Case, area: str, number: int) -> Intervention:
    interventions = Intervention.objects.visible_to(current_scope()).select_related("act")
    found = interventions.filter(case=case, act__area=area, pk=number).first()
    if found is None:
        raise Http404
    return found
