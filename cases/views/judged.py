"""What was judged of a case, for its head and beside it: how it runs, how it was screened, groups and risk."""

from datetime import date

from cases.course.models import Course
from cases.course.selectors import course_of
from cases.dossiers.models import Case
from cases.profiles.selectors import latest_profile
from cases.profiles.words import profile_words
from cases.screening.known import OUTCOME_TAGS
from cases.screening.models import Screening
from cases.screening.selectors import screenings_of
from cases.targets.selectors import target_groups
from nazorg.common.scope import Scope
from nazorg.common.tables import Tag


def judged(case: Case, scope: Scope, today: date) -> dict[str, object]:
    """The context for the head and the rail; of what the scope may not read there is nothing."""
    stand, profile = course_of(case, scope), latest_profile(case, scope)
    return {
        "course": stand if stand.state != Course.RUNNING else None,
        "marks": [*_screened(case, scope), *([] if stand.state == Course.RUNNING else [stand.tag])],
        "targets": [target for target in target_groups(case, scope, today) if target.shown],
        "profile": profile_words(profile, today) if profile is not None else None,
    }


def _screened(case: Case, scope: Scope) -> list[Tag]:
    """How a case was screened, where that asks for attention."""
    latest = next(iter(screenings_of(case, scope)), None)
    wanted = latest is not None and latest.outcome in (Screening.Outcome.FOLLOW, Screening.Outcome.URGENT)
    return [OUTCOME_TAGS[Screening.Outcome(latest.outcome)]] if latest is not None and wanted else []
