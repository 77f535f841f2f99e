"""The figures of one municipality, for the staff."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from municipalities.models import Municipality
from nazorg.accounts.acts import Act, requires
from nazorg.accounts.log import log_access
from reporting.figures.series import latest_year
from reporting.municipal.page import WHY_HIDDEN, as_pdf, build_municipal_page
from reporting.timeliness.forms import YearForm


@requires(Act.SEE_FIGURES)
@require_GET
def municipal_figures(request: HttpRequest, code: str) -> HttpResponse:
    """What its contacts see in the portal."""
    return _page(request, _municipality(code), _form(request))


@requires(Act.SEE_FIGURES)
@require_GET
def municipal_figures_pdf(request: HttpRequest, code: str) -> HttpResponse:
    """The same to hand out; with a wrong choice the page that says what is wrong."""
    municipality, form = _municipality(code), _form(request)
    if not form.is_valid():
        response = _page(request, municipality, form)
        response.status_code = 400
        return response
    return pdf_of(request, municipality, form.cleaned_data["jaar"])


def pdf_of(request: HttpRequest, municipality: Municipality, year: int) -> HttpResponse:
    """The file, logged."""
    page = build_municipal_page(municipality, year, timezone.now())
    log_access(request, "municipal_pdf", ground=page.file_name)
    response = HttpResponse(as_pdf(page), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{page.file_name}.pdf"'
    return response


def _municipality(code: str) -> Municipality:
    """A municipality that is or was in the region."""
    return get_object_or_404(Municipality, code=code, in_region=True)


def _form(request: HttpRequest) -> YearForm:
    today = timezone.localdate()
    return YearForm({"jaar": str(latest_year(today))} | request.GET.dict(), today)


def _page(request: HttpRequest, municipality: Municipality, form: YearForm) -> HttpResponse:
    context: dict[str, object] = {"form": form, "municipality": municipality, "why_hidden": WHY_HIDDEN}
    if form.is_valid():
        context["own"] = build_municipal_page(municipality, form.cleaned_data["jaar"], timezone.now())
    return render(request, "reporting/municipal.html", context)
