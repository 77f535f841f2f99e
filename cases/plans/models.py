"""The plan of action of a case: goals, lines that each have one owner, and the steps taken in them."""

from auditlog.registry import auditlog
from django.conf import settings
from django.db import models
from django.db.models import Q

from cases.dossiers.models import Case
from cases.visible import VisibleManager
from municipalities.models import Municipality
from nazorg.covenant.categories import Category
from partners.models import Unit


class State(models.TextChoices):
    """How a line stands; its owner is still waited for in the first two."""

    TODO = "todo", "te doen"
    BUSY = "busy", "bezig"
    DONE = "done", "gedaan"
    STUCK = "stuck", "lukt niet"
    DROPPED = "dropped", "vervallen"


# A line in one of these states is waited for.
WAITED_FOR = (State.TODO.value, State.BUSY.value)
# Its owner has done nothing in it that settles it, so whoever closes the case has to know.
UNSETTLED = (*WAITED_FOR, State.STUCK.value)


class Goal(models.Model):
    """What the plan is to bring about, for the person or for the family. `version` tells who saw an older one."""

    category = Category.PLAN

    class For(models.TextChoices):
        PERSON = "person", "de persoon"
        FAMILY = "family", "het gezin of de familie"

    case = models.ForeignKey(Case, models.CASCADE, related_name="goals", verbose_name="casus")
    text = models.CharField("doel", max_length=300)
    aims_at = models.CharField("voor wie", max_length=8, choices=For, default=For.PERSON)
    version = models.PositiveIntegerField(default=1)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField("sinds")

    objects = VisibleManager()

    class Meta:
        verbose_name = "doel van een plan"
        verbose_name_plural = "doelen van plannen"
        ordering = ["created_at", "id"]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="goal_has_text")]

    def __str__(self) -> str:
        return f"doel {self.pk} in casus {self.case_id}"


class ActionLine(models.Model):
    """One thing to be done, by one owner, by a day (inclusive). It stands as its last step says.

    The owner is a unit of a partner, the responsible municipality, or somebody by name: the MMD-er, the family, us.
    A municipality reads the lines that it owns in its portal; it changes none, and adds steps to them.
    """

    category = Category.PLAN

    case = models.ForeignKey(Case, models.CASCADE, related_name="action_lines", verbose_name="casus")
    goal = models.ForeignKey(Goal, models.PROTECT, null=True, blank=True, related_name="lines", verbose_name="doel")
    what = models.CharField("actie", max_length=300)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="onderdeel")
    municipality = models.ForeignKey(
        Municipality, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="gemeente"
    )
    name = models.CharField("naam", max_length=120, blank=True)
    due_on = models.DateField("uiterlijk")
    state = models.CharField("stand", max_length=8, choices=State, default=State.TODO)
    version = models.PositiveIntegerField(default=1)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField("sinds")

    objects = VisibleManager()

    class Meta:
        verbose_name = "actieregel"
        verbose_name_plural = "actieregels"
        ordering = ["due_on", "id"]
        indexes = [
            models.Index(fields=["due_on"], name="line_due", condition=Q(state__in=WAITED_FOR)),
            models.Index(fields=["municipality", "due_on"], name="line_municipality", condition=~Q(municipality=None)),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(what=""), name="line_has_text"),
            models.CheckConstraint(
                condition=(
                    Q(unit__isnull=False, municipality=None, name="")
                    | Q(unit=None, municipality__isnull=False, name="")
                    | (Q(unit=None, municipality=None) & ~Q(name=""))
                ),
                name="line_one_owner",
            ),
        ]

    def __str__(self) -> str:
        return f"actieregel {self.pk} in casus {self.case_id}"

    @property
    def owner(self) -> str:
        """Whose it is, in words."""
        return f"Gemeente {self.municipality}" if self.municipality else str(self.unit or self.name)

    @property
    def orphaned(self) -> bool:
        """Whether it is a municipality's that is responsible no more: nobody there sees it. Asks for its case."""
        return self.municipality_id is not None and self.municipality_id != self.case.responsible_id


class ActionStep(models.Model):
    """A dated step in a line: how it stands from then on, and what was said. Never changed.

    `municipality` is the one that owned the line then: another one that owns it later does not read this.
    """

    category = Category.PLAN

    line = models.ForeignKey(ActionLine, models.CASCADE, related_name="steps")
    municipality = models.ForeignKey(Municipality, models.PROTECT, null=True, related_name="+")
    on = models.DateField("datum")
    state = models.CharField("stand", max_length=8, choices=State)
    text = models.TextField("opmerking", blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = VisibleManager()

    class Meta:
        verbose_name = "stap in een actieregel"
        verbose_name_plural = "stappen in actieregels"
        ordering = ["-at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=["stuck", "dropped"]) | ~Q(text=""), name="step_says_why_not"
            ),
        ]

    def __str__(self) -> str:
        return f"stap in actieregel {self.line_id}"


for _model in (Goal, ActionLine, ActionStep):
    auditlog.register(_model)
