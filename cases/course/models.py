"""The course of a case: running, resting with others, called back, closed; and what may follow what."""

from auditlog.registry import auditlog
from django.conf import settings
from django.db import models
from django.db.models import Q

from cases.dossiers.models import Case
from cases.visible import VisibleManager
from nazorg.covenant.categories import Category


class Course(models.TextChoices):
    """Where a case is in its course. One without a step runs."""

    RUNNING = "running", "lopend"
    RESTING = "resting", "op rust"
    RECALLED = "recalled", "teruggeroepen"
    CLOSED = "closed", "gesloten"


class Outcome(models.TextChoices):
    """How a case ended."""

    FINISHED = "finished", "traject afgerond"
    PASSED_ON = "passed_on", "een ander gaat ermee verder"
    REFUSED = "refused", "de persoon wil geen hulp"
    MOVED_AWAY = "moved_away", "vertrokken uit de regio"
    ABROAD = "abroad", "vertrokken naar het buitenland"
    DIED = "died", "overleden"
    SOMEONE_ELSE = "someone_else", "blijkt iemand anders"
    OTHER = "other", "anders"


# What may follow what.
TRANSITIONS: dict[str, tuple[Course, ...]] = {
    # Once the trajectory runs, the coordinator withdraws.
    Course.RUNNING: (Course.RESTING, Course.CLOSED),
    # A stall brings him back.
    Course.RESTING: (Course.RECALLED, Course.CLOSED),
    Course.RECALLED: (Course.RESTING, Course.CLOSED),
    # A closed case is opened again by somebody who calls for it; it stays the same case.
    Course.CLOSED: (Course.RECALLED,),
}


class CourseStep(models.Model):
    """A case went from one state to the next, on a day. The latest one is `current`; none at all means it runs."""

    category = Category.PLAN

    case = models.ForeignKey(Case, models.CASCADE, related_name="course_steps", verbose_name="casus")
    state = models.CharField("stand", max_length=8, choices=Course)
    on = models.DateField("datum")
    # Resting: with whom it runs. Called back: by whom.
    party = models.CharField("wie", max_length=120, blank=True)
    outcome = models.CharField("uitkomst", max_length=12, choices=Outcome, blank=True)
    text = models.TextField("waarom", blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    current = models.BooleanField("geldt", default=True)

    objects = VisibleManager()

    class Meta:
        verbose_name = "stap in de loop van een casus"
        verbose_name_plural = "stappen in de loop van casussen"
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["state", "case"], name="course_state", condition=Q(current=True))]
        constraints = [
            models.UniqueConstraint(fields=["case"], name="course_one_current", condition=Q(current=True)),
            models.CheckConstraint(condition=~Q(state="running"), name="course_step_goes_somewhere"),
            models.CheckConstraint(
                condition=Q(state="closed", party="") | (Q(state__in=["resting", "recalled"]) & ~Q(party="")),
                name="course_step_has_party",
            ),
            models.CheckConstraint(
                condition=(Q(state="closed") & ~Q(outcome="")) | (~Q(state="closed") & Q(outcome="")),
                name="course_closed_has_outcome",
            ),
            models.CheckConstraint(condition=~Q(state="recalled") | ~Q(text=""), name="course_recalled_says_why"),
        ]

    def __str__(self) -> str:
        return f"loop van casus {self.case_id}: {self.get_state_display()}"


auditlog.register(CourseStep)
