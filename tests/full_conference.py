"""A conference with a row in each of its tables, for the locks."""

from cases.models import Case
from nazorg.accounts.models import User
from tests.conference_factories import (
    AgendaItemFactory,
    ConferenceFactory,
    ConferencePartFactory,
    InvitationFactory,
    InvitedForFactory,
    MinutesFactory,
    MotiveFactory,
    SeatFactory,
)


def full_conference(case: Case, name: str, by: User) -> None:
    """A conference on this case, with a unit and the case's municipality invited; `name` stands wherever text fits."""
    conference = ConferenceFactory(created_by=by, place=name)
    part = ConferencePartFactory(conference=conference, title=name)
    item = AgendaItemFactory(conference=conference, case=case)
    AgendaItemFactory(conference=conference, case=None, title=name)
    unit = InvitationFactory(conference=conference, invited_by=by)
    InvitationFactory(conference=conference, unit=None, municipality=case.responsible, invited_by=by)
    SeatFactory(invitation=unit, part=part)
    InvitedForFactory(invitation=unit, item=item)
    MotiveFactory(item=item, text=name)
    MinutesFactory(part=part, item=item, discussed=name, saved_by=by)
