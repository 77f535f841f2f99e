"""Reminding municipalities by hand: one mail each, however many cases were ticked."""

from collections.abc import Iterable
from dataclasses import replace

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from cases.chasing.services import remind
from cases.requests.list_forms import chosen_cases
from cases.requests.lists import SENT
from cases.requests.reminding import Reminder, reminders
from nazorg.accounts.acts import Act, requires
from nazorg.accounts.log import log_access
from nazorg.common.scope import current_scope
from nazorg.common.tables import Cell, Column, Note, Row, Table, Tag
from nazorg.common.words import counted, joined


@requires(Act.WORK_CASE)
def requests_remind(request: HttpRequest) -> HttpResponse:
    """Of the cases in the address (`casus`): which municipalities would be mailed. Posted: mails them."""
    now, posted = timezone.now(), request.method == "POST"
    chosen = chosen_cases(request)
    found = reminders(chosen, current_scope(), timezone.localdate(now))
    if not found:
        messages.warning(request, "Kies eerst een of meer vragen waarop een gemeente nog moet antwoorden.")
        return redirect("request_list", SENT)
    if posted:
        found = [_reminded(request, one) for one in found]
    ready = [one for one in found if not one.why_not]
    context = {
        "chosen": chosen,
        "posted": posted,
        "effect": joined([str(one.municipality) for one in ready]),
        "number": len(ready),
        "refused": _refused(len(found) - len(ready)),
        "table": _table(found, "gemaild" if posted else "krijgt een mail"),
    }
    return render(request, "requests/remind.html", context)


def _reminded(request: HttpRequest, one: Reminder) -> Reminder:
    """What became of it; somebody else may have been first."""
    if one.why_not:
        return one
    if not remind(one.municipality, timezone.now()):
        return replace(one, why_not="Kreeg vandaag al een mail.")
    log_access(request, "requests_remind", one.municipality.code)
    return one


def _refused(number: int) -> str:
    return f"{counted(number, 'gemeente krijgt', 'gemeenten krijgen')} nu geen mail." if number else ""


def _table(found: Iterable[Reminder], good: str) -> Table:
    columns = [Column("Gemeente"), Column("Open vragen", "num"), Column("Uitkomst")]
    tag = Tag(good, "good", "i-check")
    rows = [
        Row(
            [
                Cell(str(one.municipality), header=True),
                Cell(str(one.questions), value=one.questions),
                Cell("", remarks=(Note("note", one.why_not),)) if one.why_not else Cell("", tag=tag),
            ]
        )
        for one in found
    ]
    return Table("Gemeenten", columns, rows)
