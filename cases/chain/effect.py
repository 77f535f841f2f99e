"""What moving a case to another municipality comes to, said beforehand."""

from datetime import date

from cases.course.selectors import closed_among
from cases.dossiers.models import Case
from cases.requests.models import Answer, Request
from cases.requests.moving import why_not_asked
from cases.requests.of_case import current_request, requests_in
from cases.requests.opening import reached
from municipalities.models import Municipality
from municipalities.selectors import region_on
from nazorg.common.scope import Scope


def effect_of_move(case: Case, to: Municipality, today: date, scope: Scope) -> list[str]:
    """In sentences: what the former municipality keeps, and what the new one gets."""
    request = current_request(requests_in(case, scope))
    return [*_former(case, request), *_new(case, request, to, today, scope)]


def _former(case: Case, request: Request | None) -> list[str]:
    if request is None:
        return [f"{case.responsible} ziet de casus niet meer."] if case.responsible else []
    kept = f"{request.municipality} houdt kenmerk, datums en “verplaatst”, en ziet niet meer om wie het gaat."
    types = request.state in (Request.State.OPEN, Request.State.ANSWERED)
    typed = "Wat daar getypt is en niet verstuurd, verdwijnt." if types else ""
    return [kept, typed] if typed else [kept]


def _new(case: Case, request: Request | None, to: Municipality, today: date, scope: Scope) -> list[str]:
    if not region_on(today).filter(pk=to.pk).exists():
        return [f"{to} ligt buiten onze regio: er gaat geen vraag uit, en de casus telt bij Overig."]
    if why := why_not_asked(case, closed=bool(closed_among([case.pk]))):
        return [f"{to} krijgt geen vraag: {why}."]
    answers = Answer.objects.visible_to(scope).filter(question__request=request) if request else Answer.objects.none()
    without = f", zonder de antwoorden van {request.municipality}" if request and answers.exists() else ""
    sentences = [f"{to} krijgt een nieuwe vraag{without}."]
    if to.pk not in reached(today):
        sentences.append("Daar kan nog niemand inloggen: de vraag komt bij Te versturen.")
    return sentences
