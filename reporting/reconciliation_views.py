"""Aansluiting met DPAN: who makes up a difference, and what explains it."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from cases.differences.forms import ExplanationForm
from cases.differences.models import Explanation, Kind, Why
from cases.differences.selectors import explanations_of
from cases.differences.services import explain
from cases.dossiers.models import Case
from cases.people.models import Person
from nazorg.accounts.acts import Act, requires, user_of
from nazorg.accounts.log import log_access
from nazorg.common.dutch import full_date, numeric_date
from nazorg.common.export import to_xlsx
from nazorg.common.scope import current_scope
from nazorg.common.tables import Cell, Column, Row, Table
from nazorg.common.words import born_words, day_words, spaced
from reporting.boundary_choice import boundary_day
from reporting.figures.boundaries import Region, region
from reporting.figures.definitions import Period, WrongYear, period
from reporting.figures.source import Behind, Line, behind, count
from reporting.line_tables import number_words
from reporting.sources.reconciliation import RECONCILIATION, kind_of
from reporting.subject_views import PAGE, row_of

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@requires(Act.COORDINATE)
@require_GET
def differences(request: HttpRequest, year: int, code: str, place: str) -> HttpResponse:
    """The people of one difference, each with what explains it and the form to say so."""
    return _page(request, year, code, place)


@requires(Act.COORDINATE)
@require_POST
def difference_explain(request: HttpRequest, year: int, code: str, place: str, reference: str) -> HttpResponse:
    """Explain one difference; what is wrong comes back beside the person, and nothing is lost."""
    now, kind = timezone.now(), _kind(code)
    person = Person.objects.visible_to(current_scope()).filter(reference=reference).first()
    if person is None or not _is_behind(person, year, code, place, request):
        raise Http404("Dit verschil bestaat niet.")
    form = ExplanationForm(request.POST, prefix=reference)
    if form.is_valid():
        given = form.cleaned_data
        try:
            explain(person, kind, year, given["why"], given["text"], given["due_on"], user_of(request), now)
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            log_access(request, "difference_explained", ground=f"{code} {year}")
            messages.success(request, f"Uitleg bij {person.list_name} bewaard.")
            return redirect(f"{_address(year, code, place)}#{reference}")
    return _page(request, year, code, place, form)


@requires(Act.COORDINATE)
@require_GET
def differences_xlsx(request: HttpRequest, year: int, code: str, place: str) -> HttpResponse:
    """The same people as a workbook."""
    kind, (span, bounds), today = _kind(code), _asked(request, year), timezone.localdate()
    row, name = row_of(RECONCILIATION, _line(code), place, bounds)
    found = behind(RECONCILIATION, _line(code), row, span, bounds, today)
    log_access(request, "differences_xlsx", ground=f"{code} {year} {place}: {len(found)}")
    table = _table(found, kind, year, None, "")
    content = to_xlsx(table, names=[_line(code).name], explanation=[("Keuze", f"{name}, {span.label}")])
    response = HttpResponse(content, content_type=_XLSX)
    response["Content-Disposition"] = f'attachment; filename="aansluiting-{year}-{code}-{place}.xlsx"'
    return response


def _page(request: HttpRequest, year: int, code: str, place: str, wrong: ExplanationForm | None = None) -> HttpResponse:
    kind, (span, bounds), today = _kind(code), _asked(request, year), timezone.localdate()
    line = _line(code)
    row, name = row_of(RECONCILIATION, line, place, bounds)
    found = behind(RECONCILIATION, line, row, span, bounds, today)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    log_access(request, "differences", ground=f"{code} {year} {place}: {len(found)}")
    context = {
        "title": line.name, "text": line.text, "where": f"{name}, {span.label}", "page": page, "form": wrong,
        "number": number_words(count(RECONCILIATION, span, bounds, today).at(line, row)),
        "table": _table(page, kind, year, wrong, _address(year, code, place)),
        "back": f"{reverse('figures_subject', args=[RECONCILIATION.slug])}?jaar={year}",
        "xlsx": reverse("differences_xlsx", args=[year, code, place]),
    }  # fmt: skip
    return render(request, "reporting/differences.html", context, status=400 if wrong else 200)


def _table(
    found: Page[Behind] | list[Behind], kind: Kind, year: int, wrong: ExplanationForm | None, address: str
) -> Table:
    people = Person.objects.visible_to(current_scope()).in_bulk([each.pk for each in found])
    said = explanations_of(list(people), kind, year, current_scope())
    cases: dict[int, str] = dict(
        Case.objects.visible_to(current_scope())
        .filter(person__in=people)
        .order_by("opened_on")
        .values_list("person_id", "reference")
    )
    rows = []
    for each in found:
        person, reference = people[each.pk], cases.get(each.pk, "")
        link = reverse("case", args=[reference]) if reference else ""
        rows.append(
            Row(
                [
                    Cell(person.list_name, href=reverse("person", args=[person.reference]), header=True),
                    Cell(born_words(person.born), kind="date"),
                    Cell(numeric_date(each.day), each.day, kind="date"),
                    Cell(spaced(reference) if reference else "geen casus", href=link, kind="ref"),
                    Cell(_words(said.get(each.pk))),
                ],
                id=person.reference,
                detail_template="reporting/_explain.html" if address else "",
                detail=_detail(person, said.get(each.pk), wrong, address) if address else None,
            )
        )
    columns = [
        Column("Naam"), Column("Geboren", "date"), Column("Dag", "date"), Column("Laatste casus", "ref"),
        Column("Uitleg"),
    ]  # fmt: skip
    return Table("Mensen in dit verschil", columns, rows)


def _detail(person: Person, said: Explanation | None, wrong: ExplanationForm | None, address: str) -> dict[str, Any]:
    """What the form of one line needs: the one that was refused comes back open."""
    refused = wrong is not None and wrong.prefix == person.reference
    first = {"why": said.why, "text": said.text, "due_on": said.due_on} if said else None
    form = wrong if refused else ExplanationForm(initial=first, prefix=person.reference)
    return {"form": form, "open": refused, "name": person.list_name, "url": f"{address}{person.reference}/"}


def _words(said: Explanation | None) -> str:
    if said is None:
        return "nog geen uitleg"
    until = f", uiterlijk {full_date(said.due_on)}" if said.why == Why.TASK and said.due_on else ""
    addition = f": {said.text}" if said.text else ""
    when = day_words(timezone.localtime(said.at).date(), timezone.localdate())
    return f"{said.get_why_display()}{until}{addition} ({said.by.name}, {when})"


def _is_behind(person: Person, year: int, code: str, place: str, request: HttpRequest) -> bool:
    """Whether this person makes up the difference today: nothing else can be explained."""
    (span, bounds), line = _asked(request, year), _line(code)
    row, _ = row_of(RECONCILIATION, line, place, bounds)
    found = behind(RECONCILIATION, line, row, span, bounds, timezone.localdate())
    return any(each.pk == person.pk for each in found)


def _kind(code: str) -> Kind:
    found = kind_of(code)
    if found is None:
        raise Http404("Dit verschil bestaat niet.")
    return found


def _line(code: str) -> Line:
    found = RECONCILIATION.line(code)
    if found is None:
        raise Http404("Dit verschil bestaat niet.")
    return found


def _asked(request: HttpRequest, year: int) -> tuple[Period, Region]:
    today = timezone.localdate()
    try:
        span = period(year, today)
    except WrongYear as wrong:
        raise Http404(str(wrong)) from wrong
    return span, region(boundary_day(request.GET.get("grenzen", ""), span, today))


def _address(year: int, code: str, place: str) -> str:
    return reverse("differences", args=[year, code, place])
