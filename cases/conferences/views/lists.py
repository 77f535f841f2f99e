"""The conferences to come and those that were, the agenda of a month, and planning a new one."""

from calendar import monthrange
from datetime import date, timedelta
from itertools import groupby

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.http import require_GET

from cases.conferences.forms import PlanForm
from cases.conferences.models import Conference
from cases.conferences.pack_ticks import label_of
from cases.conferences.planning import plan
from cases.conferences.selectors import coming, conference_counts, conferences, past, with_agenda
from cases.conferences.views.common import kind_words, state_tag
from cases.views.common import case_or_404, reference_or_404
from nazorg.accounts.acts import Act, may, requires, user_of
from nazorg.accounts.log import log_access
from nazorg.common.lines import Line
from nazorg.common.scope import Scope, current_scope
from nazorg.common.tables import Cell, Column, Row, Table
from nazorg.common.words import day_words, joined, long_day, spaced
from nazorg.covenant.categories import Category

PAGE = 25
# So many items of an agenda stand in a line.
_NAMED = 3


@requires(Act.SEE_CONFERENCES)
@require_GET
def conference_list(request: HttpRequest) -> HttpResponse:
    """What is to come, what was, and how many there were this year."""
    scope, today = current_scope(), timezone.localdate()
    page = Paginator(with_agenda(past(scope, today), scope), PAGE).get_page(request.GET.get("page"))
    context = {
        "coming": [_line(one, today) for one in with_agenda(coming(scope, today), scope)],
        "past": [_line(one, today) for one in page],
        "page": page,
        # Whoever reads no content would get lower numbers: the old registration's acts are content.
        "counts": _counts(today.year, scope) if scope.may_read(Category.CONFERENCE_CONTENT.value) else None,
        "year": str(today.year),
        "may_convene": may(request.user, Act.CONVENE),
    }
    return render(request, "conferences/list.html", context)


def _counts(year: int, scope: Scope) -> Table:
    rows = [
        Row([
            Cell(one.kind[0].upper() + one.kind[1:], header=True),
            Cell(str(one.cases), one.cases),
            Cell("-" if one.meetings is None else str(one.meetings), one.meetings),
            Cell(str(one.discussions), one.discussions),
        ])
        for one in conference_counts(year, scope)
    ]  # fmt: skip
    columns = [Column("Soort"), *(Column(label, "num") for label in ("Casussen", "Overleggen", "Besprekingen"))]
    return Table(f"Overleggen in {year}", columns, rows, dense=True)


def _line(conference: Conference, today: date) -> Line:
    invited, there = conference.invited_count, conference.coming_count  # type: ignore[attr-defined]  # annotated
    guests = f"{invited} genodigd" if invited else "niemand genodigd"
    if conference.is_planned:
        guests = f"{guests}, {there} {'komt' if there == 1 else 'komen'}" if invited else "nog niemand genodigd"
    tagged = not conference.is_planned or conference.on < today
    labels = [label_of(item) for item in conference.items.all()]
    more = [f"{len(labels) - _NAMED} meer"] if len(labels) > _NAMED else []
    return Line(
        text=f"{day_words(conference.on, today)}, {conference.starts:%H.%M}",
        tags=(state_tag(conference),) if tagged else (),
        subject=joined([*labels[:_NAMED], *more]) or "nog niets op de agenda",
        url=reverse("conference", args=[conference.reference]),
        meta=", ".join([kind_words(conference), conference.place, guests]),
    )


@requires(Act.CONVENE)
def conference_new(request: HttpRequest) -> HttpResponse:
    """Plan a conference; `?casus=` puts that case on its agenda."""
    scope = current_scope()
    reference = request.GET.get("casus", "")
    case = case_or_404(reference_or_404(reference)) if reference else None
    last = conferences(scope).order_by("-created_at").first()
    form = PlanForm(last.place if last else "", request.POST or None)
    if form.is_bound and form.is_valid():
        try:
            made = plan(
                form.cleaned_data["kind"], form.when(), [case] if case else [], user_of(request), timezone.now()
            )
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            log_access(request, "conference_new", made.reference)
            messages.success(request, "Het overleg staat in de agenda. Nodig nu uit wie erbij moet zijn.")
            return redirect("conference", made.reference)
    context = {"form": form, "case": case, "case_reference": spaced(case.reference) if case else ""}
    return render(request, "conferences/new.html", context)


@requires(Act.SEE_CONFERENCES)
@require_GET
def agenda(request: HttpRequest) -> HttpResponse:
    """The agenda of a month (`?maand=2024-12`; this one unless said otherwise), day by day."""
    scope, today = current_scope(), timezone.localdate()
    first = _month(request.GET.get("maand", ""), today)
    last = first.replace(day=monthrange(first.year, first.month)[1])
    found = with_agenda(conferences(scope).filter(on__range=(first, last)), scope).order_by("on", "starts", "pk")
    log_access(request, "agenda")
    days = [
        {"day": long_day(day), "today": day == today, "conferences": [_entry(one) for one in those]}
        for day, those in groupby(found, key=lambda one: one.on)
    ]
    context = {
        "days": days,
        "month": date_format(first, "F Y"),
        "before": f"{first - timedelta(days=1):%Y-%m}",
        "after": f"{last + timedelta(days=1):%Y-%m}",
        "may_convene": may(request.user, Act.CONVENE),
    }
    return render(request, "conferences/agenda.html", context)


def _entry(conference: Conference) -> dict[str, object]:
    return {
        "conference": conference,
        "hours": f"{conference.starts:%H.%M} – {conference.ends:%H.%M}",
        "kind": kind_words(conference),
        "reference": spaced(conference.reference),
        "tag": None if conference.is_planned else state_tag(conference),
        "items": [
            {"time": f"{item.starts:%H.%M}" if item.starts else "", "label": label_of(item),
             "number": spaced(item.case.reference) if item.case else item.outside_number, "case": item.case}
            for item in conference.items.all()
        ],
    }  # fmt: skip


def _month(text: str, today: date) -> date:
    """The first day of a month as the address names it; of this month where it names none."""
    try:
        found = date.fromisoformat(f"{text}-01")
    except ValueError:
        return today.replace(day=1)
    return found if 2000 <= found.year <= 2100 else today.replace(day=1)
