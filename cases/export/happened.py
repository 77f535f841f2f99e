"""What happened in a case and what was given out, as an export tells it."""

from collections.abc import Iterator
from datetime import date

from cases.disclosures.models import Disclosure
from cases.disclosures.selectors import disclosures_of, parts_of
from cases.dossiers.models import Case
from cases.views.events import Event
from cases.views.timeline import happened_in, timeline
from nazorg.common.scope import Scope


def events_of(case: Case, scope: Scope, today: date) -> list[Event]:
    """The timeline of a case, the latest first."""
    return timeline(case, happened_in(case, scope), today, scope)


def ledger_of(case: Case, scope: Scope) -> Iterator[tuple[Disclosure, str]]:
    """Each disclosure with the words that left."""
    for given in disclosures_of(case, scope):
        yield given, "\n\n".join(f"{part.heading}\n{part.text}" for part in parts_of(given, scope))
