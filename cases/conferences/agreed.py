"""Actions that a conference agreed on, for the plan: only from parts of which whoever reads a plan may know."""

from dataclasses import dataclass

from cases.conferences.content import Minutes
from cases.conferences.models import ConferencePart
from cases.dossiers.models import Case
from nazorg.common.scope import Scope
from nazorg.covenant.categories import Category
from nazorg.covenant.parties import Party
from nazorg.covenant.table import covenant_on


@dataclass(frozen=True)
class Agreed:
    """One action as it stands in the minutes: which page (primary key), which line of it, and its words."""

    minutes: int
    number: int
    text: str


def can_be_planned(part: ConferencePart) -> bool:
    """Whether the clerk, who reads every plan, may know of all that was discussed in a part: never a criminal one."""
    covenant = covenant_on(part.conference.on)
    return all(covenant.cell(Party.CLERK, Category(code)).read for code in part.categories)


def actions_in(minutes: Minutes) -> list[Agreed]:
    """The actions on a page of the minutes, one a line; none where the plan may not have them."""
    if minutes.case_id is None or not can_be_planned(minutes.part):
        return []
    lines = (line.strip(" -•*\t") for line in minutes.agreed.splitlines())
    return [Agreed(minutes.pk, number, line) for number, line in enumerate(lines) if line]


def agreed_for(case: Case, scope: Scope) -> list[Agreed]:
    """What conferences agreed to do in a case, the latest conference first."""
    pages = Minutes.objects.visible_to(scope).filter(case=case).exclude(agreed="")
    latest = pages.select_related("part__conference").order_by("-part__conference__on", "part__starts", "pk")
    return [action for page in latest for action in actions_in(page)]
