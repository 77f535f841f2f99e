"""The list of cases, its export, and the search."""

from dataclasses import replace
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET

from cases.forms import CaseFilter, SearchForm
from cases.people.search import MOST, find_people
from cases.selectors import Wanted, case_list, cases_of_people
from cases.views.tables import case_columns, case_table, people_table
from nazorg.accounts.acts import Act, may, requires
from nazorg.accounts.log import log_access
from nazorg.common.export import to_xlsx
from nazorg.common.scope import current_scope
from nazorg.common.tables import Column

PAGE = 50
_SORTS = {"Naam": "naam", "Gemeente": "gemeente", "Vrij": "vrij", "Geopend": "geopend"}
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@requires(Act.SEE_CASES)
@require_GET
def cases(request: HttpRequest) -> HttpResponse:
    """All cases, filtered and sorted by the address."""
    form = CaseFilter(request.GET)
    wanted = form.wanted()
    page = Paginator(case_list(wanted, current_scope()), PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "chips": _chips(form, request.GET),
        "table": case_table(page, timezone.localdate(), sorting=_sortable(wanted, request.GET)),
        "query": request.GET.urlencode(),
        "may_open": may(request.user, Act.OPEN_CASE),
    }
    return render(request, "cases/cases.html", context)


@requires(Act.SEE_CASES)
@require_GET
def cases_export(request: HttpRequest) -> HttpResponse:
    """The same selection as a spreadsheet; logged, since it leaves the building."""
    wanted = CaseFilter(request.GET).wanted()
    today = timezone.localdate()
    found = list(case_list(wanted, current_scope()))
    log_access(request, "cases_export", ground=f"{len(found)} casussen")
    response = HttpResponse(to_xlsx(case_table(found, today)), content_type=_XLSX)
    response["Content-Disposition"] = f'attachment; filename="casussen-{today:%Y-%m-%d}.xlsx"'
    return response


@requires(Act.SEE_CASES)
@sensitive_post_parameters("q")
def search(request: HttpRequest) -> HttpResponse:
    """People by name, birth date or number. Only the fact of searching is logged, never what was sought."""
    form = SearchForm(request.POST if request.method == "POST" else None)
    context: dict[str, object] = {"form": form}
    if form.is_valid():
        scope = current_scope()
        people = find_people(form.cleaned_data["q"], scope)
        log_access(request, "search", ground=f"{len(people)} gevonden")
        shown = people[:MOST]
        context |= {
            "sought": True,
            "more": len(people) > MOST,
            "most": MOST,
            "found": len(shown),
            "table": people_table(shown, cases_of_people(shown, scope), timezone.localdate()),
            "may_open": may(request.user, Act.OPEN_CASE),
        }
    return render(request, "cases/search.html", context)


def _sortable(wanted: Wanted, query: QueryDict) -> list[Column]:
    """The columns, each that can be sorted with the address that does it (the other way round when it is in force)."""
    columns = []
    for column in case_columns():
        order = _SORTS.get(column.label)
        if order is not None:
            in_force = order == wanted.order
            downward = in_force and not wanted.descending
            address = query.copy()
            address.pop("page", None)
            address["op"] = f"-{order}" if downward else order
            state = ("descending" if wanted.descending else "ascending") if in_force else ""
            column = replace(column, sort_url=f"?{address.urlencode()}", sorted=state)
        columns.append(column)
    return columns


def _chips(form: CaseFilter, query: QueryDict) -> list[dict[str, str]]:
    """The filters in force in words, each with the address without it."""
    chips = []
    for name, field in form.fields.items():
        value = query.get(name)
        if not value or name in form.errors:
            continue
        choices = {str(key): label for key, label in getattr(field, "choices", [])}
        rest = {key: other for key, other in query.items() if key not in (name, "page")}
        label = f"{field.label}: {choices[value]}" if value in choices else str(field.label)
        chips.append({"label": label, "url": f"?{urlencode(rest)}"})
    return chips
