"""Numbers that others know a case by."""

from auditlog.registry import auditlog
from django.conf import settings
from django.db import models
from django.db.models import Q

from cases.dossiers.models import Case
from cases.visible import VisibleManager
from nazorg.covenant.categories import Category


class OutsideNumber(models.Model):
    """The number of a case in somebody else's system. `key` is what one searches by: without spaces and signs."""

    category = Category.IDENTITY

    class Kind(models.TextChoices):
        GCOS = "gcos", "GCOS"
        MUNICIPALITY = "municipality", "gemeente"
        PARTNER = "partner", "partner"
        OTHER = "other", "ander systeem"

    case = models.ForeignKey(Case, models.CASCADE, related_name="outside_numbers", verbose_name="casus")
    kind = models.CharField("soort", max_length=12, choices=Kind, default=Kind.GCOS)
    number = models.CharField("nummer", max_length=40)
    key = models.CharField(max_length=40, editable=False)
    source = models.CharField("van wie", max_length=120, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField("sinds")

    objects = VisibleManager()

    class Meta:
        verbose_name = "nummer elders"
        verbose_name_plural = "nummers elders"
        ordering = ["kind", "id"]
        indexes = [models.Index(fields=["key"], name="outside_number_key")]
        constraints = [
            models.CheckConstraint(condition=~Q(key=""), name="outside_number_has_key"),
            models.UniqueConstraint(
                fields=["case", "kind", "key"],
                name="outside_number_once",
                violation_error_message="Dit nummer staat al bij deze casus.",
            ),
        ]

    def __str__(self) -> str:
        return f"nummer elders {self.pk} bij casus {self.case_id}"


auditlog.register(OutsideNumber)
