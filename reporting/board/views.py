"""The board's page on screen, as one A4 and as a text."""

from collections.abc import Callable
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from nazorg.accounts.acts import Act, requires
from nazorg.accounts.log import log_access
from reporting.board.forms import BoardForm
from reporting.board.page import BoardPage, as_pdf, as_text, build_board_page, figures_table, trend_table
from reporting.figures.series import latest_year

_WRITE: dict[str, tuple[str, Callable[[BoardPage], bytes]]] = {
    "pdf": ("application/pdf", as_pdf),
    "txt": ("text/plain; charset=utf-8", as_text),
}


@requires(Act.SEE_FIGURES)
@require_GET
def board(request: HttpRequest) -> HttpResponse:
    """Six figures, three signals and one chart."""
    return _page(request, _form(request))


@requires(Act.SEE_FIGURES)
@require_GET
def board_file(request: HttpRequest, ending: str) -> HttpResponse:
    """The same to hand out; with a wrong choice the page that says what is wrong."""
    form = _form(request)
    if not form.is_valid():
        response = _page(request, form)
        response.status_code = 400
        return response
    made = build_board_page(form.cleaned_data["span"], timezone.now())
    log_access(request, f"board_{ending}", ground=made.file_name)
    content_type, write = _WRITE[ending]
    response = HttpResponse(write(made), content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{made.file_name}.{ending}"'
    return response


def _form(request: HttpRequest) -> BoardForm:
    today = timezone.localdate()
    return BoardForm(request.GET, latest_year(today), today)


def _page(request: HttpRequest, form: BoardForm) -> HttpResponse:
    context: dict[str, object] = {"form": form}
    if form.is_valid():
        span = form.cleaned_data["span"]
        made = build_board_page(span, timezone.now())
        context |= {
            "board": made,
            "figures": figures_table(made),
            "trend": trend_table(made),
            "query": urlencode({"jaar": span.year, "kwartaal": span.quarter or ""}),
        }
    return render(request, "reporting/board.html", context)
