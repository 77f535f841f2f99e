"""What is kept of an annual report: the texts with all their versions, and what was published."""

from auditlog.registry import auditlog
from django.conf import settings
from django.db import models
from django.db.models import Q

from cases.visible import VisibleManager
from nazorg.covenant.categories import Category
from reporting.figures.table_one import Boundaries


class AnnualReport(models.Model):
    """The report on one year, and by which municipal boundaries it counts."""

    category = Category.FIGURES

    year = models.PositiveSmallIntegerField("jaar", unique=True)
    boundaries = models.CharField(
        "gemeentegrenzen",
        max_length=4,
        choices=[(Boundaries.THEN.value, "zoals in het jaar"), (Boundaries.NOW.value, "zoals nu")],
        default=Boundaries.THEN.value,
    )

    objects = VisibleManager()

    class Meta:
        verbose_name = "jaarverslag"
        verbose_name_plural = "jaarverslagen"
        ordering = ["-year"]

    def __str__(self) -> str:
        return f"jaarverslag {self.year}"


class AnnualText(models.Model):
    """One version of a text: a new one is a new row, so that who wrote what and when stays. None is ever changed."""

    category = Category.FIGURES

    report = models.ForeignKey(AnnualReport, models.PROTECT, related_name="texts")
    chapter = models.SlugField("hoofdstuk", max_length=40)
    number = models.PositiveSmallIntegerField("versie")
    text = models.TextField("tekst", blank=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_at = models.DateTimeField("geschreven op")

    objects = VisibleManager()

    class Meta:
        verbose_name = "tekst van een jaarverslag"
        verbose_name_plural = "teksten van jaarverslagen"
        ordering = ["chapter", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["report", "chapter", "number"], name="text_version_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="text_version_from_one"),
        ]

    def __str__(self) -> str:
        return f"tekst {self.chapter}, versie {self.number}"


class AnnualPublication(models.Model):
    """What was published, for good: numbers, texts and definitions as JSON, with their hash, and the PDFs as printed.

    The database computes the hash again, and refuses every change.
    """

    category = Category.FIGURES

    report = models.ForeignKey(AnnualReport, models.PROTECT, related_name="publications")
    version = models.PositiveSmallIntegerField("versie")
    as_of = models.DateTimeField("stand van de registratie op")
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    published_at = models.DateTimeField("gepubliceerd op")
    content = models.TextField("inhoud")
    sha256 = models.CharField("hash", max_length=64)
    pdf = models.BinaryField(editable=False)
    archive_pdf = models.BinaryField(editable=False)
    # What everybody may see; none of a year that was still running.
    public_pdf = models.BinaryField(null=True, editable=False)

    objects = VisibleManager()

    class Meta:
        verbose_name = "gepubliceerd jaarverslag"
        verbose_name_plural = "gepubliceerde jaarverslagen"
        ordering = ["-report__year", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["report", "version"], name="publication_version_once"),
            models.CheckConstraint(condition=Q(version__gte=1), name="publication_version_from_one"),
        ]

    def __str__(self) -> str:
        return f"jaarverslag {self.report_id}, versie {self.version}"


auditlog.register(AnnualReport)
auditlog.register(AnnualText)
auditlog.register(AnnualPublication, exclude_fields=["content", "pdf", "archive_pdf", "public_pdf"])
