"""Playing the demo's coordinator: whoever came in is screened the next morning, and some get a profile."""

from dataclasses import asdict
from datetime import datetime, time, timedelta
from itertools import cycle

from django.utils import timezone

from cases.access import scope_for
from cases.dossiers.models import Case
from cases.profiles.services import Words, a_year_from, write_profile
from cases.screening.selectors import to_screen
from cases.screening.services import screen
from fixtures.judging import JUDGEMENTS, Judgement
from nazorg.accounts.models import User
from nazorg.common.scope import open_scope

_SCREENS, _WRITES = time(9, 20), time(13, 40)
# Of so many last days the arrivals are left for whoever tries the demo.
_LEFT = timedelta(days=7)


def judge_weeks(coordinator: User, now: datetime) -> None:
    """Screen who came in, on the day after, and leave the last week's to screen."""
    today = timezone.localtime(now).date()
    with open_scope(scope_for(coordinator, today)) as scope:
        waiting = to_screen(scope).filter(opened_on__lt=today - _LEFT).order_by("opened_on", "pk")
        for case, judgement in zip(waiting, cycle(JUDGEMENTS)):
            _judge(case, judgement, coordinator)


def _judge(case: Case, judgement: Judgement, by: User) -> None:
    day = case.opened_on + timedelta(days=1)
    screen(case, judgement.outcome, judgement.note, None, by, timezone.make_aware(datetime.combine(day, _SCREENS)))
    if judgement.portrait is not None:
        words = Words(**asdict(judgement.portrait), valid_until=a_year_from(day))
        write_profile(case, words, 0, by, timezone.make_aware(datetime.combine(day, _WRITES)))
