"""The plan: written by the coordinator; steps in a line also by the municipality that owns it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from cases.dossiers.models import Act, Case
from cases.involvement.models import Participation
from cases.involvement.services import take_part
from cases.plans.models import UNSETTLED, ActionLine, ActionStep, Goal, State
from municipalities.models import Municipality
from nazorg.accounts.models import User
from nazorg.common.scope import system_scope
from nazorg.common.words import day_words
from nazorg.covenant.categories import Category
from partners.models import Unit

MOST_LINE, MOST_NAME, MOST_TEXT = 300, 120, 2_000
# What a municipality may say of its lines; dropping one is the coordinator's.
FOR_OWNER = (State.BUSY.value, State.DONE.value, State.STUCK.value)

M = TypeVar("M", Goal, ActionLine)


class ChangedMeanwhile(ValidationError):
    """Somebody else wrote in it since the page was made: nothing was kept, and the page shows both."""


@dataclass(frozen=True)
class Owner:
    """Who is to do something: exactly one of the three."""

    unit: Unit | None = None
    municipality: Municipality | None = None
    name: str = ""


@dataclass(frozen=True)
class Wanted:
    """A line as it should be."""

    what: str
    owner: Owner
    due_on: date
    goal: Goal | None = None


@transaction.atomic
def add_goal(case: Case, text: str, aims_at: str, by: User, now: datetime) -> Goal:
    """Record a goal; `aims_at` is a code of Goal.For. Raises ValidationError by field: text, aims_at."""
    goal = Goal(case=case, text=_few_words(text, "text", "Zeg in een paar woorden wat u wilt bereiken."),
                aims_at=_for(aims_at), created_by=by, created_at=now)  # fmt: skip
    goal.save()
    _tell(case, f"Doel voor {goal.get_aims_at_display()}: {goal.text}", by, now)
    return goal


@transaction.atomic
def change_goal(goal: Goal, text: str, aims_at: str, seen: int, by: User, now: datetime) -> None:
    """Put a goal in other words. `seen` is the version that was on the page. Raises ValidationError as `add_goal`."""
    goal = _locked(Goal, goal.pk, seen)
    goal.text = _few_words(text, "text", "Zeg in een paar woorden wat u wilt bereiken.")
    goal.aims_at, goal.version = _for(aims_at), goal.version + 1
    goal.save(update_fields=["text", "aims_at", "version"])
    _tell(goal.case, f"Doel gewijzigd: {goal.text}", by, now)


@transaction.atomic
def add_line(case: Case, wanted: Wanted, by: User, now: datetime) -> ActionLine:
    """Record what somebody is to do. A unit takes part from now on; a municipality sees the line in its portal at once.

    Raises ValidationError by field: what, owner, due_on, goal.
    """
    today = timezone.localtime(now).date()
    line = ActionLine(case=case, created_by=by, created_at=now)
    if wanted.due_on < today:
        raise ValidationError({"due_on": "Kies een dag die nog komt."})
    _fill(line, wanted, today)
    _tell(case, f"Actie voor {line.owner}, uiterlijk {day_words(line.due_on, today)}: {line.what}", by, now)
    return line


@transaction.atomic
def change_line(line: ActionLine, wanted: Wanted, seen: int, by: User, now: datetime) -> None:
    """Change what is to be done, by whom or until when. `seen` is the version that was on the page.

    Raises ChangedMeanwhile, or ValidationError as `add_line`.
    """
    line = _locked(ActionLine, line.pk, seen)
    today = timezone.localtime(now).date()
    if wanted.due_on < today and wanted.due_on != line.due_on:
        raise ValidationError({"due_on": "Kies een dag die nog komt."})
    line.version += 1
    _fill(line, wanted, today)
    _tell(line.case, f"Actie gewijzigd: {line.what} ({line.owner}, uiterlijk {day_words(line.due_on, today)})", by, now)


@transaction.atomic
def take_step(line: ActionLine, state: str, text: str, on: date, seen: int, by: User, now: datetime) -> ActionStep:
    """Record how a line stands (a code of State) and what was said about it. `seen` is the version on the page.

    Raises ChangedMeanwhile, or ValidationError by field: state, text, on.
    """
    text = text.strip()
    # A municipality may add to a line and not change it, so the software itself holds it and moves it on.
    with system_scope("a line stands as its last step says; whoever adds the step may not write the line"):
        line = _locked(ActionLine, line.pk, seen)
    _judge(line, state, text, on, by, timezone.localtime(now).date())
    step = ActionStep.objects.create(
        line=line, municipality=line.municipality, on=on, state=state, text=text, by=by, at=now
    )
    with system_scope("a line stands as its last step says; whoever adds the step may not write the line"):
        line.state, line.version = state, line.version + 1
        line.save(update_fields=["state", "version"])
    if not by.is_contact:
        said = f". {text}" if text else ""
        _tell(line.case, f"Actie van {line.owner} {step.get_state_display()}: {line.what}{said}", by, now)
    return step


def drop_open_lines(case: Case, why: str, by: User, now: datetime) -> int:
    """Let go of everything in a plan that is not settled, each with a step that says why; how many. Nothing is lost."""
    today = timezone.localtime(now).date()
    lines = ActionLine.objects.select_for_update(of=("self",)).filter(case=case, state__in=UNSETTLED)
    found = list(lines)
    for line in found:
        ActionStep.objects.create(
            line=line, municipality_id=line.municipality_id, on=today, state=State.DROPPED, text=why, by=by, at=now
        )
        line.state, line.version = State.DROPPED, line.version + 1
        line.save(update_fields=["state", "version"])
    return len(found)


def _judge(line: ActionLine, state: str, text: str, on: date, by: User, today: date) -> None:
    """Whether a step may be taken. Raises ValidationError by field, or of the whole where the line takes none."""
    if by.is_contact and line.state == State.DROPPED:
        raise ValidationError("Deze actie is vervallen. U hoeft niets te doen.")
    wrong = {}
    allowed = (*FOR_OWNER, line.state) if by.is_contact else State.values
    if state not in allowed:
        wrong["state"] = "Kies hoe het ermee staat."
    elif state in (State.STUCK, State.DROPPED) and not text:
        wrong["text"] = "Zeg waarom het niet lukt." if state == State.STUCK else "Zeg waarom de actie vervalt."
    elif state == line.state and not text:
        wrong["text"] = "Schrijf een opmerking, of kies een andere stand."
    if len(text) > MOST_TEXT:
        wrong["text"] = f"De tekst is langer dan {MOST_TEXT:,} tekens. Maak hem korter.".replace(",", ".")
    if on > today:
        wrong["on"] = "Kies een datum die niet in de toekomst ligt."
    if wrong:
        raise ValidationError(wrong)


def _fill(line: ActionLine, wanted: Wanted, today: date) -> None:
    """Write what is wanted in a line. Raises ValidationError by field."""
    owner = wanted.owner
    line.what = _few_words(wanted.what, "what", "Zeg in een paar woorden wat er gedaan moet worden.")
    name = owner.name.strip()
    if not (owner.unit or owner.municipality or name):
        raise ValidationError({"owner": "Kies wie dit doet, of vul een naam in."})
    if len(name) > MOST_NAME:
        raise ValidationError({"name": f"Maak de naam korter: {MOST_NAME} tekens is het meeste."})
    kept = owner.municipality is not None and owner.municipality.pk == line.municipality_id
    if owner.municipality is not None and owner.municipality.pk != line.case.responsible_id and not kept:
        raise ValidationError({"owner": f"{owner.municipality} is niet verantwoordelijk voor deze casus."})
    if wanted.goal is not None and wanted.goal.case_id != line.case_id:
        raise ValidationError({"goal": "Dit doel hoort bij een andere casus."})
    line.unit, line.municipality, line.name = owner.unit, owner.municipality, name
    line.due_on, line.goal = wanted.due_on, wanted.goal
    line.save()
    if line.unit is not None:
        take_part(line.case, line.unit, Participation.Why.PLAN, today)


def _few_words(text: str, name: str, missing: str) -> str:
    text = text.strip()
    if not text:
        raise ValidationError({name: missing})
    if len(text) > MOST_LINE:
        raise ValidationError({name: f"Maak dit korter: {MOST_LINE} tekens is het meeste."})
    return text


def _for(aims_at: str) -> str:
    if aims_at not in Goal.For.values:
        raise ValidationError({"aims_at": "Kies voor wie dit doel is."})
    return aims_at


def _locked(model: type[M], number: int, seen: int) -> M:
    """The row, for this transaction alone. Raises ChangedMeanwhile where `seen` is not its version any more."""
    row = model.objects.select_for_update(of=("self",)).select_related("case").get(pk=number)
    if row.version != seen:
        raise ChangedMeanwhile(
            "Iemand anders legde intussen iets vast. Kijk hoe het nu staat. Uw tekst staat er nog: bewaar opnieuw."
        )
    return row


def _tell(case: Case, words: str, by: User, now: datetime) -> None:
    Act.objects.create(
        case=case, kind=Act.Kind.PLAN, category=Category.PLAN, on=timezone.localtime(now).date(), text=words,
        done_by=by, recorded_at=now,
    )  # fmt: skip
