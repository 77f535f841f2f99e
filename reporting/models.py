"""What reporting keeps: figures of others, costs, what was joined in public, annual reports and files. No person."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from municipalities.models import Municipality
from reporting.annual.models import AnnualPublication, AnnualReport, AnnualText
from reporting.results.models import Result

__all__ = [
    "AnnualPublication",
    "AnnualReport",
    "AnnualText",
    "CoordinationCost",
    "PublicGrouping",
    "PublishedOutflow",
    "Result",
]


class PublishedOutflow(models.Model):
    """The outflow of a year without records, as a source printed it; shown marked, never computed with."""

    year = models.PositiveSmallIntegerField("jaar", unique=True)
    persons = models.PositiveIntegerField("personen")
    source = models.CharField("bron", max_length=200)

    class Meta:
        verbose_name = "gepubliceerde uitstroom"
        verbose_name_plural = "gepubliceerde uitstroom"
        ordering = ["year"]

    def __str__(self) -> str:
        return f"uitstroom {self.year}: {self.persons}"


class CoordinationCost(models.Model):
    """What the coordination of aftercare costs in a year, from a year on until a later row says otherwise."""

    year_from = models.PositiveSmallIntegerField(
        "geldt vanaf het jaar", unique=True, validators=[MinValueValidator(2010), MaxValueValidator(2100)]
    )
    euros = models.PositiveIntegerField("kosten per jaar, in euro", validators=[MinValueValidator(1)])
    source = models.CharField("bron", max_length=200)

    class Meta:
        verbose_name = "kosten van de coördinatie"
        verbose_name_plural = "kosten van de coördinatie"
        ordering = ["year_from"]
        constraints = [
            models.CheckConstraint(condition=Q(euros__gt=0), name="cost_above_zero"),
            models.CheckConstraint(condition=Q(year_from__gte=2010, year_from__lte=2100), name="cost_of_a_year"),
        ]

    def __str__(self) -> str:
        return f"vanaf {self.year_from}: {self.euros} euro per jaar"


class PublicGrouping(models.Model):
    """A municipality that shared a row with others when the figures of a year were made public, and does so for good.

    Another grouping of the same year could be subtracted from the first.
    """

    year = models.PositiveSmallIntegerField("jaar")
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+", verbose_name="gemeente")

    class Meta:
        verbose_name = "samengevoegde gemeente"
        verbose_name_plural = "samengevoegde gemeenten"
        ordering = ["year", "municipality"]
        constraints = [models.UniqueConstraint(fields=["year", "municipality"], name="public_grouping_once")]

    def __str__(self) -> str:
        return f"samengevoegd in {self.year}: {self.municipality}"
