"""The working lists: one page for all of them, and the same as a spreadsheet."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from cases.requests.counting import counts_on
from cases.requests.lines import TICKED, list_line, list_table
from cases.requests.list_forms import MOST_CHOSEN, ListFilter
from cases.requests.lists import DECIDE, LISTS, SEND, listed
from nazorg.accounts.acts import Act, may, requires
from nazorg.accounts.log import log_access
from nazorg.common.export import to_xlsx
from nazorg.common.scope import current_scope

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@requires(Act.SEE_CASES)
@require_GET
def requests(request: HttpRequest) -> HttpResponse:
    """To the first list in which something stands."""
    counts = counts_on(request)
    return redirect("request_list", next((slug for slug in LISTS if counts[slug]), DECIDE))


@requires(Act.SEE_CASES)
@require_GET
def request_list(request: HttpRequest, slug: str) -> HttpResponse:
    """One working list, filtered by the address; opening it is not logged, opening a case from it is."""
    form = _form(request, slug)
    wanted, scope, today = form.wanted(), current_scope(), timezone.localdate()
    page = Paginator(listed(wanted, scope, today), MOST_CHOSEN).get_page(request.GET.get("page"))
    all_ticked = "alles" in request.GET
    context: dict[str, Any] = {
        "slug": slug,
        "list": LISTS[slug],
        "counts": _tabs(request, slug),
        "form": form,
        "narrowed": bool(wanted.municipality or wanted.institution),
        "page": page,
        "lines": [list_line(chain, today, wanted, ticked=all_ticked) for chain in page],
        "query": request.GET.urlencode(),
    }
    if slug in TICKED and may(request.user, Act.WORK_CASE):
        url, verb = ("requests_send", "Verstuur") if slug == SEND else ("requests_remind", "Herinner aan")
        context |= {"bulk_url": reverse(url), "bulk_verb": verb, "all_ticked": all_ticked}
    return render(request, "requests/list.html", context)


@requires(Act.SEE_CASES)
@require_GET
def request_list_export(request: HttpRequest, slug: str) -> HttpResponse:
    """The same selection as a spreadsheet; logged, since it leaves the building."""
    wanted, today = _form(request, slug).wanted(), timezone.localdate()
    chains = list(listed(wanted, current_scope(), today))
    log_access(request, "request_list_export", ground=f"{len(chains)} casussen")
    response = HttpResponse(to_xlsx(list_table(chains, slug, today)), content_type=_XLSX)
    response["Content-Disposition"] = f'attachment; filename="{slug}-{today:%Y-%m-%d}.xlsx"'
    return response


def _form(request: HttpRequest, slug: str) -> ListFilter:
    if slug not in LISTS:
        raise Http404
    return ListFilter(slug, current_scope(), timezone.localdate(), request.GET)


def _tabs(request: HttpRequest, current: str) -> list[dict[str, object]]:
    counts = counts_on(request)
    return [
        {
            "label": one.label,
            "n": counts[slug],
            "url": reverse("request_list", args=[slug]),
            "icon": one.icon,
            "current": slug == current,
        }
        for slug, one in LISTS.items()
    ]
