"""What the coordinator judged of a case when it came in."""

from auditlog.registry import auditlog
from django.conf import settings
from django.db import models

from cases.dossiers.models import Case
from cases.visible import VisibleManager
from nazorg.covenant.categories import Category


class Screening(models.Model):
    """One judgement of a case. The latest holds; the earlier ones stay, so that a correction is to be seen."""

    category = Category.RISK

    class Outcome(models.TextChoices):
        NOTHING = "nothing", "geen actie"
        FOLLOW = "follow", "volgen"
        PROFILE = "profile", "profiel"
        URGENT = "urgent", "urgent"

    case = models.ForeignKey(Case, models.CASCADE, related_name="screenings", verbose_name="casus")
    outcome = models.CharField("uitkomst", max_length=8, choices=Outcome)
    note = models.CharField("waarom", max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField("wanneer")

    objects = VisibleManager()

    class Meta:
        verbose_name = "screening"
        verbose_name_plural = "screeningen"
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["case", "-at"], name="screening_case")]

    def __str__(self) -> str:
        return f"screening van casus {self.case_id}"


auditlog.register(Screening)
