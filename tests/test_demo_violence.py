"""The second example case as the demo holds it: recorded whole, and everybody got what the covenant gives."""

from dataclasses import astuple

import pytest

from cases.conferences.selectors import conference_counts
from cases.models import Case, Disclosure, Goal, PoliceInformation, ReleaseNotice, Screening, Seat
from fixtures import story_violence as story
from fixtures.partners import PARTNERS
from nazorg.common.scope import current_scope, system_scope
from nazorg.front.demo_violence import play_violence
from tests.cast import Cast, contact
from tests.conftest import NOW
from tests.partner_factories import UnitFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(cast: Cast) -> Case:
    contact("gooise_meren", "1942", cast.administrator)
    for one in PARTNERS:
        UnitFactory(organisation__name=one.organisation, name=one.unit, party=one.party)
    return play_violence(cast.coordinator, cast.clerk, NOW)


def test_the_case_is_recorded_whole(case: Case) -> None:
    with system_scope("the test looks"):
        assert case.responsible is not None
        assert case.responsible.name == "Gooise Meren"
        assert case.detention is not None
        assert case.detention.released_on is not None
        told = ReleaseNotice.objects.values_list("done_on", "unit__organisation__name")
        assert all(on and on < case.detention.released_on and by == "Politie" for on, by in told)
        assert Screening.objects.get().outcome == "urgent"
        police = PoliceInformation.objects.order_by("on").values_list("text", "supplied_by", "request")
        assert list(police) == [astuple(told) for told in (story.BEFORE_RELEASE, story.REPORT)]
        assert set(Goal.objects.values_list("aims_at", flat=True)) == {"person", "family"}
        assert all(act.on <= NOW.date() for act in case.acts.all())
        tailored = conference_counts(case.opened_on.year, current_scope())[0]
    assert (tailored.cases, tailored.meetings, tailored.discussions) == (1, 1, 1)


def test_each_unit_sat_in_the_part_that_the_covenant_gives_it_and_got_its_minutes_alone(case: Case) -> None:
    with system_scope("the test looks"):
        seats = {(seat.invitation.guest, seat.part.title) for seat in Seat.objects.all()}
        minutes = Disclosure.objects.filter(kind="conference", categories=["conference_content"])
        got = {(one.recipient, part.heading) for one in minutes for part in one.parts.all()}
    assert seats == got
    assert got == {
        ("Politie, basisteam Gooi", story.CRIMINAL),
        ("Openbaar Ministerie, parket Midden-Nederland", story.CRIMINAL),
        ("Maatschappelijke opvang", story.JOINT),
        ("GGD, Vangnet en Advies", story.JOINT),
        ("Inforsa, verslavingszorg", story.JOINT),
    }
