"""Vandaag: what must I do now? Each role has its own answer."""

from dataclasses import replace
from datetime import date
from functools import wraps

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from cases.exceptions import waiting_exceptions
from cases.plans.models import ActionLine
from cases.plans.page import action_line
from cases.plans.selectors import lines_to_look_at
from intake.batches import may_act
from intake.models import Row
from municipalities.grants import waiting_grants
from nazorg.accounts.acts import Act, View, may, requires, user_of
from nazorg.accounts.models import User
from nazorg.accounts.services import waiting_roles
from nazorg.common.lines import Line
from nazorg.common.scope import Scope, current_scope
from nazorg.common.words import counted, long_day, moment_words, spaced
from nazorg.front.changes import changes_since, start_of_changes, weekday
from nazorg.front.deputies import covering
from nazorg.front.selectors import RECENT, Waiting, checked_batches, held_batches, taken_in_since
from nazorg.front.today_cases import by_the_clock, free_this_week
from nazorg.front.today_differences import about_differences
from nazorg.front.today_mails import about_mails
from nazorg.front.today_partners import about_partners
from nazorg.front.today_screening import about_screening

# So many lines of plans at most: who has more works down from the oldest.
_MOST_ACTIONS = 30


def _contacts_to_the_portal(view: View) -> View:
    """Whoever types the bare address and signs in lands where he works; for a contact that is the portal."""

    @wraps(view)
    def landed(request: HttpRequest) -> HttpResponseBase:
        if isinstance(request.user, User) and request.user.is_contact:
            return redirect("portal")
        return view(request)

    return landed


@_contacts_to_the_portal
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
    cases = by_the_clock(day, scope)
    groups = [
        *cases.due,
        ("Over te nemen", [_checked_line(request, waiting) for waiting in checked_batches(scope)]),
        ("Vastgehouden", [_held_line(request, waiting) for waiting in held_batches(scope)]),
        *cases.waiting,
        ("Screening", about_screening(scope)),
        ("Partners en betrokkenen", about_partners(day, scope)),
        ("Acties", [_action_line(line, day) for line in lines_to_look_at(scope, day)[:_MOST_ACTIONS]]),
        ("Aansluiting met DPAN", about_differences(user_of(request), day, scope)),
        ("Mails", about_mails(timezone.now(), day)),
        *cases.coming,
    ]
    since = start_of_changes(day)
    context = {
        "title": long_day(day),
        "groups": _with_one_primary([(name, lines) for name, lines in groups if lines]),
        "number": sum(len(lines) for _, lines in groups),
        "late": cases.late,
        "more": cases.more,
        "since": weekday(since),
        "changes": changes_since(since, day, scope),
        "taken_in": _taken_in(day, scope),
        "free": free_this_week(day, scope),
        "covering": covering(user_of(request), day),
        "may_take_in": may(request.user, Act.TAKE_IN_NOTIFICATIONS),
    }
    return render(request, "front/today.html", context)


def _with_one_primary(groups: list[tuple[str, list[Line]]]) -> list[tuple[str, list[Line]]]:
    """Only the first act of the page is filled."""
    if groups:
        name, lines = groups[0]
        groups[0] = (name, [replace(lines[0], primary=True), *lines[1:]])
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
    return Line(f"Partij {spaced(waiting.batch.reference)}", url, meta, action, url, text=text)


def _checked_line(request: HttpRequest, waiting: Waiting) -> Line:
    text = f"{counted(waiting.rows, 'regel wacht', 'regels wachten')} op akkoord"
    return _batch_line(request, waiting, text, "Neem over")


def _held_line(request: HttpRequest, waiting: Waiting) -> Line:
    return _batch_line(request, waiting, f"{counted(waiting.rows, 'regel', 'regels')} niet overgenomen", "Herstel")


def _action_line(line: ActionLine, day: date) -> Line:
    return action_line(line, day, reverse("case_plan", args=[line.case.reference]))


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


def _approvals() -> list[Line]:
    """What waits for the ketenmanager's approval."""
    waiting = (
        (waiting_roles().count(), "rol", "rollen", "Rollen van gebruikers"),
        (waiting_grants().count(), "toegang", "toegangen", "Toegang van gemeenten"),
        (len(waiting_exceptions()), "uitzondering", "uitzonderingen", "Uitzonderingen op casussen"),
    )
    url = reverse("approvals")
    lines = [
        Line(subject, url, "", "Beoordeel", url, text=f"{counted(number, one, many)} te beoordelen")
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
