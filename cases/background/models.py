"""What police and care told about somebody: two categories, so two tables."""

from auditlog.registry import auditlog
from django.conf import settings
from django.db import models
from django.db.models import Q

from cases.dossiers.models import Case
from cases.visible import VisibleManager
from nazorg.covenant.categories import Category
from partners.models import Unit


class Told(models.Model):
    """Something that was told, and on which day it came. Taken out, its words are gone; that it was there stays."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="+", verbose_name="casus")
    text = models.TextField("informatie", blank=True)
    on = models.DateField("ontvangen op")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    removed_why = models.CharField("waarom weggehaald", max_length=200, blank=True)
    removed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    removed_at = models.DateTimeField("weggehaald", null=True, blank=True)

    objects = VisibleManager()

    class Meta:
        abstract = True
        ordering = ["-on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=(Q(removed_at=None, removed_by=None, removed_why="") & ~Q(text=""))
                | (Q(removed_at__isnull=False, removed_by__isnull=False, text="") & ~Q(removed_why="")),
                name="%(class)s_removed_whole",
            )
        ]


class PoliceInformation(Told):
    """What somebody of the police supplied on a request. An own look-up is no source: there is no field for it."""

    category = Category.POLICE

    supplied_by = models.CharField("wie van de politie", max_length=120)
    request = models.CharField("op welk verzoek", max_length=200)

    class Meta(Told.Meta):
        verbose_name = "politie-informatie"
        verbose_name_plural = "politie-informatie"
        constraints = [
            *Told.Meta.constraints,
            models.CheckConstraint(condition=~Q(supplied_by="") & ~Q(request=""), name="police_has_source"),
        ]

    def __str__(self) -> str:
        return f"politie-informatie in casus {self.case_id}"


class CareInformation(Told):
    """What came from care: the unit supplied it for this purpose, or the person agreed (covenant, category care)."""

    category = Category.CARE

    class Basis(models.TextChoices):
        SUPPLIED = "supplied", "de zorgeenheid gaf het zelf voor dit doel"
        AGREED = "agreed", "de persoon stemde ermee in"

    basis = models.CharField("waarom mag dit", max_length=8, choices=Basis)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="zorgeenheid")
    agreed_on = models.DateField("ingestemd op", null=True, blank=True)
    agreed_how = models.CharField("wie stemde in, en hoe", max_length=200, blank=True)

    class Meta(Told.Meta):
        verbose_name = "zorginformatie"
        verbose_name_plural = "zorginformatie"
        constraints = [
            *Told.Meta.constraints,
            models.CheckConstraint(
                condition=Q(basis="supplied", unit__isnull=False, agreed_on=None, agreed_how="")
                | (Q(basis="agreed", agreed_on__isnull=False) & ~Q(agreed_how="")),
                name="care_has_basis",
            ),
        ]

    def __str__(self) -> str:
        return f"zorginformatie in casus {self.case_id}"


# Not the words: once taken out they are nowhere.
for _model in (PoliceInformation, CareInformation):
    auditlog.register(_model, exclude_fields=["text"])
