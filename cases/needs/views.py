"""One life area of a case: what was said, what is needed, and what the person agreed to."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from cases.needs.forms import ConsentForm, NeedForm, StepForm, WithdrawForm
from cases.needs.models import Consent, Need
from cases.needs.page import acted, area_page, case_and_area
from cases.needs.services import add_need, give_consent, update_need, withdraw_consent
from nazorg.accounts.acts import Act, requires, user_of
from nazorg.accounts.log import log_access
from nazorg.common.scope import current_scope


@requires(Act.WORK_CASE)
@require_GET
def case_area(request: HttpRequest, reference: str, area: str) -> HttpResponse:
    """The area with its answer, needs and consent, and a form for each act."""
    case, code = case_and_area(reference, area)
    log_access(request, "case_area", reference)
    return area_page(request, case, code)


@requires(Act.WORK_CASE)
@require_POST
def need_add(request: HttpRequest, reference: str, area: str) -> HttpResponse:
    """Record a need."""
    case, code = case_and_area(reference, area)
    form, by, now = NeedForm(request.POST), user_of(request), timezone.now()

    def act() -> str:
        add_need(case, code, form.cleaned_data["title"], form.cleaned_data["party"], by, now)
        return "De hulpvraag is vastgelegd."

    return acted(request, case, code, form, act)


@requires(Act.WORK_CASE)
@require_POST
def need_step(request: HttpRequest, reference: str, area: str, number: int) -> HttpResponse:
    """Record a step in a need."""
    case, code = case_and_area(reference, area)
    need = Need.objects.visible_to(current_scope()).filter(case=case, area=code, pk=number).first()
    if need is None:
        raise Http404
    form, by, now = StepForm(need, timezone.localdate(), request.POST), user_of(request), timezone.now()

    def act() -> str:
        given = form.cleaned_data
        update_need(need, given["status"], given["text"], given["on"], by, now)
        return "De stap is vastgelegd."

    return acted(request, case, code, form, act)


@requires(Act.WORK_CASE)
@require_POST
def consent_give(request: HttpRequest, reference: str, area: str) -> HttpResponse:
    """Record that the person agreed."""
    case, code = case_and_area(reference, area)
    form, by, now = ConsentForm(timezone.localdate(), request.POST), user_of(request), timezone.now()

    def act() -> str:
        give_consent(case, code, form.cleaned_data["given_on"], form.cleaned_data["note"], by, now)
        return "De toestemming is vastgelegd."

    return acted(request, case, code, form, act)


@requires(Act.WORK_CASE)
@require_POST
def consent_withdraw(request: HttpRequest, reference: str, area: str, number: int) -> HttpResponse:
    """Record that the person took it back."""
    case, code = case_and_area(reference, area)
    consent = Consent.objects.visible_to(current_scope()).filter(case=case, area=code, pk=number).first()
    if consent is None:
        raise Http404
    form, by, now = WithdrawForm(timezone.localdate(), request.POST), user_of(request), timezone.now()

    def act() -> str:
        withdraw_consent(consent, form.cleaned_data["on"], by, now)
        return "De toestemming is ingetrokken. Dit leefgebied gaat niet meer mee in een overdracht."

    return acted(request, case, code, form, act)
