"""Table 1 for everybody, on screen and as a file."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from nazorg.accounts.acts import Act, requires
from nazorg.accounts.log import log_access
from nazorg.common.dutch import short_moment
from reporting.figures.series import latest_year
from reporting.fixed_subjects import TABLE_ONE
from reporting.forms import TableOneForm, query_of
from reporting.public.paper import as_csv, as_pdf, as_xlsx, file_name
from reporting.public.publication import NotPublic, Publication, prepare, publish

_WRITE: dict[str, tuple[str, Callable[[Publication], bytes]]] = {
    "pdf": ("application/pdf", as_pdf),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", as_xlsx),
    "csv": ("text/csv; charset=utf-8", as_csv),
}


@requires(Act.PUBLISH_FIGURES)
@require_GET
def public_table(request: HttpRequest) -> HttpResponse:
    """What would be made public, and by which rule; nothing is kept yet."""
    form = _form(request)
    made = _made(form, prepare)
    return _page(request, form, made)


@requires(Act.PUBLISH_FIGURES)
@require_GET
def public_table_file(request: HttpRequest, ending: str) -> HttpResponse:
    """The file. From now on its municipalities stay joined: what is fetched counts as made public."""
    form = _form(request)
    made = _made(form, publish)
    if made is None:
        response = _page(request, form, None)
        response.status_code = 400
        return response
    name = f"{file_name(made)}.{ending}"
    log_access(request, "public_table_file", ground=name)
    content_type, write = _WRITE[ending]
    response = HttpResponse(write(made), content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _form(request: HttpRequest) -> TableOneForm:
    """The years; there are only the boundaries of the year itself, since others could be subtracted from them."""
    today = timezone.localdate()
    form = TableOneForm(request.GET, min(latest_year(today), today.year - 1), today)
    del form.fields["grenzen"]
    return form


def _made(form: TableOneForm, make: Callable[..., Publication]) -> Publication | None:
    """The publication of the chosen years; None where the form says what is wrong."""
    if not form.is_valid():
        return None
    years = [year for year in (form.cleaned_data["jaar"], form.cleaned_data["met"]) if year is not None]
    try:
        return make(years, [TABLE_ONE], timezone.now())
    except NotPublic as wrong:
        form.add_error("jaar", str(wrong))
        return None


def _page(request: HttpRequest, form: TableOneForm, made: Publication | None) -> HttpResponse:
    context: dict[str, object] = {"form": form}
    if made is not None:
        context |= {
            "made": made,
            "shown": made.show(TABLE_ONE),
            "computed": short_moment(made.asked.as_of),
            "query": query_of(made.asked),
        }
    return render(request, "reporting/public_table.html", context)
