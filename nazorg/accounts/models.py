"""Users and the log of who looked at what."""

from typing import Any, ClassVar

from auditlog.registry import auditlog
from django.contrib.auth import get_backends
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from nazorg.covenant.categories import Category
from nazorg.covenant.parties import WITH_LOGIN, Party

ROLES = [(party.value, party.label) for party in WITH_LOGIN]
# The administrator's role opens no dossier, so at the start of an installation it needs no second person.
ROLES_WITHOUT_CONTENT = (Party.ADMINISTRATOR.value,)


class UserManager(BaseUserManager["User"]):
    """Users are known by their e-mail address."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.full_clean(exclude=["password"])
        user.save()
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """An administrator made on the server: he counts at once, and no right to content comes with it."""
        fields.setdefault("role", Party.ADMINISTRATOR.value)
        fields.setdefault("role_exempt", True)
        return self.create_user(email, password, is_superuser=True, **fields)


class User(AbstractBaseUser, PermissionsMixin):
    """Somebody who logs in. The role says which column of the covenant is theirs.

    A role counts once a second person has approved it (covenant, "tweede persoon"); only the administrators with
    whom an installation begins are exempt.
    """

    email = models.EmailField("e-mailadres", unique=True)
    name = models.CharField("naam", max_length=120)
    role = models.CharField("rol", max_length=20, choices=ROLES)
    role_asked_by = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="rol gevraagd door"
    )
    role_approved_by = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="rol goedgekeurd door"
    )
    role_approved_at = models.DateTimeField("rol goedgekeurd op", null=True, blank=True)
    role_exempt = models.BooleanField("beheerder vanaf het begin", default=False)
    # Stays true whatever becomes of the account: a second administrator approves the very first ketenmanager only.
    was_chain_manager = models.BooleanField("is ooit als ketenmanager goedgekeurd", default=False)
    is_active = models.BooleanField("mag inloggen", default=True)
    date_joined = models.DateTimeField("sinds", default=timezone.now)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        verbose_name = "gebruiker"
        verbose_name_plural = "gebruikers"
        constraints = [
            models.CheckConstraint(condition=Q(role__in=[code for code, _ in ROLES]), name="user_role_known"),
            # A superuser administers; together with a content role one person could give and use a right.
            models.CheckConstraint(
                condition=Q(is_superuser=False) | Q(role__in=ROLES_WITHOUT_CONTENT), name="user_superuser_no_content"
            ),
            models.CheckConstraint(
                condition=Q(role_exempt=False) | Q(role__in=ROLES_WITHOUT_CONTENT), name="user_exempt_no_content"
            ),
            models.CheckConstraint(
                condition=Q(role_approved_by=None) | ~Q(role_approved_by=F("role_asked_by")),
                name="user_role_two_persons",
            ),
            models.CheckConstraint(
                condition=Q(role_approved_by=None, role_approved_at=None)
                | Q(role_approved_by__isnull=False, role_approved_at__isnull=False),
                name="user_role_approval_whole",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def has_perm(self, perm: str, obj: Any = None) -> bool:
        """What the covenant gives. A superuser and Django's stored permissions add nothing to it."""
        from django.contrib.auth.backends import ModelBackend  # it asks for the user model itself

        ours = (backend for backend in get_backends() if not isinstance(backend, ModelBackend))
        return any(backend.has_perm(self, perm, obj) for backend in ours)

    @property
    def party(self) -> Party | None:
        """The covenant's party of this user, or None while the role waits for approval or the account is off."""
        if not self.is_active or (self.role_approved_at is None and not self.role_exempt):
            return None
        return Party(self.role)

    @property
    def is_contact(self) -> bool:
        """Contacts see the portal and nothing else, approved or not."""
        return self.role == Party.CONTACT.value

    @property
    def is_staff(self) -> bool:
        """Django's word for who may enter the administration pages."""
        return self.party == Party.ADMINISTRATOR


class AccessLog(models.Model):
    """Who looked at or did what, and when; a reference and a ground, never content.

    One entry per dossier opened, search, export and refused attempt. Anyone's act may be added, few may read.
    """

    category = Category.LOG

    class Result(models.TextChoices):
        DONE = "done", "gedaan"
        REFUSED = "refused", "geweigerd"

    at = models.DateTimeField(default=timezone.now)
    user = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    act = models.CharField(max_length=60)
    reference = models.CharField(max_length=60, blank=True)
    ground = models.CharField(max_length=120, blank=True)
    result = models.CharField(max_length=10, choices=Result, default=Result.DONE)

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["-at", "-id"]), models.Index(fields=["reference"])]

    def __str__(self) -> str:
        return f"{self.act} {self.reference}"


# `last_login` changes before anyone is known to be signed in, and says nothing that the access log does not.
auditlog.register(User, exclude_fields=["last_login", "password"])
