"""A person's reminder: which municipalities a mail would go to now, and which have heard today."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db.models import Count
from django.utils import timezone

from cases.chasing.selectors import chased
from cases.requests.models import Request
from cases.requests.opening import reached
from municipalities.models import Municipality
from nazorg.common.mails.models import Mail
from nazorg.common.scope import Scope


@dataclass(frozen=True)
class Reminder:
    """A municipality with the number of its questions that a mail would be about, or why it gets none."""

    municipality: Municipality
    questions: int
    why_not: str = ""


def reminders(cases: Iterable[str], scope: Scope, today: date) -> list[Reminder]:
    """What reminding would come to for the municipalities that are asked about these cases (references).

    A mail is about all that a municipality has open, and it gets one a working day at most.
    """
    open_requests = Request.objects.visible_to(scope).filter(state=Request.State.OPEN, case__reference__in=list(cases))
    places = list(Municipality.objects.filter(pk__in=open_requests.values("municipality")))
    running = chased().filter(municipality__in=places).order_by().values_list("municipality")
    numbers = dict(running.annotate(number=Count("pk")))
    heard, reachable = _heard(places, today), reached(today)
    found = []
    for place in places:
        why_not = ""
        if place.pk not in numbers:
            why_not = "Er loopt nu geen termijn."
        elif place.pk not in reachable:
            why_not = "Daar kan niemand inloggen. Bel, of mail zelf."
        elif place.code in heard:
            why_not = "Kreeg vandaag al een mail."
        found.append(Reminder(place, numbers.get(place.pk, 0), why_not))
    return found


def _heard(places: Iterable[Municipality], today: date) -> set[str]:
    """The codes of the municipalities that were mailed today about what they have open."""
    midnight = timezone.make_aware(datetime.combine(today, time.min))
    mails = Mail.objects.filter(created_at__gte=midnight, step__startswith="chase:")
    codes = mails.filter(municipality_code__in=[place.code for place in places])
    return set(codes.values_list("municipality_code", flat=True))
