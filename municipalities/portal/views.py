"""The municipality's window. An empty room for now: who you are, for whom, what will come, what was agreed."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from municipalities.models import Municipality
from nazorg.accounts.acts import Act, requires
from nazorg.accounts.covenant_tables import party_table
from nazorg.common.scope import current_scope
from nazorg.covenant.parties import Party
from nazorg.covenant.table import covenant_on


@requires(Act.USE_PORTAL)
@require_GET
def portal(request: HttpRequest) -> HttpResponse:
    """For which municipalities this contact has approved access today, and what he can expect here."""
    served = Municipality.objects.filter(pk__in=current_scope().municipalities)
    return render(request, "portal/portal.html", {"served": [one.name for one in served]})


@requires(Act.USE_PORTAL)
@require_GET
def portal_covenant(request: HttpRequest) -> HttpResponse:
    """The contact's own column of the covenant, and nobody else's."""
    version = covenant_on(timezone.localdate())
    context = {"version": version, "table": party_table(version, Party.CONTACT)}
    return render(request, "portal/covenant.html", context)
