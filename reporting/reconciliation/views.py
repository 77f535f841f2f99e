"""Aansluiting met DPAN: who makes up a difference, and what explains it."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from cases.differences.forms import ExplanationForm
from cases.differences.selectors import explanations_of
from cases.differences.services import explain, withdraw
from cases.people.models import Person
from nazorg.accounts.acts import Act, requires, user_of
from nazorg.accounts.log import log_access
from nazorg.common.export import to_xlsx
from nazorg.common.scope import current_scope
from reporting.boundary_choice import boundary_day
from reporting.figures.boundaries import region
from reporting.figures.definitions import WrongYear, period
from reporting.figures.source import Behind, Line, RowKey, behind, count
from reporting.line_tables import number_words
from reporting.reconciliation.tables import ASKED, Difference, Explaining, people_table
from reporting.sources.reconciliation import RECONCILIATION, kind_of
from reporting.subject_views import PAGE, row_of

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class Chosen:
    """One number of the table: a kind of difference in a year and a row, as its address says."""

    wanted: Difference
    line: Line
    row: RowKey
    name: str
    address: str
    query: QueryDict

    @property
    def where(self) -> str:
        return f"{self.name}, {self.wanted.span.label}"

    def behind(self) -> list[Behind]:
        """Who makes it up, by the scope that is open: the latest first."""
        wanted = self.wanted
        return behind(RECONCILIATION, self.line, self.row, wanted.span, wanted.bounds, timezone.localdate())

    def number(self) -> int:
        """The number in the table, counted over everything."""
        wanted = self.wanted
        found = count(RECONCILIATION, wanted.span, wanted.bounds, timezone.localdate())
        return int(found.at(self.line, self.row) or 0)


@requires(Act.SEE_CASES)
@require_GET
def differences(request: HttpRequest, year: int, code: str, place: str) -> HttpResponse:
    """The people of one difference, each with what explains it and the form to say so."""
    chosen = _chosen(request, year, code, place)
    return _page(request, chosen, Explaining(chosen.address, chosen.query, request.GET.get(ASKED, "")))


@requires(Act.WORK_CASE)
@require_POST
def difference_explain(request: HttpRequest, year: int, code: str, place: str, reference: str) -> HttpResponse:
    """Explain one difference, or take that back; what is wrong comes back beside the person, and nothing is lost."""
    chosen, now, user = _chosen(request, year, code, place), timezone.now(), user_of(request)
    found = chosen.behind()
    person = Person.objects.visible_to(current_scope()).filter(reference=reference).first()
    if person is None or all(each.pk != person.pk for each in found):
        raise Http404("Dit verschil bestaat niet.")
    kind, form = chosen.wanted.kind, ExplanationForm(request.POST)
    explaining = Explaining(chosen.address, chosen.query, reference, form)
    try:
        if "withdraw" in request.POST:
            withdraw(person, kind, year, user, now)
            done, url = "ingetrokken", explaining.url(reference)
        elif form.is_valid():
            explain(person, kind, year, form.said, user, now)
            done, url = "bewaard", _next(chosen, found, person)
        else:
            return _page(request, chosen, explaining)
    except ValidationError as refused:
        form.add_error(None, refused)
        return _page(request, chosen, explaining)
    log_access(request, "difference_explained", ground=f"{code} {year}")
    messages.success(request, f"Uitleg bij {person.list_name} {done}.")
    return redirect(url)


def _next(chosen: Chosen, found: list[Behind], person: Person) -> str:
    """The page with the form of the next one who has no explanation open, so that the keyboard goes on."""
    after = next(number for number, each in enumerate(found) if each.pk == person.pk) + 1
    coming = found[after : after + PAGE]
    wanted = chosen.wanted
    said = explanations_of([each.pk for each in coming], wanted.kind, wanted.span.year, current_scope())
    for number, each in enumerate(coming, start=after):
        if each.pk not in said:
            query = chosen.query.copy()
            query["page"] = str(number // PAGE + 1)
            following = Person.objects.visible_to(current_scope()).get(pk=each.pk)
            return Explaining(chosen.address, query).url(following.reference)
    return Explaining(chosen.address, chosen.query).url(person.reference)


@requires(Act.SEE_CASES)
@require_GET
def differences_xlsx(request: HttpRequest, year: int, code: str, place: str) -> HttpResponse:
    """The same people as a workbook."""
    chosen = _chosen(request, year, code, place)
    found = chosen.behind()
    log_access(request, "differences_xlsx", ground=f"{code} {year} {place}: {len(found)}")
    table = people_table(found, chosen.wanted, None)
    explanation = [("Keuze", chosen.where), (chosen.line.name, chosen.line.text)]
    response = HttpResponse(to_xlsx(table, names=["Aansluiting"], explanation=explanation), content_type=_XLSX)
    response["Content-Disposition"] = f'attachment; filename="aansluiting-{year}-{code}-{place}.xlsx"'
    return response


def _chosen(request: HttpRequest, year: int, code: str, place: str) -> Chosen:
    """What the address means. Raises Http404 where the table has no such number."""
    kind, line, today = kind_of(code), RECONCILIATION.line(code), timezone.localdate()
    if kind is None or line is None:
        raise Http404("Dit verschil bestaat niet.")
    try:
        span = period(year, today)
    except WrongYear as wrong:
        raise Http404(str(wrong)) from wrong
    bounds = region(boundary_day(request.GET.get("grenzen", ""), span, today))
    row, name = row_of(RECONCILIATION, line, place, bounds)
    query = request.GET.copy()
    query.pop(ASKED, None)
    address = reverse("differences", args=[year, code, place])
    return Chosen(Difference(kind, span, bounds), line, row, name, address, query)


def _page_of(reference: str, found: list[Behind]) -> int:
    """The page on which this person stands; the first one where nobody is asked for, or who is not found."""
    asked = Person.objects.visible_to(current_scope()).filter(reference=reference).first() if reference else None
    place = next((number for number, each in enumerate(found) if asked and each.pk == asked.pk), 0)
    return place // PAGE + 1


def _page(request: HttpRequest, chosen: Chosen, explaining: Explaining) -> HttpResponse:
    found, number, wanted = chosen.behind(), chosen.number(), chosen.wanted
    page = Paginator(found, PAGE).get_page(request.GET.get("page") or _page_of(explaining.asked, found))
    log_access(request, "differences", ground=f"{wanted.kind} {wanted.span.year} {chosen.name}: {len(found)}")
    context = {
        "title": chosen.line.name,
        "text": chosen.line.text,
        "where": chosen.where,
        "page": page,
        "form": explaining.refused,
        "number": number_words(number),
        "shown": len(found),
        # Somebody can make up one number more than once.
        "all": sum(each.times for each in found) == number,
        "table": people_table(list(page), wanted, explaining),
        "back": f"{reverse('reconciliation')}?jaar={wanted.span.year}",
        "xlsx": reverse("differences_xlsx", args=chosen.address.strip("/").split("/")[2:])
        + (f"?{chosen.query.urlencode()}" if chosen.query else ""),
    }
    return render(request, "reporting/differences.html", context, status=400 if explaining.refused else 200)
