"""What somebody needs, per life area, and what he agreed to."""

from auditlog.registry import auditlog
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from cases.dossiers.models import Case
from cases.requests.models import Request
from cases.visible import VisibleManager
from nazorg.covenant.areas import Area
from nazorg.covenant.categories import Category


class Need(models.Model):
    """One need in one area, with who takes care of it. Of the category of its area.

    `request` says which municipality brought it up; after a move only that one's own staff no longer see it.
    `found_in` is the PI whose MMD-er found it: who told of it need not be told.
    """

    class Status(models.TextChoices):
        OPEN = "open", "open"
        IN_PROGRESS = "in_progress", "in behandeling"
        MET = "met", "vervuld"
        DECLINED = "declined", "wil de persoon niet"
        NOT_NEEDED = "not_needed", "niet nodig"

    # A need in one of these states asks for nothing any more.
    SETTLED = (Status.MET.value, Status.DECLINED.value, Status.NOT_NEEDED.value)

    case = models.ForeignKey(Case, models.CASCADE, related_name="needs")
    request = models.ForeignKey(Request, models.SET_NULL, null=True, blank=True, related_name="needs")
    area = models.CharField("leefgebied", max_length=10, choices=Area)
    category = models.CharField("categorie", max_length=24, choices=Category)
    title = models.CharField("hulpvraag", max_length=200)
    status = models.CharField("stand", max_length=12, choices=Status, default=Status.OPEN)
    party = models.CharField("wie zorgt ervoor", max_length=120, blank=True)
    found_in = models.CharField("gevonden in", max_length=80, blank=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField("sinds")

    objects = VisibleManager()

    class Meta:
        verbose_name = "hulpvraag"
        verbose_name_plural = "hulpvragen"
        ordering = ["area", "created_at", "id"]
        constraints = [models.CheckConstraint(condition=~Q(title=""), name="need_has_title")]

    def __str__(self) -> str:
        return f"hulpvraag {self.pk} in casus {self.case_id}"


class NeedUpdate(models.Model):
    """A dated step in a need: its new status, and what was done."""

    need = models.ForeignKey(Need, models.CASCADE, related_name="updates")
    category = models.CharField(max_length=24, choices=Category)
    on = models.DateField("datum")
    status = models.CharField("stand", max_length=12, choices=Need.Status)
    text = models.TextField("wat is er gedaan", blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = VisibleManager()

    class Meta:
        verbose_name = "stap in een hulpvraag"
        verbose_name_plural = "stappen in hulpvragen"
        ordering = ["-on", "-id"]

    def __str__(self) -> str:
        return f"stap in hulpvraag {self.need_id}"


class Consent(models.Model):
    """The person agreed to passing on one area, on a day; withdrawn, no pack holds that area any more."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="consents")
    area = models.CharField("leefgebied", max_length=10, choices=Area)
    category = models.CharField("categorie", max_length=24, choices=Category)
    given_on = models.DateField("gegeven op")
    note = models.CharField("aan wie en hoe gegeven", max_length=200)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    withdrawn_on = models.DateField("ingetrokken op", null=True, blank=True)
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    objects = VisibleManager()

    class Meta:
        verbose_name = "toestemming"
        verbose_name_plural = "toestemmingen"
        ordering = ["-given_on", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "area"], name="consent_one_holding", condition=Q(withdrawn_on=None)
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on=None) | Q(withdrawn_on__gte=F("given_on")), name="consent_dates_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"toestemming over {self.area} in casus {self.case_id}"


for _model in (Need, NeedUpdate, Consent):
    auditlog.register(_model)
