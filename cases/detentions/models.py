"""Detentions, and the notifications out of which they are known."""

from auditlog.registry import auditlog
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from cases.people.models import Person
from cases.visible import VisibleManager
from municipalities.models import Municipality
from nazorg.covenant.categories import Category


class Abode(models.TextChoices):
    """Where somebody is registered, or will go: in a municipality, or one of three answers without one."""

    MUNICIPALITY = "municipality", "gemeente"
    NONE = "none", "zonder vaste woon- of verblijfplaats"
    ABROAD = "abroad", "buitenland"
    UNKNOWN = "unknown", "onbekend"


class EndKind(models.TextChoices):
    SENTENCE = "einde straf", "einde straf"
    CONDITIONAL = "voorwaardelijke invrijheidstelling", "voorwaardelijke invrijheidstelling"
    REMAND = "einde voorlopige hechtenis", "einde voorlopige hechtenis"
    OTHER = "overig", "overig"


class Detention(models.Model):
    """A stay in prison, as its notifications tell it. All dates are days in the Netherlands.

    Consecutive stays (a new title on the day of release or the day after) are one detention.
    `start_on` is None for somebody who was released without an arrival having been reported.
    """

    category = Category.DETENTION

    class Origin(models.TextChoices):
        NOTIFIED = "notified", "uit meldingen"
        REGISTRATION = "registration", "uit registratie"
        BY_HAND = "by_hand", "met de hand"

    person = models.ForeignKey(Person, models.PROTECT, related_name="detentions")
    start_on = models.DateField("aanvang", null=True, blank=True)
    released_on = models.DateField("vrijgelaten op", null=True, blank=True)
    expected_end_on = models.DateField("verwacht einde", null=True, blank=True)
    expected_end_kind = models.CharField("soort einde", max_length=40, choices=EndKind, blank=True)
    institution = models.CharField("PI", max_length=80, blank=True)
    unit = models.CharField("unit", max_length=40, blank=True)
    mmd_worker = models.CharField("MMD-er", max_length=120, blank=True)
    registered_abode = models.CharField(max_length=12, choices=Abode, default=Abode.UNKNOWN)
    registered = models.ForeignKey(
        Municipality, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="ingeschreven in"
    )
    return_abode = models.CharField(max_length=12, choices=Abode, default=Abode.UNKNOWN)
    return_to = models.ForeignKey(
        Municipality, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="keert terug naar"
    )
    origin = models.CharField(max_length=12, choices=Origin, default=Origin.NOTIFIED)

    objects = VisibleManager()

    class Meta:
        verbose_name = "detentie"
        verbose_name_plural = "detenties"
        indexes = [
            models.Index(fields=["released_on", "person"], name="detention_released"),
            models.Index(fields=["person", "start_on"], name="detention_person"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(start_on=None) | Q(released_on=None) | Q(start_on__lte=F("released_on")),
                name="detention_dates_in_order",
            ),
            models.CheckConstraint(
                condition=Q(registered_abode=Abode.MUNICIPALITY, registered__isnull=False)
                | (~Q(registered_abode=Abode.MUNICIPALITY) & Q(registered=None)),
                name="detention_registered_whole",
            ),
            models.CheckConstraint(
                condition=Q(return_abode=Abode.MUNICIPALITY, return_to__isnull=False)
                | (~Q(return_abode=Abode.MUNICIPALITY) & Q(return_to=None)),
                name="detention_return_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"detentie {self.pk}"


class DetentionTitle(models.Model):
    """On what title somebody is held; contacts and care never see it, so it is a table of its own."""

    category = Category.TITLE

    class Title(models.TextChoices):
        REMAND = "preventief", "preventief"
        SENTENCED = "gestraft", "gestraft"
        SUBSTITUTE = "vervangend", "vervangend"
        COERCIVE = "lijfsdwang", "lijfsdwang"
        IMMIGRATION = "vreemdelingenbewaring", "vreemdelingenbewaring"
        OTHER = "overig", "overig"

    detention = models.OneToOneField(Detention, models.CASCADE, primary_key=True, related_name="title")
    title = models.CharField("titel", max_length=24, choices=Title)

    objects = VisibleManager()

    class Meta:
        verbose_name = "detentietitel"
        verbose_name_plural = "detentietitels"

    def __str__(self) -> str:
        return f"titel van detentie {self.detention_id}"


class AskedForHelp(models.Model):
    """Whether somebody asked for help on arrival (target group 1), as the notification says."""

    category = Category.TARGET_FACTS

    detention = models.OneToOneField(Detention, models.CASCADE, primary_key=True, related_name="asked_for_help")
    asked = models.BooleanField("vraagt hulp")

    objects = VisibleManager()

    class Meta:
        verbose_name = "hulpvraag bij aankomst"
        verbose_name_plural = "hulpvragen bij aankomst"

    def __str__(self) -> str:
        return f"hulpvraag bij detentie {self.detention_id}"


class Notification(models.Model):
    """What one notification was taken to mean. Immutable; a correction is a newer one with the same key.

    A detention is always what its notifications, put in order of their dates, say together: so late, doubled and
    corrected ones need no rules of their own.
    """

    category = Category.DETENTION

    class Kind(models.TextChoices):
        ARRIVAL = "instroom", "instroom"
        TRANSFER = "doorstroom", "doorstroom"
        RELEASE = "uitstroom", "uitstroom"

    detention = models.ForeignKey(Detention, models.CASCADE, related_name="notifications")
    # Source and number, or where it has no number a keyed hash of its content: the same one is never taken twice.
    key = models.CharField(max_length=80, db_collation="C")
    digest = models.BinaryField(max_length=32)
    kind = models.CharField("soort", max_length=10, choices=Kind)
    on = models.DateField("datum")
    # The facts in the words of the columns: institution, unit, dates, municipalities; no name and no number.
    facts = models.JSONField(default=dict)
    batch_reference = models.CharField(max_length=8)
    line = models.PositiveIntegerField("regel")
    received_at = models.DateTimeField(default=timezone.now)
    superseded_by = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="supersedes")

    objects = VisibleManager()

    class Meta:
        verbose_name = "melding"
        verbose_name_plural = "meldingen"
        indexes = [
            models.Index(fields=["detention"], name="notification_detention"),
            models.Index(fields=["batch_reference"], name="notification_batch"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["key"], condition=Q(superseded_by=None), name="notification_key_once"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.on}"


auditlog.register(Detention)
auditlog.register(DetentionTitle)
auditlog.register(AskedForHelp)
auditlog.register(Notification, exclude_fields=["digest"])
