"""A municipality's own figures: how long it takes to answer, and whether the MMD-er has it in time."""

from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from municipalities.models import Municipality
from nazorg.accounts.acts import Act, requires
from nazorg.common.scope import current_scope
from nazorg.covenant.categories import Category
from nazorg.covenant.parties import Party
from nazorg.covenant.table import covenant_on
from reporting.figures.timeliness import Span
from reporting.timeliness_definitions import definitions
from reporting.timeliness_forms import YearForm
from reporting.timeliness_report import By, Choice, TimelinessReport, build_timeliness


@dataclass(frozen=True)
class Own:
    """The figures of one municipality that this contact serves."""

    name: str
    report: TimelinessReport


@requires(Act.USE_PORTAL)
@require_GET
def portal_figures(request: HttpRequest) -> HttpResponse:
    """A contact's own municipalities, each apart, by month; nothing of others, nor what they add up to."""
    today = timezone.localdate()
    if not covenant_on(today).cell(Party.CONTACT, Category.FIGURES).read:
        raise PermissionDenied
    form = YearForm(request.GET, today)
    owns = _owns(form.cleaned_data["span"], timezone.now()) if form.is_valid() else []
    context = {"form": form, "owns": owns, "served": current_scope().municipalities, "definitions": definitions()}
    return render(request, "portal/figures.html", context)


def _owns(span: Span, now: datetime) -> list[Own]:
    """Each municipality of the scope that is open, counted by itself."""
    served = Municipality.objects.filter(pk__in=current_scope().municipalities)
    return [Own(one.name, build_timeliness(Choice(span, one, By.MONTH), now)) for one in served]
