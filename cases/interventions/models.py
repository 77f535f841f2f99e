"""An intervention on a life area: what an act of that kind has beside its day and its area."""

from auditlog.registry import auditlog
from django.db import models
from django.db.models import Q

from cases.dossiers.models import Act, Case
from cases.visible import VisibleManager
from nazorg.covenant.categories import Category


class Intervention(models.Model):
    """By whom an intervention is done, and how it ended. The act itself says in which area, since when and what.

    Figures count the acts, so one of the old registration, which has no such row, counts as one that has.
    """

    act = models.OneToOneField(Act, models.CASCADE, primary_key=True, related_name="intervention")
    case = models.ForeignKey(Case, models.CASCADE, related_name="+", verbose_name="casus")
    category = models.CharField("categorie", max_length=24, choices=Category)
    party = models.CharField("door wie", max_length=120)
    ended_on = models.DateField("klaar op", null=True, blank=True)
    result = models.TextField("resultaat", blank=True)

    objects = VisibleManager()

    class Meta:
        verbose_name = "interventie"
        verbose_name_plural = "interventies"
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on=None, result="") | (Q(ended_on__isnull=False) & ~Q(result="")),
                name="intervention_ended_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"interventie {self.pk} in casus {self.case_id}"


auditlog.register(Intervention)
