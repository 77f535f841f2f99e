"""What a person may do to a clock: stop it, let it run again, give a municipality more time, and take that back."""

from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from cases.chain.models import Chain, Pause
from cases.chain.rules import FINAL, later_by
from cases.chain.settle import settle, settle_one
from cases.chain.terms import answer_length
from cases.dossiers.models import Act, Case
from cases.requests.models import Request
from municipalities.agreements.selectors import Terms
from nazorg.accounts.models import User
from nazorg.common.words import day_words
from nazorg.covenant.categories import Category

MOST_WORDS = 200
# A later day is a slip of the pen.
_FURTHEST = timedelta(days=365)


@transaction.atomic
def pause(case: Case, why: str, note: str, by: User, now: datetime) -> Pause:
    """Stop the clock of a case from today on. `why` is a code of Chain.Paused; another reason takes a note.

    Raises ValidationError by field (why, note), or where no clock runs.
    """
    _lock(case)
    note = note.strip()
    if why not in Chain.Paused.values:
        raise ValidationError({"why": "Kies waarom de klok stopt."})
    if why == Chain.Paused.OTHER and not note:
        raise ValidationError({"note": "Zeg in een paar woorden wat de reden is."})
    if len(note) > MOST_WORDS:
        raise ValidationError({"note": f"Maak dit korter: {MOST_WORDS} tekens is het meeste."})
    chain = settle_one(case, now)
    if chain.step in FINAL:
        raise ValidationError("In deze casus loopt geen klok.")
    if chain.paused_since is not None:
        raise ValidationError("De klok staat al stil.")
    made = Pause.objects.create(case=case, since=timezone.localtime(now).date(), why=why, note=note, by=by)
    settle([case.pk], now)
    return made


@transaction.atomic
def resume(case: Case, by: User, now: datetime) -> None:
    """Let the clock run again: both terms end later by the days that it stood still, each in its own unit.

    Raises ValidationError where it runs already.
    """
    _lock(case)
    running = Pause.objects.filter(case=case, until=None).first()
    if running is None:
        raise ValidationError("De klok loopt al.")
    today = timezone.localtime(now).date()
    running.until, running.ended_by = today, by
    running.save(update_fields=["until", "ended_by"])
    for request in Request.objects.select_for_update().filter(case=case, state=Request.State.OPEN):
        if request.due_on is not None and request.sent_at is not None:
            # What was asked while the clock stood still lost those days only that came after the question.
            since = max(running.since, timezone.localtime(request.sent_at).date())
            request.due_on = later_by(request.due_on, [(since, today)], answer_length(request, Terms.load()).unit)
            request.save(update_fields=["due_on"])
    settle([case.pk], now)


@transaction.atomic
def extend(request: Request, until: date, why: str, by: User, now: datetime) -> None:
    """Give the municipality until a later day, with a reason; what the day was first stays on record.

    Raises ValidationError by field (until, why), or where nothing is waited for.
    """
    _lock(request.case)
    request = Request.objects.select_for_update().select_related("municipality").get(pk=request.pk)
    why, today = why.strip(), timezone.localtime(now).date()
    if request.state != Request.State.OPEN or request.due_on is None:
        raise ValidationError("Op deze vraag wordt niet meer gewacht.")
    wrong = {}
    if until <= request.due_on:
        wrong["until"] = f"Kies een dag na {day_words(request.due_on, today)}: tot dan heeft {request.municipality} al."
    elif until < today:
        wrong["until"] = "Kies een dag die nog komt."
    elif until > today + _FURTHEST:
        wrong["until"] = "Kies een dag binnen een jaar."
    if not why:
        wrong["why"] = "Zeg in een paar woorden waarom er uitstel is."
    elif len(why) > MOST_WORDS:
        wrong["why"] = f"Maak dit korter: {MOST_WORDS} tekens is het meeste."
    if wrong:
        raise ValidationError(wrong)
    request.first_due_on = request.first_due_on or request.due_on
    request.due_on, request.extended_why = until, why
    request.save(update_fields=["due_on", "first_due_on", "extended_why"])
    _tell(request, f"Uitstel voor {request.municipality} tot {day_words(until, today)}: {why}", by, now)


@transaction.atomic
def end_extension(request: Request, by: User, now: datetime) -> None:
    """Take an extension back: the day is again what it would have been, pauses counted. Raises ValidationError."""
    _lock(request.case)
    request = Request.objects.select_for_update().select_related("municipality").get(pk=request.pk)
    if request.state != Request.State.OPEN:
        raise ValidationError("Op deze vraag wordt niet meer gewacht.")
    if not request.extended_why or request.due_on is None or request.first_due_on is None or request.sent_at is None:
        raise ValidationError("Deze vraag heeft geen uitstel.")
    sent, today = timezone.localtime(request.sent_at).date(), timezone.localtime(now).date()
    pauses = [
        (max(since, sent), until)
        for since, until in Pause.objects.filter(case=request.case_id).values_list("since", "until")
        if until is None or until > sent
    ]
    # A request that became urgent meanwhile keeps its shorter term.
    request.due_on = min(
        request.due_on, later_by(request.first_due_on, pauses, answer_length(request, Terms.load()).unit)
    )
    request.extended_why = ""
    request.save(update_fields=["due_on", "extended_why"])
    until = day_words(request.due_on, today)
    _tell(request, f"Uitstel voor {request.municipality} vervallen; weer tot {until}", by, now)


def _lock(case: Case) -> None:
    """One at a time in a case: what is done to a clock follows from how it stands."""
    Case.objects.select_for_update(of=("self",)).get(pk=case.pk)


def _tell(request: Request, words: str, by: User, now: datetime) -> None:
    Act.objects.create(
        case_id=request.case_id, kind=Act.Kind.JUDGED, category=Category.IDENTITY,
        on=timezone.localtime(now).date(), text=words, done_by=by, recorded_at=now,
    )  # fmt: skip
    settle([request.case_id], now)
