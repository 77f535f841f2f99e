"""One case, one person. Opening either is logged."""

from datetime import date

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from cases.detentions.models import Abode, AskedForHelp, Detention, DetentionTitle
from cases.dossiers.models import Case
from cases.forms import DecideForm
from cases.outside.selectors import numbers_of
from cases.people.models import Person
from cases.requests.pager import pager_context
from cases.selectors import (
    actual_stay,
    bsn_of,
    cases_of,
    detentions_of,
    find_person,
    has_bsn,
    offered_detention,
)
from cases.views.common import case_context, case_or_404
from cases.views.due import due_in
from cases.views.judged import judged
from cases.views.overview import overview
from cases.views.tables import (
    detention_table,
    merge_lines,
    municipality_words,
    own_case_table,
    person_url,
    place_words,
    state_tag,
)
from cases.views.todo import with_one_primary
from nazorg.accounts.acts import Act, may, requires
from nazorg.accounts.log import log_access
from nazorg.common.scope import Scope, current_scope
from nazorg.common.words import age_words, born_words, day_words, in_days, spaced

Fact = dict[str, str]


@requires(Act.SEE_CASES)
@require_GET
def case(request: HttpRequest, reference: str) -> HttpResponse:
    """A case: who, where, whose, the clock, what is to be done, and what happened."""
    found, scope, today = case_or_404(reference), current_scope(), timezone.localdate()
    log_access(request, "case", reference)
    opens = may(request.user, Act.OPEN_CASE)
    chain = overview(found, today, scope)
    context = {
        **case_context(found),
        "tag": state_tag(found, today),
        "facts": case_facts(found, today, scope),
        "detentions": detention_table(detentions_of(found.person, scope), today),
        "others": [_other(other, today) for other in cases_of(found.person, scope) if other.pk != found.pk],
        "numbers": [*_numbers(found.person), *_elsewhere(found, scope)],
        "decide": DecideForm(found) if found.to_decide and opens else None,
        "offered": offered_detention(found, scope) if opens else None,
        "may_work": may(request.user, Act.WORK_CASE),
        "may_coordinate": may(request.user, Act.COORDINATE),
        **chain,
        **judged(found, scope, today),
        "todo": with_one_primary([*chain.get("todo", []), *due_in(found, scope, today)]),
        **pager_context(request, found),
        **_bsn_context(request, found.person, scope),
    }
    return render(request, "cases/case.html", context)


@requires(Act.SEE_CASES)
@require_GET
def person(request: HttpRequest, reference: str) -> HttpResponse:
    """A person: identity, numbers, detentions, cases and merges."""
    found = _person_or_404(reference)
    log_access(request, "person", reference)
    return render(request, "cases/person.html", _person_context(request, found))


@requires(Act.SEE_BSN)
@require_POST
def person_bsn(request: HttpRequest, reference: str) -> HttpResponse:
    """The page of a person with the BSN readable: asked for by a button, once, and logged."""
    found = _person_or_404(reference)
    if settings.BSN_OFF:
        raise Http404
    log_access(request, "person_bsn", reference)
    context = _person_context(request, found) | {"bsn": bsn_of(found, current_scope())}
    return render(request, "cases/person.html", context)


def _person_or_404(reference: str) -> Person:
    try:
        return find_person(reference, current_scope())
    except Person.DoesNotExist:
        raise Http404 from None


def _person_context(request: HttpRequest, found: Person) -> dict[str, object]:
    scope, today = current_scope(), timezone.localdate()
    cases = list(cases_of(found, scope))
    return {
        "person": found,
        "reference": spaced(found.reference),
        "facts": _identity(found, today),
        "numbers": _numbers(found),
        "cases": own_case_table(cases, today),
        "detentions": detention_table(detentions_of(found, scope), today),
        "merges": merge_lines(found),
        "kept_url": person_url(found.merged_into) if found.merged_into else "",
        "merge_url": reverse("person_merge", args=[found.reference]) if may(request.user, Act.MERGE_PERSONS) else "",
        **_bsn_context(request, found, scope),
    }


def _bsn_context(request: HttpRequest, found: Person, scope: Scope) -> dict[str, object]:
    shown = not settings.BSN_OFF and may(request.user, Act.SEE_BSN)
    return {
        "may_see_bsn": shown,
        "has_bsn": shown and has_bsn(found, scope),
        "bsn_url": reverse("person_bsn", args=[found.reference]),
    }


def case_facts(found: Case, today: date, scope: Scope) -> list[Fact]:
    """The facts in the head of a case."""
    facts = [_identity(found.person, today)[0]]
    if found.detention is not None:
        facts += [_place(found.detention, today), _release(found.detention, today)]
    facts.append(_municipality(found, today, scope))
    if found.detention is not None:
        title = DetentionTitle.objects.visible_to(scope).filter(detention=found.detention).first()
        help_asked = AskedForHelp.objects.visible_to(scope).filter(detention=found.detention).first()
        if title is not None:
            facts.append({"label": "Titel", "value": title.get_title_display()})
        if help_asked is not None:
            facts.append({"label": "Hulpvraag bij aankomst", "value": "ja" if help_asked.asked else "nee"})
    return facts


def person_facts(found: Person, today: date) -> list[Fact]:
    """Who somebody is, without a BSN."""
    return [*_identity(found, today), *_numbers(found)]


def _identity(found: Person, today: date) -> list[Fact]:
    return [
        {"label": "Geboren", "value": born_words(found.born), "note": age_words(found.born, today)},
        {"label": "Geslacht", "value": found.get_sex_display()},
        {"label": "Laatste adres", "value": found.address or "onbekend"},
    ]


def _numbers(found: Person) -> list[Fact]:
    return [{"label": "SKN", "value": found.skn or "onbekend"}]


def _elsewhere(found: Case, scope: Scope) -> list[Fact]:
    return [{"label": one.get_kind_display(), "value": one.number} for one in numbers_of(found, scope)]


def _place(detention: Detention, today: date) -> Fact:
    since = f"sinds {day_words(detention.start_on, today)}" if detention.start_on else "aankomst niet gemeld"
    if detention.released_on:
        return {"label": "Zat in", "value": place_words(detention) or "onbekend", "note": since}
    return {"label": "Verblijft in", "value": place_words(detention) or "onbekend", "note": since}


def _release(detention: Detention, today: date) -> Fact:
    if detention.released_on:
        value, day = in_days(detention.released_on, today), day_words(detention.released_on, today)
        return {"label": "Vrijgekomen", "value": value or day, "note": day if value else ""}
    if detention.expected_end_on is None:
        return {"label": "Vrij, verwacht", "value": "onbekend"}
    value, day = in_days(detention.expected_end_on, today), day_words(detention.expected_end_on, today)
    kind = detention.get_expected_end_kind_display() if detention.expected_end_kind else ""
    note = ", ".join(filter(None, (day if value else "", kind)))
    return {"label": "Vrij, verwacht", "value": value or day, "note": note}


def _municipality(found: Case, today: date, scope: Scope) -> Fact:
    """The responsible municipality, with the registered and the actual one where they differ."""
    responsible = municipality_words(found)
    notes = []
    if found.detention is not None:
        registered = _abode(found.detention.registered_abode, found.detention.registered)
        if registered not in (responsible, "onbekend"):
            notes.append(f"ingeschreven: {registered}")
    stay = actual_stay(found, today, scope)
    if stay is not None and _abode(stay.abode, stay.municipality) != responsible:
        notes.append(f"verblijft feitelijk: {_abode(stay.abode, stay.municipality)}")
    return {"label": "Gemeente", "value": responsible, "note": ", ".join(notes)}


def _abode(abode: str, municipality: object) -> str:
    return str(municipality) if municipality else str(Abode(abode).label)


def _other(other: Case, today: date) -> Fact:
    place = place_words(other.detention)
    return {
        "text": f"Casus {spaced(other.reference)}",
        "url": reverse("case", args=[other.reference]),
        "meta": ", ".join(filter(None, (f"geopend {day_words(other.opened_on, today)}", place))),
    }
