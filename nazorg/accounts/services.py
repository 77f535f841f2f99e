"""Rights of users: asked by one person, approved or refused by another."""

from datetime import datetime

from allauth.account.forms import ResetPasswordForm
from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest

from nazorg.accounts.models import User
from nazorg.covenant.parties import Party


def ask_rights(user: User, asked_by: User | None) -> None:
    """Let the role of `user` wait for a second person: on a new account, or when anything about it changed.

    A changed name or e-mail address counts, since the account may be somebody else's then; so does an account that
    is switched on again. An administrator waits only once there is a ketenmanager who can approve him. Does not save.
    """
    user.role_exempt = user.role == Party.ADMINISTRATOR and not chain_manager_ever()
    user.role_asked_by = asked_by
    user.role_approved_by = None
    user.role_approved_at = None


def chain_manager_ever() -> bool:
    """Whether a ketenmanager was ever approved here, whatever became of him since."""
    return User.objects.filter(was_chain_manager=True).exists()


def is_only_chain_manager(user: User) -> bool:
    """Whether nobody could approve `user` if his role had to wait again."""
    others = User.objects.filter(role=Party.CHAIN_MANAGER, role_approved_at__isnull=False, is_active=True)
    return user.party == Party.CHAIN_MANAGER and not others.exclude(pk=user.pk).exists()


def waiting_roles() -> QuerySet[User]:
    """Users whose role waits for approval, longest waiting first. A refused one waits no longer."""
    return (
        User.objects.filter(is_active=True, role_approved_at=None, role_asked_by__isnull=False, role_exempt=False)
        .select_related("role_asked_by")
        .order_by("date_joined", "pk")
    )


def why_not_approve(user: User, approver: User) -> str:
    """Why `approver` may not decide about the role of `user`, in a sentence; empty where he may.

    The ketenmanager approves. The very first one is approved by a second administrator, made on the server: one whom
    another administrator made or changed may be that other himself.
    """
    if approver.pk == user.pk:
        return "U kunt uw eigen rol niet goedkeuren."
    if approver.pk == user.role_asked_by_id:
        return "U vroeg deze rol zelf aan. Een ander moet haar goedkeuren."
    if approver.party == Party.CHAIN_MANAGER:
        return ""
    if approver.party != Party.ADMINISTRATOR or user.role != Party.CHAIN_MANAGER or chain_manager_ever():
        return "Alleen de ketenmanager keurt rollen goed."
    if approver.role_asked_by_id is not None:
        return "De eerste ketenmanager wordt goedgekeurd door een beheerder die op de server is gemaakt."
    return ""


def approve_role(user: User, approver: User, now: datetime) -> None:
    """Put the asked role into force. Raises ValidationError for one's own request, or when nothing waits."""
    _decide(user, approver)
    user.role_approved_by = approver
    user.role_approved_at = now
    user.was_chain_manager |= user.role == Party.CHAIN_MANAGER
    user.save()


def refuse_role(user: User, refuser: User) -> None:
    """Refuse the asked role: the account stays, without any right, until another role is asked for.

    Raises ValidationError for one's own request, or when nothing waits.
    """
    _decide(user, refuser)
    user.role_asked_by = None
    user.save()


def _decide(user: User, approver: User) -> None:
    if user.role_exempt or user.role_approved_at is not None or user.role_asked_by_id is None:
        raise ValidationError("Over deze rol is al beslist.")
    if why_not := why_not_approve(user, approver):
        raise ValidationError(why_not)


def close_sign_in(user: User) -> None:
    """End the sessions of `user` and make old links and old addresses useless: he needs a new link. Does not save."""
    # A session holds a digest of the password, so it ends with the password.
    user.set_unusable_password()
    EmailAddress.objects.filter(user_id=user.pk).delete()


def send_password_link(request: HttpRequest, user: User) -> None:
    """Mail `user` a link with which to choose a password: nobody sets one for somebody else."""
    form = ResetPasswordForm(data={"email": user.email})
    if form.is_valid():
        form.save(request)
