"""Sentences that may be told: agreed words for one recipient, and what the police released of theirs."""

from auditlog.registry import auditlog
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from cases.dossiers.models import Case
from cases.visible import VisibleManager
from municipalities.models import Municipality
from nazorg.covenant.categories import Category
from partners.models import Unit


class Statement(models.Model):
    """Agreed words about a case for one recipient, between two days (inclusive). Other words are another statement.

    Words that rest on police information are police information themselves, and of that category, until the police
    released them for this recipient. The database lets nothing but that and the withdrawal change.
    """

    case = models.ForeignKey(Case, models.CASCADE, related_name="statements", verbose_name="casus")
    category = models.CharField(
        "categorie", max_length=24, choices=[(one.value, one.label) for one in (Category.STATEMENT, Category.POLICE)]
    )
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="onderdeel")
    municipality = models.ForeignKey(
        Municipality, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="gemeente"
    )
    text = models.TextField("woorden")
    from_on = models.DateField("vanaf")
    until_on = models.DateField("tot en met")
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    withdrawn_on = models.DateField("ingetrokken op", null=True, blank=True)
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_why = models.CharField("waarom ingetrokken", max_length=200, blank=True)

    objects = VisibleManager()

    class Meta:
        verbose_name = "deelbare zin"
        verbose_name_plural = "deelbare zinnen"
        ordering = ["-written_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(unit=None, municipality__isnull=False) | Q(unit__isnull=False, municipality=None),
                name="statement_one_recipient",
            ),
            models.CheckConstraint(
                condition=Q(category__in=[Category.STATEMENT, Category.POLICE]), name="statement_category"
            ),
            models.CheckConstraint(condition=~Q(text=""), name="statement_has_words"),
            models.CheckConstraint(condition=Q(from_on__lte=F("until_on")), name="statement_dates_in_order"),
            models.CheckConstraint(
                condition=Q(withdrawn_on=None, withdrawn_by=None, withdrawn_why="")
                | (Q(withdrawn_on__isnull=False, withdrawn_by__isnull=False) & ~Q(withdrawn_why="")),
                name="statement_withdrawn_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"deelbare zin {self.pk} in casus {self.case_id}"

    @property
    def recipient(self) -> str:
        """For whom the words are, by name."""
        return f"gemeente {self.municipality}" if self.municipality else str(self.unit)

    @property
    def waits_for_police(self) -> bool:
        """Whether the police did not release the words yet."""
        return self.category == Category.POLICE


class PoliceRelease(models.Model):
    """The police released the words of one statement, so for its recipient: who, when and on which ground."""

    category = Category.POLICE

    statement = models.OneToOneField(Statement, models.CASCADE, related_name="release", verbose_name="deelbare zin")
    released_by = models.CharField("wie van de politie", max_length=120)
    on = models.DateField("vrijgegeven op")
    ground = models.CharField("grond", max_length=20)
    ground_name = models.CharField(max_length=120)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    objects = VisibleManager()

    class Meta:
        verbose_name = "vrijgave door de politie"
        verbose_name_plural = "vrijgaven door de politie"
        constraints = [
            models.CheckConstraint(condition=~Q(released_by="") & ~Q(ground=""), name="policerelease_whole"),
        ]

    def __str__(self) -> str:
        return f"vrijgave van deelbare zin {self.statement_id}"


# That the category changed would tell whoever reads the words that they rest on police information.
auditlog.register(Statement, exclude_fields=["category"])
auditlog.register(PoliceRelease)
