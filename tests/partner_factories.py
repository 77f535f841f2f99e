"""Partners and what hangs on them, invented. Write them inside a scope that may."""

import factory

from cases.models import Participation
from nazorg.covenant.parties import Party
from partners.models import Organisation, Unit
from tests.conftest import NOW
from tests.factories import CaseFactory


class OrganisationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Organisation
        django_get_or_create = ("name",)

    name = factory.Sequence(lambda number: f"Organisatie {number}")


class UnitFactory(factory.django.DjangoModelFactory):
    """A unit of probation; `organisation__name` names its organisation."""

    class Meta:
        model = Unit

    organisation = factory.SubFactory(OrganisationFactory)
    party = Party.PROBATION
    email = factory.Sequence(lambda number: f"onderdeel{number}@partner.example")


class ParticipationFactory(factory.django.DjangoModelFactory):
    """A unit was asked about a case."""

    class Meta:
        model = Participation

    case = factory.SubFactory(CaseFactory)
    unit = factory.SubFactory(UnitFactory)
    why = Participation.Why.ENRICHMENT
    since = NOW.date()
