"""The way back: when the MMD-er speaks or spoke to the person, and what needs came of it."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from cases.chain.models import Interview
from cases.chain.settle import settle
from cases.dossiers.models import Case
from cases.needs.services import MOST_TITLE, add_need
from nazorg.accounts.models import User
from nazorg.covenant.areas import AREA_SHORT

# More lines than this are no list of needs but a document.
MOST_LINES = 20


@transaction.atomic
def record_interview(
    case: Case, planned_on: date | None, held_on: date | None, needs: str, area: str, by: User, now: datetime
) -> int:
    """Keep the day that the MMD-er gave, the day it was held, and the needs found (a line each); how many needs.

    The planned day goes before the term of the handoff. A line may begin with its area ("schulden: …"); the others are
    of `area`. The MMD-er of the prison takes care of them. Raises ValidationError by field: planned_on, held_on, needs.
    """
    today = timezone.localtime(now).date()
    started = case.detention.start_on if case.detention else None
    found = [_line(line, area) for line in needs.splitlines() if line.strip()]
    wrong = {}
    if planned_on is None and held_on is None and not found:
        wrong["planned_on"] = "Vul in wanneer het gesprek is of was."
    if held_on is not None and held_on > today:
        wrong["held_on"] = "Kies een datum die niet in de toekomst ligt."
    for name, day in (("planned_on", planned_on), ("held_on", held_on)):
        if day is not None and started is not None and day < started:
            wrong[name] = f"De detentie begon op {started:%d-%m-%Y}. Kies die dag of een latere."
    if len(found) > MOST_LINES:
        wrong["needs"] = f"Dit zijn {len(found)} regels. Neem er hoogstens {MOST_LINES}: een hulpvraag per regel."
    elif any(len(title) > MOST_TITLE for _, title in found):
        wrong["needs"] = f"Maak elke hulpvraag korter: {MOST_TITLE} tekens is het meeste."
    elif any(not where for where, _ in found):
        wrong["needs"] = "Kies een leefgebied, of begin elke regel ermee (“schulden: …”)."
    if wrong:
        raise ValidationError(wrong)
    if planned_on is not None or held_on is not None:
        values = {"planned_on": planned_on, "held_on": held_on, "recorded_by": by, "recorded_at": now}
        Interview.objects.update_or_create(case=case, defaults=values)
    place = case.detention.institution if case.detention else ""
    for where, title in found:
        add_need(case, where, title, f"MMD-er {place}".strip(), by, now)
    settle([case.pk], now)
    return len(found)


def _line(line: str, area: str) -> tuple[str, str]:
    """The area (code) and the need of one line; without an area of its own the one that was chosen."""
    words, colon, rest = line.strip().lstrip("-•* ").partition(":")
    own = next((code for code, short in AREA_SHORT.items() if colon and short in words.strip().lower()), "")
    return (own, rest.strip()) if own and rest.strip() else (area, line.strip().lstrip("-•* "))
