"""Inviting: one act writes the invitations, queues mails and calendar files, and gives the packs that were ticked."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from cases.conferences import words
from cases.conferences.models import AgendaItem, Conference, ConferencePart, Invitation, InvitedFor, Seat
from cases.conferences.packing import Pack, give_packs
from cases.conferences.planning import locked
from cases.conferences.seating import barred, barred_words, can_be_invited
from cases.conferences.selectors import agenda_of, agreed_categories, hours_of, invitations_of, parts_of
from cases.conferences.telling import tell, tell_all, told_before
from cases.disclosures.models import Disclosure
from cases.dossiers.models import Act
from cases.involvement.models import Participation
from cases.involvement.services import take_part
from cases.recipients import Recipient, party_of
from municipalities.models import Municipality
from nazorg.accounts.models import User
from nazorg.common.scope import current_scope
from nazorg.common.words import joined
from nazorg.covenant.categories import Category
from nazorg.covenant.parties import Party
from partners.models import Unit


@dataclass(frozen=True)
class Guest:
    """Somebody to invite: into which parts, and for which cases on the agenda (primary keys of parts and items).

    Without a part it is asked for information only.
    """

    who: Recipient
    parts: Collection[int]
    items: Collection[int]
    informs: bool = False

    @property
    def name(self) -> str:
        return str(self.who) if isinstance(self.who, Unit) else f"Gemeente {self.who}"

    @property
    def code(self) -> str:
        """What tells guests apart, as in an invitation."""
        return self.who.reference if isinstance(self.who, Unit) else self.who.code

    @property
    def party(self) -> Party:
        return party_of(self.who)


@dataclass
class Invited:
    """What came of it: who got a mail, who has to be phoned, and which packs were given."""

    mailed: list[str] = field(default_factory=list)
    phone: list[str] = field(default_factory=list)
    given: list[Disclosure] = field(default_factory=list)


@transaction.atomic
def invite(
    conference: Conference, guests: Sequence[Guest], packs: Sequence[Pack], ground: str, by: User, now: datetime
) -> Invited:
    """Invite guests, and give these packs to units that are invited now or were before. All of it or nothing.

    The seats of who was invited already follow what is ticked; it is told where its hours change. Raises
    ValidationError where a guest may not hear what is discussed in a part, or a pack may not leave; PacksChanged where
    a pack is no longer as shown.
    """
    conference = locked(conference)
    if not guests and not packs:
        raise ValidationError("Kies wie u uitnodigt.")
    scope = current_scope()
    parts, agenda = parts_of(conference, scope), agenda_of(conference, scope)
    if not agenda:
        raise ValidationError("Zet eerst een casus of onderwerp op de agenda.")
    _check(conference, guests, parts, agenda)
    known = {one.code: one for one in invitations_of(conference, scope)}
    result = Invited()
    for guest in guests:
        _invite(conference, guest, parts, known, by, now, result)
    _leave_acts(conference, guests, known, agenda, by, now)
    result.given = give_packs(conference, packs, ground, by, now)
    return result


def _check(
    conference: Conference, guests: Iterable[Guest], parts: list[ConferencePart], agenda: list[AgendaItem]
) -> None:
    """Raises ValidationError, a sentence a guest, where somebody cannot be invited as asked."""
    agreed, sentences = agreed_categories(conference, current_scope()), []
    numbers = {item.pk for item in agenda if item.case is not None}
    for guest in guests:
        if not can_be_invited(guest.party, conference.on):
            sentences.append(f"Het convenant laat niet toe dat u {guest.name} uitnodigt.")
        elif not guest.parts and not guest.informs:
            sentences.append(f"Kies in welk deel {guest.name} zit, of dat het alleen informatie geeft.")
        elif numbers and not numbers & set(guest.items):
            sentences.append(f"Kies voor welke casus {guest.name} komt.")
        for part in parts:
            if part.pk in guest.parts and (kept_out := barred(guest.party, part.categories, conference.on, agreed)):
                sentences.append(barred_words(guest.name, part.title, kept_out))
    if sentences:
        raise ValidationError([ValidationError(one) for one in sentences])


def _invite(
    conference: Conference,
    guest: Guest,
    parts: list[ConferencePart],
    known: Mapping[str, Invitation],
    by: User,
    now: datetime,
    result: Invited,
) -> None:
    unit = guest.who if isinstance(guest.who, Unit) else None
    municipality = guest.who if isinstance(guest.who, Municipality) else None
    seated = [part for part in parts if part.pk in guest.parts]
    invitation = known.get(guest.code)
    if invitation is None:
        invitation = Invitation(
            conference=conference,
            unit=unit,
            municipality=municipality,
            invited_by=by,
            invited_at=now,
            sequence=told_before(conference, guest.code),
        )
    before = (invitation.starts, invitation.ends, invitation.answer)
    invitation.starts, invitation.ends = hours_of(seated, parts, conference)
    if not seated:
        invitation.answer = Invitation.Answer.INFORMATION
    elif invitation.answer == Invitation.Answer.INFORMATION:
        invitation.answer = Invitation.Answer.NONE
    if invitation.pk is None:
        told = tell(invitation, words.invited, "REQUEST", now)
        invitation.channel = Invitation.Channel.MAIL if told else Invitation.Channel.PHONE
        (result.mailed if told else result.phone).append(guest.name)
    elif before != (invitation.starts, invitation.ends, invitation.answer):
        phone = tell_all([invitation], words.changed, "REQUEST", now)
        (result.phone if phone else result.mailed).append(guest.name)
    invitation.save()
    _seat(invitation, seated)
    for item in conference.items.filter(pk__in=guest.items, case__isnull=False).select_related("case"):
        InvitedFor.objects.get_or_create(invitation=invitation, item=item)
        if item.case is not None and unit is not None:
            take_part(item.case, unit, Participation.Why.CONFERENCE, timezone.localtime(now).date())


def _seat(invitation: Invitation, seated: list[ConferencePart]) -> None:
    """Give a guest these seats and no others."""
    invitation.seats.exclude(part__in=seated).delete()
    for part in seated:
        Seat.objects.get_or_create(
            invitation=invitation, part=part, defaults={"party": invitation.party, "categories": part.categories}
        )


def _leave_acts(
    conference: Conference,
    guests: Sequence[Guest],
    known: Mapping[str, Invitation],
    agenda: list[AgendaItem],
    by: User,
    now: datetime,
) -> None:
    """A dated act in each case for which somebody new was invited."""
    new = [guest for guest in guests if guest.code not in known]
    for item in agenda:
        if item.case is not None and (names := [guest.name for guest in new if item.pk in guest.items]):
            Act.objects.create(
                case=item.case, kind=Act.Kind.CONTACT, category=Category.CONFERENCE_LOGISTICS,
                on=timezone.localtime(now).date(), done_by=by, recorded_at=now,
                text=f"Uitgenodigd voor {conference.get_kind_display()} op {conference.on:%d-%m-%Y}: {joined(names)}.",
            )  # fmt: skip


@transaction.atomic
def answer(invitation: Invitation, said: str) -> None:
    """Record what a guest answered. Who is asked for information only, or does not come, keeps its seats until then.

    Raises ValidationError by field: answer.
    """
    locked(invitation.conference)
    if said not in Invitation.Answer.values:
        raise ValidationError({"answer": "Kies wat er geantwoord is."})
    invitation.answer = said
    invitation.save(update_fields=["answer"])
