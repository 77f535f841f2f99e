"""Where a case stands in the chain from notification to first interview, and until when."""

from auditlog.registry import auditlog
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from cases.dossiers.models import Case
from cases.visible import VisibleManager
from municipalities.models import Municipality
from nazorg.common.deadlines import Unit
from nazorg.covenant.categories import Category


class Chain(models.Model):
    """The one clock of a case, worked out from its records by `cases.chain.settle` after everything that happens.

    It is a row so that every list sorts and counts by it, and case, list, portal and mail say the same sentence.
    """

    category = Category.IDENTITY

    class Step(models.TextChoices):
        DECIDE = "decide", "te beslissen"
        SEND = "send", "te versturen"
        ANSWER = "answer", "wacht op de gemeente"
        OWN = "own", "wacht op het Veiligheidshuis"
        HANDOFF = "handoff", "gereed voor overdracht"
        DONE = "done", "overgedragen"
        RELEASED = "released", "vrijgekomen vóór overdracht"
        OUTSIDE = "outside", "buiten de regio"
        STOPPED = "stopped", "geen nazorg"
        CLOSED = "closed", "casus gesloten"
        NONE = "none", "geen vraag"

    class Late(models.TextChoices):
        SUWINET = "suwinet", "SUWINET"
        MUNICIPALITY = "municipality", "gemeente"
        NOTIFICATION = "notification", "late melding"
        RELEASED = "released", "vrijgekomen"
        SAFETY_HOUSE = "safety_house", "Veiligheidshuis"

    class Paused(models.TextChoices):
        TRANSFER = "transfer", "overplaatsing"
        AWAY = "away", "tijdelijk niet in de PI"
        UNSURE = "unsure", "gegevens onzeker"
        OTHER = "other", "andere reden"

    case = models.OneToOneField(Case, models.CASCADE, primary_key=True, related_name="chain")
    step = models.CharField("stap", max_length=10, choices=Step)
    # The municipality that is asked, where there is one.
    municipality = models.ForeignKey(Municipality, models.PROTECT, null=True, related_name="+")
    # When whoever is waited for should be ready, in which unit that was counted, and what it was before an extension.
    due_on = models.DateField(null=True)
    unit = models.CharField(max_length=8, choices=Unit, default=Unit.CALENDAR)
    was_due_on = models.DateField(null=True)
    # The end of the term of the first interview; the day the MMD-er gave goes before it where there is one.
    handoff_due_on = models.DateField(null=True)
    answer_due_on = models.DateField(null=True)
    # Codes of areas: waited for, and of those the ones that wait for SUWINET.
    waits_for = models.JSONField(default=list)
    waits_for_suwinet = models.JSONField(default=list)
    # Areas answered and not yet handed over to the PI where somebody is now.
    ready = models.PositiveSmallIntegerField(default=0)
    # The first pack, and the day on which nothing was left to hand over.
    handed_over_on = models.DateField(null=True)
    complete_on = models.DateField(null=True)
    # The PI that got the last pack.
    handed_to = models.CharField(max_length=80, blank=True)
    late_why = models.CharField("waarom te laat", max_length=14, choices=Late, blank=True)
    urgent = models.BooleanField("spoed", default=False)
    short = models.BooleanField("kort", default=False)
    weekend = models.BooleanField("vrij in het weekend", default=False)
    paused_since = models.DateField(null=True)
    paused_why = models.CharField(max_length=8, choices=Paused, blank=True)
    released_on = models.DateField(null=True)

    objects = VisibleManager()

    class Meta:
        verbose_name = "klok van een casus"
        verbose_name_plural = "klokken van casussen"
        indexes = [
            models.Index(
                fields=["step", "due_on"],
                name="chain_waiting",
                condition=~Q(step__in=["done", "released", "outside", "stopped", "closed", "none"]),
            ),
            models.Index(fields=["handoff_due_on"], name="chain_handoff_due"),
            models.Index(
                fields=["-handed_over_on", "-case"],
                name="chain_handed_over",
                condition=Q(handed_over_on__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"klok van casus {self.case_id}"


class Pause(models.Model):
    """The clock of a case stands still between two days; the note is the staff's own."""

    category = Category.IDENTITY

    case = models.ForeignKey(Case, models.CASCADE, related_name="pauses")
    since = models.DateField("sinds")
    until = models.DateField("tot", null=True, blank=True)
    why = models.CharField("reden", max_length=8, choices=Chain.Paused)
    note = models.CharField("toelichting", max_length=200, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = VisibleManager()

    class Meta:
        verbose_name = "pauze"
        verbose_name_plural = "pauzes"
        ordering = ["-since", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["case"], name="pause_one_running", condition=Q(until=None)),
            models.CheckConstraint(condition=Q(until=None) | Q(until__gte=F("since")), name="pause_dates_in_order"),
        ]

    def __str__(self) -> str:
        return f"pauze in casus {self.case_id}"


class Interview(models.Model):
    """The first interview in the prison: the day that the MMD-er gave, and the day on which it was held."""

    category = Category.DETENTION

    case = models.OneToOneField(Case, models.CASCADE, primary_key=True, related_name="interview")
    planned_on = models.DateField("gepland op", null=True, blank=True)
    held_on = models.DateField("gehouden op", null=True, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    objects = VisibleManager()

    class Meta:
        verbose_name = "eerste gesprek"
        verbose_name_plural = "eerste gesprekken"
        constraints = [
            models.CheckConstraint(
                condition=Q(planned_on__isnull=False) | Q(held_on__isnull=False), name="interview_has_a_day"
            ),
        ]

    def __str__(self) -> str:
        return f"eerste gesprek in casus {self.case_id}"


# Chain itself is derived, so its changes are in no audit trail: what they follow from is.
auditlog.register(Pause)
auditlog.register(Interview)
