"""The first page of the figures."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from nazorg.accounts.acts import Act, may, requires
from nazorg.common.dutch import short_moment
from reporting.dashboard import build_dashboard
from reporting.figures.definitions import Period
from reporting.figures.source import Line, Source
from reporting.forms import query_of, years_form
from reporting.line_tables import Link, no_link
from reporting.subject_views import subject_links
from reporting.subjects import Asked
from reporting.table_one.tables import no_link as no_table_one_link
from reporting.table_one.views import table_one_links


@requires(Act.SEE_FIGURES)
@require_GET
def figures(request: HttpRequest) -> HttpResponse:
    """This year against another, with a way to the cases for who may see them, and to all other figures."""
    form = years_form(request)
    context: dict[str, object] = {"form": form}
    if form.is_valid():
        asked = form.asked()
        latest = max(each.year for each in asked.periods)
        seen = may(request.user, Act.SEE_CASES)
        links = table_one_links(latest, asked.boundaries) if seen else no_table_one_link
        context |= {
            "asked": asked,
            "computed": short_moment(asked.as_of),
            "board": build_dashboard(asked, _links(request, asked), links),
            "query": query_of(asked),
        }
    return render(request, "reporting/dashboard.html", context)


def _links(request: HttpRequest, asked: Asked) -> Link:
    """To the list behind a figure, for who may see those cases; the sources differ in that."""
    to_list = subject_links(asked)

    def link(source: Source, line: Line, span: Period, code: str) -> str:
        return (to_list if may(request.user, source.drill) else no_link)(source, line, span, code)

    return link
