"""A row in every table of the plan and what stands beside it, for `full_case`."""

from cases.models import Case, Intervention
from cases.plans.models import ActionLine
from nazorg.accounts.models import User
from nazorg.covenant.areas import AREA_CATEGORY, Area
from tests.factories import ActFactory
from tests.plan_factories import (
    ActionLineFactory,
    ActionStepFactory,
    CourseStepFactory,
    GoalFactory,
    OutsideNumberFactory,
)


def full_plan(case: Case, name: str, clerk: User) -> None:
    """A goal with two lines, one of them the municipality's; a resting case; an intervention a life area; a number."""
    goal = GoalFactory(case=case, text=name, created_by=clerk)
    theirs: ActionLine = ActionLineFactory(
        case=case, goal=goal, what=name, municipality=case.responsible, created_by=clerk
    )
    ours: ActionLine = ActionLineFactory(case=case, goal=goal, what=f"{name} anders", created_by=clerk)
    for line in (theirs, ours):
        ActionStepFactory(line=line, text=name, by=clerk)
    CourseStepFactory(case=case, party=name, by=clerk)
    for area in Area:
        category = AREA_CATEGORY[area]
        act = ActFactory(case=case, kind="intervention", category=category, area=area, text=name)
        Intervention.objects.create(act=act, case=case, category=category, party=name)
    OutsideNumberFactory(case=case, recorded_by=clerk)
