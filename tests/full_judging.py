"""What the coordinator judged in a full case: a row in each of its tables; `name` stands wherever text fits."""

from cases.models import Case
from cases.targets.models import Group
from nazorg.accounts.models import User
from tests.judging_factories import (
    CareInformationFactory,
    ConcernFactory,
    FindingFactory,
    KnownBeforeFactory,
    PoliceInformationFactory,
    ProfileFactory,
    ScreeningFactory,
)


def judge(case: Case, name: str, by: User) -> None:
    """Screening, profile, target groups, police and care."""
    ScreeningFactory(case=case, by=by, note=name)
    ProfileFactory(case=case, by=by, grounds=name, crime=[name], social=[name], history=[name], text=name, actions=name)
    for group in (Group.YOUNG, Group.OGGZ):
        FindingFactory(case=case, by=by, group=group, why=name)
    KnownBeforeFactory(case=case, by=by, source=name)
    ConcernFactory(case=case, by=by, who=name, why=name)
    PoliceInformationFactory(case=case, by=by, text=name, supplied_by=name, request=name)
    CareInformationFactory(case=case, by=by, text=name)
