"""The target groups that follow from the data, each with the words that explain it (domain page, target groups)."""

from dataclasses import dataclass
from datetime import date, datetime
from itertools import combinations
from typing import Literal

from django.utils import timezone

from cases.detentions.history import CONSECUTIVE
from cases.detentions.models import AskedForHelp, Detention
from cases.dossiers.models import Case
from cases.selectors import detentions_of
from cases.targets.models import KnownBefore
from nazorg.common.scope import Scope
from nazorg.common.words import born_words, counted, day_words

# "Under 27", and "more than three detentions": four or more with this one.
YOUNGER_THAN = 27
RETURNER_FROM = 4

Belongs = Literal["yes", "no", "unknown"]


@dataclass(frozen=True)
class Answer:
    """What the data say. `addition` goes behind the name of the group."""

    belongs: Belongs
    why: str
    addition: str = ""
    lines: tuple[str, ...] = ()


def _yes(holds: bool) -> Belongs:
    return "yes" if holds else "no"


def asked_for_help(case: Case, scope: Scope) -> Answer:
    """As the notification of the arrival says."""
    found = AskedForHelp.objects.visible_to(scope).filter(detention=case.detention_id).first()
    if found is None:
        return Answer("unknown", "In de meldingen staat niet of er om hulp is gevraagd.", ": onbekend")
    return Answer(_yes(found.asked), f"Volgens de melding van de aankomst {'wel' if found.asked else 'niet'}.")


def young(case: Case, scope: Scope, today: date) -> Answer:
    """Younger than 27 on the day of release; before it on the expected day, without either today, provisionally.

    Once somebody is released it does not change any more. A birth date that is partly unknown says nothing.
    """
    born = case.person.born
    if len(born) < len("2000-01-01"):
        words = f"alleen {born_words(born)} is bekend" if born else "geen geboortedatum bekend"
        return Answer("unknown", f"De leeftijd is niet zeker: {words}.", ": onbekend")
    day, when, addition = _day_that_counts(case.detention, today)
    birthday = date.fromisoformat(born)
    age = day.year - birthday.year - ((day.month, day.day) < (birthday.month, birthday.day))
    return Answer(_yes(age < YOUNGER_THAN), f"{age} jaar {when}.", addition)


def _day_that_counts(detention: Detention | None, today: date) -> tuple[date, str, str]:
    if detention is not None and detention.released_on is not None:
        day = detention.released_on
        return day, f"op de dag van vrijlating, {day_words(day, today)}: dit staat vast", ""
    if detention is not None and detention.expected_end_on is not None:
        day = detention.expected_end_on
        return day, f"op de verwachte vrijlating, {day_words(day, today)}. Bij de vrijlating staat het vast", ""
    return today, "vandaag. Voorlopig, want er is geen dag van vrijlating bekend", " (voorlopig)"


def returner(case: Case, scope: Scope, today: date) -> Answer:
    """Four detentions or more with this one: registered here up to this case, and known from before.

    Consecutive stays count as one. More may have been elsewhere: the number is a minimum.
    """
    own = case.detention
    until = (own.start_on or own.released_on if own else None) or case.opened_on
    stays = [stay for stay in detentions_of(case.person, scope) if _begun(stay) <= until]
    known = KnownBefore.objects.visible_to(scope).select_related("by").filter(case__person_id=case.person_id).first()
    following = {stay.pk for before, stay in combinations(reversed(stays), 2) if _goes_on(before, stay)}
    number = len(stays) - len(following) + (known.number if known else 0)
    lines = [_stay_words(stay, stay.pk in following, today) for stay in stays]
    if known is not None and known.number:
        lines.append(f"{known.number} eerder bekend: {known.source} ({known.by.name}, {local_day(known.at, today)})")
    belongs = number >= RETURNER_FROM
    with_this = " met deze erbij" if own else ""
    why = "Er is geen detentie bekend."
    if number:
        words = counted(number, "detentie", "detenties")
        why = f"Minstens {words}{with_this}. Vanaf {RETURNER_FROM} hoort iemand erbij."
    return Answer(_yes(belongs), why, f": minstens {number}" if belongs else "", tuple(lines))


def local_day(moment: datetime, today: date) -> str:
    """The day of a moment, as one says it."""
    return day_words(timezone.localtime(moment).date(), today)


def _begun(stay: Detention) -> date:
    return stay.start_on or stay.released_on or date.min


def _goes_on(before: Detention, stay: Detention) -> bool:
    """Whether a stay begins where an earlier one ended. Of one notification they are one detention; not of two."""
    ended = before.released_on
    return ended is not None and stay.start_on is not None and stay.start_on <= ended + CONSECUTIVE


def _stay_words(stay: Detention, goes_on: bool, today: date) -> str:
    start = day_words(stay.start_on, today) if stay.start_on else "aankomst niet gemeld"
    end = f"tot {day_words(stay.released_on, today)}" if stay.released_on else "loopt"
    place = f", {stay.institution}" if stay.institution else ""
    return f"{start}, {end}{place}{', sluit aan en telt niet apart' if goes_on else ''}"
