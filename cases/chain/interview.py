"""The way back: when the MMD-er speaks or spoke to the person, and what needs came of it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from cases.chain.models import Interview
from cases.chain.settle import settle
from cases.dossiers.models import Case
from cases.needs.models import Need
from cases.needs.services import add_need
from nazorg.accounts.models import User
from nazorg.common.dutch import numeric_date
from nazorg.covenant.areas import AREA_SHORT, Area

# More lines than this are no list of needs but a document.
MOST_LINES = 20
# A later day is a slip of the pen.
_FURTHEST = timedelta(days=365)
_AREAS = {
    **{str(short).lower(): area for area, short in AREA_SHORT.items()},
    **{str(label).lower(): area for area, label in Area.choices},
    "id": Area.PAPERS.value, "wonen": Area.HOUSING.value, "werk": Area.INCOME.value, "arbeid": Area.INCOME.value,
}  # fmt: skip
# A bullet, a dash or a number before a line, as they come along when somebody pastes a list.
_BULLET = re.compile(r"^(?:[-–•*·]\s*|\d{1,2}[.)]\s+)")


@dataclass(frozen=True)
class Found:
    """A need that was found. `area` (code) is empty where its line does not say."""

    title: str
    area: str = ""


def read_lines(text: str) -> list[Found]:
    """A need a line; a line may begin with its area: "schulden: boetes stilzetten"."""
    lines = [_BULLET.sub("", line.strip()) for line in text.splitlines()]
    return [_read(line) for line in lines if line]


def _read(line: str) -> Found:
    before, _, rest = line.partition(":")
    area = _AREAS.get(before.strip().lower(), "")
    return Found(rest.strip(), area) if area and rest.strip() else Found(line)


@transaction.atomic
def record_interview(
    case: Case,
    planned_on: date | None,
    held_on: date | None,
    found: Sequence[Found],
    party: str,
    by: User,
    now: datetime,
) -> list[Need]:
    """Keep the day that the MMD-er gave, the day it was held, and the needs found, with who takes care of them.

    The planned day goes before the term of the handoff; without any day the term is what it was. A need that stands
    already is not recorded again. Raises ValidationError by field: planned_on, held_on, needs, party.
    """
    # Which needs stand already is known only to whoever is alone.
    Case.objects.select_for_update(of=("self",), no_key=True).get(pk=case.pk)
    stands = Interview.objects.filter(case=case).exists()
    wrong = _wrong_days(case, planned_on, held_on, timezone.localtime(now).date())
    if planned_on is None and held_on is None and not found and not stands:
        wrong["planned_on"] = "Vul in wanneer het gesprek is of was."
    if len(found) > MOST_LINES:
        wrong["needs"] = f"Dit zijn {len(found)} regels. Neem er hoogstens {MOST_LINES}: een hulpvraag per regel."
    if wrong:
        raise ValidationError(wrong)
    if planned_on is not None or held_on is not None:
        values = {"planned_on": planned_on, "held_on": held_on, "recorded_by": by, "recorded_at": now}
        Interview.objects.update_or_create(case=case, defaults=values)
    elif stands:
        Interview.objects.get(case=case).delete()
    made = _add(case, found, party, by, now)
    settle([case.pk], now)
    return made


def _wrong_days(case: Case, planned_on: date | None, held_on: date | None, today: date) -> dict[str, str]:
    started = case.detention.start_on if case.detention else None
    wrong = {}
    for name, day in (("planned_on", planned_on), ("held_on", held_on)):
        if day is not None and started is not None and day < started:
            wrong[name] = f"De detentie begon op {numeric_date(started)}. Kies die dag of een latere."
    if held_on is not None and held_on > today:
        wrong["held_on"] = "Kies een datum die niet in de toekomst ligt."
    if planned_on is not None and planned_on > today + _FURTHEST:
        wrong["planned_on"] = "Kies een dag binnen een jaar."
    return wrong


def _add(case: Case, found: Sequence[Found], party: str, by: User, now: datetime) -> list[Need]:
    place = case.detention.institution if case.detention else ""
    known = {(area, title.lower()) for area, title in Need.objects.filter(case=case).values_list("area", "title")}
    made = []
    for one in found:
        if (one.area, one.title.lower()) in known:
            continue
        known.add((one.area, one.title.lower()))
        try:
            made.append(add_need(case, one.area, one.title, party, by, now, found_in=place))
        except ValidationError as refused:
            # What is wrong with a need is wrong with the lines that were pasted.
            wrong = refused.message_dict
            raise ValidationError(
                {"party": wrong["party"]} if "party" in wrong else {"needs": refused.messages}
            ) from None
    return made
