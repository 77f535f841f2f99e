"""Setting up a conference: when and where, its parts, and its one agenda."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from django.core.exceptions import ValidationError
from django.db import transaction

from cases.conferences.models import AgendaItem, Conference, ConferencePart, Seat
from cases.conferences.seating import DISCUSSABLE, barred, barred_words, minutes_of, proposed_parts
from cases.conferences.selectors import agreed_categories
from cases.dossiers.models import Case
from nazorg.accounts.models import User
from nazorg.common.scope import current_scope
from nazorg.common.words import joined

SHORTEST = 15
MOST_PLACE, MOST_TITLE, MOST_NUMBER = 120, 120, 40


@dataclass(frozen=True)
class When:
    """Day, hours and place of a conference."""

    on: date
    starts: time
    ends: time
    place: str


@dataclass(frozen=True)
class Part:
    """A part as it is wanted; `pk` is that of an existing one. `categories` are codes."""

    pk: int | None
    title: str
    starts: time
    categories: Sequence[str]


@transaction.atomic
def plan(kind: str, when: When, cases: Iterable[Case], by: User, now: datetime) -> Conference:
    """A new conference with the parts that are proposed for its kind, and these cases on its agenda.

    Raises ValidationError by field: kind, ends, place.
    """
    if kind not in Conference.Kind.values:
        raise ValidationError({"kind": "Kies een soort overleg."})
    check_when(when)
    conference = Conference.objects.create(
        kind=kind, on=when.on, starts=when.starts, ends=when.ends, place=when.place.strip(),
        created_by=by, created_at=now,
    )  # fmt: skip
    for title, starts, categories in proposed_parts(kind, when.starts, when.ends):
        ConferencePart.objects.create(conference=conference, title=title, starts=starts, categories=categories)
    for case in cases:
        add_case(conference, case)
    return conference


def check_when(when: When) -> None:
    """Raises ValidationError by field (ends, place) where the hours or the place make no sense."""
    wrong = {}
    if minutes_of(when.ends) - minutes_of(when.starts) < SHORTEST:
        wrong["ends"] = f"Kies een einde van minstens {SHORTEST} minuten na het begin."
    if not when.place.strip():
        wrong["place"] = "Zeg waar het overleg is."
    elif len(when.place.strip()) > MOST_PLACE:
        wrong["place"] = f"Maak de plaats korter: {MOST_PLACE} tekens is het meeste."
    if wrong:
        raise ValidationError(wrong)


def locked(conference: Conference) -> Conference:
    """The conference as it stands, held until the end of the transaction. Raises ValidationError where it is over."""
    found = Conference.objects.select_for_update(of=("self",)).get(pk=conference.pk)
    if not found.is_planned:
        raise ValidationError(f"Dit overleg is {found.get_state_display()}. U kunt het niet meer wijzigen.")
    return found


@transaction.atomic
def add_case(conference: Conference, case: Case, starts: time | None = None) -> AgendaItem:
    """Put a case on the agenda. Raises ValidationError by field: case, starts."""
    conference = locked(conference)
    _check_slot(conference, starts)
    if AgendaItem.objects.filter(conference=conference, case=case).exists():
        raise ValidationError({"case": "Deze casus staat al op de agenda."})
    return AgendaItem.objects.create(conference=conference, case=case, starts=starts)


@transaction.atomic
def add_topic(conference: Conference, title: str, outside_number: str, starts: time | None = None) -> AgendaItem:
    """Put something without a dossier on the agenda. Raises ValidationError by field: title, outside_number, starts."""
    conference, title, number = locked(conference), title.strip(), outside_number.strip()
    wrong = {}
    if not title:
        wrong["title"] = "Zeg waar het over gaat, zonder naam van een persoon."
    elif len(title) > MOST_TITLE:
        wrong["title"] = f"Maak dit korter: {MOST_TITLE} tekens is het meeste."
    if len(number) > MOST_NUMBER:
        wrong["outside_number"] = f"Maak het nummer korter: {MOST_NUMBER} tekens is het meeste."
    if wrong:
        raise ValidationError(wrong)
    _check_slot(conference, starts)
    return AgendaItem.objects.create(conference=conference, title=title, outside_number=number, starts=starts)


@transaction.atomic
def set_slot(item: AgendaItem, starts: time | None) -> None:
    """Give an item of the agenda its time. Raises ValidationError by field: starts."""
    conference = locked(item.conference)
    _check_slot(conference, starts)
    item.starts = starts
    item.save(update_fields=["starts"])


@transaction.atomic
def take_off(item: AgendaItem) -> None:
    """Take an item off the agenda. Raises ValidationError where minutes were made of it."""
    locked(item.conference)
    if item.invitations.exists():
        raise ValidationError("Voor dit agendapunt is al iemand uitgenodigd. Het blijft daarom op de agenda staan.")
    item.delete()


def _check_slot(conference: Conference, starts: time | None) -> None:
    if starts is not None and not conference.starts <= starts < conference.ends:
        hours = f"{conference.starts:%H.%M} en {conference.ends:%H.%M}"
        raise ValidationError({"starts": f"Kies een tijd tussen {hours}."})


@transaction.atomic
def set_parts(conference: Conference, wanted: Sequence[Part]) -> None:
    """Give a conference these parts, in the place of what it had. Seats in parts that stay are kept.

    Raises ValidationError where a part is not whole, or where somebody who sits in it may not hear what is discussed.
    """
    conference = locked(conference)
    _check_parts(conference, wanted)
    standing = {part.pk: part for part in conference.parts.all()}
    gone = [pk for pk in standing if all(part.pk != pk for part in wanted)]
    if seated := Seat.objects.filter(part__in=gone).select_related("part").first():
        raise ValidationError(f"In “{seated.part.title}” zitten genodigden. Haal hen er eerst uit.")
    ConferencePart.objects.filter(pk__in=gone).delete()
    agreed = agreed_categories(conference, current_scope())
    for part in wanted:
        if part.pk is not None and part.pk in standing:
            _change(standing[part.pk], part, conference.on, agreed)
        else:
            ConferencePart.objects.create(
                conference=conference, title=part.title.strip(), starts=part.starts, categories=list(part.categories)
            )


def _check_parts(conference: Conference, wanted: Sequence[Part]) -> None:
    if not wanted:
        raise ValidationError("Een overleg heeft minstens één deel.")
    begins = [part.starts for part in wanted]
    if min(begins) != conference.starts:
        raise ValidationError(f"Het eerste deel begint om {conference.starts:%H.%M}, als het overleg begint.")
    if len(set(begins)) < len(begins) or max(begins) >= conference.ends:
        raise ValidationError(
            f"Geef elk deel een eigen begin, tussen {conference.starts:%H.%M} en {conference.ends:%H.%M}."
        )
    for part in wanted:
        if not part.title.strip():
            raise ValidationError("Geef elk deel een naam.")
        if not part.categories or set(part.categories) - set(DISCUSSABLE):
            raise ValidationError(f"Kies wat in “{part.title}” besproken wordt.")


def _change(standing: ConferencePart, wanted: Part, on: date, agreed: frozenset[str]) -> None:
    seats = Seat.objects.filter(part=standing).select_related("invitation__unit__organisation")
    sentences = [
        barred_words(seat.invitation.guest, wanted.title, kept_out)
        for seat in seats.select_related("invitation__municipality", "invitation__unit__organisation")
        if (kept_out := barred(seat.invitation.party, wanted.categories, on, agreed))
    ]
    if sentences:
        raise ValidationError(f"{joined(sentences)} Haal die genodigde eerst uit dit deel.")
    standing.title, standing.starts, standing.categories = wanted.title.strip(), wanted.starts, list(wanted.categories)
    standing.save()
    for seat in seats:
        seat.categories = standing.categories
        seat.save(update_fields=["categories"])
