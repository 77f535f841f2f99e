"""The screening queue, and one case of it with all that is known beside it."""

from dataclasses import replace
from urllib.parse import urlencode

from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from cases.dossiers.models import Case
from cases.profiles.selectors import latest_profile
from cases.profiles.words import profile_words
from cases.requests.lists import Neighbours
from cases.screening.forms import ScreeningForm
from cases.screening.known import known_before, screened_words
from cases.screening.lines import queue_line
from cases.screening.models import Screening
from cases.screening.selectors import place_in_queue, queue, screenings_of
from cases.screening.services import screen
from cases.selectors import detentions_of
from cases.targets.selectors import target_groups
from cases.views.common import case_context, case_or_404, reference_or_404
from cases.views.dossier import case_facts
from cases.views.overview import overview
from cases.views.tables import detention_table, state_tag
from nazorg.accounts.acts import Act, requires, user_of
from nazorg.accounts.log import log_access
from nazorg.common.scope import Scope, current_scope, open_scope
from nazorg.covenant.categories import Category

PAGE = 50
# The outcomes with the key that chooses each, in the order of the buttons.
KEYS = {"nothing": "g", "follow": "v", "profile": "p", "urgent": "u"}


@requires(Act.COORDINATE)
@require_GET
def screening(request: HttpRequest) -> HttpResponse:
    """All cases to screen; opening it is not logged, opening a case from it is."""
    today = timezone.localdate()
    page = Paginator(queue(current_scope()), PAGE).get_page(request.GET.get("page"))
    lines = [queue_line(case, today, first=place == 0 and page.number == 1) for place, case in enumerate(page)]
    context = {"page": page, "lines": lines, "just": _just_screened(request)}
    return render(request, "screening/queue.html", context)


@requires(Act.COORDINATE)
def screening_case(request: HttpRequest, reference: str) -> HttpResponse:
    """One case, to be judged with one key; or judged again, which corrects what stands."""
    case = case_or_404(reference)
    log_access(request, "screening_case", reference)
    form = ScreeningForm(request.POST or None)
    if form.is_bound and form.is_valid():
        # Whoever comes next, before this one leaves the queue.
        place = place_in_queue(case, current_scope())
        done = _screened(case, form, request)
        if done is not None:
            return redirect(_after(case, done, place))
    with open_scope(_without_bij(current_scope())):
        return render(request, "screening/case.html", _context(case, form) | {"just": _just_screened(request)})


def _without_bij(scope: Scope) -> Scope:
    """What a screening may be based on: BIJ informs the mayor, and is no source for judging a risk."""
    return replace(scope, read=scope.read - {Category.BIJ.value})


def _screened(case: Case, form: ScreeningForm, request: HttpRequest) -> Screening | None:
    given = form.cleaned_data
    try:
        return screen(case, given["outcome"], given["note"], given["seen"], user_of(request), timezone.now())
    except ValidationError as refused:
        form.add_error(None, refused.messages)
        return None


def _after(case: Case, done: Screening, place: Neighbours) -> str:
    """To the profile where one is to be written, else to who comes next; whoever only corrected stays at the case."""
    if done.outcome == Screening.Outcome.PROFILE:
        then = f"?{urlencode({'verder': place.next})}" if place.number and place.next else ""
        return reverse("profile_write", args=[case.reference]) + then
    if place.number is None:
        return reverse("screening_case", args=[case.reference])
    there = reverse("screening_case", args=[place.next]) if place.next else reverse("screening")
    return f"{there}?{urlencode({'na': case.reference})}"


def _just_screened(request: HttpRequest) -> dict[str, str]:
    """Who was screened before this page came, with the way back for whoever pressed the wrong key."""
    if "na" not in request.GET:
        return {}
    scope, reference = current_scope(), reference_or_404(request.GET["na"])
    case = Case.objects.visible_to(scope).select_related("person").filter(reference=reference).first()
    done = next(iter(screenings_of(case, scope)), None) if case else None
    if case is None or done is None:
        return {}
    url = reverse("screening_case", args=[case.reference])
    return {"text": f"{case.person.full_name}: {done.get_outcome_display()}.", "url": url}


def _context(case: Case, form: ScreeningForm) -> dict[str, object]:
    scope, today = current_scope(), timezone.localdate()
    screenings, profile = screenings_of(case, scope), latest_profile(case, scope)
    latest = screenings[0] if screenings else None
    return {
        **case_context(case),
        "tag": state_tag(case, today),
        "facts": case_facts(case, today, scope),
        "form": form,
        "seen": latest.pk if latest else "",
        "note": form["note"]
        if form.is_bound or latest is None
        else ScreeningForm(initial={"note": latest.note})["note"],
        "screened": screened_words(screenings, today),
        "outcomes": [(value, label, KEYS[value]) for value, label in Screening.Outcome.choices],
        "profile": profile_words(profile, today) if profile else None,
        "targets": [target for target in target_groups(case, scope, today) if target.shown],
        "known": known_before(case, scope, today),
        "detentions": detention_table(detentions_of(case.person, scope), today),
        "pager": _pager(case),
        **{
            name: value
            for name, value in overview(case, today, scope).items()
            if name in ("areas", "areas_words", "flags")
        },
    }


def _pager(case: Case) -> dict[str, object]:
    place = place_in_queue(case, current_scope())

    def address(reference: str) -> str:
        return reverse("screening_case", args=[reference]) if reference else ""

    return {
        "label": "Screening",
        "url": reverse("screening"),
        "number": place.number,
        "total": place.total,
        "previous": address(place.previous),
        "next": address(place.next),
    }
