"""Reading the partners."""

from datetime import date

from django.db.models import Q, QuerySet

from partners.models import Unit


def units_on(day: date) -> QuerySet[Unit]:
    """The units that work with us on `day`, each with its organisation."""
    holding = Q(from_on=None) | Q(from_on__lte=day), Q(until_on=None) | Q(until_on__gte=day)
    return Unit.objects.select_related("organisation").filter(*holding)


def every_unit() -> QuerySet[Unit]:
    """All units there are or were, each with its organisation and whom to turn to."""
    return Unit.objects.select_related("organisation").prefetch_related("colleagues")
