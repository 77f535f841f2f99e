"""A job is a row: the truth about work outside the request. The queue only wakes a worker."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from nazorg.common.references import new_reference


class Job(models.Model):
    """One piece of work, named by its kind and by the reference of the object it works on."""

    class State(models.TextChoices):
        QUEUED = "queued", "staat klaar"
        DONE = "done", "klaar"
        FAILED = "failed", "mislukt"

    reference = models.CharField(max_length=8, unique=True, default=new_reference, editable=False)
    kind = models.CharField(max_length=40)
    subject = models.CharField("kenmerk van het onderwerp", max_length=8)
    state = models.CharField(max_length=10, choices=State, default=State.QUEUED)
    # The name of an exception, never its text: that may hold what the job was reading.
    error = models.CharField(max_length=80, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "common"
        indexes = [models.Index(fields=["state", "asked_at"])]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject}"
