"""Plans and what stands beside them, invented. Write them inside a scope that may."""

from datetime import date, timedelta

import factory

from cases.access import scope_for
from cases.models import ActionLine, ActionStep, Case, CourseStep, Goal, OutsideNumber
from cases.plans.services import Owner, Wanted, add_line
from nazorg.accounts.models import User
from nazorg.common.scope import open_scope
from tests.conftest import NOW
from tests.factories import CaseFactory

SOON = NOW.date() + timedelta(days=7)


class GoalFactory(factory.django.DjangoModelFactory):
    """A goal; `created_by` is asked for."""

    class Meta:
        model = Goal

    case = factory.SubFactory(CaseFactory)
    text = "Een eigen woning"
    created_at = NOW


class ActionLineFactory(factory.django.DjangoModelFactory):
    """Something that his mother is to do; `created_by` is asked for."""

    class Meta:
        model = ActionLine

    case = factory.SubFactory(CaseFactory)
    what = "Belt de huisarts"
    name = factory.LazyAttribute(lambda one: "" if one.unit or one.municipality else "zijn moeder")
    unit = None
    municipality = None
    due_on = SOON
    created_at = NOW


class ActionStepFactory(factory.django.DjangoModelFactory):
    """A step; `by` is asked for."""

    class Meta:
        model = ActionStep

    line = factory.SubFactory(ActionLineFactory)
    municipality = factory.SelfAttribute("line.municipality")
    on = NOW.date()
    state = "busy"
    text = "Gebeld, geen gehoor."
    at = NOW


class CourseStepFactory(factory.django.DjangoModelFactory):
    """The case rests with somebody; `by` is asked for."""

    class Meta:
        model = CourseStep

    case = factory.SubFactory(CaseFactory)
    state = "resting"
    on = NOW.date()
    party = "Kansrijk Wonen"
    at = NOW


class OutsideNumberFactory(factory.django.DjangoModelFactory):
    """A GCOS reference; `recorded_by` is asked for."""

    class Meta:
        model = OutsideNumber

    case = factory.SubFactory(CaseFactory)
    number = factory.Sequence(lambda number: f"GCOS-{number:06}")
    key = factory.LazyAttribute(lambda one: one.number.replace("-", ""))
    recorded_at = NOW


def given_line(
    case: Case, by: User, owner: Owner, due_on: date = SOON, what: str = "Zoekt een kamer", goal: Goal | None = None
) -> ActionLine:
    """A line as the coordinator gives it, through the service."""
    with open_scope(scope_for(by)):
        return add_line(case, Wanted(what, owner, due_on, goal), by, NOW)
