"""What staff found out about a difference between DPAN and the own registration (aansluiting)."""

from auditlog.registry import auditlog
from django.conf import settings
from django.db import models
from django.db.models import Q

from cases.people.models import Person
from cases.visible import VisibleManager
from nazorg.covenant.categories import Category


class Kind(models.TextChoices):
    """In what the two registrations differ about somebody."""

    NO_CASE = "no_case", "vrijgekomen zonder casus"
    NO_NOTIFICATION = "no_notification", "casus zonder melding"
    ELSEWHERE = "elsewhere", "ingeschreven en echt verblijf verschillen"
    OVERDUE = "overdue", "verwacht einde voorbij zonder melding van vrijlating"
    NO_PLACE = "no_place", "melding zonder gemeente"
    TWICE = "twice", "mogelijk twee keer dezelfde persoon"


class Why(models.TextChoices):
    """Why it is so; or that somebody is to find out."""

    STAYS_ELSEWHERE = "stays_elsewhere", "verblijft echt in een andere gemeente"
    NOT_NEEDED = "not_needed", "geen nazorg nodig of gewenst"
    TOO_SHORT = "too_short", "te kort vast voor nazorg"
    BROUGHT_IN = "brought_in", "ingebracht door een partner, was al vrij"
    NOT_NOTIFIED = "not_notified", "melding nooit ontvangen"
    OTHER_YEAR = "other_year", "telt in een ander jaar"
    NOT_THE_SAME = "not_the_same", "zijn verschillende mensen"
    OTHER = "other", "anders"
    TASK = "task", "nog uitzoeken"
    WITHDRAWN = "withdrawn", "uitleg ingetrokken"


# What one can say of a difference; taking it back is an act of its own.
SAID = [choice for choice in Why.choices if choice[0] != Why.WITHDRAWN]


class Explanation(models.Model):
    """What explains one difference of one person in one year, or the task to find out.

    The latest holds; what was said before stays, and so does who took it back. It is of the person, so it goes along
    when the person is merged or destroyed.
    """

    category = Category.IDENTITY

    person = models.ForeignKey(Person, models.CASCADE, related_name="explanations", verbose_name="persoon")
    kind = models.CharField("verschil", max_length=16, choices=Kind)
    year = models.PositiveSmallIntegerField("jaar")
    why = models.CharField("uitleg", max_length=16, choices=Why)
    text = models.CharField("toelichting", max_length=300, blank=True)
    due_on = models.DateField("uiterlijk", null=True, blank=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="wie zoekt uit"
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="door")
    at = models.DateTimeField("op")
    current = models.BooleanField("geldt", default=True)

    objects = VisibleManager()

    class Meta:
        verbose_name = "uitleg van een verschil"
        verbose_name_plural = "uitleg van verschillen"
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["due_on"], name="explanation_task", condition=Q(current=True, why="task"))]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "kind", "year"], condition=Q(current=True), name="explanation_one_holds"
            ),
            models.CheckConstraint(
                condition=Q(why="task", due_on__isnull=False, owner__isnull=False)
                | (~Q(why="task") & Q(due_on=None, owner=None)),
                name="explanation_task_whole",
            ),
            models.CheckConstraint(condition=~Q(why="other") | ~Q(text=""), name="explanation_other_says_what"),
            models.CheckConstraint(condition=~Q(why="withdrawn", current=True), name="explanation_withdrawn_is_past"),
        ]

    def __str__(self) -> str:
        return f"uitleg bij persoon {self.person_id}"


auditlog.register(Explanation)
