"""The grant on a single case: an exception, with a reason and an end."""

from auditlog.registry import auditlog
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from guardian.models import UserObjectPermissionBase

from cases.dossiers.models import Case
from nazorg.covenant.categories import Category


class CaseGrant(UserObjectPermissionBase):
    """A user may see one case, between two dates (inclusive): an exception, asked and approved by two persons."""

    category = Category.LOG

    content_object = models.ForeignKey(Case, models.CASCADE, related_name="grants", verbose_name="casus")
    reason = models.CharField("reden", max_length=200)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="gevraagd door"
    )
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="goedgekeurd door",
    )
    starts_on = models.DateField("vanaf", default=timezone.localdate)
    ends_on = models.DateField("tot en met")

    class Meta(UserObjectPermissionBase.Meta):
        verbose_name = "uitzondering op een casus"
        verbose_name_plural = "uitzonderingen op casussen"
        constraints = [
            models.CheckConstraint(
                condition=Q(approved_by=None) | ~Q(approved_by=F("asked_by")), name="casegrant_two_persons"
            ),
            models.CheckConstraint(condition=Q(starts_on__lte=F("ends_on")), name="casegrant_dates_in_order"),
        ]

    def __str__(self) -> str:
        return f"uitzondering voor {self.user_id} op casus {self.content_object_id}"


auditlog.register(CaseGrant)
