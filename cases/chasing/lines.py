"""Asking after action lines that are late: once a week a mail with a number, to the municipality or the unit."""

from datetime import datetime, timedelta

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from cases.chasing.selectors import Contacts
from cases.chasing.words import Text, text
from cases.plans.selectors import late_by_municipality, late_by_unit
from cases.requests.opening import reached
from municipalities.models import Municipality
from nazorg.common.mails.services import queue_mail
from nazorg.common.scope import system_scope
from nazorg.common.words import counted
from partners.models import Unit


def chase_lines(now: datetime) -> None:
    """Mail whoever is late, each at most once a week: its step names the Monday. Units without an address hear nothing.

    In the first round after a line became late, or where this week's mail went already, the next Monday's.
    """
    today = timezone.localtime(now).date()
    monday = today - timedelta(days=today.weekday())
    with system_scope("chasing looks at all plans and nobody asked for it; only numbers come out"):
        municipalities, units = late_by_municipality(today), late_by_unit(today)
        reachable = reached(today)
    for municipality, number in municipalities.items():
        if municipality.pk not in reachable:
            continue
        said = _to_municipality(municipality, number)
        for contact in Contacts.on(today, municipality).mailed():
            step = f"actions:{municipality.code}:{monday}:{contact.pk}"
            queue_mail(step, contact.email, said.subject, said.body, now, municipality.code)
    for unit, number in units.items():
        if unit.email:
            said = _to_unit(unit, number)
            queue_mail(f"actions:{unit.reference}:{monday}", unit.email, said.subject, said.body, now)


def _to_municipality(municipality: Municipality, number: int) -> Text:
    actions = counted(number, "actie", "acties")
    return text(
        f"{municipality}: {actions} te laat",
        f"Op naam van {municipality} {_stand(number)} {actions} die al klaar {_had(number)} moeten zijn.",
        f"U zegt hier hoe het ermee staat, ook als het niet lukt:\n{settings.SITE_URL}{reverse('portal_actions')}",
        "U krijgt deze mail één keer per week, zolang er een actie te laat is.",
    )


def _to_unit(unit: Unit, number: int) -> Text:
    actions = counted(number, "actie", "acties")
    return text(
        f"{actions.capitalize()} te laat",
        f"Bij {unit} {_stand(number)} {actions} uit een plan van aanpak die al klaar {_had(number)} moeten zijn.",
        "Wilt u de coördinator nazorg bellen over hoe het ermee staat? Om wie het gaat, staat niet in deze mail.",
        "U krijgt deze mail één keer per week, zolang er een actie te laat is.",
    )


def _stand(number: int) -> str:
    return "staat" if number == 1 else "staan"


def _had(number: int) -> str:
    return "had" if number == 1 else "hadden"
