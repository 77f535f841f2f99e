"""The ledger: what left, to whom, on which ground, with exactly which words."""

from auditlog.registry import auditlog
from django.conf import settings
from django.db import models
from django.db.models import Q

from cases.dossiers.models import Case
from cases.requests.models import Answer
from cases.visible import VisibleManager
from municipalities.models import Municipality
from nazorg.common.references import new_reference
from nazorg.covenant.categories import Category
from nazorg.covenant.never import NEVER
from nazorg.covenant.parties import Party
from partners.models import Unit

# Whatever a covenant says: the software's own and the source's words go to nobody.
NEVER_LEAVES = (Category.BSN, Category.RAW_NOTIFICATION, Category.LOG, Category.COVENANT)


class Disclosure(models.Model):
    """Something was given to a party that does not log in. Never changed; its words are in its parts."""

    category = Category.LOG

    class Kind(models.TextChoices):
        PACK = "pack", "overdracht"
        SUPPLEMENT = "supplement", "aanvulling"
        DIRECT = "direct", "rechtstreeks door de gemeente"
        PARTNER = "partner", "verstrekking"
        ORAL = "oral", "mondeling"
        QUESTION = "question", "bij een vraag"
        CONFERENCE = "conference", "voor een overleg"
        URGENT = "urgent", "dringend"

    class Channel(models.TextChoices):
        DPAN = "dpan", "DPAN"
        PDF = "pdf", "pdf"
        PHONE = "phone", "telefoon"
        MAIL = "mail", "beveiligde e-mail"
        DIRECT = "direct", "door de gemeente zelf"
        TALK = "talk", "gesprek"
        MEETING = "meeting", "in het overleg"

    reference = models.CharField(max_length=8, unique=True, default=new_reference, editable=False)
    case = models.ForeignKey(Case, models.CASCADE, related_name="disclosures", verbose_name="casus")
    party = models.CharField("soort ontvanger", max_length=20, choices=Party)
    recipient = models.CharField("ontvanger", max_length=200)
    institution = models.CharField("PI", max_length=80, blank=True)
    # Which unit of a partner got it, or which municipality; an MMD-er belongs to an institution.
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="onderdeel"
    )  # fmt: skip
    municipality = models.ForeignKey(
        Municipality, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="gemeente"
    )
    kind = models.CharField("soort", max_length=12, choices=Kind)
    channel = models.CharField("hoe", max_length=8, choices=Channel)
    ground = models.CharField("grond", max_length=20)
    ground_name = models.CharField(max_length=120)
    # Codes of the covenant's categories, as disclosed.
    categories = models.JSONField("categorieën")
    on = models.DateField("datum")
    at = models.DateTimeField("vastgelegd op")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="door")

    objects = VisibleManager()

    class Meta:
        verbose_name = "verstrekking"
        verbose_name_plural = "verstrekkingen"
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["case", "-at"], name="disclosure_case")]
        constraints = [
            models.CheckConstraint(condition=~Q(ground="") & ~Q(recipient=""), name="disclosure_whole"),
            models.CheckConstraint(
                condition=Q(party=Party.MMD, unit=None, municipality=None)
                | Q(party=Party.CONTACT, unit=None, municipality__isnull=False)
                | (~Q(party__in=[Party.MMD, Party.CONTACT]) & Q(unit__isnull=False, municipality=None)),
                name="disclosure_to_one_recipient",
            ),
        ]

    def __str__(self) -> str:
        return f"verstrekking {self.reference}"


class DisclosedPart(models.Model):
    """One piece of a disclosure, in the words that left, of one category."""

    disclosure = models.ForeignKey(Disclosure, models.CASCADE, related_name="parts")
    case = models.ForeignKey(Case, models.CASCADE, related_name="+")
    # The party of its disclosure, so that the table itself can refuse what a party never gets.
    party = models.CharField(max_length=20, choices=Party)
    category = models.CharField("categorie", max_length=24, choices=Category)
    position = models.PositiveSmallIntegerField()
    heading = models.CharField(max_length=120)
    text = models.TextField()

    objects = VisibleManager()

    class Meta:
        verbose_name = "deel van een verstrekking"
        verbose_name_plural = "delen van verstrekkingen"
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["disclosure", "position"], name="part_one_a_place"),
            models.CheckConstraint(
                condition=~Q(category__in=NEVER_LEAVES),
                name="part_may_leave",
            ),
            *(
                models.CheckConstraint(
                    condition=~Q(category=category, party__in=parties), name=f"part_never_{category.value}"
                )
                for category, parties in NEVER.items()
            ),
        ]

    def __str__(self) -> str:
        return f"deel {self.position} van verstrekking {self.disclosure_id}"


class Delivery(models.Model):
    """An answer went to a kind of recipient: what its municipality may know of it, and what a supplement leaves out."""

    answer = models.ForeignKey(Answer, models.CASCADE, related_name="deliveries")
    disclosure = models.ForeignKey(Disclosure, models.CASCADE, related_name="deliveries")
    category = models.CharField(max_length=24, choices=Category)
    party = models.CharField(max_length=20, choices=Party)
    institution = models.CharField(max_length=80, blank=True)
    on = models.DateField()

    objects = VisibleManager()

    class Meta:
        verbose_name = "doorgegeven antwoord"
        verbose_name_plural = "doorgegeven antwoorden"
        constraints = [models.UniqueConstraint(fields=["answer", "disclosure"], name="delivery_once")]

    def __str__(self) -> str:
        return f"antwoord {self.answer_id} doorgegeven"


auditlog.register(Disclosure)
auditlog.register(DisclosedPart)
auditlog.register(Delivery)
