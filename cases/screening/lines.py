"""A case to screen as a line of the queue."""

from datetime import date

from django.urls import reverse

from cases.dossiers.models import Case
from cases.requests.lines import tags
from nazorg.common.lines import Line
from nazorg.common.tables import Tag
from nazorg.common.words import day_words, in_days


def queue_line(case: Case, today: date, *, first: bool) -> Line:
    """When somebody is free, who, where, and since when. The first line has the act that the page is for."""
    url = reverse("screening_case", args=[case.reference])
    detention, chain = case.detention, getattr(case, "chain", None)
    place = detention.institution if detention else ""
    since = f"sinds {day_words(detention.start_on, today)}" if detention and detention.start_on else ""
    marks = list(tags(chain, today)) if chain is not None else []
    if case.to_decide:
        marks.append(Tag(case.get_to_decide_display(), "warn", "i-ask"))
    return Line(
        text=_free_words(case, today),
        tags=tuple(marks),
        subject=case.person.full_name,
        url=url,
        meta=", ".join(filter(None, (str(case.responsible or "geen gemeente"), place, since))),
        action="Screen",
        action_url=url,
        primary=first,
    )


def _free_words(case: Case, today: date) -> str:
    if case.detention is None:
        return "Zonder detentie"
    if released := case.detention.released_on:
        return f"Vrij sinds {day_words(released, today)}"
    if expected := case.detention.expected_end_on:
        day, far = day_words(expected, today), in_days(expected, today)
        return f"Vrij {far} ({day})" if far else f"Vrij {day}"
    return "Vrijlating onbekend"
