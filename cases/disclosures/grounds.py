"""On which ground something may be given to whom, on the day of the act."""

from datetime import date

from nazorg.covenant.parties import Party
from nazorg.covenant.table import Ground, covenant_on

# The ground that holds for an area only while the person agrees to it.
CONSENT = "toestemming"
# The grounds that are offered first, as far as they hold on the day; a person chooses another where that is right.
_USUAL: dict[Party, tuple[str, ...]] = {
    Party.MMD: ("pbw-18",),
    Party.POLICE: ("wjsg",),
    Party.PROSECUTION: ("wjsg",),
    Party.PROBATION: ("bjsg",),
    Party.CARE: ("avg", "wbp"),
    Party.WELFARE: ("avg", "wbp"),
    Party.HOUSING: ("avg", "wbp"),
    Party.MAYOR: ("gemeentewet",),
}
# The police give their own information on this one.
_OF_POLICE = ("wpg",)


class NoGroundError(LookupError):
    """The covenant of that day names no ground for this recipient."""


def grounds_for(party: Party, day: date) -> list[Ground]:
    """The grounds that hold on `day`, the usual one for this recipient first."""
    return _first(_USUAL.get(party, ()), day)


def grounds_of_police(day: date) -> list[Ground]:
    """The grounds that hold on `day`, first the one on which the police let their information go on."""
    return _first(_OF_POLICE, day)


def _first(usual: tuple[str, ...], day: date) -> list[Ground]:
    return sorted(covenant_on(day).grounds_on(day), key=lambda ground: ground.code not in usual)


def usual_ground(party: Party, day: date) -> Ground:
    """The ground that is offered first. Raises NoGroundError where none holds."""
    found = grounds_for(party, day)
    if not found:
        raise NoGroundError(f"Op {day:%d-%m-%Y} staat in het convenant geen grond.")
    return found[0]
