"""What Vandaag says of the screening queue: one line, whatever its length."""

from django.urls import reverse

from cases.screening.selectors import queue
from nazorg.common.lines import Line
from nazorg.common.scope import Scope
from nazorg.common.words import counted


def about_screening(scope: Scope) -> list[Line]:
    """How many wait and who comes first; nothing for whoever does not screen, or where nobody waits."""
    waiting = queue(scope)
    first = waiting.first()
    if first is None:
        return []
    text = f"{counted(waiting.count(), 'aankomst', 'aankomsten')} te screenen"
    url = reverse("screening_case", args=[first.reference])
    return [Line(first.person.full_name, url, "komt het eerst", "Screen", url, text=text)]
