"""A municipality's own figures of a year beside the year before, and how long it takes to answer by month."""

from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from municipalities.models import Municipality
from nazorg.accounts.acts import Act, requires
from nazorg.common.scope import current_scope
from nazorg.covenant.categories import Category
from nazorg.covenant.parties import Party
from nazorg.covenant.table import covenant_on
from reporting.figures.timeliness import Span
from reporting.municipal.page import WHY_HIDDEN, MunicipalPage, build_municipal_page
from reporting.municipal.views import pdf_of
from reporting.timeliness.definitions import definitions
from reporting.timeliness.forms import YearForm
from reporting.timeliness.report import By, Choice, TimelinessReport, build_timeliness


@dataclass(frozen=True)
class Own:
    """The figures of one municipality that this contact serves."""

    page: MunicipalPage
    report: TimelinessReport


@requires(Act.USE_PORTAL)
@require_GET
def portal_figures(request: HttpRequest) -> HttpResponse:
    """A contact's own municipalities, each apart, by month; nothing of others, nor what they add up to."""
    _may_read()
    return _page(request, YearForm(request.GET, timezone.localdate()))


@requires(Act.USE_PORTAL)
@require_GET
def portal_figures_pdf(request: HttpRequest, code: str) -> HttpResponse:
    """The figures of one of the own municipalities on paper; with a wrong year the page that says what is wrong."""
    _may_read()
    municipality = get_object_or_404(Municipality, code=code, pk__in=current_scope().municipalities)
    form = YearForm(request.GET, timezone.localdate())
    if not form.is_valid():
        response = _page(request, form)
        response.status_code = 400
        return response
    return pdf_of(request, municipality, form.cleaned_data["jaar"])


def _may_read() -> None:
    if not covenant_on(timezone.localdate()).cell(Party.CONTACT, Category.FIGURES).read:
        raise PermissionDenied


def _page(request: HttpRequest, form: YearForm) -> HttpResponse:
    owns = _owns(form.cleaned_data["span"], timezone.now()) if form.is_valid() else []
    context = {
        "form": form,
        "owns": owns,
        "served": current_scope().municipalities,
        "definitions": definitions(),
        "why_hidden": WHY_HIDDEN,
    }
    return render(request, "portal/figures.html", context)


def _owns(span: Span, now: datetime) -> list[Own]:
    """Each municipality of the scope that is open, counted by itself."""
    served = Municipality.objects.filter(pk__in=current_scope().municipalities)
    return [
        Own(build_municipal_page(one, span.year, now), build_timeliness(Choice(span, one, By.MONTH), now))
        for one in served
    ]
