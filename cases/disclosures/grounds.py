"""On which ground something may be given to whom, on the day of the act."""

from datetime import date

from nazorg.covenant.parties import Party
from nazorg.covenant.table import Ground, covenant_on

# The ground that holds for an area only while the person agrees to it.
CONSENT = "toestemming"
# The ground that is offered first; a person chooses another where that is the right one.
_USUAL = {Party.MMD: ("pbw-18",), Party.MAYOR: ("gemeentewet",)}
# For whom nothing else is usual: the one of these that holds on the day.
_GENERAL = ("avg", "wbp")


class NoGroundError(LookupError):
    """The covenant of that day names no ground for this recipient."""


def grounds_for(party: Party, day: date) -> list[Ground]:
    """The grounds that hold on `day`, the usual one for this recipient first."""
    usual = _USUAL.get(party, _GENERAL)
    return sorted(covenant_on(day).grounds_on(day), key=lambda ground: ground.code not in usual)


def usual_ground(party: Party, day: date) -> Ground:
    """The ground that is offered first. Raises NoGroundError where none holds."""
    found = grounds_for(party, day)
    if not found:
        raise NoGroundError(f"Op {day:%d-%m-%Y} staat in het convenant geen grond.")
    return found[0]
