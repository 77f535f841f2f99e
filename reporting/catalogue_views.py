"""What every figure means, and all of them in one workbook."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from nazorg.accounts.acts import Act, requires
from nazorg.accounts.log import log_access
from reporting.catalogue_tables import explained
from reporting.forms import years_form
from reporting.workbook import sheets_of, written

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@requires(Act.SEE_FIGURES)
@require_GET
def definitions(request: HttpRequest) -> HttpResponse:
    """Every figure: what counts, in which unit, of what the percentage is, since when, and who sees the cases."""
    return render(request, "reporting/definitions.html", {"chapters": explained()})


@requires(Act.SEE_FIGURES)
@require_GET
def workbook(request: HttpRequest) -> HttpResponse:
    """All tables of the chosen years as one workbook; after a wrong choice the page that says what is wrong."""
    form = years_form(request)
    if not form.is_valid():
        return redirect(f"{reverse('figures')}?{request.GET.urlencode()}")
    asked = form.asked()
    name = "-".join(["cijfers", *(str(each.year) for each in asked.periods)])
    log_access(request, "figures_workbook", ground=name)
    response = HttpResponse(written(sheets_of(asked)), content_type=_XLSX)
    response["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    return response
