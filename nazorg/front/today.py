"""Vandaag: what must I do now? Each role has its own answer."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from cases.dossiers.models import Case
from cases.exceptions import waiting_exceptions
from cases.selectors import cases_free_between, cases_to_decide, free_on, week_of
from intake.batches import may_act
from intake.models import Row
from municipalities.grants import waiting_grants
from nazorg.accounts.acts import Act, may, requires
from nazorg.accounts.services import waiting_roles
from nazorg.common.scope import Scope, current_scope
from nazorg.common.words import counted, day_words, long_day, moment_words, spaced
from nazorg.front.selectors import RECENT, Waiting, checked_batches, held_batches, taken_in_since

_MOST = 20


@dataclass(frozen=True)
class Line:
    """A line of the working list: what is the matter, with what or whom, and the next act."""

    text: str
    subject: str
    url: str
    meta: str
    action: str
    action_url: str
    primary: bool = False
    clock: None = None


@requires(Act.SEE_TODAY)
@require_GET
def today(request: HttpRequest) -> HttpResponse:
    """The first page after signing in."""
    day = timezone.localdate()
    if not may(request.user, Act.SEE_CASES):
        context: dict[str, object] = {"title": long_day(day), "groups": [], "links": _links(request)}
        if may(request.user, Act.APPROVE_RIGHTS):
            context["groups"] = [("Wacht op u", _approvals())]
        return render(request, "front/today_other.html", context)
    scope = current_scope()
    decide = list(cases_to_decide(scope)[: _MOST + 1])
    groups = [
        ("Over te nemen", [_checked_line(request, waiting) for waiting in checked_batches(scope)]),
        ("Vastgehouden", [_held_line(request, waiting) for waiting in held_batches(scope)]),
        ("Te beslissen", [_case_line(case) for case in decide[:_MOST]]),
    ]
    context = {
        "title": long_day(day),
        "groups": _with_one_primary([(name, lines) for name, lines in groups if lines]),
        "number": sum(len(lines) for _, lines in groups),
        "more_to_decide": len(decide) > _MOST,
        "taken_in": _taken_in(day, scope),
        "free": _free_this_week(day, scope),
    }
    return render(request, "front/today.html", context)


def _with_one_primary(groups: list[tuple[str, list[Line]]]) -> list[tuple[str, list[Line]]]:
    """Only the first act of the page is filled."""
    if groups:
        first = groups[0][1][0]
        groups[0][1][0] = Line(**{**first.__dict__, "primary": True})
    return groups


def _outcomes(waiting: Waiting) -> str:
    """ "2 fout, 1 te kiezen"; only what asks for a person."""
    wrong, choose = waiting.outcomes.get(Row.Outcome.WRONG, 0), waiting.outcomes.get(Row.Outcome.CHOOSE, 0)
    words = [f"{wrong} fout" if wrong else "", f"{choose} te kiezen" if choose else ""]
    return ", ".join(filter(None, words))


def _batch_line(request: HttpRequest, waiting: Waiting, text: str, action: str) -> Line:
    """A line about a batch; whose role permits no act on it may look."""
    url = reverse("batch", args=[waiting.batch.reference])
    action = action if may_act(request.user, waiting.batch) else "Bekijk"
    meta = _outcomes(waiting) or "alles in orde"
    return Line(text, f"Partij {spaced(waiting.batch.reference)}", url, meta, action, url)


def _checked_line(request: HttpRequest, waiting: Waiting) -> Line:
    text = f"{counted(waiting.rows, 'regel wacht', 'regels wachten')} op akkoord"
    return _batch_line(request, waiting, text, "Neem over")


def _held_line(request: HttpRequest, waiting: Waiting) -> Line:
    return _batch_line(request, waiting, f"{counted(waiting.rows, 'regel', 'regels')} niet overgenomen", "Herstel")


def _case_line(case: Case) -> Line:
    url = reverse("case", args=[case.reference])
    place = case.detention.institution if case.detention else "zonder detentie"
    text = case.get_to_decide_display()
    return Line(text[:1].upper() + text[1:], case.person.full_name, url, place, "Bekijk casus", url)


def _taken_in(day: date, scope: Scope) -> list[dict[str, str]]:
    items = []
    for taken in taken_in_since(timezone.now() - RECENT, scope):
        who = taken.batch.accepted_by.name if taken.batch.accepted_by else "Nazorg"
        stays = f"{taken.held} {'blijft' if taken.held == 1 else 'blijven'} staan, " if taken.held else ""
        when = moment_words(taken.batch.accepted_at, day) if taken.batch.accepted_at else ""
        items.append(
            {
                "text": f"{counted(taken.accepted, 'regel', 'regels')} overgenomen",
                "url": reverse("batch", args=[taken.batch.reference]),
                "meta": f"{stays}{who}, {when}",
            }
        )
    return items


def _free_this_week(day: date, scope: Scope) -> list[dict[str, str]]:
    items = []
    for case in cases_free_between(*week_of(day), scope)[:_MOST]:
        free = free_on(case)
        released = case.detention is not None and case.detention.released_on is not None
        words = [day_words(free, day) if free else "", case.responsible.name if case.responsible else "geen gemeente"]
        items.append(
            {
                "text": case.person.full_name,
                "url": reverse("case", args=[case.reference]),
                "meta": ", ".join(filter(None, [*words, "vrijgekomen" if released else "verwacht"])),
            }
        )
    return items


def _approvals() -> list[Line]:
    """What waits for the ketenmanager's approval."""
    waiting = (
        (waiting_roles().count(), "rol", "rollen", "Rollen van gebruikers"),
        (waiting_grants().count(), "toegang", "toegangen", "Toegang van gemeenten"),
        (len(waiting_exceptions()), "uitzondering", "uitzonderingen", "Uitzonderingen op casussen"),
    )
    url = reverse("approvals")
    lines = [
        Line(f"{counted(number, one, many)} te beoordelen", subject, url, "", "Beoordeel", url)
        for number, one, many, subject in waiting
        if number
    ]
    return _with_one_primary([("", lines)])[0][1] if lines else []


def _links(request: HttpRequest) -> list[dict[str, str]]:
    """Where somebody without dossiers goes from here."""
    offered = (
        (Act.SEE_FIGURES, "table_one", "Tabel 1", "caseload en uitstroom per gemeente, ook als PDF en Excel"),
        (Act.SEE_COVENANT, "covenant", "Convenant", "wie wat mag zien, en op welke grond"),
        (Act.SEE_LOG, "log", "Logboek", "wie keek, wanneer en naar welk kenmerk"),
        (Act.ADMINISTER, "admin:index", "Beheer", "gebruikers, gemeenten en toegang"),
        (Act.SEE_MUNICIPALITIES, "municipalities", "Gemeenten", "nu, vroeger en straks, met hun contactpersonen"),
        (Act.SEE_HELP, "help", "Hulp", "hoe Nazorg werkt"),
    )
    return [
        {"text": text, "url": reverse(name), "meta": meta}
        for act, name, text, meta in offered
        if may(request.user, act)
    ]
