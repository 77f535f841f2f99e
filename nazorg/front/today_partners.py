"""What Vandaag says of partners and of those around a case: answers, confirmations and messages that are late."""

from datetime import date

from django.urls import reverse
from django.utils import timezone

from cases.bij.selectors import not_informed
from cases.chain.words import due_clock
from cases.dossiers.models import Case
from cases.enrichment import selectors as enrichment
from cases.involved import selectors as involved
from cases.urgency.selectors import unacknowledged
from nazorg.common.deadlines import Unit
from nazorg.common.lines import Line
from nazorg.common.scope import Scope
from nazorg.common.words import moment_words

# So many lines of each kind; the rest stands in the cases themselves.
_MOST = 20


def about_partners(day: date, scope: Scope) -> list[Line]:
    """Nothing for whoever may not read it: each selector gives what the scope allows."""
    lines = []
    for alert in unacknowledged(scope)[:_MOST]:
        when = moment_words(alert.urgency.raised_at, timezone.localdate())
        text = f"dringend, niet bevestigd door {alert.name}"
        lines.append(_line(alert.urgency.case, "case_urgent", f"{alert.unit}, {when}", "Bel en leg vast", text=text))
    for notice in involved.to_tell(scope).filter(due_on__lte=day)[:_MOST]:
        who = f"wacht op {notice.unit}" if notice.unit else "wacht op u"
        clock = due_clock(notice.due_on, Unit.CALENDAR, day, who)
        lines.append(_line(notice.involved.case, "case_involved", "vrijlating vertellen", "Leg vast", clock=clock))
    for asking in enrichment.overdue(scope, day)[:_MOST]:
        clock = due_clock(asking.enquiry.due_on, Unit.WORKING, day, f"wacht op {asking.unit}")
        lines.append(_line(asking.enquiry.case, "case_enrichment", "verrijking", "Bel en leg vast", clock=clock))
    for record in not_informed(scope)[:_MOST]:
        text = "burgemeester nog niet geïnformeerd"
        lines.append(_line(record.case, "case_bij", "BIJ", "Informeer", text=text))
    return lines


def _line(case: Case, page: str, meta: str, action: str, text: str = "", clock: object | None = None) -> Line:
    url = reverse(page, args=[case.reference])
    return Line(case.person.full_name, url, meta, action, url, text=text, clock=clock)
