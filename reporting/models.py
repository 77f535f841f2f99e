"""What reporting keeps: figures published by others, annual reports, and files that jobs made."""

from django.db import models

from reporting.annual.models import AnnualPublication, AnnualReport, AnnualText
from reporting.results.models import Result

__all__ = ["AnnualPublication", "AnnualReport", "AnnualText", "PublishedOutflow", "Result"]


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
