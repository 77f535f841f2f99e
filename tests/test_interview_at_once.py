"""Two presses on one button, or two colleagues with one mail of the MMD-er, record its needs once."""

import pytest

from cases.access import scope_for
from cases.chain.interview import Found, record_interview
from cases.models import Case, Need
from nazorg.common.scope import open_scope, system_scope
from tests.at_once import both
from tests.cast import Cast
from tests.chain_tools import asked
from tests.conftest import NOW


@pytest.mark.django_db(transaction=True)
def test_what_an_interview_found_is_recorded_once_by_two_at_once(cast: Cast) -> None:
    request = asked(cast.clerk)
    found = [Found("boetes stilzetten", "debts"), Found("plek zoeken", "housing")]

    def record() -> int:
        with open_scope(scope_for(cast.clerk)):
            case = Case.objects.select_related("detention").get(pk=request.case_id)
            return len(record_interview(case, None, None, found, "MMD-er", cast.clerk, NOW))

    assert sorted(both(record)) == [0, 2]
    with system_scope("the test counts"):
        assert Need.objects.count() == 2
