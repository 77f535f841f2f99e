"""Stepping back and in: what the coordinator decides about the course of a case."""

from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from cases.chain.settle import settle
from cases.course.models import TRANSITIONS, Course, CourseStep, Outcome
from cases.course.open import open_things, token_of
from cases.course.selectors import stand_of, step_words
from cases.dossiers.models import Act, Case
from cases.plans.services import drop_open_lines
from nazorg.accounts.models import User
from nazorg.common.scope import current_scope
from nazorg.covenant.categories import Category

MOST_PARTY, MOST_TEXT = 120, 2_000
_MISSING_PARTY = {
    Course.RESTING: "Zeg bij wie het verder loopt.",
    Course.RECALLED: "Zeg wie de casus terugroept.",
}


@dataclass(frozen=True)
class Wanted:
    """The next step. `party`: with whom it rests, or who calls it back. `outcome` (a code): how it ended.

    `confirmed` is the token of the open things that whoever closes the case has seen.
    """

    state: str
    on: date
    party: str = ""
    outcome: str = ""
    text: str = ""
    confirmed: str = ""


@transaction.atomic
def go_to(case: Case, wanted: Wanted, by: User, now: datetime) -> CourseStep:
    """Take a case to the next state of its course. Closing stops its clock, its question and its chasing.

    Raises ValidationError by field (party, outcome, text, on, sure), or where that state may not follow.
    """
    case = Case.objects.select_for_update(of=("self",)).get(pk=case.pk)
    former = CourseStep.objects.filter(case=case, current=True).first()
    _judge(case, former, wanted, timezone.localtime(now).date())
    if former is not None:
        former.current = False
        former.save(update_fields=["current"])
    step = CourseStep.objects.create(
        case=case, state=wanted.state, on=wanted.on, party=wanted.party.strip(), outcome=wanted.outcome,
        text=wanted.text.strip(), by=by, at=now,
    )  # fmt: skip
    if step.state == Course.CLOSED:
        drop_open_lines(case, "De casus is gesloten.", by, now)
    Act.objects.create(
        case=case, kind=Act.Kind.COURSE, category=Category.PLAN, on=step.on,
        text=f"{step.get_state_display().capitalize()}: {step_words(step)}", done_by=by, recorded_at=now,
    )  # fmt: skip
    settle([case.pk], now)
    return step


def _judge(case: Case, former: CourseStep | None, wanted: Wanted, today: date) -> None:
    """Whether this step may be taken. Raises ValidationError."""
    stands = stand_of(former)
    if wanted.state not in Course.values or Course(wanted.state) not in TRANSITIONS[stands.state]:
        raise ValidationError(f"De casus is {stands.state.label}. Kijk hoe hij nu staat, en kies opnieuw.")
    if case.to_decide and wanted.state == Course.CLOSED:
        raise ValidationError("Over deze casus moet u eerst beslissen.")
    state, party, text = Course(wanted.state), wanted.party.strip(), wanted.text.strip()
    wrong = {}
    if state in _MISSING_PARTY and not party:
        wrong["party"] = _MISSING_PARTY[state]
    elif len(party) > MOST_PARTY:
        wrong["party"] = f"Maak de naam korter: {MOST_PARTY} tekens is het meeste."
    if state == Course.CLOSED and wanted.outcome not in Outcome.values:
        wrong["outcome"] = "Kies hoe de casus eindigt."
    if not text and state == Course.RECALLED:
        wrong["text"] = "Zeg in een paar woorden waarom."
    elif not text and wanted.outcome == Outcome.OTHER:
        wrong["text"] = "Zeg in een paar woorden hoe de casus eindigt."
    elif len(text) > MOST_TEXT:
        wrong["text"] = f"De tekst is langer dan {MOST_TEXT:,} tekens. Maak hem korter.".replace(",", ".")
    if wanted.on > today:
        wrong["on"] = "Kies een datum die niet in de toekomst ligt."
    elif former is not None and wanted.on < former.on:
        wrong["on"] = "De vorige stap was later. Kies die dag of een latere."
    if state == Course.CLOSED and not wrong:
        things = open_things(case, current_scope(), today)
        if things and wanted.confirmed != token_of(things):
            wrong["sure"] = "Er staat nog iets open. Kijk de lijst na en bevestig dat de casus toch sluit."
    if wrong:
        raise ValidationError(wrong)
