"""Enrichment: what partners are asked about a case, and what they answered."""

from auditlog.registry import auditlog
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from cases.disclosures.models import Disclosure
from cases.dossiers.models import Act, Case
from cases.visible import VisibleManager
from nazorg.common.references import new_reference
from nazorg.covenant.categories import Category
from partners.models import Unit


class Enquiry(models.Model):
    """A question to one unit, or a round to several, with a term. What each unit was told is a disclosure."""

    category = Category.RISK

    class Kind(models.TextChoices):
        BILATERAL = Act.Kind.BILATERAL.value, "bilaterale vraag"
        NETWORK = Act.Kind.NETWORK_ROUND.value, "netwerkronde"

    reference = models.CharField(max_length=8, unique=True, default=new_reference, editable=False)
    case = models.ForeignKey(Case, models.CASCADE, related_name="enquiries", verbose_name="casus")
    kind = models.CharField("soort", max_length=20, choices=Kind)
    question = models.TextField("vraag")
    asked_on = models.DateField("gevraagd op")
    due_on = models.DateField("antwoord uiterlijk")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="door")
    closed_on = models.DateField("afgesloten op", null=True, blank=True)

    objects = VisibleManager()

    class Meta:
        verbose_name = "verrijking"
        verbose_name_plural = "verrijkingen"
        ordering = ["-asked_on", "-id"]
        indexes = [models.Index(fields=["due_on"], name="enquiry_open", condition=Q(closed_on=None))]
        constraints = [
            models.CheckConstraint(condition=~Q(question=""), name="enquiry_has_question"),
            models.CheckConstraint(condition=Q(due_on__gte=F("asked_on")), name="enquiry_dates_in_order"),
            models.CheckConstraint(
                condition=Q(closed_on=None) | Q(closed_on__gte=F("asked_on")), name="enquiry_closed_after_asked"
            ),
        ]

    def __str__(self) -> str:
        return f"verrijking {self.reference}"


class Asking(models.Model):
    """One unit of an enquiry. Its answer is an act, which carries the category of what was answered."""

    category = Category.RISK

    enquiry = models.ForeignKey(Enquiry, models.CASCADE, related_name="askings")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="onderdeel")
    disclosure = models.OneToOneField(Disclosure, models.RESTRICT, related_name="+", verbose_name="verstrekking")
    answer = models.OneToOneField(Act, models.RESTRICT, null=True, blank=True, related_name="+")
    answered_by = models.CharField("van wie", max_length=120, blank=True)
    reminders = models.PositiveSmallIntegerField("herinneringen", default=0)
    reminded_on = models.DateField("herinnerd op", null=True, blank=True)

    objects = VisibleManager()

    class Meta:
        verbose_name = "vraag aan een partner"
        verbose_name_plural = "vragen aan partners"
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["enquiry", "unit"], name="asking_once")]

    def __str__(self) -> str:
        return f"vraag aan onderdeel {self.unit_id} in verrijking {self.enquiry_id}"

    @property
    def case_id(self) -> int:
        """The case it belongs to, for the audit trail."""
        return self.enquiry.case_id


auditlog.register(Enquiry)
auditlog.register(Asking)
