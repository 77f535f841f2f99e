"""Conferences and what hangs on them, invented. Write them inside a scope that may."""

from datetime import time

import factory

from cases.models import AgendaItem, Conference, ConferencePart, Invitation, InvitedFor, Minutes, Motive, Seat
from nazorg.covenant.parties import Party
from tests.conftest import NOW
from tests.factories import CaseFactory
from tests.partner_factories import UnitFactory


class ConferenceFactory(factory.django.DjangoModelFactory):
    """A conference of today; `created_by` is asked for."""

    class Meta:
        model = Conference

    kind = Conference.Kind.TAILORED
    on = NOW.date()
    starts = time(9, 30)
    ends = time(11)
    place = "Veiligheidshuis, kamer 2"
    created_at = NOW


class ConferencePartFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ConferencePart

    conference = factory.SubFactory(ConferenceFactory)
    title = "Gezamenlijk deel"
    starts = time(9, 30)
    categories = factory.LazyFunction(lambda: ["identity", "plan"])


class AgendaItemFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = AgendaItem

    conference = factory.SubFactory(ConferenceFactory)
    case = factory.SubFactory(CaseFactory)


class InvitationFactory(factory.django.DjangoModelFactory):
    """A unit of probation is invited; `invited_by` is asked for."""

    class Meta:
        model = Invitation

    conference = factory.SubFactory(ConferenceFactory)
    unit = factory.SubFactory(UnitFactory)
    starts = factory.SelfAttribute("conference.starts")
    ends = factory.SelfAttribute("conference.ends")
    channel = Invitation.Channel.MAIL
    invited_at = NOW


class SeatFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Seat

    invitation = factory.SubFactory(InvitationFactory)
    part = factory.SubFactory(ConferencePartFactory)
    party = Party.PROBATION
    categories = factory.SelfAttribute("part.categories")


class InvitedForFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = InvitedFor

    invitation = factory.SubFactory(InvitationFactory)
    item = factory.SubFactory(AgendaItemFactory)


class MotiveFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Motive

    item = factory.SubFactory(AgendaItemFactory)
    case = factory.SelfAttribute("item.case")
    criteria = factory.LazyFunction(lambda: ["returner"])


class MinutesFactory(factory.django.DjangoModelFactory):
    """A page of minutes; `saved_by` is asked for."""

    class Meta:
        model = Minutes

    part = factory.SubFactory(ConferencePartFactory)
    item = factory.SubFactory(AgendaItemFactory)
    case = factory.SelfAttribute("item.case")
    decided = "De corporatie verhuurt onder voorwaarden."
    saved_at = NOW
