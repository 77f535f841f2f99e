"""The rules of the clock, on plain values: no database.

Sources: the PI's streeftermijn is five days after arrival (Evaluatie nazorg 2013); the municipality's own term counts
from when the request was sent, so that a late notification never counts against it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.utils import timezone

from cases.chain.models import Chain
from cases.requests.models import WAITED_FOR, Request, Status
from municipalities.agreements.models import Agreement
from nazorg.common.deadlines import Length, Unit, days_between, deadline, is_holiday, next_working_day

Late = Chain.Late
FINAL = (
    Chain.Step.DONE,
    Chain.Step.RELEASED,
    Chain.Step.OUTSIDE,
    Chain.Step.STOPPED,
    Chain.Step.CLOSED,
    Chain.Step.NONE,
)
_FRIDAY = 4


@dataclass(slots=True)
class AreaFacts:
    """One area of the running request. `delivered` says whether its answer is with the PI where somebody is now.

    `withheld` is an area for which the person took back the consent: no pack holds it.
    """

    area: str
    delivers: str
    status: str
    delivered: bool = False
    withheld: bool = False
    # How it stood from which day on, oldest first.
    history: list[tuple[date, str]] = field(default_factory=list)

    @property
    def waits(self) -> bool:
        return self.status in WAITED_FOR

    @property
    def asked(self) -> bool:
        """Whether the municipality is asked; else the Veiligheidshuis looks it up itself."""
        return self.delivers != Agreement.Delivers.SAFETY_HOUSE

    @property
    def ready(self) -> bool:
        return not self.waits and not self.delivered and not self.withheld

    def stood_on(self, day: date) -> str:
        """How it stood at the end of `day`."""
        return next((status for since, status in reversed(self.history) if since <= day), Status.OPEN.value)


@dataclass(slots=True)
class Facts:
    """Everything that the clock of one case follows from."""

    case_id: int
    to_decide: bool = False
    no_aftercare: bool = False
    municipality_id: int | None = None
    in_region: bool = True
    start_on: date | None = None
    expected_end_on: date | None = None
    released_on: date | None = None
    planned_on: date | None = None
    request: Request | None = None
    areas: list[AreaFacts] = field(default_factory=list)
    handed_over_on: date | None = None
    last_delivery_on: date | None = None
    handed_to: str = ""
    # Pauses as (since, until); `until` is None while it runs.
    pauses: list[tuple[date, date | None]] = field(default_factory=list)
    paused_why: str = ""
    # The day on which the case was closed, while it is.
    closed_on: date | None = None

    @property
    def nobody_asked(self) -> bool:
        """Whether the Veiligheidshuis looks everything up itself: such a request is never sent."""
        return bool(self.areas) and not any(one.asked for one in self.areas)

    @property
    def closed_first(self) -> bool:
        """Whether it was closed before anybody was free: from then on nothing was waited for."""
        return self.closed_on is not None and (self.released_on is None or self.closed_on < self.released_on)


def handoff_due(facts: Facts, interview: Length) -> date | None:
    """The last day for the first pack: the day that the MMD-er gave, else the term after arrival, later by pauses."""
    if facts.planned_on is not None:
        return facts.planned_on
    if facts.start_on is None:
        return None
    return later_by(deadline(facts.start_on, interview), facts.pauses, interview.unit)


def last_chance(due: date | None, expected_end_on: date | None, today: date) -> date | None:
    """The day on which the Veiligheidshuis hands over at the latest: the term, or the expected release before it.

    The term of the figures stays what it is. A release that was expected earlier and was not told of makes it today.
    """
    if due is None or expected_end_on is None:
        return due
    return min(due, max(expected_end_on, today))


def handoff_moved_from(facts: Facts, due: date | None, interview: Length) -> date | None:
    """The last day for the first pack as it was before pauses moved it; None where none did."""
    if due is None or facts.start_on is None or facts.planned_on is not None:
        return None
    first = deadline(facts.start_on, interview)
    return first if first != due else None


def later_by(due: date, pauses: Iterable[tuple[date, date | None]], unit: Unit) -> date:
    """A due day moved on by the days of the pauses that ended, as far as they began before it."""
    for since, until in sorted(pauses, key=lambda pause: pause[0]):
        if until is not None and since <= due:
            due = deadline(due, Length(max(days_between(since, until, unit), 0), unit))
    return due


def is_urgent(expected_end_on: date | None, due: date | None, today: date, within: Length) -> bool:
    """Spoed: the release is expected before the interview's term ends, or within so many days from today."""
    if expected_end_on is None:
        return False
    return expected_end_on <= deadline(today, within) or (due is not None and expected_end_on <= due)


def is_short(start_on: date | None, end_on: date | None, shorter_than: Length) -> bool:
    """Kort: the whole stay is shorter than the setting."""
    return start_on is not None and end_on is not None and end_on < deadline(start_on, shorter_than)


def ends_in_weekend(day: date | None) -> bool:
    """A release from Friday until Monday, on a holiday or the day before one: desks are closed then."""
    if day is None:
        return False
    return day.weekday() >= _FRIDAY or is_holiday(day) or is_holiday(day + timedelta(days=1))


@dataclass(slots=True)
class Stand:
    """Where a case stands: its step, who is waited for until when, and for which areas."""

    step: Chain.Step
    due_on: date | None = None
    unit: Unit = Unit.CALENDAR
    was_due_on: date | None = None
    waits_for: list[str] = field(default_factory=list)


def stand(facts: Facts, due: date | None, interview: Length, answer_unit: Unit, today: date) -> Stand:
    """The step of a case.

    Where areas are ready, a partial pack is the next thing to do once the handoff's term ends before the
    municipality's, or before the next working day: somebody is there today.
    """
    if facts.no_aftercare:
        return Stand(Chain.Step.STOPPED)
    if facts.closed_first:
        done = facts.handed_over_on is not None
        return Stand(Chain.Step.DONE if done else Chain.Step.CLOSED, unit=interview.unit)
    if facts.released_on is not None and not facts.to_decide:
        done = facts.handed_over_on is not None
        step = Chain.Step.DONE if done else Chain.Step.RELEASED if facts.request else Chain.Step.NONE
        return Stand(step, unit=interview.unit)
    moved = handoff_moved_from(facts, due, interview)
    if facts.released_on is None:
        due = last_chance(due, facts.expected_end_on, today)
    if facts.to_decide:
        return Stand(Chain.Step.DECIDE, due, interview.unit, moved)
    request = facts.request
    if request is None:
        return Stand(Chain.Step.NONE if facts.in_region or facts.municipality_id is None else Chain.Step.OUTSIDE)
    if request.state == Request.State.TO_SEND and not facts.nobody_asked:
        return Stand(Chain.Step.SEND, due, interview.unit, moved)
    waits = [one.area for one in facts.areas if one.waits and one.asked]
    ready = any(one.ready for one in facts.areas)
    was = request.first_due_on if request.first_due_on != request.due_on else None
    last_call = next_working_day(today + timedelta(days=1)) - timedelta(days=1)
    if waits and not (ready and due is not None and due <= max(request.due_on or today, last_call)):
        return Stand(Chain.Step.ANSWER, request.due_on, answer_unit, was, waits)
    if waits or ready:
        return Stand(Chain.Step.HANDOFF, due, interview.unit, moved, waits)
    own = [one.area for one in facts.areas if one.waits]
    if own:
        return Stand(Chain.Step.OWN, due, interview.unit, moved, own)
    return Stand(Chain.Step.DONE, unit=interview.unit)


def late_why(facts: Facts, due: date | None, today: date) -> str:
    """Why the first pack came after its term, or not at all; empty where it was in time or can still be.

    What counts is what had happened by the first pack, or by a release that came before it. Whoever got free before
    the term ended could not be helped in time by anybody; after it the term was missed for a reason of its own.
    """
    request, free = facts.request, facts.released_on
    closed = facts.closed_on if facts.closed_first else None
    if request is None or due is None:
        return ""
    if facts.handed_over_on is None and closed is None and free is not None and free <= due:
        return Late.RELEASED.value
    if facts.handed_over_on is None and facts.areas and all(one.withheld for one in facts.areas):
        return ""
    until = facts.handed_over_on or closed or free or today
    if until <= due:
        return ""
    if any(one.stood_on(due) == Status.WAITING for one in facts.areas):
        return Late.SUWINET.value
    # Without an extension, which moves the blame and not the cause; a request that became urgent has the shorter term.
    own = min(filter(None, (request.due_on, request.first_due_on)), default=None)
    if own is None or request.sent_at is None:
        return Late.SAFETY_HOUSE.value
    answered = timezone.localtime(request.answered_at).date() if request.answered_at else until
    if min(answered, until) > max(own, due):
        return Late.MUNICIPALITY.value
    # As if it had been sent the moment it was opened: what lay at the Veiligheidshuis counts for nobody else.
    lay = timezone.localtime(request.sent_at).date() - timezone.localtime(request.opened_at).date()
    if own - lay > due:
        return Late.NOTIFICATION.value
    return Late.SAFETY_HOUSE.value


def waiting_for_suwinet(facts: Facts) -> list[str]:
    """The areas that wait for SUWINET now."""
    return [one.area for one in facts.areas if one.status == Status.WAITING]
