"""The interventions on one area as its page shows them."""

from dataclasses import dataclass
from datetime import date

from django import forms

from cases.dossiers.models import Act, Case
from cases.interventions.forms import EndForm, InterventionForm
from cases.interventions.selectors import interventions_of
from nazorg.common.scope import Scope
from nazorg.common.tables import Tag
from nazorg.common.words import day_words

_RUNS, _ENDED = Tag("loopt", "accent", "c-far"), Tag("klaar", "good", "i-check")
_REGISTERED = Tag("geregistreerd", "", "i-minus")


@dataclass(frozen=True)
class InterventionBlock:
    """One intervention; `end` and `correct` are its forms. Of the old registration there is only that it was done."""

    number: int
    tag: Tag
    what: str
    meta: str
    result: str = ""
    end: EndForm | None = None
    correct: InterventionForm | None = None


def intervention_blocks(
    case: Case, area: str, scope: Scope, today: date, bound: forms.Form | None
) -> list[InterventionBlock]:
    """The interventions on an area, the latest first; `bound` is the form that was refused."""
    return [_block(act, today, bound) for act in interventions_of(case, scope).filter(area=area)]


def _block(act: Act, today: date, bound: forms.Form | None) -> InterventionBlock:
    since = f"sinds {day_words(act.on, today)}"
    recorded = getattr(act, "intervention", None)
    if recorded is None:
        source = "uit de oude registratie" if act.batch_reference else "zonder bijzonderheden"
        return InterventionBlock(act.pk, _REGISTERED, act.text or "Interventie", f"{since.capitalize()}, {source}.")
    mine = bound if isinstance(bound, EndForm | InterventionForm) and bound.act == act else None
    correct = mine if isinstance(mine, InterventionForm) else InterventionForm(today, act)
    if recorded.ended_on is not None:
        meta = f"{recorded.party}, {since} tot {day_words(recorded.ended_on, today)}."
        return InterventionBlock(act.pk, _ENDED, act.text, meta, recorded.result, correct=correct)
    end = mine if isinstance(mine, EndForm) else EndForm(today, act)
    return InterventionBlock(act.pk, _RUNS, act.text, f"{recorded.party}, {since}.", end=end, correct=correct)
