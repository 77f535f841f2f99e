"""Where a case is in its course, and the steps that the coordinator may take."""

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from cases.course.forms import FORMS, CloseForm
from cases.course.models import Course, Outcome
from cases.course.open import OpenThing, open_things
from cases.course.selectors import course_of, step_words, steps_of
from cases.course.services import go_to
from cases.dossiers.models import Case
from cases.needs.selectors import parties_for
from cases.selectors import cases_of
from cases.views.common import case_context, case_or_404
from nazorg.accounts.acts import Act, may, requires, user_of
from nazorg.accounts.log import log_access
from nazorg.common.scope import current_scope
from nazorg.common.words import day_words, spaced

_BY_SLUG = {"rust": Course.RESTING, "terug": Course.RECALLED, "sluiten": Course.CLOSED}
_SLUGS = {state: slug for slug, state in _BY_SLUG.items()}
_DONE = {
    Course.RESTING: "De casus staat op rust.",
    Course.RECALLED: "De casus is teruggeroepen.",
    Course.CLOSED: "De casus is gesloten.",
}


@requires(Act.SEE_PLAN)
@require_GET
def case_course(request: HttpRequest, reference: str) -> HttpResponse:
    """How the case stands, what came before, and what may follow."""
    case = case_or_404(reference)
    log_access(request, "case_course", reference)
    return _page(request, case)


@requires(Act.COORDINATE)
@require_POST
def course_step(request: HttpRequest, reference: str, state: str) -> HttpResponse:
    """Take the case to its next state."""
    case, now = case_or_404(reference), timezone.now()
    wanted = _BY_SLUG.get(state)
    if wanted is None:
        raise Http404
    today = timezone.localdate(now)
    things = open_things(case, current_scope(), today) if wanted == Course.CLOSED else None
    form = FORMS[wanted](today, request.POST, things)
    if form.is_valid():
        try:
            step = go_to(case, form.wanted(), user_of(request), now)
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            log_access(request, "course_step", reference)
            messages.success(request, _DONE[wanted] + _hint(step.outcome))
            return redirect("case_course", reference)
    return _page(request, case, form)


def _hint(outcome: str) -> str:
    """What is left to do after an end that says something about the person."""
    if outcome == Outcome.SOMEONE_ELSE:
        return " Zet de gegevens nu bij de juiste persoon: zie hieronder."
    if outcome == Outcome.DIED:
        return " Heeft deze persoon nog een casus die loopt? Sluit die ook: zie ‘Andere casussen’."
    return ""


def _page(request: HttpRequest, case: Case, bound: forms.Form | None = None) -> HttpResponse:
    """The page; `bound` is the form that was refused."""
    scope, today = current_scope(), timezone.localdate()
    stand, writes = course_of(case, scope), may(request.user, Act.COORDINATE)
    things = open_things(case, scope, today)
    last = steps_of(case, scope).filter(current=True).first()
    died = last is not None and last.outcome == Outcome.DIED and writes
    steps = [
        {
            "text": str(step.get_state_display()).capitalize() + (f": {words}" if (words := step_words(step)) else ""),
            "meta": f"{day_words(step.on, today)}, {step.by.name}",
        }
        for step in steps_of(case, scope)
    ]
    context = {
        **case_context(case),
        "form": bound,
        "stand": stand,
        "since": day_words(stand.since or case.opened_on, today),
        "steps": steps,
        "next": [_offered(state, bound, things) for state in stand.may_follow] if writes else [],
        "things": things,
        "parties": parties_for(case),
        "died": Outcome.DIED.value,
        "stands_since": stand.since,
        "others": [
            {"text": f"Casus {spaced(other.reference)}", "url": reverse("case_course", args=[other.reference]),
             "meta": f"{course.state.label}, geopend {day_words(other.opened_on, today)}",
             "closes": other if died and course.state != Course.CLOSED else None}
            for other in cases_of(case.person, scope) if other.pk != case.pk for course in [course_of(other, scope)]
        ],
        "may_merge": may(request.user, Act.MERGE_PERSONS),
    }  # fmt: skip
    return render(request, "course/course.html", context)


def _offered(state: Course, bound: forms.Form | None, things: list[OpenThing]) -> dict[str, object]:
    kind = FORMS[state]
    form = bound if isinstance(bound, kind) else kind(timezone.localdate(), things=things)
    return {"form": form, "slug": _SLUGS[state], "open": form is bound, "closes": kind is CloseForm}
