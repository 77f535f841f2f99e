"""Rechten goedkeuren: roles, access of municipalities and exceptions that wait for a second person."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from cases.exceptions import Asked, approve_exception, refuse_exception, waiting_exceptions
from municipalities.grants import approve_grant, refuse_grant, waiting_grants
from municipalities.models import Grant
from nazorg.accounts.acts import Act, requires
from nazorg.accounts.log import log_access
from nazorg.accounts.models import User
from nazorg.accounts.services import approve_role, refuse_role, waiting_roles, why_not_approve
from nazorg.common.words import day_words, joined, spaced


@dataclass(frozen=True)
class Request:
    """One right that waits: what, for whom, who asked, and where to post the decision."""

    title: str
    text: str
    asked_by: str
    url: str
    why_not: str = ""


@requires(Act.APPROVE_RIGHTS)
@require_GET
def approvals(request: HttpRequest) -> HttpResponse:
    """Everything that waits for a decision."""
    approver: User = request.user  # type: ignore[assignment]  # requires() lets nobody else in
    groups = [
        ("Rollen", [_role(user, approver) for user in waiting_roles().prefetch_related("groups")]),
        ("Toegang van gemeenten", [_grant(grant, approver) for grant in waiting_grants()]),
        ("Uitzonderingen op één casus", [_exception(asked, approver) for asked in waiting_exceptions()]),
    ]
    return render(request, "front/approvals.html", {"groups": [group for group in groups if group[1]]})


def _role(user: User, approver: User) -> Request:
    groups = joined([group.name for group in user.groups.all()])
    text = ", ".join(filter(None, (user.get_role_display(), groups, user.email)))
    why_not = why_not_approve(user, approver)
    return Request(user.name, text, str(user.role_asked_by or ""), reverse("approve_role", args=[user.pk]), why_not)


def _grant(grant: Grant, approver: User) -> Request:
    today = timezone.localdate()
    until = f" tot en met {day_words(grant.ends_on, today)}" if grant.ends_on else ""
    text = f"casussen van {grant.content_object}, vanaf {day_words(grant.starts_on, today)}{until}. {grant.reason}"
    own = "U vroeg dit zelf aan." if grant.asked_by_id == approver.pk else ""
    return Request(str(grant.group), text, str(grant.asked_by), reverse("approve_grant", args=[grant.pk]), own)


def _exception(asked: Asked, approver: User) -> Request:
    today = timezone.localdate()
    days = f"{day_words(asked.starts_on, today)} tot en met {day_words(asked.ends_on, today)}"
    text = f"{asked.role}, casus {spaced(asked.reference)}, {days}. {asked.reason}"
    own = "U vroeg dit zelf aan." if asked.asked_by_id == approver.pk else ""
    return Request(asked.user, text, asked.asked_by, reverse("approve_exception", args=[asked.id]), own)


def _decide(
    request: HttpRequest, kind: str, reference: str, approve: Callable[[], object], refuse: Callable[[], object]
) -> HttpResponse:
    """Do what the pressed button says; the answer is the list with a sentence."""
    approved = request.POST.get("besluit") == "goedkeuren"
    try:
        (approve if approved else refuse)()
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        log_access(request, f"{kind}_approved" if approved else f"{kind}_refused", reference)
        messages.success(request, "Goedgekeurd. Het geldt vanaf nu." if approved else "Geweigerd.")
    return redirect("approvals")


@requires(Act.APPROVE_RIGHTS)
@require_POST
def decide_role(request: HttpRequest, number: int) -> HttpResponse:
    """Approve or refuse the role of one user."""
    user = get_object_or_404(User, pk=number)
    approver: User = request.user  # type: ignore[assignment]
    return _decide(
        request,
        "role",
        f"gebruiker {user.pk}",
        lambda: approve_role(user, approver, timezone.now()),
        lambda: refuse_role(user, approver),
    )


@requires(Act.APPROVE_RIGHTS)
@require_POST
def decide_grant(request: HttpRequest, number: int) -> HttpResponse:
    """Approve or refuse the access of one municipality's contacts."""
    grant = get_object_or_404(Grant.objects.select_related("content_object"), pk=number)
    approver: User = request.user  # type: ignore[assignment]
    code = grant.content_object.code
    return _decide(
        request, "grant", code, lambda: approve_grant(grant, approver), lambda: refuse_grant(grant, approver)
    )


@requires(Act.APPROVE_RIGHTS)
@require_POST
def decide_exception(request: HttpRequest, number: int) -> HttpResponse:
    """Approve or refuse an exception on one case."""
    approver: User = request.user  # type: ignore[assignment]
    asked = {one.id: one.reference for one in waiting_exceptions()}
    return _decide(
        request,
        "exception",
        asked.get(number, ""),
        lambda: approve_exception(number, approver),
        lambda: refuse_exception(number, approver),
    )
