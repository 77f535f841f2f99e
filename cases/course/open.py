"""What is still open in a case, and what becomes of each when the case is closed: said beforehand."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from cases.chain.models import Chain
from cases.dossiers.models import Case
from cases.interventions.selectors import running_interventions
from cases.needs.models import Need
from cases.needs.selectors import needs_of
from cases.plans.selectors import unsettled_lines
from cases.requests.models import Request
from cases.requests.of_case import requests_in
from nazorg.common.scope import Scope
from nazorg.common.words import counted, day_words
from nazorg.covenant.areas import AREA_SHORT


@dataclass(frozen=True)
class OpenThing:
    """Something open. `key` tells it from others, so that a confirmation is of what was on the page."""

    key: str
    what: str
    becomes: str


def open_things(case: Case, scope: Scope, today: date) -> list[OpenThing]:
    """Everything open in a case, in the order of the work."""
    return [thing for find in _FINDERS for thing in find(case, scope, today)]


def token_of(things: Iterable[OpenThing]) -> str:
    """What a confirmation refers to; empty where nothing is open."""
    return ",".join(thing.key for thing in things)


def _requests(case: Case, scope: Scope, today: date) -> Iterator[OpenThing]:
    for request in requests_in(case, scope):
        if request.state in (Request.State.TO_SEND, Request.State.OPEN):
            how = "staat nog klaar" if request.state == Request.State.TO_SEND else "is nog niet helemaal beantwoord"
            becomes = "De vraag stopt; niemand krijgt er nog een herinnering over."
            yield OpenThing(f"vraag{request.pk}", f"De vraag aan {request.municipality} {how}", becomes)


def _ready(case: Case, scope: Scope, today: date) -> Iterator[OpenThing]:
    chain = Chain.objects.visible_to(scope).filter(case=case).first()
    if chain is not None and chain.ready:
        areas = counted(chain.ready, "leefgebied is", "leefgebieden zijn")
        becomes = "Dat gaat niet meer naar de MMD-er."
        yield OpenThing(f"klaar{chain.ready}", f"{areas} beantwoord en nog niet overgedragen", becomes)


def _lines(case: Case, scope: Scope, today: date) -> Iterator[OpenThing]:
    for line in unsettled_lines(case, scope):
        what = f"Actie: {line.what} ({line.owner}, uiterlijk {day_words(line.due_on, today)})"
        yield OpenThing(f"regel{line.pk}", what, "De actie vervalt en blijft te lezen.")


def _needs(case: Case, scope: Scope, today: date) -> Iterator[OpenThing]:
    for area, needs in needs_of(case, scope).items():
        for need in needs:
            if need.status in (Need.Status.OPEN, Need.Status.IN_PROGRESS):
                what = f"Hulpvraag over {AREA_SHORT[area]}: {need.title}"
                yield OpenThing(f"hulpvraag{need.pk}", what, "Blijft staan zoals hij is.")


def _interventions(case: Case, scope: Scope, today: date) -> Iterator[OpenThing]:
    for act in running_interventions(case, scope):
        what = f"Interventie op {AREA_SHORT[act.area]}: {act.text}"
        yield OpenThing(f"interventie{act.pk}", what, "Blijft staan zonder resultaat.")


_FINDERS = (_requests, _ready, _lines, _needs, _interventions)
