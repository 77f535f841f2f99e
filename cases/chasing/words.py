"""What the mails to a municipality say. Never anything of a person: numbers, the municipality, days and links."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.urls import reverse

from cases.requests.models import Request
from municipalities.models import Municipality
from nazorg.common.deadlines import next_working_day
from nazorg.common.words import counted, day_words


@dataclass(frozen=True)
class Text:
    """A mail's subject and body."""

    subject: str
    body: str


def text(subject: str, *paragraphs: str) -> Text:
    """A mail with greeting and ending; empty paragraphs are left out."""
    ending = f"Met vriendelijke groet,\nVeiligheidshuis {settings.REGION_NAME}"
    return Text(subject, "\n\n".join(["Beste collega,", *filter(None, paragraphs), ending]) + "\n")


def _page(request: Request) -> str:
    """Where one answers: whoever is not signed in does that first, and lands there."""
    return settings.SITE_URL + reverse("portal_question", args=[request.reference])


def _portal() -> str:
    return settings.SITE_URL + reverse("portal")


def daily(municipality: Municipality, requests: Sequence[Request], today: date) -> Text:
    """What a municipality has open, by term; `requests` the most urgent first."""
    questions = counted(len(requests), "vraag", "vragen")
    late = sum(request.due_on is not None and request.due_on < today for request in requests)
    urgent = sum(request.urgent for request in requests)
    stand = "staat" if len(requests) == 1 else "staan"
    return text(
        f"{municipality}: {questions} open" + (f", {late} te laat" if late else ""),
        f"Voor {municipality} {stand} {questions} van het Veiligheidshuis open:",
        "\n".join(f"- {line}" for line in _by_term(requests, today)),
        f"Daarvan {'heeft' if urgent == 1 else 'hebben'} {urgent} spoed." if urgent else "",
        f"De dringendste beantwoordt u hier:\n{_page(requests[0])}",
        f"Alle vragen aan uw gemeente:\n{_portal()}",
        "Weet u nog niet alles? Stuur dan wat u wel weet. U krijgt deze mail op werkdagen, zolang er iets openstaat.",
    )


def _by_term(requests: Sequence[Request], today: date) -> list[str]:
    """ "2 te laat", "1 vandaag", "3 morgen", "1 later"; before a weekend the next working day by its name."""
    following = next_working_day(today + timedelta(days=1))
    tomorrow = "morgen" if following == today + timedelta(days=1) else f"uiterlijk {day_words(following, today)}"
    numbers = dict.fromkeys(("te laat", "vandaag", tomorrow, "later"), 0)
    for request in requests:
        due = request.due_on or today
        word = "te laat" if due < today else "vandaag" if due == today else tomorrow if due <= following else "later"
        numbers[word] += 1
    return [f"{number} {word}" for word, number in numbers.items() if number]


def urgent(request: Request, today: date) -> Text:
    """One request that cannot wait for the others."""
    due = request.due_on or today
    day = day_words(due, today)
    if due < today:
        asked = f"Het antwoord had er uiterlijk {day} moeten zijn. Wilt u het vandaag nog sturen?"
    else:
        asked = f"Wilt u uiterlijk {day} antwoorden?"
    return text(
        f"Spoed voor {request.municipality}: antwoord uiterlijk {day}",
        f"Een vraag van het Veiligheidshuis aan {request.municipality} heeft spoed. {asked}",
        f"Beantwoord de vraag hier:\n{_page(request)}",
        "Weet u nog niet alles? Stuur dan wat u wel weet.",
    )


def escalation(municipality: Municipality, requests: Sequence[Request], today: date, logs_in: bool) -> Text:
    """What somebody above hears; a link only for who can follow it."""
    questions = counted(len(requests), "vraag", "vragen")
    oldest = min(request.due_on for request in requests if request.due_on is not None)
    had = "had" if len(requests) == 1 else "hadden"
    return text(
        f"{municipality}: {questions} te lang onbeantwoord",
        f"U bent aanspreekpunt van {municipality} als antwoorden aan het Veiligheidshuis te laat zijn. Nu "
        f"{had} {questions} al beantwoord moeten zijn, de oudste uiterlijk {day_words(oldest, today)}.",
        "De contactpersonen van uw gemeente kregen daar mails over. Wilt u ervoor zorgen dat iemand antwoordt?",
        f"De vragen staan hier:\n{_portal()}" if logs_in else "Zij antwoorden in Nazorg, het portaal van de nazorg.",
        "Over deze vragen krijgt u geen tweede mail.",
    )
