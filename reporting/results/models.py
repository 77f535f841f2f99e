"""A file that somebody asked for and a job makes: kept for a week, and reachable only by who asked."""

from auditlog.registry import auditlog
from django.conf import settings
from django.db import models
from django.db.models import Q

from cases.visible import VisibleManager
from nazorg.common.references import new_reference
from nazorg.covenant.categories import Category


class Result(models.Model):
    """`kind` is the kind of its job, `asked_for` what the job has to know. Without content it is being made."""

    category = Category.FIGURES

    reference = models.CharField(max_length=8, unique=True, default=new_reference, editable=False)
    kind = models.CharField(max_length=40)
    title = models.CharField("wat", max_length=120)
    asked_for = models.JSONField("keuze", default=dict)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    asked_at = models.DateTimeField("gevraagd op")
    keep_until = models.DateTimeField("bewaard tot")
    name = models.CharField("bestandsnaam", max_length=120, blank=True)
    content_type = models.CharField(max_length=80, blank=True)
    content = models.BinaryField(editable=False, null=True)
    # Where what was made is to be seen, when that is more than the file.
    leads_to = models.CharField(max_length=200, blank=True)

    objects = VisibleManager()

    class Meta:
        verbose_name = "bestand van een taak"
        verbose_name_plural = "bestanden van taken"
        ordering = ["-asked_at", "-id"]
        indexes = [models.Index(fields=["keep_until"], name="result_keep_until")]
        constraints = [
            models.CheckConstraint(condition=Q(content__isnull=True) | ~Q(name=""), name="result_has_name"),
            models.CheckConstraint(condition=Q(keep_until__gt=models.F("asked_at")), name="result_is_kept"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.reference}"


auditlog.register(Result, exclude_fields=["content", "asked_for"])
