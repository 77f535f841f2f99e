"""What is said about a case: why it is on the agenda, and the minutes, a page per part and case. The coordinator's."""

from auditlog.registry import auditlog
from django.conf import settings
from django.db import models
from django.db.models import Q

from cases.conferences.models import AgendaItem, ConferencePart
from cases.dossiers.models import Case
from cases.visible import VisibleManager
from nazorg.covenant.categories import Category


class Motive(models.Model):
    """Why a case is put to a conference: which criteria it meets, as codes of the list."""

    category = Category.CONFERENCE_CONTENT

    item = models.OneToOneField(AgendaItem, models.CASCADE, related_name="motive")
    case = models.ForeignKey(Case, models.CASCADE, related_name="+")
    criteria = models.JSONField("criteria")
    text = models.CharField("toelichting", max_length=200, blank=True)

    objects = VisibleManager()

    class Meta:
        verbose_name = "reden voor een casusoverleg"
        verbose_name_plural = "redenen voor casusoverleggen"

    def __str__(self) -> str:
        return f"reden bij agendapunt {self.item_id}"


class Minutes(models.Model):
    """What was discussed, decided and agreed on one item in one part. `version` counts how often it was saved."""

    category = Category.CONFERENCE_CONTENT

    part = models.ForeignKey(ConferencePart, models.RESTRICT, related_name="minutes")
    item = models.ForeignKey(AgendaItem, models.RESTRICT, related_name="minutes")
    # The case of the item, so that an exception on one file opens its minutes and no others.
    case = models.ForeignKey(Case, models.CASCADE, null=True, blank=True, related_name="+")
    discussed = models.TextField("besproken", blank=True)
    decided = models.TextField("besluiten", blank=True)
    agreed = models.TextField("acties", blank=True)
    version = models.PositiveIntegerField(default=1)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    saved_at = models.DateTimeField()

    objects = VisibleManager()

    class Meta:
        verbose_name = "verslag"
        verbose_name_plural = "verslagen"
        ordering = ["part__starts", "item", "id"]
        constraints = [
            models.UniqueConstraint(fields=["part", "item"], name="minutes_once"),
            models.CheckConstraint(condition=Q(version__gte=1), name="minutes_version"),
        ]

    def __str__(self) -> str:
        return f"verslag van agendapunt {self.item_id} in deel {self.part_id}"


for _model in (Motive, Minutes):
    auditlog.register(_model)
