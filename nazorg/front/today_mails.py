"""What Vandaag says of the mails to municipalities: those that did not arrive, and those that nobody could be sent."""

from datetime import date, datetime

from django.urls import reverse

from cases.chasing.selectors import without_escalation_contact
from nazorg.common.lines import Line
from nazorg.common.mails.selectors import stuck
from nazorg.common.words import counted
from nazorg.front.selectors import RECENT


def about_mails(now: datetime, today: date) -> list[Line]:
    """A line for all mails that are stuck, and one for each municipality that cannot be escalated to."""
    lines = []
    if number := stuck(now - RECENT).count():
        url = reverse("mails")
        text = f"{counted(number, 'mail', 'mails')} niet aangekomen"
        lines.append(Line("Berichten", url, "mislukt of onzeker", "Bekijk", url, text=text))
    for municipality, number in without_escalation_contact(today):
        url = reverse("municipality", args=[municipality.code])
        text = f"{counted(number, 'vraag', 'vragen')} te lang open, geen aanspreekpunt"
        lines.append(Line(str(municipality), url, "bel zelf", "Bekijk gemeente", url, text=text))
    return lines
