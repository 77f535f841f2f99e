"""The cases behind one number of answer time and handoff, under the scope of whoever asks."""

from typing import Any

from django.core.paginator import Page, Paginator
from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from cases.chain.models import Chain
from cases.dossiers.models import Case
from municipalities.models import Municipality
from nazorg.accounts.acts import Act, requires
from nazorg.accounts.log import log_access
from nazorg.common.dutch import numeric_date, whole
from nazorg.common.scope import current_scope
from nazorg.common.tables import Cell, Column, Row, Table
from nazorg.common.words import spaced
from reporting.figures.timeliness import REQUESTS_SENT, Fact, Span, count_timeliness, parameters
from reporting.timeliness.forms import TimelinessForm
from reporting.timeliness.report import ALL, By, Choice
from reporting.timeliness.tables import ANSWERS, HANDOFFS
from reporting.timeliness.views import query_of

PAGE = 50
_COLUMNS = "case_id, municipality_id, sent_on, answered_on, days, handoff_due_on, handed_over_on, late_why"
_NAMES = {
    measure.fact: f"{measure.group}, {measure.label}" for measure in (*ANSWERS, *HANDOFFS) if measure.fact is not None
}


@requires(Act.SEE_CASES)
@require_GET
def timeliness_cell(request: HttpRequest, year: int, kind: str, code: str) -> HttpResponse:
    """The cases that a number counts, each with its days."""
    form = TimelinessForm({"jaar": str(year), "maand": request.GET.get("maand", "")}, timezone.localdate())
    if kind not in set(Fact) - {Fact.ASKED} or not form.is_valid():
        raise Http404("Dit getal bestaat niet.")
    chosen, fact = form.chosen().span, Fact(kind)
    municipality = None if code == ALL else get_object_or_404(Municipality, code=code)
    only = [municipality.pk] if municipality else None
    page = Paginator(_rows(chosen, fact, only), PAGE).get_page(request.GET.get("page"))
    log_access(request, "timeliness_cell", ground=f"{fact.value} {chosen.label} {code}: {page.paginator.count}")
    found = count_timeliness(chosen, only).at(None, None)
    context = {
        "what": _NAMES[fact],
        "where": Choice(chosen, municipality, By.MUNICIPALITY).label,
        "number": whole(found.facts[fact] if found else 0),
        "page": page,
        "table": _table(page),
        "back": f"{reverse('timeliness')}?{query_of(Choice(chosen, None, By.MUNICIPALITY))}",
    }
    return render(request, "reporting/timeliness_cell.html", context)


def _rows(chosen: Span, fact: Fact, only: list[int] | None) -> list[tuple[Any, ...]]:
    """The requests of a number, by the scope that is open: the latest first."""
    query = f"SELECT {_COLUMNS} FROM ({REQUESTS_SENT}) AS sent WHERE {fact} ORDER BY sent_on DESC, request_id"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(query, parameters(chosen, only))
        return list(cursor.fetchall())


def _table(page: Page[tuple[Any, ...]]) -> Table:
    cases = Case.objects.visible_to(current_scope()).select_related("person").in_bulk([row[0] for row in page])
    names = dict(Municipality.objects.values_list("pk", "name"))
    rows = []
    for case_id, municipality, sent_on, answered_on, days, due_on, handed_over_on, late_why in page:
        case = cases[case_id]
        rows.append(
            Row([
                Cell(case.person.list_name, href=reverse("case", args=[case.reference]), header=True),
                Cell(names[municipality]),
                *(_day(day) for day in (sent_on, answered_on)),
                Cell("" if days is None else str(days), days, kind="num"),
                *(_day(day) for day in (due_on, handed_over_on)),
                Cell(Chain.Late(late_why).label if late_why else ""),
                Cell(spaced(case.reference), kind="ref"),
            ])
        )  # fmt: skip
    columns = [
        Column("Naam"), Column("Gevraagd aan"), Column("Verstuurd", "date"), Column("Beantwoord", "date"),
        Column("Werkdagen", "num"), Column("Overdracht uiterlijk", "date"), Column("Overgedragen", "date"),
        Column("Te laat door"), Column("Casus", "ref"),
    ]  # fmt: skip
    return Table("Casussen in dit getal", columns, rows)


def _day(day: Any) -> Cell:
    return Cell(numeric_date(day) if day else "", day, kind="date")
