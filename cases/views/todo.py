"""What is to be done in a case now, by whom, and until when: each line with its act."""

from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse

from cases.chain.models import Chain
from cases.chain.rules import FINAL, last_chance
from cases.chain.terms import answer_length, interview_length
from cases.chain.words import HOUSE, Clock, areas_words, clock_of, due_clock
from cases.dossiers.models import Case
from cases.requests.models import Request
from cases.requests.of_case import Asked
from municipalities.agreements.models import Agreement
from municipalities.agreements.selectors import Terms

Step = Chain.Step


@dataclass(frozen=True)
class ToDo:
    """A line: until when and who is waited for, what it is about, and the act. Only the first act is filled."""

    clock: Clock
    subject: str
    action: str
    url: str
    primary: bool = False


def to_do(
    case: Case, chain: Chain, request: Request | None, asked: dict[str, Asked], terms: Terms, today: date
) -> list[ToDo]:
    """The lines of a case, what is most pressing first; none where nobody has to do anything."""
    lines = []
    unit = interview_length(case, terms, today).unit
    end = case.detention.expected_end_on if case.detention else None
    house = due_clock(last_chance(chain.handoff_due_on, end, today), unit, today, f"wacht op {HOUSE}")
    if chain.paused_since is not None:
        house = clock_of(chain, today)
    if case.move_to is not None:
        clock = Clock("today", "te beslissen", "", f"wacht op {HOUSE}")
        url = reverse("case_move", args=[case.reference])
        lines.append(ToDo(clock, f"Een melding noemt {case.move_to} als gemeente", "Beoordeel verhuizing", url))
    if chain.step not in FINAL and chain.step != Step.DECIDE:
        if chain.paused_since is not None:
            url = reverse("case_clock", args=[case.reference])
            lines.append(ToDo(house, "De klok staat stil", "Laat weer lopen", url))
        waiting = _waiting(request, chain, house, asked, terms, today) if request is not None else []
        ready = _ready(case, chain, house)
        lines += [*ready, *waiting] if chain.step == Step.HANDOFF else [*waiting, *ready]
    return with_one_primary(lines)


def with_one_primary(lines: list[ToDo]) -> list[ToDo]:
    """Only the first act of the page is filled."""
    return [replace(line, primary=number == 0) for number, line in enumerate(lines)]


def _waiting(
    request: Request, chain: Chain, house: Clock, asked: dict[str, Asked], terms: Terms, today: date
) -> list[ToDo]:
    """What has to be asked, answered or looked up. `house` is the clock of what the Veiligheidshuis does itself.

    A clock that stands still does so for everyone.
    """
    reference = request.case.reference
    behalf, lines = reverse("answer_on_behalf", args=[reference]), []
    if chain.step == Step.SEND:
        url = f"{reverse('requests_send')}?{urlencode({'casus': reference})}"
        lines.append(ToDo(house, f"Vraag aan {request.municipality} staat klaar", "Verstuur vraag", url))
    theirs = [area for area, one in asked.items() if one.waits and not _own(one)]
    if theirs:
        words = areas_words(theirs, chain.waits_for_suwinet)
        clock = house
        if request.due_on is not None and chain.paused_since is None:
            unit = answer_length(request, terms).unit
            clock = due_clock(request.due_on, unit, today, f"wacht op {request.municipality}", request.first_due_on)
        lines.append(ToDo(clock, f"Antwoord over {words}", "Bel en leg vast", behalf))
    own = [area for area, one in asked.items() if one.waits and _own(one)]
    if own:
        lines.append(ToDo(house, f"Zelf op te zoeken: {areas_words(own)}", "Leg vast", behalf))
    return lines


def _own(one: Asked) -> bool:
    return one.question.delivers == Agreement.Delivers.SAFETY_HOUSE


def _ready(case: Case, chain: Chain, house: Clock) -> list[ToDo]:
    """What can be handed over; after a transfer also that the new PI has nothing yet."""
    if not chain.ready:
        return []
    counted = f"{chain.ready} {'leefgebied staat' if chain.ready == 1 else 'leefgebieden staan'} klaar"
    where = case.detention.institution if case.detention else ""
    if new_place_has_nothing(case, chain):
        subject = f"{where} heeft nog niets: {counted}"
    else:
        subject = f"Deel overdragen: {counted}" if chain.waits_for else f"Overdragen: {counted}"
    return [ToDo(house, subject, "Draag over", reverse("handoff", args=[case.reference]))]


def new_place_has_nothing(case: Case, chain: Chain) -> bool:
    """Whether somebody was transferred, and what the former PI got is still to go to the new one."""
    where = case.detention.institution if case.detention else ""
    return bool(chain.ready and chain.handed_to and chain.handed_to != where)
