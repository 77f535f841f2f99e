"""A mail is a row: written with what caused it, sent by the worker, its state visible. It holds no personal data."""

from django.db import models
from django.utils import timezone

from nazorg.common.references import new_reference


class Mail(models.Model):
    """One mail to one address. `step` names what it is for, so that nothing is ever mailed twice for the same step."""

    class State(models.TextChoices):
        WAITING = "waiting", "wacht"
        SENDING = "sending", "wordt verstuurd"
        SENT = "sent", "verstuurd"
        FAILED = "failed", "mislukt"
        UNSURE = "unsure", "onzeker"

    reference = models.CharField(max_length=8, unique=True, default=new_reference, editable=False)
    step = models.CharField(max_length=80, unique=True)
    to = models.EmailField("aan")
    subject = models.CharField("onderwerp", max_length=120)
    body = models.TextField("tekst")
    # A calendar file to go with it.
    calendar = models.TextField(blank=True, default="", db_default="")
    # What it concerns, as a code of the registry, never a person.
    municipality_code = models.CharField("gemeente", max_length=4, blank=True)
    state = models.CharField("stand", max_length=8, choices=State, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField("pogingen", default=0)
    # The kind of the last error only.
    error = models.CharField(max_length=80, blank=True)
    created_at = models.DateTimeField("gemaakt op", default=timezone.now)
    next_try_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField("verstuurd op", null=True)

    class Meta:
        app_label = "common"
        ordering = ["-created_at", "-id"]
        indexes = [
            models.Index(fields=["next_try_at"], name="mail_waiting", condition=models.Q(state="waiting")),
            models.Index(fields=["-created_at", "-id"], name="mail_created"),
        ]

    def __str__(self) -> str:
        return f"mail {self.reference}"
