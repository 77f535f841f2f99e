"""The chain of five stations, from notification to first interview, as a case has passed them."""

from dataclasses import dataclass
from datetime import date

from cases.chain.models import Chain, Interview
from cases.chain.rules import last_chance
from cases.chain.words import Clock
from cases.dossiers.models import Case
from cases.requests.models import WAITED_FOR, Request
from nazorg.common.words import day_words, moment_words

Step = Chain.Step
# The station at which a case stands, by its step.
_STANDS_AT = {
    Step.DECIDE: 1, Step.SEND: 1, Step.ANSWER: 2, Step.OWN: 2, Step.HANDOFF: 3, Step.DONE: 4,
}  # fmt: skip
_WORDS = {"done": "klaar", "now": "nu", "none": "nog niet", "gone": "niet meer"}


@dataclass(frozen=True)
class Station:
    """One station. `state` is done, now, none or gone; `icon` is its face, the clock's own where the case stands."""

    label: str
    text: str
    state: str
    icon: str

    @property
    def word(self) -> str:
        """How it stands, for whoever does not see the sign."""
        return _WORDS[self.state]


def stations(
    case: Case,
    chain: Chain,
    clock: Clock,
    request: Request | None,
    statuses: list[str],
    interview: Interview | None,
    today: date,
) -> list[Station]:
    """The five stations of a case. `statuses` are those of the areas that were asked."""
    here = _STANDS_AT.get(Step(chain.step))
    told = [
        ("Melding", _notified(case, today), True),
        ("Vraag", _sent(chain, request, today), request is not None and request.sent_at is not None),
        ("Antwoord", _answered(statuses), bool(statuses) and not set(statuses) & set(WAITED_FOR)),
        ("Overdracht", _handed_over(case, chain, today), chain.step == Step.DONE and chain.handed_over_on is not None),
        ("Eerste gesprek", _interviewed(interview, today), interview is not None and interview.held_on is not None),
    ]
    found = []
    for number, (label, text, done) in enumerate(told):
        if done:
            found.append(Station(label, text, "done", "c-done"))
        elif number == here:
            found.append(Station(label, text, "now", f"c-{clock.state}" if number < len(told) - 1 else "c-far"))
        elif chain.released_on is not None:
            found.append(Station(label, text, "gone", "c-gone"))
        else:
            found.append(Station(label, text, "none", "c-none"))
    return found


def _notified(case: Case, today: date) -> str:
    arrived = case.detention.start_on if case.detention else None
    return day_words(arrived or case.opened_on, today)


def _sent(chain: Chain, request: Request | None, today: date) -> str:
    if request is None:
        return "te beslissen" if chain.step == Step.DECIDE else "geen vraag"
    if request.sent_at is None:
        # Past that step unsent: the Veiligheidshuis looks everything up itself.
        return "niet nodig" if chain.step in (Step.OWN, Step.HANDOFF, Step.DONE) else request.get_state_display()
    return moment_words(request.sent_at, today)


def _answered(statuses: list[str]) -> str:
    final = sum(status not in WAITED_FOR for status in statuses)
    return f"{final} van {len(statuses)}" if statuses else ""


def _handed_over(case: Case, chain: Chain, today: date) -> str:
    if chain.handed_over_on is not None:
        part = "" if chain.step == Step.DONE else "deel, "
        return part + day_words(chain.handed_over_on, today)
    if chain.step in (Step.RELEASED, Step.OUTSIDE, Step.STOPPED, Step.CLOSED, Step.NONE):
        return ""
    end = case.detention.expected_end_on if case.detention else None
    due = last_chance(chain.handoff_due_on, end, today)
    return f"uiterlijk {day_words(due, today)}" if due else ""


def _interviewed(interview: Interview | None, today: date) -> str:
    if interview is None:
        return "dag niet bekend"
    if interview.held_on is not None:
        return f"gehouden {day_words(interview.held_on, today)}"
    return day_words(interview.planned_on, today) if interview.planned_on else "dag niet bekend"
