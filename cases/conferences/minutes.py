"""Minutes: a page per part and case, kept under an optimistic lock; a guest gets the parts it attended."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from cases.conferences.content import Minutes, Motive
from cases.conferences.criteria import criteria_on
from cases.conferences.models import AgendaItem, Conference, ConferencePart, Invitation
from cases.conferences.packing import was_given
from cases.conferences.planning import locked
from cases.conferences.seating import barred
from cases.conferences.selectors import agreed_categories, invitations_of
from cases.disclosures.giving import Giving, give
from cases.disclosures.models import Disclosure
from cases.disclosures.packs import Part
from cases.disclosures.receiving import refusals
from cases.disclosures.wording import plain
from cases.dossiers.models import Case
from cases.needs.selectors import withdrawn_areas
from cases.recipients import Recipient, recipient_words
from municipalities.models import Municipality
from nazorg.accounts.models import User
from nazorg.common.dutch import full_date, whole
from nazorg.common.scope import Scope, current_scope
from nazorg.common.words import joined
from nazorg.covenant.areas import AREA_CATEGORY, AREA_SHORT
from nazorg.covenant.categories import Category
from partners.selectors import units_on

MOST = 20_000
MOST_MOTIVE = 200


@dataclass(frozen=True)
class Page:
    """What somebody typed about one item in one part, and which version it was typed over (0: none)."""

    part: ConferencePart
    item: AgendaItem
    discussed: str
    decided: str
    agreed: str
    version: int

    @property
    def words(self) -> tuple[str, str, str]:
        return plain(self.discussed), plain(self.decided), plain(self.agreed)


class MinutesChanged(Exception):
    """A colleague saved some of these pages since they were opened: `pages`, as they stand. Nothing is kept."""

    def __init__(self, pages: list[Minutes]) -> None:
        super().__init__(f"{len(pages)} pages changed")
        self.pages = pages


@transaction.atomic
def save_minutes(conference: Conference, pages: Sequence[Page], by: User, now: datetime) -> int:
    """Keep what was typed; how many pages changed. All of them or none.

    Raises MinutesChanged where a colleague was first, ValidationError where the conference is off or a text too long.
    """
    conference = Conference.objects.select_for_update(of=("self",)).get(pk=conference.pk)
    if conference.state == Conference.State.CANCELLED:
        raise ValidationError("Dit overleg is afgelast.")
    if any(len(text) > MOST for page in pages for text in page.words):
        raise ValidationError(f"Een tekst is langer dan {whole(MOST)} tekens. Maak hem korter.")
    standing = {(one.part_id, one.item_id): one for one in Minutes.objects.filter(part__conference=conference)}
    saved, conflicts = [], []
    for page in pages:
        one = standing.get((page.part.pk, page.item.pk))
        if page.words == (words_of(one) if one else ("", "", "")):
            continue
        if (one.version if one else 0) != page.version:
            conflicts += [one] if one else []
            continue
        one = one or Minutes(part=page.part, item=page.item, case=page.item.case, version=0)
        one.discussed, one.decided, one.agreed = page.words
        one.version, one.saved_by, one.saved_at = one.version + 1, by, now
        saved.append(one)
    if conflicts:
        raise MinutesChanged(conflicts)
    for one in saved:
        one.save()
    return len(saved)


def words_of(minutes: Minutes) -> tuple[str, str, str]:
    """What a page holds."""
    return minutes.discussed, minutes.decided, minutes.agreed


@transaction.atomic
def set_motive(item: AgendaItem, codes: Iterable[str], text: str) -> None:
    """Say why a case is on the agenda: which criteria it meets. Raises ValidationError by field: criteria, text."""
    locked(item.conference)
    text, known = text.strip(), [one.code for one in criteria_on(item.conference.on)]
    ticked = [code for code in known if code in set(codes)]
    if item.case is None:
        raise ValidationError("Criteria horen bij een casus.")
    if len(text) > MOST_MOTIVE:
        raise ValidationError({"text": f"Maak dit korter: {MOST_MOTIVE} tekens is het meeste."})
    Motive.objects.update_or_create(item=item, defaults={"case": item.case, "criteria": ticked, "text": text})


@dataclass(frozen=True)
class Report:
    """The minutes that one guest gets about one case: the parts it attended. `given` says that it has these words.

    `held_back` says in sentences which parts it does not get: the person took back what was agreed to since, or it
    takes no part in the case any more.
    """

    to: Recipient
    case: Case
    parts: tuple[Part, ...]
    given: bool
    held_back: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """Who gets it."""
        return recipient_words(self.to)

    @property
    def new(self) -> bool:
        """Whether there is something to give that the guest does not have."""
        return bool(self.parts) and not self.given


def reports(conference: Conference, scope: Scope, today: date) -> list[Report]:
    """What each guest that was there gets, per case for which it came; nothing where nothing was written."""
    pages = Minutes.objects.visible_to(scope).filter(part__conference=conference)
    written = [one for one in pages.select_related("part", "case__person", "case__responsible") if any(words_of(one))]
    agreed, found = agreed_categories(conference, scope), []
    for invitation in invitations_of(conference, scope):
        there = _attended(invitation, conference, agreed)
        numbers = {item.pk for item in invitation.items.all()}
        cases = {one.case: None for one in written if one.case and one.item_id in numbers and one.part_id in there}
        for case in cases:
            gone = _takes_no_part(invitation.who, case, scope, today)
            about = [one for one in written if one.case_id == case.pk and one.part_id in there]
            why_not = {one.pk: gone or _taken_back(one.part, case, scope) for one in about}
            parts = tuple(
                Part(one.part.title, Category.CONFERENCE_CONTENT.value, page_text(conference, one))
                for one in about
                if not why_not[one.pk]
            )
            held_back = tuple(f"“{one.part.title}” gaat niet mee: {why}." for one in about if (why := why_not[one.pk]))
            given = was_given(case, invitation.who, parts, scope)
            found.append(Report(invitation.who, case, parts, given, held_back))
    return found


def _takes_no_part(to: Recipient, case: Case, scope: Scope, today: date) -> str:
    """Why somebody who was there gets nothing of it today, in words; empty where it does."""
    if isinstance(to, Municipality):
        return "" if case.responsible_id == to.pk else f"de casus is nu van {case.responsible or 'geen gemeente'}"
    works = units_on(today).filter(pk=to.pk).exists()
    if works and not refusals(case, to, [Category.CONFERENCE_CONTENT.value], scope, today):
        return ""
    return f"{to} doet niet meer mee in deze casus"


def _taken_back(part: ConferencePart, case: Case, scope: Scope) -> str:
    areas = _withdrawn(part, case, scope)
    return f"de persoon trok de toestemming in voor {joined(areas)}" if areas else ""


def _withdrawn(part: ConferencePart, case: Case, scope: Scope) -> list[str]:
    """The areas (words) discussed in a part of which the person took the agreement back, as for a pack."""
    return [
        AREA_SHORT[area]
        for area in sorted(withdrawn_areas(case, scope))
        if AREA_CATEGORY[area].value in part.categories
    ]


def _attended(invitation: Invitation, conference: Conference, agreed: frozenset[str]) -> set[int]:
    """The parts (primary keys) in which a guest was, and may hear what was discussed also by the covenant as it is."""
    return {
        seat.part_id
        for seat in invitation.seats.all()
        if seat.attended and not barred(invitation.party, seat.part.categories, conference.on, agreed)
    }


def page_text(conference: Conference, minutes: Minutes) -> str:
    """A page of the minutes in the words in which it leaves."""
    headed = zip(("Besproken", "Besluiten", "Acties"), words_of(minutes), strict=True)
    blocks = [f"{heading}:\n{text}" for heading, text in headed if text]
    return plain("\n\n".join([f"{conference.get_kind_display()}, {full_date(conference.on)}.", *blocks]))


@transaction.atomic
def give_minutes(conference: Conference, ground: str, by: User, now: datetime) -> list[Disclosure]:
    """Give each guest its parts of the minutes, as a registered disclosure; what it has already is not given again.

    Raises ValidationError where the conference was not held, no ground was chosen, or there is nothing new to give.
    """
    conference = Conference.objects.select_for_update(of=("self",)).get(pk=conference.pk)
    if conference.state != Conference.State.HELD:
        raise ValidationError("Leg eerst vast dat het overleg gehouden is, en wie er waren.")
    how = Giving(
        Disclosure.Kind.CONFERENCE, Disclosure.Channel.MAIL, ground, timezone.localtime(now).date()
    )  # fmt: skip
    ready = reports(conference, current_scope(), how.on)
    given = [give(one.case, one.to, one.parts, how, by, now) for one in ready if one.new]
    if not given:
        raise ValidationError("Er is niets nieuws te geven.")
    return given
