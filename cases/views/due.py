"""What the work of the coordinator asks for in one case now: screening, actions, answers, confirmations, messages."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.urls import reverse

from cases.chain.words import HOUSE, Clock, due_clock
from cases.conferences.selectors import to_come
from cases.dossiers.models import Case
from cases.enrichment.selectors import unanswered
from cases.involved.selectors import to_tell
from cases.plans.models import State
from cases.plans.selectors import unsettled_lines
from cases.profiles.selectors import latest_profile
from cases.screening.selectors import to_screen
from cases.urgency.selectors import unacknowledged
from cases.views.todo import ToDo
from nazorg.common.deadlines import Unit
from nazorg.common.scope import Scope
from nazorg.common.words import day_words

# So long before its end a profile asks to be looked at again.
_EXPIRES_SOON = timedelta(days=30)


def due_in(case: Case, scope: Scope, today: date) -> list[ToDo]:
    """The lines of a case, what is due first standing first and what has no term last; only what the scope may read."""
    found = list(_lines(case, scope, today))
    return [line for _, line in sorted(found, key=lambda pair: pair[0] or date.max)]


def _lines(case: Case, scope: Scope, today: date) -> Iterator[tuple[date | None, ToDo]]:
    if to_screen(scope).filter(pk=case.pk).exists():
        clock = Clock("today", "te screenen", "", f"wacht op {HOUSE}")
        yield today, _line(case, "screening_case", clock, "Nog niet gescreend", "Screen")
    for alert in unacknowledged(scope).filter(urgency__case=case):
        clock = Clock("late", "dringend", "", f"wacht op {alert.name}")
        yield today, _line(case, "case_urgent", clock, f"{alert.unit} bevestigde nog niet", "Bel en leg vast")
    for notice in to_tell(scope).filter(involved__case=case):
        clock = due_clock(notice.due_on, Unit.CALENDAR, today, f"wacht op {notice.unit or HOUSE}")
        yield notice.due_on, _line(case, "case_involved", clock, "Vrijlating vertellen", "Leg vast")
    for asking in unanswered(scope).filter(enquiry__case=case):
        clock = due_clock(asking.enquiry.due_on, Unit.WORKING, today, f"wacht op {asking.unit}")
        yield asking.enquiry.due_on, _line(case, "case_enrichment", clock, "Antwoord op een vraag", "Leg vast")
    for action in unsettled_lines(case, scope):
        clock = due_clock(action.due_on, Unit.CALENDAR, today, f"wacht op {action.owner}")
        what = f"Lukt niet: {action.what}" if action.state == State.STUCK else action.what
        yield action.due_on, _line(case, "case_plan", clock, what, "Bekijk plan")
    for conference in to_come(case, scope, today):
        clock = due_clock(conference.on, Unit.CALENDAR, today, f"{conference.starts:%H.%M} uur")
        subject = str(conference.get_kind_display()).capitalize()
        url = reverse("conference", args=[conference.reference])
        yield conference.on, ToDo(clock, subject, "Bekijk overleg", url)
    profile = latest_profile(case, scope)
    if profile is not None and profile.valid_until <= today + _EXPIRES_SOON:
        clock = due_clock(profile.valid_until, Unit.CALENDAR, today, f"wacht op {HOUSE}")
        ended = "Profiel gold tot en met" if profile.valid_until < today else "Profiel geldt tot en met"
        subject = f"{ended} {day_words(profile.valid_until, today)}"
        yield profile.valid_until, _line(case, "profile", clock, subject, "Bekijk profiel")


def _line(case: Case, page: str, clock: Clock, subject: str, action: str) -> ToDo:
    return ToDo(clock, subject, action, reverse(page, args=[case.reference]))
