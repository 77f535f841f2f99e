"""BIJ: who belongs to the group, and telling the mayor."""

from collections.abc import Sequence
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from cases.bij.models import BijRecord, MayorInformed
from cases.disclosures.giving import Giving, give, said_at
from cases.disclosures.models import Disclosure
from cases.disclosures.packs import Part
from cases.disclosures.wording import plain
from cases.dossiers.models import Case
from cases.involvement.models import Participation
from cases.involvement.services import take_part
from nazorg.accounts.models import User
from nazorg.covenant.categories import Category
from nazorg.covenant.parties import Party
from partners.models import Unit

MOST_WHY, MOST_TEXT = 500, 2_000
CHANNELS = (Disclosure.Channel.MAIL, Disclosure.Channel.PHONE, Disclosure.Channel.TALK)


@transaction.atomic
def put_in(case: Case, why: str, by: User, now: datetime) -> BijRecord:
    """Say that a case belongs to the BIJ group, also where it once did before.

    Raises ValidationError by field (why), or where it belongs to it already.
    """
    why = _reason(why, "why", "Zeg waarom deze casus bij de BIJ-groep hoort.")
    Case.objects.select_for_update(of=("self",)).get(pk=case.pk)
    record = BijRecord.objects.filter(case=case).first() or BijRecord(case=case)
    if record.pk and record.ended_on is None:
        raise ValidationError("Deze casus hoort al bij de BIJ-groep.")
    record.why, record.since, record.recorded_by = why, timezone.localtime(now).date(), by
    record.ended_on, record.ended_why = None, ""
    record.save()
    return record


@transaction.atomic
def end(record: BijRecord, why: str, now: datetime) -> None:
    """Say that a case does not belong to it any more. Raises ValidationError by field (why), or where it ended."""
    why = _reason(why, "why", "Zeg waarom deze casus niet meer bij de BIJ-groep hoort.")
    record = BijRecord.objects.select_for_update(of=("self",)).get(pk=record.pk)
    if record.ended_on is not None:
        raise ValidationError("Deze casus hoort al niet meer bij de BIJ-groep.")
    record.ended_on, record.ended_why = timezone.localtime(now).date(), why
    record.save(update_fields=["ended_on", "ended_why"])


@transaction.atomic
def inform(
    record: BijRecord, unit: Unit, text: str, beside: Sequence[Part], how: Giving, by: User, now: datetime
) -> MayorInformed:
    """Record that the mayor was told: `text`, and `beside` it who it is about and when that person comes free.

    Raises ValidationError by field: unit, text, ground, on; or where the case is not in the group.
    """
    text = plain(text)
    if record.ended_on is not None:
        raise ValidationError("Deze casus hoort niet meer bij de BIJ-groep.")
    if unit.party_of != Party.MAYOR:
        raise ValidationError({"unit": "Kies de burgemeester die u informeerde."})
    if not text:
        raise ValidationError({"text": "Schrijf op wat u de burgemeester vertelde."})
    if len(text) > MOST_TEXT:
        raise ValidationError({"text": f"Maak de tekst korter: {MOST_TEXT} tekens is het meeste."})
    take_part(record.case, unit, Participation.Why.BIJ, how.on)
    try:
        given = give(record.case, unit, [*beside, Part("Terugkeer (BIJ)", Category.BIJ.value, text)], how, by, now)
    except ValidationError as refused:
        raise said_at(refused, parts="unit") from refused
    return MayorInformed.objects.create(record=record, unit=unit, disclosure=given, on=how.on, by=by)


def _reason(why: str, field: str, missing: str) -> str:
    why = why.strip()
    if not why:
        raise ValidationError({field: missing})
    if len(why) > MOST_WHY:
        raise ValidationError({field: f"Maak de reden korter: {MOST_WHY} tekens is het meeste."})
    return why
