"""When a conference is, who is invited to which part, and which cases are on its agenda: logistics, no content."""

from typing import cast

from auditlog.registry import auditlog
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from cases.dossiers.models import Case
from cases.recipients import Recipient, party_of
from cases.visible import VisibleManager
from municipalities.models import Municipality
from nazorg.common.references import new_reference
from nazorg.covenant.categories import Category
from nazorg.covenant.never import NEVER
from nazorg.covenant.parties import Party
from partners.models import Unit


class Conference(models.Model):
    """A meeting on one or more cases: by theme until 2014, tailored to the case (Casus op Maat) since."""

    category = Category.CONFERENCE_LOGISTICS

    class Kind(models.TextChoices):
        TAILORED = "tailored", "Casus op Maat"
        OFFENDERS = "offenders", "veelplegersoverleg"
        VIOLENCE = "violence", "scenario-overleg huiselijk geweld"

    class State(models.TextChoices):
        PLANNED = "planned", "gepland"
        HELD = "held", "gehouden"
        CANCELLED = "cancelled", "afgelast"

    reference = models.CharField(max_length=8, unique=True, default=new_reference, editable=False)
    kind = models.CharField("soort", max_length=10, choices=Kind, default=Kind.TAILORED)
    on = models.DateField("datum")
    starts = models.TimeField("begin")
    ends = models.TimeField("einde")
    place = models.CharField("plaats", max_length=120)
    state = models.CharField("stand", max_length=10, choices=State, default=State.PLANNED)
    cancelled_why = models.CharField("waarom afgelast", max_length=200, blank=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField()

    objects = VisibleManager()

    class Meta:
        verbose_name = "casusoverleg"
        verbose_name_plural = "casusoverleggen"
        ordering = ["on", "starts", "id"]
        indexes = [models.Index(fields=["on", "starts"], name="conference_on")]
        constraints = [
            models.CheckConstraint(condition=Q(starts__lt=F("ends")), name="conference_times_in_order"),
            models.CheckConstraint(
                condition=Q(state="cancelled") ^ Q(cancelled_why=""), name="conference_cancelled_with_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"casusoverleg {self.reference}"

    @property
    def is_planned(self) -> bool:
        """Whether it can still be changed."""
        return self.state == self.State.PLANNED


class ConferencePart(models.Model):
    """A part of a conference. The categories discussed in it say who cannot be there."""

    category = Category.CONFERENCE_LOGISTICS

    conference = models.ForeignKey(Conference, models.CASCADE, related_name="parts")
    title = models.CharField("naam", max_length=80)
    starts = models.TimeField("begint om")
    # Codes of the covenant's categories.
    categories = models.JSONField("wat besproken wordt")

    objects = VisibleManager()

    class Meta:
        verbose_name = "deel van een casusoverleg"
        verbose_name_plural = "delen van casusoverleggen"
        ordering = ["starts", "id"]
        constraints = [
            # Two parts may swap their hours in one go.
            models.UniqueConstraint(
                fields=["conference", "starts"], name="part_starts_once", deferrable=models.Deferrable.DEFERRED
            ),
            models.CheckConstraint(condition=~Q(title="") & ~Q(categories=[]), name="conference_part_whole"),
        ]

    def __str__(self) -> str:
        return self.title


class AgendaItem(models.Model):
    """A case on the agenda, or something without a dossier, so that there is one agenda."""

    category = Category.CONFERENCE_LOGISTICS

    conference = models.ForeignKey(Conference, models.CASCADE, related_name="items")
    case = models.ForeignKey(Case, models.CASCADE, null=True, blank=True, related_name="agenda_items")
    title = models.CharField("onderwerp", max_length=120, blank=True)
    outside_number = models.CharField("nummer elders", max_length=40, blank=True)
    starts = models.TimeField("tijd", null=True, blank=True)
    # None until the conference was held.
    discussed = models.BooleanField("besproken", null=True)

    objects = VisibleManager()

    class Meta:
        verbose_name = "agendapunt"
        verbose_name_plural = "agendapunten"
        ordering = [F("starts").asc(nulls_last=True), "id"]
        constraints = [
            models.UniqueConstraint(fields=["conference", "case"], name="agenda_case_once"),
            models.CheckConstraint(
                condition=(Q(case=None) & ~Q(title="")) | (Q(case__isnull=False) & Q(title="")),
                name="agenda_case_or_title",
            ),
        ]

    def __str__(self) -> str:
        return f"agendapunt {self.pk}"


class Invitation(models.Model):
    """A unit or a municipality is invited, between which hours, and what it answered."""

    category = Category.CONFERENCE_LOGISTICS

    class Channel(models.TextChoices):
        MAIL = "mail", "per mail"
        PHONE = "phone", "per telefoon"

    class Answer(models.TextChoices):
        NONE = "", "nog geen antwoord"
        ATTENDS = "attends", "komt"
        INFORMATION = "information", "geeft alleen informatie"
        DECLINED = "declined", "komt niet"

    conference = models.ForeignKey(Conference, models.CASCADE, related_name="invitations")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="onderdeel")
    municipality = models.ForeignKey(
        Municipality, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="gemeente"
    )
    starts = models.TimeField("vanaf")
    ends = models.TimeField("tot")
    channel = models.CharField("hoe", max_length=6, choices=Channel)
    answer = models.CharField("antwoord", max_length=12, choices=Answer, blank=True, default=Answer.NONE)
    # How often it was told something else since: the SEQUENCE of its calendar file.
    sequence = models.PositiveSmallIntegerField(default=0)
    # Which cases of the agenda it is invited for.
    items = models.ManyToManyField(AgendaItem, through="InvitedFor", related_name="invitations")
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    invited_at = models.DateTimeField("uitgenodigd op")

    objects = VisibleManager()

    class Meta:
        verbose_name = "uitnodiging"
        verbose_name_plural = "uitnodigingen"
        ordering = ["invited_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["conference", "unit"], name="invitation_unit_once"),
            models.UniqueConstraint(fields=["conference", "municipality"], name="invitation_municipality_once"),
            models.CheckConstraint(
                condition=Q(unit=None) ^ Q(municipality=None), name="invitation_unit_or_municipality"
            ),
        ]

    def __str__(self) -> str:
        return f"uitnodiging {self.pk}"

    @property
    def who(self) -> Recipient:
        """Who is invited."""
        return self.unit or cast(Municipality, self.municipality)

    @property
    def guest(self) -> str:
        """Its name, at the beginning of a line."""
        return str(self.unit or f"Gemeente {self.municipality}")

    @property
    def code(self) -> str:
        """The reference of the unit, or the CBS code of the municipality: what tells guests apart."""
        return self.unit.reference if self.unit else self.municipality.code if self.municipality else ""

    @property
    def party(self) -> Party:
        """Its party in the covenant."""
        return party_of(self.who)


class Seat(models.Model):
    """Who is invited sits in this part, and afterwards: was there.

    Holds the party and what is discussed, so that the table itself keeps out whoever may never hear that.
    """

    category = Category.CONFERENCE_LOGISTICS

    invitation = models.ForeignKey(Invitation, models.CASCADE, related_name="seats")
    part = models.ForeignKey(ConferencePart, models.CASCADE, related_name="seats")
    party = models.CharField(max_length=20, choices=Party)
    categories = models.JSONField()
    attended = models.BooleanField("was er", null=True)

    objects = VisibleManager()

    class Meta:
        verbose_name = "plaats in een deel"
        verbose_name_plural = "plaatsen in delen"
        ordering = ["part__starts", "id"]
        constraints = [
            models.UniqueConstraint(fields=["invitation", "part"], name="seat_once"),
            *(
                models.CheckConstraint(
                    condition=~Q(categories__contains=[category.value], party__in=parties),
                    name=f"seat_never_{category.value}",
                )
                for category, parties in NEVER.items()
            ),
        ]

    def __str__(self) -> str:
        return f"plaats van uitnodiging {self.invitation_id} in deel {self.part_id}"


class InvitedFor(models.Model):
    """Who is invited comes for this item of the agenda."""

    category = Category.CONFERENCE_LOGISTICS

    invitation = models.ForeignKey(Invitation, models.CASCADE, related_name="+")
    item = models.ForeignKey(AgendaItem, models.CASCADE, related_name="+")

    objects = VisibleManager()

    class Meta:
        verbose_name = "uitgenodigd voor"
        verbose_name_plural = "uitgenodigd voor"
        constraints = [models.UniqueConstraint(fields=["invitation", "item"], name="invited_for_once")]

    def __str__(self) -> str:
        return f"uitnodiging {self.invitation_id} voor agendapunt {self.item_id}"


for _model in (Conference, ConferencePart, AgendaItem, Invitation, Seat, InvitedFor):
    auditlog.register(_model)
