"""The action lines of a municipality as its contacts see them: what, about whom, until when, and what was said."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django import forms
from django.urls import reverse

from cases.chain.words import Clock
from cases.plans.models import UNSETTLED, ActionLine, State
from cases.plans.page import TAGS, line_clock, step_lines
from cases.plans.selectors import open_own_lines, own_lines
from nazorg.common.lines import Line
from nazorg.common.scope import Scope, current_scope
from nazorg.common.tables import Tag
from nazorg.common.words import born_words, day_words

# What is done stays on the page for so long.
_LATELY = timedelta(days=90)
_MOST = 200
# So many stand on the first screen.
_FIRST = 5


class ActionForm(forms.Form):
    """One comment box; the button says how it stands. `seen` is the version that was on the page."""

    text = forms.CharField(
        label="Opmerking", required=False, help_text="Nodig als het niet lukt.", widget=forms.Textarea({"rows": 2})
    )
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, line: ActionLine, data: Any = None) -> None:
        super().__init__(data, prefix=f"actie{line.pk}", initial={"seen": line.version}, use_required_attribute=False)
        self.line = line


@dataclass(frozen=True)
class ActionSeen:
    """One line: nothing of the plan or the case beside it. `form` is None where nothing can be said any more."""

    number: int
    municipality: str
    what: str
    person: str
    born: str
    clock: Clock | None
    due: str
    tag: Tag
    steps: list[dict[str, str]]
    buttons: list[tuple[str, str]]
    form: ActionForm | None


@dataclass(frozen=True)
class Actions:
    """The page: what is to be done, what does not work out, and what was settled lately."""

    open: list[ActionSeen]
    stuck: list[ActionSeen]
    settled: list[ActionSeen]


_BUTTONS = {
    State.BUSY: "Ik ga het doen",
    State.DONE: "Gedaan",
    State.STUCK: "Lukt niet",
}


def actions_of(scope: Scope, today: date, bound: ActionForm | None = None) -> Actions:
    """All lines of the municipalities of this scope; `bound` is the form that was refused."""
    lines = list(own_lines(scope).filter(state__in=UNSETTLED).prefetch_related("steps__by")[:_MOST])
    settled = own_lines(scope).exclude(state__in=UNSETTLED).filter(due_on__gte=today - _LATELY).order_by("-due_on")
    return Actions(
        open=_seen((one for one in lines if one.state != State.STUCK), today, bound),
        stuck=_seen((one for one in lines if one.state == State.STUCK), today, bound),
        settled=_seen(settled.prefetch_related("steps__by")[:_MOST], today, bound),
    )


def open_count() -> int:
    """How much there is to do, for the menu."""
    return open_own_lines(current_scope()).count()


def action_lines(scope: Scope, today: date) -> list[Line]:
    """What is to be done first, for the first screen."""
    return [
        Line(
            clock=line_clock(line, today),
            subject=line.what,
            url=f"{reverse('portal_actions')}#actie{line.pk}",
            meta=line.case.person.full_name,
        )
        for line in open_own_lines(scope)[:_FIRST]
    ]


def _seen(lines: Iterable[ActionLine], today: date, bound: ActionForm | None) -> list[ActionSeen]:
    return [_one(line, today, bound) for line in lines]


def _one(line: ActionLine, today: date, bound: ActionForm | None) -> ActionSeen:
    mine = bound if bound is not None and bound.line == line else ActionForm(line)
    person = line.case.person
    return ActionSeen(
        number=line.pk,
        municipality=str(line.municipality),
        what=line.what,
        person=person.full_name,
        born=born_words(person.born),
        clock=line_clock(line, today),
        due=day_words(line.due_on, today),
        tag=TAGS[State(line.state)],
        steps=step_lines(line.steps.all(), today),
        buttons=[(state.value, label) for state, label in _BUTTONS.items() if state != line.state],
        form=None if line.state == State.DROPPED else mine,
    )
