"""BIJ: people of whose return the mayor is informed. Of its own category; nothing else looks at it."""

from auditlog.registry import auditlog
from django.conf import settings
from django.db import models
from django.db.models import Q

from cases.disclosures.models import Disclosure
from cases.dossiers.models import Case
from cases.visible import VisibleManager
from nazorg.covenant.categories import Category
from partners.models import Unit


class BijRecord(models.Model):
    """A case belongs to the BIJ group, since a day and for a reason, until a person says otherwise."""

    category = Category.BIJ

    case = models.OneToOneField(Case, models.CASCADE, related_name="bij", verbose_name="casus")
    why = models.CharField("waarom", max_length=500)
    since = models.DateField("sinds")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    ended_on = models.DateField("tot", null=True, blank=True)
    ended_why = models.CharField("waarom niet meer", max_length=500, blank=True)

    objects = VisibleManager()

    class Meta:
        verbose_name = "BIJ"
        verbose_name_plural = "BIJ"
        ordering = ["-since", "-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(why=""), name="bij_has_why"),
            models.CheckConstraint(
                condition=Q(ended_on=None, ended_why="") | (Q(ended_on__isnull=False) & ~Q(ended_why="")),
                name="bij_ended_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"BIJ in casus {self.case_id}"


class MayorInformed(models.Model):
    """The mayor was told of a return, by whom and when; what was said is the disclosure."""

    category = Category.BIJ

    record = models.ForeignKey(BijRecord, models.CASCADE, related_name="told")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="burgemeester")
    disclosure = models.OneToOneField(Disclosure, models.RESTRICT, related_name="+", verbose_name="verstrekking")
    on = models.DateField("geïnformeerd op")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="door")

    objects = VisibleManager()

    class Meta:
        verbose_name = "bericht aan de burgemeester"
        verbose_name_plural = "berichten aan de burgemeester"
        ordering = ["-on", "-id"]

    def __str__(self) -> str:
        return f"bericht aan de burgemeester {self.pk}"

    @property
    def case_id(self) -> int:
        """The case it belongs to, for the audit trail."""
        return self.record.case_id


auditlog.register(BijRecord)
auditlog.register(MayorInformed)
