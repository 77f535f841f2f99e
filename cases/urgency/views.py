"""The page of a case about what cannot wait: who was told, and who has said to have it."""

from datetime import date
from functools import partial

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from cases.disclosures.views import rows_of
from cases.dossiers.models import Case
from cases.urgency.forms import AcknowledgeForm, UrgentForm
from cases.urgency.models import Alert, Urgency
from cases.urgency.selectors import urgencies_of
from cases.urgency.services import acknowledge, person_part, raise_urgency
from cases.views.common import acted, case_context, case_or_404
from nazorg.accounts.acts import Act, requires, user_of
from nazorg.accounts.log import log_access
from nazorg.common.scope import current_scope
from nazorg.common.words import counted, day_words, moment_words

_PAGE = "case_urgent"


@requires(Act.COORDINATE)
@require_GET
def case_urgent(request: HttpRequest, reference: str) -> HttpResponse:
    """What was passed on at once."""
    case = case_or_404(reference)
    log_access(request, _PAGE, reference)
    return _page(request, case)


@requires(Act.COORDINATE)
@require_POST
def urgent_raise(request: HttpRequest, reference: str) -> HttpResponse:
    """Pass something on."""
    case, now = case_or_404(reference), timezone.now()
    form = UrgentForm(current_scope(), timezone.localdate(now), request.POST)

    def act() -> str:
        people = form.people_by_unit()
        raise_urgency(case, form.message(), people, user_of(request), now)
        number = sum(len(names) for names in people.values())
        return f"Vastgelegd: gemeld aan {counted(number, 'persoon', 'personen')}. Vraag elk om een bevestiging."

    return acted(request, case, form, act, partial(_page, request, case), _PAGE)


@requires(Act.COORDINATE)
@require_POST
def urgent_acknowledge(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Somebody said to have it."""
    case, now = case_or_404(reference), timezone.now()
    alert = Alert.objects.visible_to(current_scope()).filter(urgency__case=case, pk=number).first()
    if alert is None:
        raise Http404
    form = AcknowledgeForm(alert, timezone.localdate(now), request.POST)

    def act() -> str:
        acknowledge(alert, form.cleaned_data["who"], form.cleaned_data["on"], now)
        return f"Vastgelegd: bevestigd door {form.cleaned_data['who']}."

    return acted(request, case, form, act, partial(_page, request, case), _PAGE)


def _page(request: HttpRequest, case: Case, bound: forms.Form | None = None) -> HttpResponse:
    """The page; `bound` is the form that was refused."""
    scope, today = current_scope(), timezone.localdate()
    part = person_part(case)
    context = {
        **case_context(case),
        "form": bound,
        "urgencies": [_shown(one, bound, today) for one in urgencies_of(case, scope)],
        "raise": bound if isinstance(bound, UrgentForm) else UrgentForm(scope, today),
        "part": part,
        "rows": rows_of(part.text),
    }
    return render(request, "urgency/urgency.html", context)


def _shown(urgency: Urgency, bound: forms.Form | None, today: date) -> dict[str, object]:
    alerts = []
    for alert in urgency.alerts.all():
        mine = isinstance(bound, AcknowledgeForm) and bound.alert == alert
        done = alert.acknowledged_on
        alerts.append({
            "alert": alert,
            "done": f"{alert.acknowledged_by}, {day_words(done, today)}" if done else "",
            "form": None if done else bound if mine else AcknowledgeForm(alert, today),
            "open": mine,
        })  # fmt: skip
    when = f"{moment_words(urgency.raised_at, today)}, door {urgency.raised_by.name}"
    return {"text": urgency.text, "pk": urgency.pk, "when": when, "alerts": alerts}
