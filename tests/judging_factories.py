"""Judgements of the coordinator, invented. Write them inside a scope that may."""

from datetime import timedelta

import factory

from cases.models import CareInformation, Concern, Finding, KnownBefore, PoliceInformation, Profile, Screening
from cases.targets.models import GROUP_CATEGORY, Group
from nazorg.covenant.parties import Party
from tests.conftest import NOW
from tests.factories import CaseFactory
from tests.partner_factories import UnitFactory

TODAY = NOW.date()


class ScreeningFactory(factory.django.DjangoModelFactory):
    """`by` has to be given, as everywhere here."""

    class Meta:
        model = Screening

    case = factory.SubFactory(CaseFactory)
    outcome = Screening.Outcome.FOLLOW
    at = NOW


class ProfileFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Profile

    case = factory.SubFactory(CaseFactory)
    version = 1
    level = "raised"
    grounds = "Valt terug na elke detentie."
    valid_until = TODAY + timedelta(days=365)
    on = TODAY
    at = NOW


class FindingFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Finding

    case = factory.SubFactory(CaseFactory)
    group = Group.OGGZ
    category = factory.LazyAttribute(lambda one: GROUP_CATEGORY[one.group])
    belongs = True
    why = "Bekend bij het ACT-team."
    at = NOW


class KnownBeforeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = KnownBefore

    case = factory.SubFactory(CaseFactory)
    number = 3
    source = "reclassering"
    at = NOW


class ConcernFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Concern

    case = factory.SubFactory(CaseFactory)
    who = "Wijkagent"
    on = TODAY
    why = "Slaapt in de kelder van een flat."
    at = NOW


class PoliceInformationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = PoliceInformation

    case = factory.SubFactory(CaseFactory)
    text = "Vier keer aangehouden."
    supplied_by = "Wijkagent"
    request = "verzoek van 28 november"
    on = TODAY
    at = NOW


class CareInformationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = CareInformation

    case = factory.SubFactory(CaseFactory)
    text = "In behandeling voor angst."
    basis = "supplied"
    unit = factory.SubFactory(UnitFactory, party=Party.CARE)
    on = TODAY
    at = NOW
