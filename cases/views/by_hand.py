"""A case by hand: search first, then everything on one screen."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from cases.detentions.models import Detention
from cases.dossiers.models import Case
from cases.dossiers.services import join_detention, open_by_hand
from cases.forms_by_hand import NEW, OpenCaseForm, WhoForm, partner_names
from cases.people.models import Person
from cases.people.names import PREFIXES
from cases.people.search import find_people
from cases.selectors import cases_of_people, detentions_of, find_case, offered_detention
from cases.views.tables import place_words
from nazorg.accounts.acts import Act, requires, user_of
from nazorg.accounts.log import log_access
from nazorg.accounts.models import User
from nazorg.common.scope import Scope, current_scope
from nazorg.common.words import born_words, spaced

# More do not fit a list to choose from; a longer search finds fewer.
MOST = 20


@requires(Act.OPEN_CASE)
@sensitive_post_parameters()
def case_new(request: HttpRequest) -> HttpResponse:
    """Search somebody (posted, so that no name comes into an address), then open a case for them or somebody new."""
    posted = request.method == "POST"
    who = WhoForm(request.POST if posted else None)
    context: dict[str, object] = {"who": who, "partners": partner_names()}
    if posted and who.is_valid():
        scope, text = current_scope(), who.cleaned_data["q"]
        people = find_people(text, scope)
        choices = _described(people[:MOST], scope)
        if "open" in request.POST:
            form = OpenCaseForm(choices, request.POST)
            case = _open(form, scope, user_of(request)) if form.is_valid() else None
            if case is not None:
                log_access(request, "case_new", case.reference)
                messages.success(request, f"Casus {spaced(case.reference)} is geopend.")
                return redirect("case", case.reference)
        else:
            log_access(request, "search", ground=f"{len(people)} gevonden")
            first = choices[0][0].reference if len(choices) == 1 else "" if choices else NEW
            form = OpenCaseForm(choices, initial={"q": text, "person": first, **_name_of(text)})
        context |= {"form": form, "found": len(choices), "more": len(people) > MOST, "most": MOST}
    return render(request, "cases/case_new.html", context)


@requires(Act.OPEN_CASE)
@require_POST
def case_join(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Tie a case by hand to the detention that a later notification told of."""
    scope = current_scope()
    try:
        case = find_case(reference, scope)
    except Case.DoesNotExist:
        raise Http404 from None
    detention = offered_detention(case, scope)
    if detention is None or detention.pk != number:
        messages.error(request, "Deze detentie kan niet (meer) bij deze casus. Bekijk de casus opnieuw.")
        return redirect("case", reference)
    try:
        join_detention(case, detention, timezone.now())
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        log_access(request, "case_join", reference)
        messages.success(request, "De detentie hoort nu bij deze casus.")
    return redirect("case", reference)


def _open(form: OpenCaseForm, scope: Scope, by: User) -> Case | None:
    """Open the case; None where that is refused, with the reason on the form."""
    person = form.chosen_person
    detention = None
    if form.cleaned_data["detention"] and person is not None:
        detention = _without_case(person, scope)
        if detention is None:
            form.add_error("detention", "Deze persoon heeft geen detentie zonder casus. Kies zonder detentie.")
            return None
    try:
        return open_by_hand(
            person=person,
            new_person=None if person else form.new_person,
            municipality=form.chosen_municipality,
            brought_in_by=form.cleaned_data["brought_in_by"],
            why=form.cleaned_data["why"],
            detention=detention,
            by=by,
            now=timezone.now(),
        )
    except ValidationError as refused:
        form.add_error(None, " ".join(refused.messages))
        return None


def _described(people: list[Person], scope: Scope) -> list[tuple[Person, str]]:
    """Each person in a line: name, birth date, case, and a detention that has no case yet."""
    cases = cases_of_people(people, scope)
    described = []
    for person in people:
        parts = [person.full_name, born_words(person.born)]
        if latest := next(iter(cases[person.pk]), None):
            parts.append(f"casus {spaced(latest.reference)}")
        if detention := _without_case(person, scope):
            since = f" sinds {detention.start_on:%d-%m-%Y}" if detention.start_on else ""
            parts.append(f"detentie zonder casus: {place_words(detention) or 'PI onbekend'}{since}")
        described.append((person, ", ".join(parts)))
    return described


def _without_case(person: Person, scope: Scope) -> Detention | None:
    """The latest detention of a person, where it has no case."""
    latest = detentions_of(person, scope).first()
    if latest is None or Case.objects.visible_to(scope).filter(detention=latest).exists():
        return None
    return latest


def _name_of(text: str) -> dict[str, str]:
    """What was sought as a beginning of the name of somebody new; a date or a number is none."""
    if any(character.isdigit() for character in text):
        return {}
    *before, family_name = text.split()
    prefix = [word for word in before if word.lower() in PREFIXES]
    given_names = [word for word in before if word not in prefix]
    return {"given_names": " ".join(given_names), "name_prefix": " ".join(prefix), "family_name": family_name}
