"""The target groups of a case: each explained, and judged where the data do not say it right."""

from dataclasses import dataclass
from functools import partial

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from cases.dossiers.models import Case
from cases.targets.forms import ConcernForm, FindingForm, KnownBeforeForm
from cases.targets.models import GROUP_SLUG, Concern, Finding, Group
from cases.targets.selectors import Target, former_findings, target_groups
from cases.targets.services import bring_in, find, know_before, take_back
from cases.views.common import acted, case_context, case_or_404
from nazorg.accounts.acts import Act, may, requires, user_of
from nazorg.accounts.log import log_access
from nazorg.common.scope import current_scope
from nazorg.common.tables import Tag

# A concern is no judgement: it is there or not.
_BY_SLUG = {slug: Group(group) for group, slug in GROUP_SLUG.items() if group != Group.CONCERN}
_TAGS = {
    "yes": Tag("ja", "accent", "i-check"),
    "no": Tag("nee", "", "i-minus"),
    "unknown": Tag("onbekend", "warn", "i-ask"),
}


@dataclass(frozen=True)
class Block:
    """A group on the page, with the form to judge it."""

    target: Target
    slug: str
    tag: Tag
    form: FindingForm | None
    opened: bool


@requires(Act.SEE_CASES)
@require_GET
def targets(request: HttpRequest, reference: str) -> HttpResponse:
    """All groups of which one may know."""
    case = case_or_404(reference)
    log_access(request, "targets", reference)
    return _page(request, case)


@requires(Act.COORDINATE)
@require_POST
def target_find(request: HttpRequest, reference: str, group: str) -> HttpResponse:
    """Judge one group."""
    case, judged = case_or_404(reference), _BY_SLUG.get(group)
    if judged is None:
        raise Http404
    form = FindingForm(judged, request.POST)

    def act() -> str:
        find(case, judged, form.cleaned_data["belongs"], form.cleaned_data["why"], user_of(request), timezone.now())
        return "Uw oordeel is vastgelegd."

    return acted(request, case, form, act, partial(_page, request, case), "targets")


@requires(Act.COORDINATE)
@require_POST
def finding_end(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Take a judgement back."""
    return _ended(request, case_or_404(reference), Finding, number)


@requires(Act.COORDINATE)
@require_POST
def target_known_before(request: HttpRequest, reference: str) -> HttpResponse:
    """Record detentions that are not registered here."""
    case, form = case_or_404(reference), KnownBeforeForm(request.POST)

    def act() -> str:
        know_before(case, form.cleaned_data["number"], form.cleaned_data["source"], user_of(request), timezone.now())
        return "Het aantal eerder bekende detenties is vastgelegd."

    return acted(request, case, form, act, partial(_page, request, case), "targets")


@requires(Act.COORDINATE)
@require_POST
def concern_add(request: HttpRequest, reference: str) -> HttpResponse:
    """Record that a partner brought somebody in."""
    case, form = case_or_404(reference), ConcernForm(timezone.localdate(), request.POST)

    def act() -> str:
        given = form.cleaned_data
        bring_in(case, given["who"], given["unit"], given["on"], given["why"], user_of(request), timezone.now())
        return "Vastgelegd wie deze casus inbracht."

    return acted(request, case, form, act, partial(_page, request, case), "targets")


@requires(Act.COORDINATE)
@require_POST
def concern_end(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Take back that a partner brought somebody in."""
    return _ended(request, case_or_404(reference), Concern, number)


def _ended(request: HttpRequest, case: Case, model: type[Finding] | type[Concern], number: int) -> HttpResponse:
    record = model.objects.visible_to(current_scope()).filter(case=case, pk=number).first()
    if record is None:
        raise Http404
    try:
        take_back(record, user_of(request), timezone.now())
        messages.success(request, "Teruggenomen. Wat er stond, blijft te lezen.")
    except ValidationError as refused:
        messages.warning(request, refused.messages[0])
    _log(request, case)
    return redirect("targets", case.reference)


def _log(request: HttpRequest, case: Case) -> None:
    name = request.resolver_match.url_name if request.resolver_match else ""
    log_access(request, name or "targets", case.reference)


def _page(request: HttpRequest, case: Case, bound: forms.Form | None = None) -> HttpResponse:
    scope, today, judges = current_scope(), timezone.localdate(), may(request.user, Act.COORDINATE)
    found = target_groups(case, scope, today)
    context = {
        **case_context(case),
        "form": bound,
        "blocks": [_block(target, bound, judges=judges) for target in found],
        "judges": judges,
        "former": former_findings(case, scope, today),
        "known_before": bound if isinstance(bound, KnownBeforeForm) else KnownBeforeForm(),
        "concern": bound if isinstance(bound, ConcernForm) else ConcernForm(today),
    }
    return render(request, "targets/targets.html", context)


def _block(target: Target, bound: forms.Form | None, *, judges: bool) -> Block:
    mine = isinstance(bound, FindingForm) and bound.group == target.group
    form = None
    if judges and target.group != Group.CONCERN:
        form = bound if isinstance(bound, FindingForm) and mine else FindingForm(target.group)
    return Block(target, GROUP_SLUG[target.group], _TAGS[target.belongs], form, mine)
