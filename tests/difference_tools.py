"""Differences between releases and cases as tests meet them: somebody of Blaricum, and explaining him on the page."""

from datetime import date

from cases.models import Explanation, Person
from nazorg.accounts.models import User
from nazorg.common.scope import system_scope
from tests.case_tools import page
from tests.factories import PersonFactory
from tests.reporting_tools import released

SPRING = date(2013, 4, 1)
COUNTS = "/cijfers/aansluiting/?jaar=2013&met="
LIST = "/cijfers/aansluiting/2013/zonder-casus/0376/"
WHY = "/cijfers/aansluiting/2013/0376/"
ROWS = [LIST, LIST.rstrip("/") + ".xlsx", WHY]


def released_without_case() -> Person:
    """Somebody who was released from Blaricum without a case."""
    with system_scope("records of a test"):
        found: Person = PersonFactory.create(family_name="Molen", given_names="Dennis", prefix="")
    released("0376", SPRING, found)
    return found


def say(user: User, who: Person, path: str = LIST, **given: str) -> str:
    """What somebody reads after explaining."""
    address, _, query = path.partition("?")
    url = f"{address}{who.reference}/" + (f"?{query}" if query else "")
    return page(user, url, given)


def said() -> list[tuple[str, str, bool]]:
    """All explanations there are: why, in which words, and whether it holds."""
    with system_scope("the test looks"):
        return list(Explanation.objects.order_by("pk").values_list("why", "text", "current"))
