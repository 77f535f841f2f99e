"""The registry: municipalities through time, the names by which they are known, and who may see their cases."""

from auditlog.registry import auditlog
from django.conf import settings
from django.contrib.auth.models import Group
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils import timezone
from guardian.models import GroupObjectPermissionBase


class Municipality(models.Model):
    """A municipality between two dates (both inclusive). After a merger `successor` goes on with it."""

    name = models.CharField("naam", max_length=80)
    code = models.CharField("CBS-code", max_length=4, unique=True)
    valid_from = models.DateField("bestaat vanaf", null=True, blank=True, help_text="Leeg: altijd al.")
    valid_to = models.DateField("bestond tot en met", null=True, blank=True, help_text="Leeg: bestaat nog.")
    successor = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="predecessors", verbose_name="gaat op in"
    )
    in_region = models.BooleanField("in onze regio", default=False)
    region_since = models.DateField("in de regio sinds", null=True, blank=True, help_text="Leeg: zolang zij bestaat.")
    # The order of Table 1 in the source, which is not the alphabet's.
    position = models.PositiveSmallIntegerField("volgorde in tabellen", default=100)

    class Meta:
        verbose_name = "gemeente"
        verbose_name_plural = "gemeenten"
        ordering = ["position", "name"]
        permissions = [("view_cases", "Ziet de casussen van deze gemeente")]
        constraints = [
            models.CheckConstraint(condition=Q(code__regex=r"^\d{4}$"), name="municipality_code_four_digits"),
            models.UniqueConstraint(
                Lower("name"),
                name="municipality_name_unique",
                violation_error_message="Er is al een gemeente met deze naam.",
            ),
            models.CheckConstraint(
                condition=Q(valid_from=None) | Q(valid_to=None) | Q(valid_from__lte=F("valid_to")),
                name="municipality_dates_in_order",
                violation_error_message="De einddatum ligt vóór de begindatum.",
            ),
            models.CheckConstraint(
                condition=Q(successor=None) | Q(valid_to__isnull=False),
                name="municipality_successor_needs_end",
                violation_error_message="Een gemeente die opgaat in een andere, heeft een einddatum.",
            ),
            models.CheckConstraint(
                condition=Q(successor=None) | ~Q(successor=F("id")),
                name="municipality_not_into_itself",
                violation_error_message="Een gemeente kan niet in zichzelf opgaan.",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Alias(models.Model):
    """Another name (a village, an old spelling) under which a municipality is written; `key` is folded."""

    name = models.CharField("naam", max_length=80)
    key = models.CharField(max_length=80, unique=True, editable=False)
    municipality = models.ForeignKey(Municipality, models.CASCADE, related_name="aliases", verbose_name="gemeente")

    class Meta:
        verbose_name = "andere naam"
        verbose_name_plural = "andere namen"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Grant(GroupObjectPermissionBase):
    """A group ("Gemeente 0402") may see the cases of a municipality, between two dates (inclusive).

    guardian's direct foreign key table, with what the covenant asks for: why, asked and approved by two persons.
    """

    content_object = models.ForeignKey(Municipality, models.CASCADE, related_name="grants", verbose_name="gemeente")
    reason = models.CharField("reden", max_length=200)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="gevraagd door"
    )
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="goedgekeurd door",
    )
    starts_on = models.DateField("vanaf", default=timezone.localdate)
    ends_on = models.DateField("tot en met", null=True, blank=True)

    class Meta(GroupObjectPermissionBase.Meta):
        verbose_name = "toegang tot gemeente"
        verbose_name_plural = "toegang tot gemeenten"
        constraints = [
            models.CheckConstraint(
                condition=Q(approved_by=None) | ~Q(approved_by=F("asked_by")), name="grant_two_persons"
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(starts_on__lte=F("ends_on")), name="grant_dates_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"Toegang tot {self.content_object} ({self.content_object.code})"


_GROUP = "Gemeente "


def group_name(municipality: Municipality) -> str:
    """The name of the group whose members serve a municipality. It holds the code: names change, a code never does."""
    return f"{_GROUP}{municipality.code}"


def group_of(municipality: Municipality) -> Group:
    """The group whose members serve a municipality; made when it lacks."""
    return Group.objects.get_or_create(name=group_name(municipality))[0]


def code_of(group: Group) -> str:
    """The CBS code of the municipality that the members of a group serve."""
    return group.name.removeprefix(_GROUP)


for _model in (Municipality, Alias, Grant):
    auditlog.register(_model)

# Django looks for models here; the agreements with municipalities live with their subject.
from municipalities.agreements import models as _agreements  # noqa: E402, F401
