"""Who may see which rows: the only reader of grants, and Django's `has_perm` on top of it."""

from datetime import date
from typing import Any

from django.contrib.auth.backends import BaseBackend
from django.db import models
from django.db.models import Q
from django.utils import timezone

from cases.access_models import CaseGrant
from municipalities.models import Grant, Municipality
from nazorg.accounts.acts import Act, may
from nazorg.accounts.models import User
from nazorg.common.scope import ANONYMOUS, Scope, open_scope, system_scope
from nazorg.covenant.categories import Category
from nazorg.covenant.parties import Party
from nazorg.covenant.table import Covenant, covenant_on

# Conditions of the covenant that tie a right to single dossiers by an exception with reason and end date.
_PER_FILE = "file"


def scope_for(user: Any, today: date | None = None) -> Scope:
    """What `user` may read and write on `today`: categories from the covenant, rows from the grants.

    An unknown user, an account that is off or a role that waits for approval gives the empty scope.
    """
    if not isinstance(user, User) or user.party is None:
        return ANONYMOUS
    today = today or timezone.localdate()
    covenant = covenant_on(today)
    party = user.party
    if party in (Party.COORDINATOR, Party.CLERK):
        return Scope(
            "user",
            user.pk,
            read=covenant.categories(party, "read"),
            write=covenant.categories(party, "write"),
            all_cases=True,
        )
    municipalities = _granted_municipalities(user, today) if party == Party.CONTACT else frozenset[int]()
    cases = _granted_cases(user, today)
    return Scope(
        "user",
        user.pk,
        read=_readable(covenant, party, cases),
        write=covenant.categories(party, "write"),
        municipalities=municipalities,
        cases=cases,
    )


def municipality_scope(municipality: Municipality, today: date) -> Scope:
    """What a contact of `municipality` reads on `today`, for showing it to the staff: nobody acts, nothing is written.

    A preview is no user, so what is the municipality's own (drafts) stays closed to it.
    """
    read = _readable(covenant_on(today), Party.CONTACT, frozenset())
    return Scope("preview", read=read, municipalities=frozenset({municipality.pk}))


def _readable(covenant: Covenant, party: Party, cases: frozenset[int]) -> frozenset[str]:
    """The categories that a party reads; those that go by the file only where there is an exception on one."""
    return frozenset(
        code
        for code in covenant.categories(party, "read")
        if cases or covenant.cell(party, Category(code.partition(":")[0])).condition != _PER_FILE
    )


def _granted_municipalities(user: User, today: date) -> frozenset[int]:
    """Municipalities whose cases the user's groups may see, by approved grants that hold today."""
    granted = Grant.objects.filter(
        Q(ends_on=None) | Q(ends_on__gte=today),
        group__user=user,
        permission__codename="view_cases",
        permission__content_type__app_label="municipalities",
        starts_on__lte=today,
        approved_by__isnull=False,
    )
    return frozenset(granted.values_list("content_object_id", flat=True))


def _granted_cases(user: User, today: date) -> frozenset[int]:
    """Single cases that the user may see by exception."""
    with system_scope("the grants decide the scope, so they are read before it is known"):
        granted = CaseGrant.objects.filter(
            user=user, starts_on__lte=today, ends_on__gte=today, approved_by__isnull=False
        )
        return frozenset(granted.values_list("content_object_id", flat=True))


class ScopeBackend(BaseBackend):
    """`has_perm(act)` from the covenant, `has_perm(act, object)` from covenant and rows. Nothing is stored."""

    def has_perm(self, user_obj: Any, perm: str, obj: models.Model | None = None) -> bool:
        if perm not in set(Act) or not may(user_obj, Act(perm)):
            return False
        if obj is None:
            return True
        if isinstance(obj, Municipality):
            return True
        with open_scope(scope_for(user_obj)):
            return type(obj)._default_manager.filter(pk=obj.pk).exists()
