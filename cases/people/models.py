"""People: who somebody is, by which numbers and under which names they are found."""

from auditlog.registry import auditlog
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from cases.visible import VisibleManager
from nazorg.common.references import new_reference
from nazorg.covenant.categories import Category

# Reduced ISO dates: "1971", "1971-05" or "1971-05-14" (a birth date may be partly unknown).
BORN = r"^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$"


class Sex(models.TextChoices):
    MAN = "man", "man"
    WOMAN = "vrouw", "vrouw"
    UNKNOWN = "onbekend", "onbekend"


class Person(models.Model):
    """Somebody who is or was detained, or whom a partner brought in. Never logs in."""

    category = Category.IDENTITY

    reference = models.CharField(max_length=8, unique=True, default=new_reference, editable=False)
    skn = models.CharField("SKN", max_length=20, null=True, blank=True, unique=True)
    family_name = models.CharField("achternaam", max_length=120)
    prefix = models.CharField("voorvoegsel", max_length=40, blank=True)
    given_names = models.CharField("voornamen", max_length=120, blank=True)
    # COLLATE "C": a prefix or an equality on it stays on the index under row-level security.
    born = models.CharField("geboortedatum", max_length=10, blank=True, db_collation="C")
    sex = models.CharField("geslacht", max_length=8, choices=Sex, default=Sex.UNKNOWN)
    address = models.CharField("laatste adres", max_length=200, blank=True)
    # A person who turned out to be somebody else's double: kept, so that the merge can be undone.
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="doubles")
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = VisibleManager()

    class Meta:
        verbose_name = "persoon"
        verbose_name_plural = "personen"
        indexes = [models.Index(fields=["born"], name="person_born")]
        constraints = [
            models.CheckConstraint(condition=Q(born="") | Q(born__regex=BORN), name="person_born_reduced_iso"),
            models.CheckConstraint(condition=~Q(family_name=""), name="person_has_a_name"),
            models.CheckConstraint(
                condition=Q(merged_into=None) | ~Q(merged_into=F("id")), name="person_not_own_double"
            ),
        ]

    def __str__(self) -> str:
        return f"persoon {self.reference}"

    @property
    def full_name(self) -> str:
        """As one says it: 'Dennis van der Molen'."""
        return " ".join(part for part in (self.given_names, self.prefix, self.family_name) if part)

    @property
    def list_name(self) -> str:
        """As one looks it up: 'Molen, Dennis van der'."""
        rest = " ".join(part for part in (self.given_names, self.prefix) if part)
        return f"{self.family_name}, {rest}" if rest else self.family_name


class Bsn(models.Model):
    """A person's BSN, sealed; found by its keyed hash. A table of its own, since its category is."""

    category = Category.BSN

    person = models.OneToOneField(Person, models.CASCADE, primary_key=True, related_name="bsn")
    sealed = models.BinaryField()
    hash = models.BinaryField(max_length=32, unique=True)

    objects = VisibleManager()

    class Meta:
        verbose_name = "BSN"
        verbose_name_plural = "BSN's"

    def __str__(self) -> str:
        return f"BSN van {self.person_id}"


class NameKey(models.Model):
    """One key per part of a name, by which the search finds people without touching the names themselves.

    LIKE and trigrams never use an index under row-level security; a range on a "C" column does.
    """

    category = Category.IDENTITY

    person = models.ForeignKey(Person, models.CASCADE, related_name="name_keys")
    key = models.CharField(max_length=120, db_collation="C")

    objects = VisibleManager()

    class Meta:
        verbose_name = "naamsleutel"
        verbose_name_plural = "naamsleutels"
        indexes = [models.Index(fields=["key", "person"], name="namekey_key")]

    def __str__(self) -> str:
        return f"naamsleutel van {self.person_id}"


class MergeRecord(models.Model):
    """That two persons were found to be one: what moved, so that it can be undone. Kept after undoing."""

    category = Category.IDENTITY

    kept = models.ForeignKey(Person, models.CASCADE, related_name="merges")
    double = models.ForeignKey(Person, models.CASCADE, related_name="merged_by")
    reason = models.CharField("reden", max_length=200)
    # Primary keys per kind of what moved from the double to the kept person.
    moved = models.JSONField(default=dict)
    merged_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    merged_at = models.DateTimeField(default=timezone.now)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True)

    objects = VisibleManager()

    class Meta:
        verbose_name = "samenvoeging"
        verbose_name_plural = "samenvoegingen"
        constraints = [
            models.CheckConstraint(condition=~Q(kept=F("double")), name="merge_two_persons"),
            models.UniqueConstraint(fields=["double"], condition=Q(undone_at=None), name="merge_one_open_per_double"),
        ]

    def __str__(self) -> str:
        return f"samenvoeging van {self.double_id} in {self.kept_id}"


auditlog.register(Person)
auditlog.register(Bsn, exclude_fields=["sealed", "hash"])
auditlog.register(MergeRecord)
