"""Exceptions: one user may see one case for a while. Asked by one person, approved or refused by another.

Who decides about an exception sees no case, so these functions look under the system's scope and give back words only.
"""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError

from cases.access_models import CaseGrant
from nazorg.accounts.models import User
from nazorg.common.scope import system_scope


@dataclass(frozen=True)
class Asked:
    """An exception that waits: for whom, on which case (reference only), why and until when (inclusive)."""

    id: int
    user: str
    role: str
    reference: str
    reason: str
    starts_on: date
    ends_on: date
    asked_by: str
    asked_by_id: int


def waiting_exceptions() -> list[Asked]:
    """Exceptions that wait for approval."""
    with system_scope("who approves an exception sees no case; it gives reference, reason and dates"):
        waiting = CaseGrant.objects.filter(approved_by=None).select_related("user", "content_object", "asked_by")
        return [
            Asked(
                grant.pk,
                grant.user.name,
                grant.user.get_role_display(),
                grant.content_object.reference,
                grant.reason,
                grant.starts_on,
                grant.ends_on,
                grant.asked_by.name,
                grant.asked_by_id,
            )
            for grant in waiting.order_by("pk")
        ]


def approve_exception(grant_id: int, approver: User) -> str:
    """Put an exception into force; the case's reference. Raises ValidationError for one's own, or when none waits."""
    with system_scope("who approves an exception sees no case"):
        grant = _waiting(grant_id, approver)
        grant.approved_by = approver
        grant.save()
        return grant.content_object.reference


def refuse_exception(grant_id: int, refuser: User) -> str:
    """Take an asked exception away; the case's reference. Raises ValidationError as `approve_exception` does."""
    with system_scope("who refuses an exception sees no case"):
        grant = _waiting(grant_id, refuser)
        reference = grant.content_object.reference
        grant.delete()
        return reference


def _waiting(grant_id: int, approver: User) -> CaseGrant:
    waiting = CaseGrant.objects.select_related("content_object").filter(approved_by=None)
    grant: CaseGrant | None = waiting.filter(pk=grant_id).first()
    if grant is None:
        raise ValidationError("Over deze uitzondering is al beslist.")
    if approver.pk in (grant.asked_by_id, grant.user_id):
        raise ValidationError(
            "U vroeg deze uitzondering zelf aan, of zij geldt voor u. Een ander moet haar goedkeuren."
        )
    return grant
