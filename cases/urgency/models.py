"""What cannot wait: told to professionals by name, who are asked to say that they have it."""

from auditlog.registry import auditlog
from django.conf import settings
from django.db import models
from django.db.models import Q

from cases.disclosures.models import Disclosure
from cases.dossiers.models import Case
from cases.visible import VisibleManager
from nazorg.covenant.categories import Category
from partners.models import Unit


class Urgency(models.Model):
    """A message that was passed on at once, in the words in which it was told."""

    category = Category.RISK

    case = models.ForeignKey(Case, models.CASCADE, related_name="urgencies", verbose_name="casus")
    text = models.TextField("bericht")
    raised_at = models.DateTimeField("gemeld op")
    raised_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="door")

    objects = VisibleManager()

    class Meta:
        verbose_name = "dringende melding"
        verbose_name_plural = "dringende meldingen"
        ordering = ["-raised_at", "-id"]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="urgency_has_text")]

    def __str__(self) -> str:
        return f"dringende melding {self.pk} in casus {self.case_id}"


class Alert(models.Model):
    """One professional who was told. The name is kept as it was: people leave."""

    category = Category.RISK

    urgency = models.ForeignKey(Urgency, models.CASCADE, related_name="alerts")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="onderdeel")
    name = models.CharField("naam", max_length=120)
    disclosure = models.ForeignKey(Disclosure, models.RESTRICT, related_name="+", verbose_name="verstrekking")
    acknowledged_on = models.DateField("bevestigd op", null=True, blank=True)
    acknowledged_by = models.CharField("bevestigd door", max_length=120, blank=True)

    objects = VisibleManager()

    class Meta:
        verbose_name = "melding aan een professional"
        verbose_name_plural = "meldingen aan professionals"
        ordering = ["id"]
        indexes = [models.Index(fields=["urgency"], name="alert_open", condition=Q(acknowledged_on=None))]
        constraints = [
            models.UniqueConstraint(fields=["urgency", "unit", "name"], name="alert_once"),
            models.CheckConstraint(
                condition=Q(acknowledged_on=None, acknowledged_by="")
                | (Q(acknowledged_on__isnull=False) & ~Q(acknowledged_by="")),
                name="alert_acknowledged_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"melding aan onderdeel {self.unit_id}"

    @property
    def case_id(self) -> int:
        """The case it belongs to, for the audit trail."""
        return self.urgency.case_id


auditlog.register(Urgency)
auditlog.register(Alert)
