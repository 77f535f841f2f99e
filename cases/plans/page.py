"""The plan as its page shows it: goals with their lines, each line with its clock, its steps and its forms."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django import forms

from cases.chain.words import Clock, due_clock
from cases.dossiers.models import Case
from cases.plans.forms import GoalForm, LineForm, StepForm
from cases.plans.models import WAITED_FOR, ActionLine, ActionStep, Goal, State
from cases.plans.selectors import goals_of, lines_of
from nazorg.common.deadlines import Unit
from nazorg.common.lines import Line
from nazorg.common.scope import Scope
from nazorg.common.tables import Tag
from nazorg.common.words import day_words

TAGS = {
    State.TODO: Tag("te doen", "warn", "c-none"),
    State.BUSY: Tag("bezig", "accent", "c-far"),
    State.DONE: Tag("gedaan", "good", "i-check"),
    State.STUCK: Tag("lukt niet", "late", "i-alert"),
    State.DROPPED: Tag("vervallen", "", "i-minus"),
}


@dataclass(frozen=True)
class LineBlock:
    """A line with what was heard of it. The forms are None for whoever only reads, `open` unfolds one refused."""

    line: ActionLine
    tag: Tag
    clock: Clock | None
    note: str
    steps: list[dict[str, str]]
    step: StepForm | None = None
    change: LineForm | None = None
    open: bool = False


@dataclass
class GoalBlock:
    """A goal with its lines; without a goal those that belong to none."""

    goal: Goal | None
    lines: list[LineBlock] = field(default_factory=list)
    change: GoalForm | None = None


@dataclass
class PlanPage:
    """Everything on the page."""

    blocks: list[GoalBlock]
    open: int
    late: int
    add_goal: GoalForm
    add_line: LineForm


def plan_page(
    case: Case, scope: Scope, today: date, bound: forms.Form | None, *, writes: bool, what: str = ""
) -> PlanPage:
    """The plan of a case; `bound` is the form that was refused, `what` fills in a new line beforehand."""
    goals, lines = goals_of(case, scope), lines_of(case, scope)
    blocks = {goal.pk: GoalBlock(goal, change=_goal_form(goal, bound) if writes else None) for goal in goals}
    loose = GoalBlock(None)
    for line in lines:
        block = blocks.get(line.goal_id or 0, loose)
        block.lines.append(_block(case, goals, line, today, bound, writes=writes))
    waiting = [line for line in lines if line.state in WAITED_FOR]
    new_line = isinstance(bound, LineForm) and bound.line is None
    new_goal = isinstance(bound, GoalForm) and bound.goal is None
    add_line = bound if new_line and isinstance(bound, LineForm) else LineForm(case, goals, today)
    add_line.initial["what"] = what
    return PlanPage(
        blocks=[*blocks.values(), *([loose] if loose.lines else [])],
        open=len(waiting),
        late=sum(line.due_on < today for line in waiting),
        add_goal=bound if new_goal and isinstance(bound, GoalForm) else GoalForm(),
        add_line=add_line,
    )


def _goal_form(goal: Goal, bound: forms.Form | None) -> GoalForm:
    return bound if isinstance(bound, GoalForm) and bound.goal == goal else GoalForm(goal)


def _block(
    case: Case, goals: list[Goal], line: ActionLine, today: date, bound: forms.Form | None, *, writes: bool
) -> LineBlock:
    mine = bound if isinstance(bound, StepForm | LineForm) and bound.line == line else None
    return LineBlock(
        line=line,
        tag=TAGS[State(line.state)],
        clock=line_clock(line, today, f"wacht op {line.owner}"),
        note=f"{line.municipality} is niet meer verantwoordelijk en ziet deze actie niet. Kies wie haar overneemt."
        if line.orphaned and line.state in WAITED_FOR
        else "",
        steps=step_lines(line.steps.all(), today),
        step=(mine if isinstance(mine, StepForm) else StepForm(line, today)) if writes else None,
        change=(mine if isinstance(mine, LineForm) else LineForm(case, goals, today, line)) if writes else None,
        open=mine is not None,
    )


def line_clock(line: ActionLine, today: date, rest: str = "") -> Clock | None:
    """Until when a line may take, as long as it is waited for; `rest` ends the sentence."""
    return due_clock(line.due_on, Unit.CALENDAR, today, rest) if line.state in WAITED_FOR else None


def step_lines(steps: Iterable[ActionStep], today: date) -> list[dict[str, str]]:
    """The steps of a line in words, the latest first."""
    return [
        {
            "text": f"{step.get_state_display().capitalize()}{': ' if step.text else ''}{step.text}",
            "who": step.by.name,
            "when": day_words(step.on, today),
        }
        for step in steps
    ]


def action_line(line: ActionLine, today: date, url: str) -> Line:
    """A line of somebody's plan in a working list: until when, of whom, and what."""
    words = "lukt niet" if line.state == State.STUCK else ""
    lost = "gemeente niet meer verantwoordelijk" if line.orphaned and not words else ""
    return Line(
        clock=line_clock(line, today, f"wacht op {line.owner}"),
        text=words,
        subject=line.case.person.full_name,
        url=url,
        meta=", ".join(filter(None, (line.what, line.owner if words else "", lost))),
        action="Bekijk plan",
        action_url=url,
    )
