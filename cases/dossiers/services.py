"""Opening a case by hand."""

from collections.abc import Mapping
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from cases.chain.settle import settle
from cases.detentions.models import Abode, Detention
from cases.dossiers.models import Act, Case, Stay
from cases.people.models import Person
from cases.recording.write_people import write_name_keys
from cases.requests.moving import answered_cases, follow
from municipalities.models import Municipality
from nazorg.accounts.models import User
from nazorg.common.scope import system_scope
from nazorg.covenant.categories import Category


@transaction.atomic
def open_by_hand(
    *,
    person: Person | None,
    new_person: Mapping[str, str] | None,
    municipality: Municipality | None,
    brought_in_by: str,
    why: str,
    detention: Detention | None,
    by: User,
    now: datetime,
) -> Case:
    """A case for somebody who was brought in, known or new, with or without a detention.

    Around a detention that runs the municipality is asked at once.
    `new_person` holds family_name, prefix, given_names, born (reduced ISO) and sex. Without a municipality the case
    waits for a decision. Raises ValidationError where the detention has a case already or is somebody else's.
    """
    today = timezone.localtime(now).date()
    if person is None:
        person = Person(**(new_person or {}))
        person.full_clean()
        person.save()
        write_name_keys([(person.pk, person.family_name, person.given_names)])
    if detention is not None and detention.person_id != person.pk:
        raise ValidationError("Deze detentie is van iemand anders.")
    if detention is not None and Case.objects.filter(detention=detention).exists():
        raise ValidationError("Bij deze detentie is al een casus. Open die casus.")
    case = Case(
        person=person,
        detention=detention,
        responsible=municipality,
        origin=Case.Origin.BY_HAND,
        opened_on=today,
        brought_in_by=brought_in_by,
        brought_in_why=why,
        to_decide="" if municipality else "municipality",
    )
    case.full_clean()
    case.save()
    abode = Abode.MUNICIPALITY if municipality else Abode.UNKNOWN
    Stay.objects.create(case=case, from_on=today, abode=abode, municipality=municipality)
    if detention is not None and municipality is not None:
        follow([case.pk], now, by=by)
    else:
        settle([case.pk], now)
    return case


@transaction.atomic
def decide(
    case: Case, *, municipality: Municipality | None, why: str, by: User, now: datetime, ask_it: bool = True
) -> None:
    """Settle a case that waits for a decision: it runs for `municipality`, or (None) there is no aftercare.

    The municipality is asked, unless `ask_it` says otherwise. The decision is a dated act in the case.
    Raises ValidationError without a reason, or when nothing waits any more.
    """
    case = Case.objects.select_for_update(of=("self",)).get(pk=case.pk)
    if not case.to_decide:
        raise ValidationError("Over deze casus is al beslist.")
    if not why.strip():
        raise ValidationError("Zeg in een paar woorden waarom.")
    case.to_decide = ""
    if municipality is None:
        case.no_aftercare = True
    else:
        case.responsible = municipality
    case.save()
    decided = f"Voor {municipality}" if municipality else "Geen nazorg"
    Act.objects.create(
        case=case,
        kind=Act.Kind.JUDGED,
        category=Category.IDENTITY,
        on=timezone.localtime(now).date(),
        text=f"{decided}: {why}",
        done_by=by,
        recorded_at=now,
    )
    if municipality is not None and ask_it:
        follow([case.pk], now, by=by)
    else:
        settle([case.pk], now)


@transaction.atomic
def join_detention(case: Case, detention: Detention, now: datetime) -> None:
    """Tie a case that was opened by hand to the detention that a later notification told of.

    The empty case that the notification opened goes. Raises ValidationError where work was done in that one.
    """
    other = Case.objects.filter(detention=detention).exclude(pk=case.pk).first()
    if case.detention_id or case.person_id != detention.person_id:
        raise ValidationError("Deze casus kan niet bij deze detentie horen.")
    if other is not None:
        with system_scope("work that whoever ties may not read is work too; only that it is there comes out"):
            worked = other.acts.exists() or bool(answered_cases([other.pk]))
        if worked:
            raise ValidationError("In de casus van deze detentie is al gewerkt. Voeg de notities samen met de hand.")
        with system_scope("the empty case goes whole, also drafts that staff may not read"):
            other.delete()
    case.detention = detention
    case.save()
    settle([case.pk], now)
