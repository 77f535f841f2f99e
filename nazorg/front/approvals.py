"""Rechten goedkeuren: roles, access of municipalities and exceptions that wait for a second person."""

import json
from collections.abc import Callable
from dataclasses import astuple, dataclass
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.signing import Signer
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.views.decorators.http import require_GET, require_POST

from cases.exceptions import Asked, approve_exception, refuse_exception, waiting_exceptions
from municipalities.grants import approve_grant, refuse_grant, served_by, waiting_grants
from municipalities.models import Grant, Municipality
from nazorg.accounts.acts import Act, requires
from nazorg.accounts.log import log_access
from nazorg.accounts.models import User
from nazorg.accounts.services import approve_role, refuse_role, waiting_roles, why_not_approve
from nazorg.common.words import day_words, joined, spaced


@dataclass(frozen=True)
class Request:
    """One right that waits: what, for whom, who asked, and where to post the decision.

    `seal` is a signed digest of what is shown. It comes back with the decision, which counts for that only.
    """

    title: str
    text: str
    asked_by: str
    to: str
    seal: str
    why_not: str = ""

    @property
    def url(self) -> str:
        return f"{self.to}?{urlencode({'getoond': self.seal})}"


def _seal(*shown: object) -> str:
    return Signer(salt="nazorg.approvals").signature(json.dumps([str(one) for one in shown]))


@requires(Act.APPROVE_RIGHTS)
@require_GET
def approvals(request: HttpRequest) -> HttpResponse:
    """Everything that waits for a decision."""
    approver: User = request.user  # type: ignore[assignment]  # requires() lets nobody else in
    groups = [
        ("Rollen", [role_request(user, approver) for user in waiting_roles()]),
        ("Toegang van gemeenten", [_grant(grant, approver) for grant in waiting_grants()]),
        ("Uitzonderingen op één casus", [_exception(asked, approver) for asked in waiting_exceptions()]),
    ]
    return render(request, "front/approvals.html", {"groups": [group for group in groups if group[1]]})


def role_request(user: User, approver: User, url_name: str = "approve_role") -> Request:
    """The role of `user`, as `approver` gets to see it."""
    served = joined([_called(municipality) for municipality in served_by(user)])
    text = ", ".join(filter(None, (user.get_role_display(), served, user.email)))
    seal = _seal("role", user.pk, user.name, user.email, user.role, served, user.role_asked_by_id)
    to = reverse(url_name, args=[user.pk])
    return Request(user.name, text, str(user.role_asked_by or ""), to, seal, why_not_approve(user, approver))


def _called(municipality: Municipality) -> str:
    return f"{municipality} ({municipality.code})"


def _grant(grant: Grant, approver: User) -> Request:
    today = timezone.localdate()
    until = f" tot en met {day_words(grant.ends_on, today)}" if grant.ends_on else ""
    where = _called(grant.content_object)
    text = f"casussen van {where}, vanaf {day_words(grant.starts_on, today)}{until}. {grant.reason}"
    own = "U vroeg dit zelf aan." if grant.asked_by_id == approver.pk else ""
    seal = _seal(
        "grant", grant.pk, grant.group_id, where, grant.reason, grant.starts_on, grant.ends_on, grant.asked_by_id
    )
    to = reverse("approve_grant", args=[grant.pk])
    return Request(f"Gemeente {where}", text, str(grant.asked_by), to, seal, own)


def _exception(asked: Asked, approver: User) -> Request:
    today = timezone.localdate()
    days = f"{day_words(asked.starts_on, today)} tot en met {day_words(asked.ends_on, today)}"
    text = f"{asked.role}, casus {spaced(asked.reference)}, {days}. {asked.reason}"
    own = "U vroeg dit zelf aan." if asked.asked_by_id == approver.pk else ""
    to = reverse("approve_exception", args=[asked.id])
    return Request(asked.user, text, asked.asked_by, to, _seal("exception", *astuple(asked)), own)


def _decide(
    request: HttpRequest,
    kind: str,
    reference: str,
    now: Request,
    approve: Callable[[], object],
    refuse: Callable[[], object],
) -> None:
    """Do what the pressed button says, if what was shown still stands; leaves a sentence for the next page."""
    decision = request.POST.get("besluit")
    if decision not in ("goedkeuren", "weigeren"):
        messages.error(request, "Kies Keur goed of Weiger.")
        return
    if not constant_time_compare(request.GET.get("getoond", ""), now.seal):
        messages.error(request, "Dit is intussen gewijzigd. Kijk opnieuw.")
        return
    approved = decision == "goedkeuren"
    try:
        (approve if approved else refuse)()
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        log_access(request, f"{kind}_approved" if approved else f"{kind}_refused", reference)
        messages.success(request, "Goedgekeurd. Het geldt vanaf nu." if approved else "Geweigerd.")


@requires(Act.APPROVE_RIGHTS)
@require_POST
def decide_role(request: HttpRequest, number: int) -> HttpResponse:
    """Approve or refuse the role of one user."""
    _decide_role(request, number)
    return redirect("approvals")


@requires(Act.ADMINISTER)
@require_POST
def decide_first_role(request: HttpRequest, number: int) -> HttpResponse:
    """The same, by a second administrator, for the very first ketenmanager."""
    _decide_role(request, number)
    return redirect("admin:accounts_user_changelist")


def _decide_role(request: HttpRequest, number: int) -> None:
    # Locked: what is compared with what was shown may not change before it is approved.
    user = get_object_or_404(User.objects.select_for_update(), pk=number)
    approver: User = request.user  # type: ignore[assignment]
    _decide(
        request,
        "role",
        f"gebruiker {user.pk}",
        role_request(user, approver),
        lambda: approve_role(user, approver, timezone.now()),
        lambda: refuse_role(user, approver),
    )


@requires(Act.APPROVE_RIGHTS)
@require_POST
def decide_grant(request: HttpRequest, number: int) -> HttpResponse:
    """Approve or refuse the access of one municipality's contacts."""
    grant = get_object_or_404(Grant.objects.select_for_update(), pk=number)
    approver: User = request.user  # type: ignore[assignment]
    _decide(
        request,
        "grant",
        grant.content_object.code,
        _grant(grant, approver),
        lambda: approve_grant(grant, approver),
        lambda: refuse_grant(grant, approver),
    )
    return redirect("approvals")


@requires(Act.APPROVE_RIGHTS)
@require_POST
def decide_exception(request: HttpRequest, number: int) -> HttpResponse:
    """Approve or refuse an exception on one case."""
    approver: User = request.user  # type: ignore[assignment]
    asked = next((one for one in waiting_exceptions() if one.id == number), None)
    if asked is None:
        messages.error(request, "Over deze uitzondering is al beslist.")
        return redirect("approvals")
    _decide(
        request,
        "exception",
        asked.reference,
        _exception(asked, approver),
        lambda: approve_exception(number, approver),
        lambda: refuse_exception(number, approver),
    )
    return redirect("approvals")
