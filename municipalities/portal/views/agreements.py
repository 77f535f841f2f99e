"""What was agreed: with the own municipality, among colleagues, and in the covenant."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from municipalities.agreements.absences import add_absence, end_absence
from municipalities.agreements.models import Absence
from municipalities.portal.absence_form import AbsenceForm
from municipalities.portal.colleagues import agreed_with, away
from municipalities.portal.own import served
from nazorg.accounts.acts import Act, requires, user_of
from nazorg.accounts.covenant_tables import party_table
from nazorg.common.scope import current_scope
from nazorg.covenant.parties import Party
from nazorg.covenant.table import covenant_on


@requires(Act.USE_PORTAL)
def portal_agreements(request: HttpRequest) -> HttpResponse:
    """Agreements, terms, colleagues and tasks of each municipality; a post says when one is away oneself."""
    user, today = user_of(request), timezone.localdate()
    municipalities = served(current_scope())
    form = AbsenceForm(user, municipalities, today, request.POST or None)
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        try:
            add_absence(user, given["from_on"], given["to_on"], given["substitute"], today)
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            messages.success(request, "Uw afwezigheid is vastgelegd.")
            return redirect("portal_agreements")
    context = {
        "agreed": [agreed_with(one, today) for one in municipalities],
        "away": away(user, today),
        "form": form,
    }
    return render(request, "portal/agreements.html", context)


@requires(Act.USE_PORTAL)
@require_POST
def portal_absence_end(request: HttpRequest, number: int) -> HttpResponse:
    """Be back, or stay after all: one's own absence only."""
    absence = Absence.objects.filter(user=user_of(request), pk=number).first() if number < 2**63 else None
    if absence is None:
        raise Http404
    end_absence(absence, timezone.localdate())
    messages.success(request, "Uw afwezigheid is opgeheven.")
    return redirect("portal_agreements")


@requires(Act.USE_PORTAL)
@require_GET
def portal_covenant(request: HttpRequest) -> HttpResponse:
    """The contact's own column of the covenant, and nobody else's."""
    version = covenant_on(timezone.localdate())
    context = {"version": version, "table": party_table(version, Party.CONTACT)}
    return render(request, "portal/covenant.html", context)
