"""Where the days of a clock come from, in sentences, for who wants to know why."""

from datetime import date

from django.utils import timezone

from cases.chain.models import Chain, Interview, Pause
from cases.chain.rules import FINAL, later_by
from cases.chain.terms import answer_length, interview_length
from cases.dossiers.models import Case
from cases.requests.models import Request
from municipalities.agreements.selectors import Terms
from nazorg.common.deadlines import deadline
from nazorg.common.words import day_words

# Nothing is asked in these, so no term runs.
_NO_CLOCK = (Chain.Step.OUTSIDE, Chain.Step.STOPPED, Chain.Step.NONE)


def explained(
    case: Case,
    chain: Chain,
    request: Request | None,
    interview: Interview | None,
    pauses: list[Pause],
    terms: Terms,
    today: date,
) -> list[str]:
    """The terms behind the clock: the PI's, the municipality's, what moved them, and why it became late."""
    if chain.step in _NO_CLOCK:
        return []
    sentences = [*_handoff(case, chain, interview, pauses, terms, today), *_free_before(case, chain, today)]
    if request is not None and request.sent_at is not None and request.due_on is not None:
        sentences += _answer(request, timezone.localtime(request.sent_at).date(), request.due_on, terms, today)
    if chain.late_why:
        sentences.append(f"Waarom te laat: {chain.get_late_why_display()}.")
    return sentences


def _handoff(
    case: Case, chain: Chain, interview: Interview | None, pauses: list[Pause], terms: Terms, today: date
) -> list[str]:
    due, started = chain.handoff_due_on, case.detention.start_on if case.detention else None
    if due is None:
        return []
    if interview is not None and interview.planned_on is not None:
        return [f"Het eerste gesprek is gepland op {day_words(interview.planned_on, today)}."]
    if started is None:
        return []
    length = interview_length(case, terms, today)
    sentences = [f"Streeftermijn van de PI: {length} na aankomst ({day_words(due, today)})."]
    first = deadline(started, length)
    if later_by(first, [(pause.since, pause.until) for pause in pauses], length.unit) != first:
        sentences.append(f"Zonder pauze was dat {day_words(first, today)}.")
    return sentences


def _free_before(case: Case, chain: Chain, today: date) -> list[str]:
    """That the release is expected before the term ends: later nobody is reached there."""
    due, end = chain.handoff_due_on, case.detention.expected_end_on if case.detention else None
    if due is None or end is None or end >= due or chain.step in FINAL:
        return []
    return [f"Vrij, verwacht {day_words(end, today)}: daarna heeft overdragen geen zin meer."]


def _answer(request: Request, sent: date, due: date, terms: Terms, today: date) -> list[str]:
    length = answer_length(request, terms)
    verb = "heeft" if request.state == Request.State.OPEN else "had"
    # Where something moved the day, it no longer is so long after the question.
    since = f" ({length} na de vraag)" if deadline(sent, length) == due else ""
    sentences = [f"{request.municipality} {verb} tot {day_words(due, today)}{since}."]
    first = request.first_due_on
    if first is not None and first != due:
        why = f"Uitstel: {request.extended_why}." if request.extended_why else ""
        why = why or ("Korter door spoed." if due < first else "Later door een pauze.")
        sentences.append(f"{why} Eerst was het {day_words(first, today)}.")
    if request.escalated_on is not None:
        sentences.append(f"Opgeschaald op {day_words(request.escalated_on, today)}.")
    return sentences
