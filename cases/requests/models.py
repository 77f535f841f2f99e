"""The question to a municipality: one request, five areas, what was answered, and what is still being typed."""

from datetime import date

from auditlog.registry import auditlog
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from cases.dossiers.models import Case
from cases.visible import VisibleManager
from municipalities.agreements.models import Agreement
from municipalities.models import Municipality
from nazorg.common.references import new_reference
from nazorg.covenant.areas import Area
from nazorg.covenant.categories import Category


class Request(models.Model):
    """What one municipality is asked about one case. The former municipality keeps a moved one, without the person."""

    category = Category.IDENTITY

    class State(models.TextChoices):
        TO_SEND = "to_send", "te versturen"
        OPEN = "open", "open"
        ANSWERED = "answered", "beantwoord"
        MOVED = "moved", "verplaatst"
        ENDED = "ended", "gestopt"

    class Why(models.TextChoices):
        RELEASED = "released", "vrijgekomen"
        NO_AFTERCARE = "no_aftercare", "geen nazorg"
        WITHDRAWN = "withdrawn", "melding ingetrokken"
        CLOSED = "closed", "casus gesloten"
        DIED = "died", "overleden"

    reference = models.CharField(max_length=8, unique=True, default=new_reference, editable=False)
    case = models.ForeignKey(Case, models.CASCADE, related_name="requests", verbose_name="casus")
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+", verbose_name="gemeente")
    state = models.CharField("stand", max_length=10, choices=State, default=State.OPEN)
    urgent = models.BooleanField("spoed", default=False, db_default=False)
    opened_at = models.DateTimeField("geopend op", default=timezone.now)
    sent_at = models.DateTimeField("verstuurd op", null=True, blank=True)
    # None where it went by itself.
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    # The municipality's own term, from when it was sent: the last day, and what that was before an extension.
    due_on = models.DateField("uiterlijk", null=True, blank=True)
    first_due_on = models.DateField("oorspronkelijk uiterlijk", null=True, blank=True)
    extended_why = models.CharField("reden van uitstel", max_length=200, blank=True, default="", db_default="")
    answered_at = models.DateTimeField("beantwoord op", null=True, blank=True)
    closed_at = models.DateTimeField("gesloten op", null=True, blank=True)
    ended_why = models.CharField("waarom", max_length=14, choices=Why, blank=True, default="", db_default="")
    # Which contact is on it.
    holder = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    escalated_on = models.DateField("opgeschaald op", null=True, blank=True)

    objects = VisibleManager()

    class Meta:
        verbose_name = "informatievraag"
        verbose_name_plural = "informatievragen"
        ordering = ["due_on", "id"]
        indexes = [
            models.Index(fields=["municipality", "due_on"], name="request_waiting", condition=Q(state="open")),
            models.Index(fields=["municipality", "-opened_at"], name="request_municipality"),
            models.Index(fields=["due_on"], name="request_due", condition=Q(state="open")),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "municipality"],
                name="request_one_running",
                condition=Q(state__in=["to_send", "open", "answered"]),
            ),
            models.CheckConstraint(
                condition=Q(state="to_send", sent_at=None)
                | Q(state__in=["moved", "ended"])
                | Q(state__in=["open", "answered"], sent_at__isnull=False, due_on__isnull=False),
                name="request_sent_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"informatievraag {self.reference}"


class Status(models.TextChoices):
    """How an area of a request stands; all but the first two are final."""

    OPEN = "open", "open"
    WAITING = "waiting", "wacht op SUWINET"
    ANSWERED = "answered", "beantwoord"
    NOTHING_KNOWN = "nothing_known", "niets bekend"
    NOT_APPLICABLE = "not_applicable", "niet van toepassing"
    DELIVERED = "delivered", "al gegeven aan de MMD-er"


# An area in one of these states is still waited for.
WAITED_FOR = (Status.OPEN.value, Status.WAITING.value)
# Of these a case has at most one.
RUNNING = (Request.State.TO_SEND, Request.State.OPEN, Request.State.ANSWERED)


class Question(models.Model):
    """One area of a request, who delivers it by the agreement of that day, and how it stands."""

    request = models.ForeignKey(Request, models.CASCADE, related_name="questions")
    area = models.CharField("leefgebied", max_length=10, choices=Area)
    category = models.CharField("categorie", max_length=24, choices=Category)
    delivers = models.CharField("wie levert", max_length=12, choices=Agreement.Delivers)
    status = models.CharField("stand", max_length=16, choices=Status, default=Status.OPEN)

    objects = VisibleManager()

    class Meta:
        verbose_name = "vraag over een leefgebied"
        verbose_name_plural = "vragen over leefgebieden"
        constraints = [models.UniqueConstraint(fields=["request", "area"], name="question_one_an_area")]

    def __str__(self) -> str:
        return f"{self.area} van informatievraag {self.request_id}"


class Answer(models.Model):
    """What was answered about one area, as it was sent; never changed. A correction is a new one with a reason.

    The category is that of the area, or SUWINET where the answer was taken from there.
    """

    class Channel(models.TextChoices):
        PORTAL = "portal", "portaal"
        PHONE = "phone", "telefoon"
        MAIL = "mail", "e-mail"
        MEETING = "meeting", "gesprek"

    question = models.ForeignKey(Question, models.CASCADE, related_name="answers")
    category = models.CharField("categorie", max_length=24, choices=Category)
    status = models.CharField("stand", max_length=16, choices=Status)
    text = models.TextField("toelichting", blank=True)
    from_suwinet = models.BooleanField("uit SUWINET", default=False)
    # Who looks it up in SUWINET, while it is waited for.
    suwinet_by = models.CharField("door wie", max_length=120, blank=True)
    # The day on which the municipality gave it to the MMD-er itself.
    delivered_on = models.DateField("gegeven op", null=True, blank=True)
    at = models.DateTimeField("op")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="door")
    channel = models.CharField("hoe", max_length=8, choices=Channel, default=Channel.PORTAL)
    # Recorded by staff on behalf of the municipality: who told it, and when.
    told_by = models.CharField("van wie", max_length=120, blank=True)
    told_on = models.DateField("wanneer", null=True, blank=True)
    # A correction says why; the former answer stays beside it.
    reason = models.CharField("reden van verbetering", max_length=200, blank=True)
    current = models.BooleanField("geldt", default=True)

    objects = VisibleManager()

    class Meta:
        verbose_name = "antwoord"
        verbose_name_plural = "antwoorden"
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["question"], name="answer_question")]
        constraints = [
            models.UniqueConstraint(fields=["question"], name="answer_one_current", condition=Q(current=True)),
            models.CheckConstraint(condition=~Q(status="open"), name="answer_says_something"),
            models.CheckConstraint(condition=~Q(status="answered") | ~Q(text=""), name="answer_has_text"),
            models.CheckConstraint(
                condition=Q(status="delivered", delivered_on__isnull=False)
                | (~Q(status="delivered") & Q(delivered_on=None)),
                name="answer_delivered_on",
            ),
            models.CheckConstraint(
                condition=(Q(channel="portal") & Q(told_by="") & Q(told_on=None))
                | (~Q(channel="portal") & ~Q(told_by="") & Q(told_on__isnull=False)),
                name="answer_on_behalf_whole",
            ),
        ]

    @property
    def known_on(self) -> date:
        """The day on which the Veiligheidshuis knew: the day it was told, also where that was recorded later."""
        return self.told_on or timezone.localtime(self.at).date()

    def __str__(self) -> str:
        return f"antwoord {self.pk} op vraag {self.question_id}"


class Draft(models.Model):
    """What a contact has typed and not sent. Its municipality's contacts read it; the Veiligheidshuis never does.

    Not in the audit trail, which staff may read.
    """

    request = models.ForeignKey(Request, models.CASCADE, related_name="drafts")
    area = models.CharField(max_length=10, choices=Area)
    category = models.CharField(max_length=24, choices=Category)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    status = models.CharField(max_length=16, choices=Status, blank=True)
    text = models.TextField(blank=True)
    from_suwinet = models.BooleanField(default=False)
    suwinet_by = models.CharField(max_length=120, blank=True)
    saved_at = models.DateTimeField()

    objects = VisibleManager()

    class Meta:
        verbose_name = "concept"
        verbose_name_plural = "concepten"
        constraints = [models.UniqueConstraint(fields=["request", "area", "author"], name="draft_one_each")]

    def __str__(self) -> str:
        return f"concept over {self.area} bij informatievraag {self.request_id}"


auditlog.register(Request)
auditlog.register(Question)
auditlog.register(Answer)
