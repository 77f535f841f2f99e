"""Organisations and their units. A unit is one party of the covenant: that says what it may have.

Inforsa is probation in one unit and addiction care in another; so packs, invitations and grounds address a unit.
"""

from auditlog.registry import auditlog
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from nazorg.common.references import new_reference
from nazorg.covenant.parties import PARTNERS, Party


class Organisation(models.Model):
    """An organisation that works with the Veiligheidshuis."""

    name = models.CharField("naam", max_length=120)

    class Meta:
        verbose_name = "organisatie"
        verbose_name_plural = "organisaties"
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                Lower("name"),
                name="organisation_name_unique",
                violation_error_message="Er is al een organisatie met deze naam.",
            )
        ]

    def __str__(self) -> str:
        return self.name


class Unit(models.Model):
    """A part of an organisation that can be asked, invited and told: of one party, between two dates (inclusive)."""

    reference = models.CharField(max_length=8, unique=True, default=new_reference, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="units", verbose_name="organisatie")
    name = models.CharField("onderdeel", max_length=120, blank=True, help_text="Leeg: de organisatie als geheel.")
    party = models.CharField(
        "partij in het convenant",
        max_length=20,
        choices=[(party.value, party.label) for party in PARTNERS],
        help_text="Zegt welke soorten gegevens dit onderdeel mag krijgen.",
    )
    email = models.EmailField(
        "e-mailadres", blank=True, help_text="Hierheen gaan uitnodigingen. Daarin staan geen persoonsgegevens."
    )
    from_on = models.DateField("vanaf", null=True, blank=True)
    until_on = models.DateField("tot en met", null=True, blank=True)

    class Meta:
        verbose_name = "onderdeel van een partner"
        verbose_name_plural = "onderdelen van partners"
        ordering = ["organisation__name", "name"]
        constraints = [
            models.UniqueConstraint(
                "organisation", Lower("name"),
                name="unit_name_unique",
                violation_error_message="Deze organisatie heeft al een onderdeel met deze naam.",
            ),
            models.CheckConstraint(condition=Q(party__in=[party.value for party in PARTNERS]), name="unit_is_partner"),
            models.CheckConstraint(
                condition=Q(from_on=None) | Q(until_on=None) | Q(from_on__lte=F("until_on")),
                name="unit_dates_in_order",
                violation_error_message="De einddatum ligt vóór de begindatum.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.organisation}, {self.name}" if self.name else str(self.organisation)

    @property
    def party_of(self) -> Party:
        """Its party in the covenant."""
        return Party(self.party)


class Colleague(models.Model):
    """Somebody of a unit whom one turns to."""

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="colleagues", verbose_name="onderdeel")
    name = models.CharField("naam", max_length=120)
    function = models.CharField("functie", max_length=120, blank=True)
    email = models.EmailField("e-mailadres", blank=True)
    phone = models.CharField("telefoon", max_length=40, blank=True)

    class Meta:
        verbose_name = "contactpersoon bij een partner"
        verbose_name_plural = "contactpersonen bij partners"
        ordering = ["name", "id"]

    def __str__(self) -> str:
        return self.name


for _model in (Organisation, Unit, Colleague):
    auditlog.register(_model)
