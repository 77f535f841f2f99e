"""Sending several requests at once: what it comes to first, then what became of it."""

from collections import Counter
from collections.abc import Iterable
from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from cases.requests.list_forms import SendForm, chosen_cases
from cases.requests.lists import SEND
from cases.requests.sending import Planned, plan, requests_of, send_requests
from nazorg.accounts.acts import Act, requires, user_of
from nazorg.accounts.log import log_access
from nazorg.common.scope import current_scope
from nazorg.common.tables import Cell, Column, Note, Row, Table, Tag
from nazorg.common.words import counted, day_words, joined


@requires(Act.WORK_CASE)
def requests_send(request: HttpRequest) -> HttpResponse:
    """Of the cases in the address (`casus`): what sending would do. Posted: does it, and tells what became of each."""
    now = timezone.now()
    requests = list(requests_of(chosen_cases(request), current_scope()))
    if not requests:
        messages.warning(request, "Kies eerst een of meer vragen.")
        return redirect("request_list", SEND)
    planned = plan(requests, now)
    ready, unreached = [one for one in planned if not one.why_not], [one for one in planned if one.unreached]
    form = SendForm(needed=bool(unreached) and not ready, data=request.POST if request.method == "POST" else None)
    if form.is_valid():
        return _sent(request, send_requests(requests, user_of(request), now, form.cleaned_data["elders"]))
    context = {
        "chosen": [one.request.case.reference for one in planned],
        "table": _table(planned, "gaat naar het portaal"),
        "effect": _effect(ready),
        "number": len(ready),
        "unreached": joined(sorted({str(one.request.municipality) for one in unreached})),
        "form": form,
    }
    return render(request, "requests/send.html", context)


def _sent(request: HttpRequest, planned: list[Planned]) -> HttpResponse:
    """What became of each. Rendered at once: sending the same again would only say that it was sent."""
    sent = [one for one in planned if not one.why_not]
    for one in sent:
        log_access(request, "requests_send", one.request.case.reference)
    refused = len(planned) - len(sent)
    context = {
        "effect": _effect(sent),
        "refused": f"{counted(refused, 'vraag is', 'vragen zijn')} niet verstuurd." if refused else "",
        "table": _table(planned, "verstuurd"),
    }
    return render(request, "requests/sent.html", context)


def _effect(planned: Iterable[Planned]) -> str:
    """ "3 vragen: 2 Hilversum en 1 Laren"; empty where there are none."""
    numbers = Counter(str(one.request.municipality) for one in planned)
    each = joined([f"{number} {name}" for name, number in numbers.items()])
    return f"{counted(numbers.total(), 'vraag', 'vragen')}: {each}" if numbers else ""


def _table(planned: Iterable[Planned], good: str) -> Table:
    """What sending comes to, or what became of it, a row per request."""
    today = timezone.localdate()
    columns = [Column("Naam"), Column("Uitkomst"), Column("Antwoord uiterlijk"), Column("Gemeente"), Column("PI")]
    return Table("Gekozen vragen", columns, [_row(one, good, today) for one in planned])


def _row(one: Planned, good: str, today: date) -> Row:
    case, tag = one.request.case, Tag(good, "good", "i-check")
    until = f"{day_words(one.due_on, today)}{', spoed' if one.urgent else ''}"
    return Row(
        [
            Cell(case.person.full_name, href=reverse("case", args=[case.reference]), header=True),
            Cell("", remarks=(Note("bad", one.why_not),)) if one.why_not else Cell("", tag=tag),
            Cell("" if one.why_not else until),
            Cell(str(one.request.municipality)),
            Cell(case.detention.institution if case.detention else ""),
        ]
    )
