"""The conferences of one case: to come and past, short enough to read twenty of them, and putting it on an agenda."""

from datetime import date

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from cases.conferences.content import Minutes
from cases.conferences.minutes import words_of
from cases.conferences.models import AgendaItem, Conference, Seat
from cases.conferences.planning import add_case
from cases.conferences.selectors import coming, conferences_of
from cases.conferences.views.common import conference_or_404, kind_words, state_tag
from cases.dossiers.models import Case
from cases.views.common import case_context, case_or_404
from nazorg.accounts.acts import Act, may, requires
from nazorg.accounts.log import log_access
from nazorg.common.scope import Scope, current_scope
from nazorg.common.words import day_words, joined, spaced


class AgendaForm(forms.Form):
    """Which planned conference a case is put to."""

    conference = forms.ChoiceField(label="Overleg", error_messages={"required": "Kies een overleg."})

    def __init__(self, case: Case, scope: Scope, today: date) -> None:
        super().__init__()
        planned = coming(scope, today).filter(state=Conference.State.PLANNED).exclude(items__case=case)
        self.fields["conference"].choices = [  # type: ignore[attr-defined]
            (one.reference, f"{day_words(one.on, today)}, {kind_words(one)} {spaced(one.reference)}, {one.place}")
            for one in planned
        ]

    @property
    def offers(self) -> bool:
        """Whether there is anything to choose from."""
        return bool(self.fields["conference"].choices)  # type: ignore[attr-defined]


@requires(Act.SEE_CONFERENCES)
@require_GET
def case_conferences(request: HttpRequest, reference: str) -> HttpResponse:
    """Where this case is or was on the agenda."""
    case, scope, today = case_or_404(reference), current_scope(), timezone.localdate()
    log_access(request, "case_conferences", reference)
    items = conferences_of(case, scope)
    written: dict[int, list[Minutes]] = {}
    for one in Minutes.objects.visible_to(scope).filter(item__in=items).select_related("part"):
        if any(words_of(one)):
            written.setdefault(one.item_id, []).append(one)
    there = _there(items, scope)
    context = {
        **case_context(case),
        "entries": [_entry(item, there.get(item.pk, []), written.get(item.pk, []), today) for item in items],
        "form": AgendaForm(case, scope, today) if may(request.user, Act.CONVENE) else None,
    }
    return render(request, "conferences/of_case.html", context)


@requires(Act.CONVENE)
@require_POST
def case_on_agenda(request: HttpRequest, reference: str) -> HttpResponse:
    """Put the case on the agenda of a planned conference."""
    case = case_or_404(reference)
    found = conference_or_404(request.POST.get("conference", ""))
    try:
        add_case(found, case)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
        return redirect("case_conferences", reference)
    log_access(request, "case_on_agenda", reference)
    messages.success(request, f"De casus staat op de agenda van {day_words(found.on, timezone.localdate())}.")
    return redirect("conference", found.reference)


def _there(items: list[AgendaItem], scope: Scope) -> dict[int, list[str]]:
    """Who was there for which item (by primary key)."""
    found: dict[int, list[str]] = {}
    by_conference = {item.conference_id: item.pk for item in items}
    seats = Seat.objects.visible_to(scope).filter(attended=True, invitation__items__in=items)
    seats = seats.filter(invitation__conference__in=by_conference).select_related(
        "invitation__unit__organisation", "invitation__municipality"
    )
    for seat in seats.distinct():
        names = found.setdefault(by_conference[seat.invitation.conference_id], [])
        if seat.invitation.guest not in names:
            names.append(seat.invitation.guest)
    return found


def _entry(item: AgendaItem, there: list[str], written: list[Minutes], today: date) -> dict[str, object]:
    conference = item.conference
    return {
        "conference": conference,
        "day": day_words(conference.on, today),
        "kind": kind_words(conference),
        "tag": state_tag(conference),
        "postponed": item.discussed is False,
        "there": joined(there),
        "minutes": [
            (one.part.title, list(zip(("Besproken", "Besluiten", "Acties"), words_of(one), strict=True)))
            for one in written
        ],
        "decided": next((one.decided for one in written if one.decided), ""),
    }
