"""Others whom a case concerns: family, a victim, who reported. The coordinator's alone."""

from auditlog.registry import auditlog
from django.conf import settings
from django.db import models
from django.db.models import Q

from cases.dossiers.models import Case
from cases.visible import VisibleManager
from nazorg.covenant.categories import Category
from partners.models import Unit


class Involved(models.Model):
    """Somebody else whom a case concerns, and how to reach that person."""

    category = Category.INVOLVED

    class Kind(models.TextChoices):
        FAMILY = "family", "familie"
        VICTIM = "victim", "slachtoffer"
        REPORTER = "reporter", "melder"
        OTHER = "other", "anders"

    case = models.ForeignKey(Case, models.CASCADE, related_name="involved", verbose_name="casus")
    kind = models.CharField("soort", max_length=8, choices=Kind)
    name = models.CharField("naam", max_length=120)
    relation = models.CharField("relatie", max_length=120, blank=True)
    contact = models.CharField("te bereiken via", max_length=200, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    objects = VisibleManager()

    class Meta:
        verbose_name = "betrokkene"
        verbose_name_plural = "betrokkenen"
        ordering = ["id"]
        constraints = [models.CheckConstraint(condition=~Q(name=""), name="involved_has_name")]

    def __str__(self) -> str:
        return f"betrokkene {self.pk} in casus {self.case_id}"


class ReleaseNotice(models.Model):
    """Somebody has to hear of the release in time: until when, and by whom. Without a unit the coordinator does it."""

    category = Category.INVOLVED

    involved = models.ForeignKey(Involved, models.CASCADE, related_name="notices", verbose_name="betrokkene")
    due_on = models.DateField("uiterlijk")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="door wie")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    done_on = models.DateField("gedaan op", null=True, blank=True)
    done_by = models.CharField("gedaan door", max_length=120, blank=True)

    objects = VisibleManager()

    class Meta:
        verbose_name = "bericht van vrijlating"
        verbose_name_plural = "berichten van vrijlating"
        ordering = ["due_on", "id"]
        indexes = [models.Index(fields=["due_on"], name="notice_open", condition=Q(done_on=None))]
        constraints = [
            models.UniqueConstraint(fields=["involved"], condition=Q(done_on=None), name="notice_one_open"),
            models.CheckConstraint(
                condition=Q(done_on=None, done_by="") | (Q(done_on__isnull=False) & ~Q(done_by="")),
                name="notice_done_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"bericht van vrijlating {self.pk}"

    @property
    def case_id(self) -> int:
        """The case it belongs to, for the audit trail."""
        return self.involved.case_id


auditlog.register(Involved)
auditlog.register(ReleaseNotice)
