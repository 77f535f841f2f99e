"""After the invitations: another day, off, or held."""

from collections.abc import Collection
from datetime import date, datetime, time

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from cases.conferences import words
from cases.conferences.models import AgendaItem, Conference, ConferencePart, Seat
from cases.conferences.planning import When, check_when, locked
from cases.conferences.selectors import ACT_OF, hours_of, invitations_of, parts_of
from cases.conferences.telling import tell_all
from cases.dossiers.models import Act
from nazorg.accounts.models import User
from nazorg.common.scope import current_scope
from nazorg.common.words import day_words
from nazorg.covenant.categories import Category

MOST_WHY = 200
_NO_DAY = date(2000, 1, 1)


@transaction.atomic
def move(conference: Conference, to: When, now: datetime) -> list[str]:
    """Another day, hours or place. Everybody who was invited is invited again, and has to answer anew.

    The parts shift with the begin. Gives who has to be phoned, by name. Raises ValidationError by field (ends, place)
    or of the whole, also where nothing is other than it was.
    """
    conference = locked(conference)
    check_when(to)
    stands = When(conference.on, conference.starts, conference.ends, conference.place)
    if When(to.on, to.starts, to.ends, to.place.strip()) == stands:
        raise ValidationError("Dag, tijd en plaats zijn hetzelfde gebleven. Er is niets verstuurd.")
    _shift(conference, to)
    conference.on, conference.starts, conference.ends, conference.place = to.on, to.starts, to.ends, to.place.strip()
    conference.save()
    parts, invitations = parts_of(conference, current_scope()), invitations_of(conference, current_scope())
    for invitation in invitations:
        invitation.conference = conference
        invitation.starts, invitation.ends = hours_of([seat.part for seat in invitation.seats.all()], parts, conference)
        if invitation.answer != invitation.Answer.INFORMATION:
            invitation.answer = invitation.Answer.NONE
    return tell_all(invitations, words.changed, "REQUEST", now)


def _shift(conference: Conference, to: When) -> None:
    """Move the parts and the slots of the agenda along with the begin. Raises ValidationError by field: ends."""
    by = datetime.combine(_NO_DAY, to.starts) - datetime.combine(_NO_DAY, conference.starts)
    parts: list[ConferencePart | AgendaItem] = [*ConferencePart.objects.filter(conference=conference)]
    for one in [*parts, *AgendaItem.objects.filter(conference=conference, starts__isnull=False)]:
        later = datetime.combine(_NO_DAY, one.starts or time()) + by
        if later.date() != _NO_DAY or later.time() >= to.ends:
            raise ValidationError({"ends": "Een deel of agendapunt begint dan na het einde. Kies een later einde."})
        one.starts = later.time()
        one.save(update_fields=["starts"])


@transaction.atomic
def cancel(conference: Conference, why: str, now: datetime) -> list[str]:
    """Call it off. It stays on record, and everybody who was invited hears of it; why stays here.

    Gives who has to be phoned, by name. Raises ValidationError by field: why.
    """
    conference, why = locked(conference), why.strip()
    if not why:
        raise ValidationError({"why": "Zeg kort waarom het overleg niet doorgaat."})
    if len(why) > MOST_WHY:
        raise ValidationError({"why": f"Maak dit korter: {MOST_WHY} tekens is het meeste."})
    conference.state, conference.cancelled_why = Conference.State.CANCELLED, why
    conference.save()
    invitations = invitations_of(conference, current_scope())
    for invitation in invitations:
        invitation.conference = conference
    return tell_all(invitations, words.cancelled, "CANCEL", now)


@transaction.atomic
def hold(
    conference: Conference, attended: Collection[int], discussed: Collection[int], by: User, now: datetime
) -> Conference:
    """Record that it was held: who sat there (seats) and what was discussed (items), by primary key.

    Each case that was discussed gets one dated act. Called again it mends who was there and adds what was forgotten.
    Raises ValidationError where it was called off, is still to come, or nothing was discussed.
    """
    conference = Conference.objects.select_for_update(of=("self",)).get(pk=conference.pk)
    today = timezone.localtime(now).date()
    if conference.state == Conference.State.CANCELLED:
        raise ValidationError("Dit overleg is afgelast.")
    if conference.on > today:
        raise ValidationError(f"Dit overleg is pas op {day_words(conference.on, today)}.")
    items = list(AgendaItem.objects.filter(conference=conference).select_related("case"))
    if not any(item.pk in discussed or item.discussed for item in items):
        raise ValidationError("Kies wat er besproken is. Is er niets besproken? Gelast het overleg dan af.")
    conference.state = Conference.State.HELD
    conference.save()
    for seat in Seat.objects.filter(part__conference=conference):
        seat.attended = seat.pk in attended
        seat.save(update_fields=["attended"])
    for item in items:
        _discuss(conference, item, item.pk in discussed, by, now)
    return conference


def _discuss(conference: Conference, item: AgendaItem, discussed: bool, by: User, now: datetime) -> None:
    """What was discussed once stays so: its act counts in the figures."""
    if item.discussed:
        return
    item.discussed = discussed
    item.save(update_fields=["discussed"])
    if discussed and item.case is not None:
        Act.objects.create(
            case=item.case, kind=ACT_OF[Conference.Kind(conference.kind)], category=Category.CONFERENCE_LOGISTICS,
            on=conference.on, text=f"Besproken in overleg {conference.reference}.", done_by=by, recorded_at=now,
        )  # fmt: skip
