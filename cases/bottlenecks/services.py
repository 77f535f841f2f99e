"""Signalling what goes wrong, in a case and time and again, and what becomes of it with the board."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from cases.bottlenecks.models import Aspect, Bottleneck, CaseBottleneck, Theme
from cases.dossiers.models import Act, Case
from municipalities.models import Municipality
from nazorg.accounts.models import User
from nazorg.common.scope import system_scope
from nazorg.covenant.categories import Category

MOST, MOST_ANSWER = 1_000, 500
_WHY = "the covenant lets nobody write figures; the view asked whether this role works on bottlenecks"

_S = Bottleneck.State
# From which state to which a person may bring a bottleneck.
TRANSITIONS: dict[str, tuple[str, ...]] = {
    _S.SIGNALLED: (_S.BOARD, _S.SOLVED),
    _S.BOARD: (_S.TAKEN_UP, _S.SOLVED, _S.SIGNALLED),
    _S.TAKEN_UP: (_S.SOLVED, _S.BOARD),
    _S.SOLVED: (_S.SIGNALLED,),
}


@transaction.atomic
def signal_in_case(case: Case, theme: str, aspect: str, text: str, by: User, now: datetime) -> CaseBottleneck:
    """Record that something went wrong in a case; it counts, and its text is the coordinator's alone.

    Raises ValidationError by field: theme, aspect, text.
    """
    text, today = text.strip(), timezone.localtime(now).date()
    wrong = _kind(theme, aspect)
    if len(text) > MOST_ANSWER:
        wrong["text"] = f"Maak de toelichting korter: {MOST_ANSWER} tekens is het meeste."
    if wrong:
        raise ValidationError(wrong)
    found = CaseBottleneck.objects.create(
        case=case, municipality=case.responsible, theme=theme, aspect=aspect, text=text, on=today, by=by
    )
    words = f"Knelpunt {found.get_theme_display()}, {found.get_aspect_display()}. {text}".strip()
    Act.objects.create(
        case=case, kind=Act.Kind.NOTE, category=Category.RISK, on=today, text=words, done_by=by, recorded_at=now
    )
    return found


@transaction.atomic
def signal(theme: str, aspect: str, municipality: Municipality | None, text: str, now: datetime) -> Bottleneck:
    """Record what goes wrong time and again, in one municipality or (None) in all. Raises ValidationError by field."""
    text, today = text.strip(), timezone.localtime(now).date()
    wrong = _kind(theme, aspect)
    if not text:
        wrong["text"] = "Schrijf op wat er steeds misgaat."
    elif len(text) > MOST:
        wrong["text"] = f"Maak de tekst korter: {MOST} tekens is het meeste."
    if wrong:
        raise ValidationError(wrong)
    with system_scope(_WHY):
        return Bottleneck.objects.create(
            theme=theme, aspect=aspect, municipality=municipality, text=text, on=today, changed_on=today
        )


@transaction.atomic
def set_state(bottleneck: Bottleneck, state: str, answer: str, now: datetime) -> None:
    """Say how it stands with a bottleneck, and what the board said. Raises ValidationError by field: state, answer."""
    answer = answer.strip()
    with system_scope(_WHY):
        bottleneck = Bottleneck.objects.select_for_update(of=("self",)).get(pk=bottleneck.pk)
        wrong = {}
        if state != bottleneck.state and state not in TRANSITIONS[bottleneck.state]:
            now_words = bottleneck.get_state_display()
            wrong["state"] = f"Dit knelpunt is nu {now_words}. Kies een stand die daarop volgt."
        elif state == bottleneck.state and answer == bottleneck.answer:
            wrong["state"] = "Kies een andere stand, of schrijf op wat het bestuur zei."
        if len(answer) > MOST_ANSWER:
            wrong["answer"] = f"Maak dit korter: {MOST_ANSWER} tekens is het meeste."
        if wrong:
            raise ValidationError(wrong)
        if state != bottleneck.state:
            bottleneck.state, bottleneck.changed_on = state, timezone.localtime(now).date()
        bottleneck.answer = answer
        bottleneck.save(update_fields=["state", "changed_on", "answer"])


def _kind(theme: str, aspect: str) -> dict[str, str]:
    """What is wrong with a theme and its aspect, by field."""
    wrong = {}
    if theme not in Theme.values:
        wrong["theme"] = "Kies een thema."
    if aspect not in Aspect.values:
        wrong["aspect"] = "Kies wat eraan schort."
    return wrong
