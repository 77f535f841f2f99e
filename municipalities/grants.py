"""Access of a municipality's contacts to its cases: asked by one person, approved or refused by another."""

from datetime import date

from django.contrib.auth.models import Group, Permission
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet

from municipalities.models import Grant, Municipality, code_of, group_of
from nazorg.accounts.models import User


def view_cases() -> Permission:
    """The one permission that is granted on a municipality."""
    return Permission.objects.get(codename="view_cases", content_type__app_label="municipalities")


def ask_grant(municipality: Municipality, reason: str, asked_by: User, starts_on: date) -> Grant:
    """Ask that the group of `municipality` may see its cases; gives the one there is, where there is one."""
    grant: Grant = Grant.objects.get_or_create(
        group=group_of(municipality),
        permission=view_cases(),
        content_object=municipality,
        defaults={"reason": reason, "asked_by": asked_by, "starts_on": starts_on},
    )[0]
    return grant


def waiting_grants() -> QuerySet[Grant]:
    """Grants that wait for approval."""
    return Grant.objects.filter(approved_by=None).select_related("group", "content_object", "asked_by").order_by("pk")


def grants_on(day: date) -> QuerySet[Grant]:
    """Approved grants that hold on `day`."""
    return Grant.objects.filter(
        Q(ends_on=None) | Q(ends_on__gte=day), starts_on__lte=day, approved_by__isnull=False
    ).select_related("group", "content_object")


def approve_grant(grant: Grant, approver: User) -> None:
    """Put an asked grant into force. Raises ValidationError for one's own request, or when nothing waits."""
    _decide(grant, approver)
    grant.approved_by = approver
    grant.save()


def refuse_grant(grant: Grant, refuser: User) -> None:
    """Refuse an asked grant: it is taken away, and can be asked for again. The audit trail keeps it."""
    _decide(grant, refuser)
    grant.delete()


def _decide(grant: Grant, approver: User) -> None:
    if grant.approved_by_id is not None:
        raise ValidationError("Over deze toegang is al beslist.")
    if approver.pk == grant.asked_by_id:
        raise ValidationError("U vroeg deze toegang zelf aan. Een ander moet haar goedkeuren.")
    if approver.groups.filter(pk=grant.group_id).exists():
        raise ValidationError("Deze toegang geldt ook voor u. Een ander moet haar goedkeuren.")


def serve(user: User, municipalities: list[Municipality]) -> bool:
    """Let a contact serve exactly these municipalities; whether anything changed."""
    wanted = {group_of(municipality).pk for municipality in municipalities}
    if set(user.groups.values_list("pk", flat=True)) == wanted:
        return False
    user.groups.set(Group.objects.filter(pk__in=wanted))
    return True


def served_by(user: User) -> QuerySet[Municipality]:
    """The municipalities that a contact serves, whether access is approved or not."""
    return Municipality.objects.filter(code__in=[code_of(group) for group in user.groups.all()])
