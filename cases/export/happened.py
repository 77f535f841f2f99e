"""What happened in a case and what was given out, as an export tells it."""

from collections.abc import Iterator
from datetime import date

from cases.chain.models import Interview, Pause
from cases.disclosures.models import Disclosure
from cases.disclosures.selectors import disclosures_of, parts_of
from cases.dossiers.models import Case
from cases.requests.models import Answer
from cases.requests.of_case import requests_in
from cases.views.timeline import Event, Happened, timeline
from nazorg.common.scope import Scope


def events_of(case: Case, scope: Scope, today: date) -> list[Event]:
    """The timeline of a case, the latest first."""
    answers = Answer.objects.visible_to(scope).filter(question__request__case=case)
    happened = Happened(
        requests=requests_in(case, scope),
        answers=list(answers.select_related("by", "question__request__municipality")),
        disclosures=list(disclosures_of(case, scope)),
        pauses=list(Pause.objects.visible_to(scope).filter(case=case).select_related("by", "ended_by")),
        interview=Interview.objects.visible_to(scope).filter(case=case).first(),
    )
    return timeline(case, happened, today, scope)


def ledger_of(case: Case, scope: Scope) -> Iterator[tuple[Disclosure, str]]:
    """Each disclosure with the words that left."""
    for given in disclosures_of(case, scope):
        yield given, "\n\n".join(f"{part.heading}\n{part.text}" for part in parts_of(given, scope))
