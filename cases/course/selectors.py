"""Reading where a case is in its course."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from cases.course.models import TRANSITIONS, Course, CourseStep
from cases.dossiers.models import Case
from nazorg.common.scope import Scope, system_scope
from nazorg.common.tables import Tag

_TAGS = {
    Course.RUNNING: Tag("lopend", "accent", "c-far"),
    Course.RESTING: Tag("op rust", "", "c-pause"),
    Course.RECALLED: Tag("teruggeroepen", "warn", "i-change"),
    Course.CLOSED: Tag("gesloten", "", "i-minus"),
}


@dataclass(frozen=True)
class Stand:
    """Where a case is, since when (None: from the beginning), and in words with whom or why."""

    state: Course
    since: date | None = None
    words: str = ""

    @property
    def tag(self) -> Tag:
        return _TAGS[self.state]

    @property
    def may_follow(self) -> tuple[Course, ...]:
        return TRANSITIONS[self.state]


def course_of(case: Case, scope: Scope) -> Stand:
    """Where a case is now, for its header; running where nobody said otherwise, or for whoever may not read it."""
    step = steps_of(case, scope).filter(current=True).first()
    return stand_of(step)


def stand_of(step: CourseStep | None) -> Stand:
    """The same of a step that was read already."""
    return Stand(Course(step.state), step.on, step_words(step)) if step is not None else Stand(Course.RUNNING)


def steps_of(case: Case, scope: Scope) -> QuerySet[CourseStep]:
    """All steps in the course of a case, the latest first."""
    return CourseStep.objects.visible_to(scope).filter(case=case).select_related("by")


def step_words(step: CourseStep) -> str:
    """With whom a case rests, who called it back and why, or how it ended."""
    said = f"{step.get_outcome_display()}. {step.text}" if step.outcome else step.text
    if step.state == Course.RESTING:
        said = f"loopt verder bij {step.party}. {step.text}"
    elif step.state == Course.RECALLED:
        said = f"door {step.party}: {step.text}"
    return said.strip()


def closed_among(case_ids: Collection[int]) -> list[int]:
    """Of these cases (primary keys) the ones that are closed now."""
    with system_scope("that a case is closed stops what others ask in it; nothing else comes out"):
        closed = CourseStep.objects.filter(case__in=case_ids, current=True, state=Course.CLOSED)
        return list(closed.values_list("case_id", flat=True))
