"""Rights of users: asked by one person, approved or refused by another."""

from datetime import datetime

from allauth.account.forms import ResetPasswordForm
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest

from nazorg.accounts.models import ROLES_WITHOUT_CONTENT, User
from nazorg.covenant.parties import Party


def ask_rights(user: User, asked_by: User | None) -> None:
    """Let the role of `user` wait for a second person: on a new account, or when role, municipality or e-mail changed.

    A changed e-mail address counts, since the account may be somebody else's then. Does not save.
    """
    user.role_asked_by = asked_by
    user.role_approved_by = None
    user.role_approved_at = None


def waiting_roles() -> QuerySet[User]:
    """Users whose role waits for approval, longest waiting first. A refused one waits no longer."""
    return (
        User.objects.filter(is_active=True, role_approved_at=None, role_asked_by__isnull=False)
        .exclude(role__in=ROLES_WITHOUT_CONTENT)
        .select_related("role_asked_by")
        .order_by("date_joined", "pk")
    )


def why_not_approve(user: User, approver: User) -> str:
    """Why `approver` may not decide about the role of `user`, in a sentence; empty where he may.

    The ketenmanager approves. His own role is approved by a second administrator: somebody has to be first.
    """
    if approver.pk == user.pk:
        return "U kunt uw eigen rol niet goedkeuren."
    if approver.pk == user.role_asked_by_id:
        return "U vroeg deze rol zelf aan. Een ander moet haar goedkeuren."
    first = user.role == Party.CHAIN_MANAGER and approver.party == Party.ADMINISTRATOR
    if approver.party != Party.CHAIN_MANAGER and not first:
        return "Alleen de ketenmanager keurt rollen goed."
    return ""


def approve_role(user: User, approver: User, now: datetime) -> None:
    """Put the asked role into force. Raises ValidationError for one's own request, or when nothing waits."""
    _decide(user, approver)
    user.role_approved_by = approver
    user.role_approved_at = now
    user.save()


def refuse_role(user: User, refuser: User) -> None:
    """Refuse the asked role: the account stays, without any right, until another role is asked for.

    Raises ValidationError for one's own request, or when nothing waits.
    """
    _decide(user, refuser)
    user.role_asked_by = None
    user.save()


def _decide(user: User, approver: User) -> None:
    if user.role in ROLES_WITHOUT_CONTENT or user.role_approved_at is not None or user.role_asked_by_id is None:
        raise ValidationError("Over deze rol is al beslist.")
    if why_not := why_not_approve(user, approver):
        raise ValidationError(why_not)


def send_password_link(request: HttpRequest, user: User) -> None:
    """Mail `user` a link with which to choose a password: nobody sets one for somebody else."""
    form = ResetPasswordForm(data={"email": user.email})
    if form.is_valid():
        form.save(request)
