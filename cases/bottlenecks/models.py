"""Bottlenecks: what goes wrong for one person, and what does so time and again.

They are two tables, since they are two kinds of information: what went wrong in a case is the coordinator's, and what
is brought to the board names no person and is counted by everybody who reads figures.
"""

from auditlog.registry import auditlog
from django.conf import settings
from django.db import models
from django.db.models import Q

from cases.dossiers.models import Case
from cases.visible import VisibleManager
from municipalities.models import Municipality
from nazorg.covenant.categories import Category


class Theme(models.TextChoices):
    """What a bottleneck is about; housing above all (evaluation of 2013)."""

    HOUSING = "housing", "huisvesting"
    INCOME = "income", "werk en inkomen"
    DEBTS = "debts", "schulden"
    CARE = "care", "zorg"
    PAPERS = "papers", "identiteitsbewijs"
    COOPERATION = "cooperation", "samenwerking"
    INFORMATION = "information", "informatie"
    OTHER = "other", "anders"


class Aspect(models.TextChoices):
    """What is wrong with it."""

    CAPACITY = "capacity", "capaciteit: te weinig"
    QUALITY = "quality", "kwaliteit: niet goed genoeg"
    OTHER = "other", "anders"


class CaseBottleneck(models.Model):
    """Something went wrong in one case. `municipality` is the responsible one of that day."""

    category = Category.RISK

    case = models.ForeignKey(Case, models.CASCADE, related_name="bottlenecks", verbose_name="casus")
    municipality = models.ForeignKey(
        Municipality, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="gemeente"
    )
    theme = models.CharField("thema", max_length=12, choices=Theme)
    aspect = models.CharField("wat", max_length=8, choices=Aspect)
    text = models.CharField("toelichting", max_length=500, blank=True)
    on = models.DateField("datum")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = VisibleManager()

    class Meta:
        verbose_name = "knelpunt in een casus"
        verbose_name_plural = "knelpunten in casussen"
        ordering = ["-on", "-id"]
        indexes = [models.Index(fields=["on", "theme"], name="case_bottleneck_on")]

    def __str__(self) -> str:
        return f"knelpunt in casus {self.case_id}"


class Bottleneck(models.Model):
    """Something goes wrong time and again. It names no person, and goes to the board.

    Figures are read and never written, so the services write it, and say who may.
    """

    category = Category.FIGURES

    class State(models.TextChoices):
        SIGNALLED = "signalled", "gesignaleerd"
        BOARD = "board", "bij het bestuur"
        TAKEN_UP = "taken_up", "opgepakt"
        SOLVED = "solved", "opgelost"

    municipality = models.ForeignKey(
        Municipality, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="gemeente"
    )
    theme = models.CharField("thema", max_length=12, choices=Theme)
    aspect = models.CharField("wat", max_length=8, choices=Aspect)
    text = models.TextField("knelpunt")
    state = models.CharField("stand", max_length=10, choices=State, default=State.SIGNALLED)
    answer = models.CharField("wat het bestuur zei", max_length=500, blank=True)
    on = models.DateField("gesignaleerd op")
    changed_on = models.DateField("stand sinds")

    objects = VisibleManager()

    class Meta:
        verbose_name = "knelpunt"
        verbose_name_plural = "knelpunten"
        ordering = ["-on", "-id"]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="bottleneck_has_text")]

    def __str__(self) -> str:
        return f"knelpunt {self.pk}"


auditlog.register(CaseBottleneck)
auditlog.register(Bottleneck)
