"""The risk profile of a case: a person's judgement in words. Nothing is computed."""

from auditlog.registry import auditlog
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from cases.dossiers.models import Case
from cases.visible import VisibleManager
from nazorg.covenant.categories import Category


class Level(models.TextChoices):
    """How somebody estimates the risk of reoffending. A word, no number."""

    LOW = "low", "laag"
    RAISED = "raised", "verhoogd"
    HIGH = "high", "hoog"
    UNCLEAR = "unclear", "onduidelijk"


class Profile(models.Model):
    """One version of the profile of a case, never changed: what somebody writes next is the next version.

    The terms stand in three groups (domain page, screening): pattern of crime, social context, intervention history.
    """

    category = Category.RISK

    case = models.ForeignKey(Case, models.CASCADE, related_name="profiles", verbose_name="casus")
    version = models.PositiveSmallIntegerField("versie")
    level = models.CharField("risico", max_length=8, choices=Level)
    grounds = models.CharField("gronden", max_length=300)
    crime = models.JSONField("delictpatroon", default=list)
    social = models.JSONField("sociale context", default=list)
    history = models.JSONField("eerdere interventies", default=list)
    text = models.TextField("toelichting", blank=True)
    actions = models.TextField("wat er moet gebeuren", blank=True)
    valid_until = models.DateField("geldig tot en met")
    # The profile of an earlier case from which this one started.
    taken_from = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    on = models.DateField("geschreven op")
    at = models.DateTimeField()

    objects = VisibleManager()

    class Meta:
        verbose_name = "profiel"
        verbose_name_plural = "profielen"
        ordering = ["case", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["case", "version"], name="profile_version_once"),
            models.CheckConstraint(condition=~Q(grounds=""), name="profile_has_grounds"),
            models.CheckConstraint(condition=Q(level__in=Level.values), name="profile_has_level"),
            models.CheckConstraint(condition=Q(valid_until__gte=F("on")), name="profile_dates_in_order"),
        ]
        indexes = [models.Index(fields=["-at"], name="profile_at")]

    def __str__(self) -> str:
        return f"profiel in casus {self.case_id}, versie {self.version}"


auditlog.register(Profile)
