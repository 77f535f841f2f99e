"""The clock in one sentence: "nog 2 dagen (di 3 dec), wacht op Huizen: inkomen". One helper for every place."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.formats import date_format

from cases.chain.models import Chain
from nazorg.common.deadlines import Unit, days_between, is_working_day
from nazorg.common.words import day_words
from nazorg.covenant.areas import AREA_SHORT, Area

HOUSE = "Veiligheidshuis"
_SOON = 2
_FAR = timedelta(days=30)
# More areas than this are a number.
_MOST_NAMED = 2

Step = Chain.Step

_ACTS = {
    Step.DECIDE: "beslissen",
    Step.SEND: "vraag versturen",
    Step.OWN: "zelf opzoeken",
    Step.HANDOFF: "overdracht",
}
_ENDED = {
    Step.OUTSIDE: "buiten de regio",
    Step.STOPPED: "geen nazorg",
    Step.CLOSED: "casus gesloten",
    Step.NONE: "geen vraag",
}


@dataclass(frozen=True)
class Clock:
    """A clock sentence in its parts. `state` is the face: far, soon, today, late, pause, done, gone or none."""

    state: str
    when: str
    day: str = ""
    rest: str = ""

    def __str__(self) -> str:
        return f"{self.when}{f' ({self.day})' if self.day else ''}{f', {self.rest}' if self.rest else ''}"


def clock_of(chain: Chain, today: date) -> Clock:
    """The clock of a case on `today`. Asks for the chain with its municipality."""
    if chain.step == Step.RELEASED:
        return Clock("gone", "vrijgekomen vóór overdracht", _day(chain.released_on, today))
    if chain.step == Step.DONE and chain.handed_over_on is None:
        return Clock("none", "niets over te dragen")
    if chain.step == Step.DONE:
        day = _day(chain.complete_on or chain.handed_over_on, today)
        return Clock("done", "overgedragen", day, timeliness(chain, chain.unit))
    if chain.step in _ENDED:
        return Clock("none", _ENDED[Step(chain.step)])
    waits = f"wacht op {_whom(chain)}"
    if chain.paused_since is not None:
        was = f", was {_day(chain.due_on, today)}" if chain.due_on else ""
        return Clock(
            "pause", "gestopt", f"sinds {day_words(chain.paused_since, today)}{was}", chain.get_paused_why_display()
        )
    return due_clock(chain.due_on, chain.unit, today, waits, chain.was_due_on)


def due_clock(due: date | None, unit: str, today: date, rest: str, was: date | None = None) -> Clock:
    """The clock of anything that is due on a day (inclusive). Days are counted in the unit of the term."""
    if due is None:
        return Clock("none", "geen termijn", "", rest)
    day = day_words(due, today) + (f", was {day_words(was, today)}" if was and was != due else "")
    if due == today:
        return Clock("today", "vandaag", day, rest)
    if due < today:
        return Clock("late", _counted_late(due, today, unit), "" if _is_far(due, today) else day, rest)
    days = days_between(today, due, unit)
    if not days:  # on the Friday before a Saturday: no working day left, a day all the same
        days, unit = (due - today).days, Unit.CALENDAR
    return Clock("soon" if days <= _SOON else "far", f"nog {days} {_unit_words(today, due, unit, days)}", day, rest)


def _unit_words(today: date, due: date, unit: str, days: int) -> str:
    """ "werkdagen" as soon as a weekend or a holiday lies between, else simply "dagen"."""
    first, last = sorted((today, due))
    between = (first + timedelta(days=number) for number in range(1, (last - first).days + 1))
    working = unit == Unit.WORKING and not all(is_working_day(day) for day in between)
    word = "werkdag" if working else "dag"
    return word if days == 1 else f"{word}en"


def _whom(chain: Chain) -> str:
    if chain.step == Step.ANSWER and chain.municipality is not None:
        return f"{chain.municipality}: {areas_words(chain.waits_for, chain.waits_for_suwinet)}"
    if chain.step == Step.HANDOFF and chain.waits_for:
        return f"{HOUSE}: deel overdragen"
    return f"{HOUSE}: {_ACTS[Step(chain.step)]}"


def areas_words(areas: list[str], suwinet: list[str] | None = None) -> str:
    """ "inkomen", "huisvesting, inkomen", "4 leefgebieden", "alles"; with "(SUWINET)" where all of them wait for it."""
    if len(areas) == len(Area):
        words = "alles"
    elif len(areas) > _MOST_NAMED:
        words = f"{len(areas)} leefgebieden"
    else:
        words = ", ".join(AREA_SHORT[area] for area in areas)
    waiting = suwinet and set(areas) <= set(suwinet)
    return f"{words} (SUWINET)" if waiting else words


def timeliness(chain: Chain, unit: str) -> str:
    """Of the first pack "op tijd", or by how much it was late and why. `unit` is that of the term of the interview."""
    due, given = chain.handoff_due_on, chain.handed_over_on
    if due is None or given is None:
        return ""
    if given <= due:
        return "op tijd"
    why = f": {chain.get_late_why_display()}" if chain.late_why else ""
    return f"{_counted_late(due, given, unit)}{why}"


def _is_far(due: date, day: date) -> bool:
    """Whether it is so long past that the day itself says more than a number of days."""
    return day - due > _FAR


def _counted_late(due: date, day: date, unit: str) -> str:
    """ "2 werkdagen te laat"; after more than a month "had op 3 juli gemoeten".

    A Saturday and a Sunday after the last day are no working days, and late all the same.
    """
    if _is_far(due, day):
        return f"had op {date_format(due, 'j F' if due.year == day.year else 'j F Y').lower()} gemoeten"
    days = days_between(due, day, unit)
    return f"{days} {_unit_words(due, day, unit, days)} te laat" if days else "te laat"


def _day(day: date | None, today: date) -> str:
    return day_words(day, today) if day else ""
