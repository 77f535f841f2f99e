"""Batches and their rows: what came in, as it came, and what was decided about it."""

from auditlog.registry import auditlog
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from cases.people.models import Person
from cases.visible import VisibleManager
from nazorg.common.references import new_reference
from nazorg.covenant.categories import Category


class Batch(models.Model):
    """Notifications (or rows of the old workbook) that came in together, by one of the four doors.

    The category is that of what it holds: raw notifications, or for the old workbook the risk profiles in it.
    """

    class Door(models.TextChoices):
        FILE = "file", "bestand"
        PASTE = "paste", "geplakt"
        FORM = "form", "met de hand"
        COMMAND = "command", "opdracht"

    class State(models.TextChoices):
        READING = "reading", "wordt gelezen"
        UNREADABLE = "unreadable", "onleesbaar"
        CHECKED = "checked", "wacht op uw akkoord"
        ACCEPTING = "accepting", "wordt overgenomen"
        ACCEPTED = "accepted", "overgenomen"
        WITHDRAWN = "withdrawn", "ingetrokken"

    reference = models.CharField(max_length=8, unique=True, default=new_reference, editable=False)
    category = models.CharField(max_length=24, choices=Category, default=Category.RAW_NOTIFICATION)
    source = models.CharField("bron", max_length=20)
    door = models.CharField("ingang", max_length=10, choices=Door)
    historical = models.BooleanField("historisch", default=False)
    # The year of an old registration; notifications carry their own dates.
    year = models.PositiveSmallIntegerField("jaar van de registratie", null=True, blank=True)
    filename = models.CharField("bestandsnaam", max_length=200, blank=True)
    # The upload as it came, sealed: it holds BSNs.
    content = models.BinaryField(editable=False)
    headings = models.JSONField("koppen", default=list)
    state = models.CharField("stand", max_length=12, choices=State, default=State.READING)
    # Why it could not be read, in a sentence for the screen.
    problem = models.TextField(blank=True)
    notes = models.JSONField("opmerkingen", default=list)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField("binnen op", default=timezone.now)
    accepted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    accepted_at = models.DateTimeField("overgenomen op", null=True)
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField("ingetrokken op", null=True)
    withdrawn_why = models.CharField("reden", max_length=200, blank=True)

    objects = VisibleManager()

    class Meta:
        verbose_name = "partij"
        verbose_name_plural = "partijen"
        ordering = ["-created_at", "-id"]
        indexes = [models.Index(fields=["-created_at", "-id"], name="batch_created")]
        constraints = [
            models.CheckConstraint(
                condition=Q(category__in=[Category.RAW_NOTIFICATION, Category.RISK]), name="batch_category"
            ),
        ]

    def __str__(self) -> str:
        return f"partij {self.reference}"

    @property
    def is_registration(self) -> bool:
        """Whether this is an old workbook; otherwise it holds notifications."""
        return self.category == Category.RISK


class Row(models.Model):
    """One row of a batch: sealed as it came, what was corrected, and what became of it."""

    class Outcome(models.TextChoices):
        NEW = "new", "nieuw"
        CHANGED = "changed", "gewijzigd"
        KNOWN = "known", "bekend"
        DUPLICATE = "duplicate", "dubbel"
        CHOOSE = "choose", "kies persoon"
        WRONG = "wrong", "fout"

    class State(models.TextChoices):
        WAITING = "waiting", "wacht"
        ACCEPTED = "accepted", "overgenomen"
        HELD = "held", "vastgehouden"
        SET_ASIDE = "set_aside", "opzij gelegd"
        WITHDRAWN = "withdrawn", "ingetrokken"

    class Choice(models.TextChoices):
        SAME = "same", "dezelfde persoon"
        OTHER = "other", "een nieuwe persoon"

    batch = models.ForeignKey(Batch, models.CASCADE, related_name="rows")
    category = models.CharField(max_length=24, choices=Category, default=Category.RAW_NOTIFICATION)
    line = models.PositiveIntegerField("regel")
    raw = models.BinaryField(editable=False)
    corrected = models.BinaryField(null=True, editable=False)
    outcome = models.CharField("uitkomst", max_length=10, choices=Outcome)
    state = models.CharField("stand", max_length=10, choices=State, default=State.WAITING)
    # Each {level, column, text, suggestions}; never a BSN.
    remarks = models.JSONField("opmerkingen", default=list)
    # Which person it is about: found with certainty, or chosen by a person.
    person = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    candidates = models.JSONField(default=list)
    choice = models.CharField("keuze", max_length=6, choices=Choice, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    # What accepting this row made: primary keys by kind. With batch, line, actor and time this is its audit trail.
    made = models.JSONField(default=dict)
    set_aside_why = models.CharField("reden", max_length=200, blank=True)

    objects = VisibleManager()

    class Meta:
        verbose_name = "regel"
        verbose_name_plural = "regels"
        ordering = ["line"]
        constraints = [
            models.UniqueConstraint(fields=["batch", "line"], name="row_line_once"),
            models.CheckConstraint(
                condition=~Q(state="set_aside") | ~Q(set_aside_why=""), name="row_set_aside_with_reason"
            ),
        ]
        indexes = [
            models.Index(fields=["batch", "outcome", "line"], name="row_outcome"),
            models.Index(fields=["state"], name="row_held", condition=Q(state="held")),
        ]

    def __str__(self) -> str:
        return f"regel {self.line} van {self.batch_id}"


auditlog.register(Batch, exclude_fields=["content"])
auditlog.register(Row, exclude_fields=["raw", "corrected"])
