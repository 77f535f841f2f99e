"""Cases and the dated acts in them."""

from auditlog.registry import auditlog
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from cases.detentions.models import Abode, Detention
from cases.people.models import Person
from cases.visible import VisibleManager
from municipalities.models import Municipality
from nazorg.common.references import new_reference
from nazorg.covenant.areas import Area
from nazorg.covenant.categories import Category


class Case(models.Model):
    """The work for one person around one detention, or without one (brought in by a partner, already free).

    `responsible` alone drives access. A notification moves it while nobody has worked in the case; after that a person
    does. None means that somebody has to decide.
    """

    category = Category.IDENTITY

    class Origin(models.TextChoices):
        NOTIFICATION = "notification", "melding"
        REGISTRATION = "registration", "oude registratie"
        BY_HAND = "by_hand", "met de hand geopend"

    reference = models.CharField(max_length=8, unique=True, default=new_reference, editable=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="cases", verbose_name="persoon")
    detention = models.OneToOneField(
        Detention, models.PROTECT, null=True, blank=True, related_name="case", verbose_name="detentie"
    )
    responsible = models.ForeignKey(
        Municipality, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="verantwoordelijke gemeente"
    )
    origin = models.CharField("herkomst", max_length=12, choices=Origin)
    opened_on = models.DateField("geopend op")
    brought_in_by = models.CharField("ingebracht door", max_length=120, blank=True)
    brought_in_why = models.CharField("waarom", max_length=500, blank=True)
    # Why somebody has to decide before the case runs: under age, or no municipality. Empty means it runs.
    to_decide = models.CharField("te beslissen", max_length=20, blank=True, choices=[
        ("minor", "jonger dan 18 bij aankomst"),
        ("municipality", "geen gemeente bekend"),
        ("released", "vrijlating al bekend"),
        ("late", "termijn van het eerste gesprek voorbij"),
    ])  # fmt: skip
    # Where notifications say it should go, when it was answered already: a person decides.
    move_to = models.ForeignKey(
        Municipality, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="voorgestelde gemeente"
    )

    # Decided by a person: no aftercare, for instance since somebody is under age.
    no_aftercare = models.BooleanField("geen nazorg", default=False, db_default=False)

    objects = VisibleManager()

    class Meta:
        verbose_name = "casus"
        verbose_name_plural = "casussen"
        ordering = ["-opened_on", "-id"]
        indexes = [
            models.Index(fields=["-opened_on", "-id"], name="case_opened"),
            models.Index(fields=["responsible", "-opened_on"], name="case_responsible"),
            models.Index(fields=["person"], name="case_person"),
            # What may still have to be screened: every page counts it in its menu, however long the history is.
            models.Index(
                fields=["-opened_on"],
                name="case_to_screen",
                condition=Q(detention__isnull=False, no_aftercare=False) & ~Q(origin="registration"),
            ),
        ]

    def __str__(self) -> str:
        return f"casus {self.reference}"


class Stay(models.Model):
    """Where somebody actually stays from a day on; the caseload counts by it."""

    category = Category.IDENTITY

    case = models.ForeignKey(Case, models.CASCADE, related_name="stays")
    from_on = models.DateField("vanaf")
    abode = models.CharField(max_length=12, choices=Abode)
    municipality = models.ForeignKey(
        Municipality, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="gemeente"
    )

    objects = VisibleManager()

    class Meta:
        verbose_name = "feitelijk verblijf"
        verbose_name_plural = "feitelijke verblijven"
        ordering = ["from_on"]
        constraints = [
            models.UniqueConstraint(fields=["case", "from_on"], name="stay_one_a_day"),
            models.CheckConstraint(
                condition=Q(abode=Abode.MUNICIPALITY, municipality__isnull=False)
                | (~Q(abode=Abode.MUNICIPALITY) & Q(municipality=None)),
                name="stay_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"verblijf bij casus {self.case_id}"


class Act(models.Model):
    """A dated act by a person in a case. Its kind says which category it belongs to: the row carries it.

    The caseload of a year is the cases with at least one act in it (domain page, "made exact").
    """

    class Kind(models.TextChoices):
        REGISTRATION = "registration", "rij van de oude registratie"
        PROFILE = "profile", "profiel"
        NETWORK_ROUND = "network_round", "netwerkronde"
        BILATERAL = "bilateral", "bilaterale verrijking"
        INTERVENTION = "intervention", "interventie"
        OFFENDER_MEETING = "offender_meeting", "veelplegersoverleg"
        VIOLENCE_MEETING = "violence_meeting", "overleg huiselijk geweld"
        NOTE = "note", "notitie"
        JUDGED = "judged", "beslissing"
        SENT = "sent", "vraag verstuurd"
        CONTACT = "contact", "contact"
        HANDOFF = "handoff", "overdracht"
        SCREENING = "screening", "screening"
        DISCLOSED = "disclosed", "verstrekking aan een partner"
        TAILORED_MEETING = "tailored_meeting", "casus op maat"
        PLAN = "plan", "plan van aanpak"
        COURSE = "course", "loop van de casus"
        STATEMENT = "statement", "deelbare zin"

    case = models.ForeignKey(Case, models.CASCADE, related_name="acts")
    category = models.CharField("categorie", max_length=24, choices=Category)
    kind = models.CharField("soort", max_length=20, choices=Kind)
    area = models.CharField("leefgebied", max_length=10, choices=Area, blank=True)
    on = models.DateField("datum")
    text = models.TextField("tekst", blank=True)
    done_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    batch_reference = models.CharField(max_length=8, blank=True)
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = VisibleManager()

    class Meta:
        verbose_name = "handeling"
        verbose_name_plural = "handelingen"
        indexes = [
            models.Index(fields=["case", "on"], name="act_case"),
            models.Index(fields=["on", "case"], name="act_on"),
            models.Index(fields=["batch_reference"], name="act_batch", condition=~Q(batch_reference="")),
        ]
        constraints = [
            models.CheckConstraint(
                condition=(Q(kind="intervention") & ~Q(area="")) | (~Q(kind="intervention") & Q(area="")),
                name="act_area_of_intervention",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} in casus {self.case_id}"


auditlog.register(Case)
auditlog.register(Stay)
auditlog.register(Act)
