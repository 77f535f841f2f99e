"""Target groups as tests look at them."""

from typing import Any

from cases.access import scope_for
from cases.models import Case
from cases.targets.models import Group
from cases.targets.selectors import Target, target_groups
from nazorg.accounts.models import User
from nazorg.common.scope import open_scope, system_scope
from tests.conftest import NOW
from tests.factories import case_in


def case_of(**fields: Any) -> Case:
    """A case of Hilversum."""
    with system_scope("the test makes a case"):
        return case_in("0402", **fields)


def group(case: Case, user: User, wanted: Group) -> Target:
    """How the case stands to a group now, as this user sees it."""
    with open_scope(scope_for(user)) as scope:
        fresh = Case.objects.select_related("person", "detention").get(pk=case.pk)
        return next(target for target in target_groups(fresh, scope, NOW.date()) if target.group == wanted)


def url(case: Case, rest: str = "") -> str:
    """The page of the target groups, or an address below it."""
    return f"/casussen/{case.reference}/doelgroepen/{rest}"
