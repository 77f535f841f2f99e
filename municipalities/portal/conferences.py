"""The conferences for which a municipality is invited: when, where, and which of its own cases. Nothing else."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from cases.conferences.models import AgendaItem, Conference, Invitation
from cases.conferences.words import when_words
from municipalities.portal.own import served
from nazorg.accounts.acts import Act, requires
from nazorg.accounts.log import log_access
from nazorg.common.scope import Scope, current_scope
from nazorg.common.words import born_words, spaced


@dataclass(frozen=True)
class Person:
    """Somebody on the agenda for whom the municipality is responsible now."""

    reference: str
    name: str
    born: str


@dataclass(frozen=True)
class Announced:
    """A conference as the municipality may know of it. `people` is empty where its case went to another one."""

    reference: str
    when: str
    place: str
    municipality: str
    cancelled: bool
    people: tuple[Person, ...]


def announced(scope: Scope, today: date) -> list[Announced]:
    """What is still to come, the first one first; what was called off as well."""
    mine = Invitation.objects.visible_to(scope).filter(municipality__in=scope.municipalities, conference__on__gte=today)
    found = mine.select_related("conference", "municipality").order_by("conference__on", "conference__starts")
    return [
        Announced(
            spaced(one.conference.reference),
            when_words(one.conference, one),
            one.conference.place,
            str(one.municipality),
            one.conference.state == Conference.State.CANCELLED,
            _people(one, scope),
        )
        for one in found
    ]


def _people(invitation: Invitation, scope: Scope) -> tuple[Person, ...]:
    items = AgendaItem.objects.visible_to(scope).filter(
        conference=invitation.conference_id, case__responsible=invitation.municipality_id
    )
    return tuple(
        Person(spaced(item.case.reference), item.case.person.full_name, born_words(item.case.person.born))
        for item in items.select_related("case__person")
        if item.case is not None
    )


@requires(Act.USE_PORTAL)
@require_GET
def portal_conferences(request: HttpRequest) -> HttpResponse:
    """The announced conferences."""
    scope, today = current_scope(), timezone.localdate()
    log_access(request, "portal_conferences")
    context = {"announced": announced(scope, today), "several": len(scope.municipalities) > 1, "served": served(scope)}
    return render(request, "portal/conferences.html", context)
