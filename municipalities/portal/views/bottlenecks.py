"""The bottlenecks of a municipality: how many of its cases, and what was signalled about it."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from cases.bottlenecks.selectors import counted_table, structural
from municipalities.portal.own import served
from nazorg.accounts.acts import Act, requires
from nazorg.accounts.log import log_access
from nazorg.common.scope import current_scope
from nazorg.common.tables import Table
from nazorg.common.words import day_words


@dataclass(frozen=True)
class Own:
    """What goes wrong in one municipality: counted by theme, and in words that name no person."""

    name: str
    table: Table
    items: list[dict[str, str]]


@requires(Act.USE_PORTAL)
@require_GET
def portal_bottlenecks(request: HttpRequest) -> HttpResponse:
    """The municipalities of this contact, each apart."""
    log_access(request, "portal_bottlenecks")
    scope, today = current_scope(), timezone.localdate()
    found = structural(scope)
    owns = []
    for municipality in served(scope):
        items = [
            {
                "text": one.text,
                "meta": f"{one.get_theme_display()}, {one.get_aspect_display()}. "
                f"{str(one.get_state_display()).capitalize()} sinds {day_words(one.changed_on, today)}.",
            }
            for one in found
            if one.municipality_id == municipality.pk
        ]
        owns.append(Own(municipality.name, counted_table((today.year, today.year - 1), municipality), items))
    return render(request, "portal/bottlenecks.html", {"owns": owns})
