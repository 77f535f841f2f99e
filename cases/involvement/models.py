"""A unit takes part in a case, since a day and for a reason."""

from auditlog.registry import auditlog
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from cases.dossiers.models import Case
from cases.visible import VisibleManager
from nazorg.covenant.categories import Category
from partners.models import Unit


class Participation(models.Model):
    """A unit takes part in a case. The covenant lets a pack hold some kinds of information for such units only.

    Written by what makes it take part: a question, an invitation, a line of the plan, a task. It names no content.
    From `ended_on` on it does so no more; taking part again is another row.
    """

    class Why(models.TextChoices):
        ENRICHMENT = "enrichment", "bevraagd"
        CONFERENCE = "conference", "uitgenodigd voor een overleg"
        PLAN = "plan", "heeft een actie in het plan"
        TASK = "task", "voert een taak uit"
        BIJ = "bij", "geïnformeerd over een terugkeer (BIJ)"

    case = models.ForeignKey(Case, models.CASCADE, related_name="participations", verbose_name="casus")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="onderdeel")
    why = models.CharField("waarom", max_length=12, choices=Why)
    since = models.DateField("sinds")
    ended_on = models.DateField("tot", null=True, blank=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    # That a mayor takes part says that somebody is in the BIJ group: as secret as that.
    category = models.CharField(max_length=24, choices=Category, default=Category.CONFERENCE_LOGISTICS)

    objects = VisibleManager()

    class Meta:
        verbose_name = "deelname van een partner"
        verbose_name_plural = "deelnames van partners"
        ordering = ["since", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "unit", "why"], name="participation_once", condition=Q(ended_on=None)
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None, ended_by=None) | Q(ended_on__gte=F("since"), ended_by__isnull=False),
                name="participation_ended_whole",
            ),
            models.CheckConstraint(
                condition=Q(why="bij", category=Category.BIJ) | (~Q(why="bij") & ~Q(category=Category.BIJ)),
                name="participation_bij_is_bij",
            ),
        ]

    def __str__(self) -> str:
        return f"deelname van onderdeel {self.unit_id} aan casus {self.case_id}"


auditlog.register(Participation)
