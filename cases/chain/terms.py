"""The terms that hold for one case and its request."""

from datetime import date

from django.utils import timezone

from cases.dossiers.models import Case
from cases.requests.models import Request
from municipalities.agreements.models import Term
from municipalities.agreements.selectors import Terms
from nazorg.common.deadlines import Length


def interview_length(case: Case, terms: Terms, today: date) -> Length:
    """Within how long after the arrival the MMD-er means to speak somebody; of one without an arrival, today's term."""
    started = case.detention.start_on if case.detention else None
    return terms.length(Term.Kind.INTERVIEW, started or today)


def answer_length(request: Request, terms: Terms) -> Length:
    """How long the municipality gets for this request, from when it was sent."""
    day = timezone.localtime(request.sent_at or request.opened_at).date()
    kind = Term.Kind.ANSWER_URGENT if request.urgent else Term.Kind.ANSWER
    return terms.length(kind, day, request.municipality_id)
