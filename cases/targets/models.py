"""The target groups, as far as they do not follow from other records."""

from auditlog.registry import auditlog
from django.conf import settings
from django.db import models
from django.db.models import Q

from cases.dossiers.models import Case
from cases.visible import VisibleManager
from nazorg.covenant.categories import Category
from partners.models import Unit

# More than a person can have been detained; a slip of the keyboard is.
MOST_DETENTIONS = 100


class Group(models.TextChoices):
    """The five target groups of the evaluation. BIJ is apart."""

    HELP = "help", "vraagt hulp"
    YOUNG = "young", "jonger dan 27"
    RETURNER = "returner", "frequente terugkeerder"
    OGGZ = "oggz", "OGGZ-verleden"
    CONCERN = "concern", "ingebracht door een partner"


# Of which the data speak, unless a person overrules them; the others are a person's finding.
DERIVED = (Group.HELP, Group.YOUNG, Group.RETURNER)
# How a group is called in an address.
GROUP_SLUG: dict[str, str] = {
    Group.HELP: "hulp",
    Group.YOUNG: "jong",
    Group.RETURNER: "terugkeerder",
    Group.OGGZ: "oggz",
    Group.CONCERN: "partner",
}
GROUP_CATEGORY: dict[str, Category] = {
    group: Category.TARGET_FACTS if group in DERIVED else Category.TARGET_FINDINGS for group in Group
}


class Finding(models.Model):
    """A person's word on whether a case belongs to a target group. One holds; those that were taken back stay."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="findings", verbose_name="casus")
    group = models.CharField("doelgroep", max_length=8, choices=Group)
    category = models.CharField("categorie", max_length=24, choices=Category)
    belongs = models.BooleanField("hoort erbij")
    why = models.CharField("waarom", max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField("wanneer")
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    ended_at = models.DateTimeField("teruggenomen", null=True, blank=True)

    objects = VisibleManager()

    class Meta:
        verbose_name = "oordeel over een doelgroep"
        verbose_name_plural = "oordelen over doelgroepen"
        ordering = ["-at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["case", "group"], condition=Q(ended_at=None), name="finding_one_holds"),
            models.CheckConstraint(condition=~Q(why=""), name="finding_has_reason"),
            models.CheckConstraint(
                condition=Q(group__in=DERIVED, category=Category.TARGET_FACTS)
                | Q(group=Group.OGGZ, category=Category.TARGET_FINDINGS),
                name="finding_category_of_group",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_by=None) | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="finding_ended_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"oordeel over {self.group} in casus {self.case_id}"


class KnownBefore(models.Model):
    """How many detentions somebody had that are not registered here. Of a person the latest word holds."""

    category = Category.TARGET_FACTS

    case = models.ForeignKey(Case, models.CASCADE, related_name="known_before", verbose_name="casus")
    number = models.PositiveSmallIntegerField("aantal")
    source = models.CharField("bron", max_length=200)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField("wanneer")

    objects = VisibleManager()

    class Meta:
        verbose_name = "eerder bekende detenties"
        verbose_name_plural = "eerder bekende detenties"
        ordering = ["-at", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(number__lte=MOST_DETENTIONS), name="known_before_possible"),
            models.CheckConstraint(condition=~Q(source=""), name="known_before_has_source"),
        ]

    def __str__(self) -> str:
        return f"eerder bekend in casus {self.case_id}"


class Concern(models.Model):
    """A partner brought somebody in with concerns: who, when and why. One that was taken back stays."""

    category = Category.TARGET_FINDINGS

    case = models.ForeignKey(Case, models.CASCADE, related_name="concerns", verbose_name="casus")
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="onderdeel van een partner"
    )
    who = models.CharField("wie", max_length=120)
    on = models.DateField("wanneer")
    why = models.TextField("waarom", max_length=2_000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    ended_at = models.DateTimeField("teruggenomen", null=True, blank=True)

    objects = VisibleManager()

    class Meta:
        verbose_name = "zorg van een partner"
        verbose_name_plural = "zorgen van partners"
        ordering = ["-on", "-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(who="") & ~Q(why=""), name="concern_whole"),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_by=None) | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="concern_ended_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"zorg van een partner in casus {self.case_id}"


for _model in (Finding, KnownBefore, Concern):
    auditlog.register(_model)
