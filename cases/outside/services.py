"""Numbers elsewhere: recorded, put right, taken away; the audit trail keeps what they were."""

import re
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from cases.dossiers.models import Case
from cases.outside.models import OutsideNumber
from nazorg.accounts.models import User

MOST_NUMBER, MOST_SOURCE = 40, 120
_SIGNS = re.compile(r"[\W_]+")


def key_of(number: str) -> str:
    """A number as it is compared: letters and digits alone, in capitals."""
    return _SIGNS.sub("", number).upper()


@transaction.atomic
def add_number(case: Case, kind: str, number: str, source: str, by: User, now: datetime) -> OutsideNumber:
    """Record by what number somebody else knows a case. Raises ValidationError by field, or where it stands already."""
    return _save(OutsideNumber(case=case, recorded_by=by, recorded_at=now), kind, number, source)


@transaction.atomic
def change_number(found: OutsideNumber, kind: str, number: str, source: str) -> OutsideNumber:
    """Put a number right. Raises ValidationError as `add_number`."""
    return _save(OutsideNumber.objects.select_for_update(of=("self",)).get(pk=found.pk), kind, number, source)


def remove_number(found: OutsideNumber) -> None:
    """Take a number away that does not belong to this case."""
    found.delete()


def _save(row: OutsideNumber, kind: str, number: str, source: str) -> OutsideNumber:
    number, source = " ".join(number.split()), source.strip()
    wrong = {}
    if kind not in OutsideNumber.Kind.values:
        wrong["kind"] = "Kies van welk systeem dit nummer is."
    if not key_of(number):
        wrong["number"] = "Vul het nummer in."
    elif len(number) > MOST_NUMBER:
        wrong["number"] = f"Een nummer is hooguit {MOST_NUMBER} tekens lang. Kijk het na."
    if len(source) > MOST_SOURCE:
        wrong["source"] = f"Maak dit korter: {MOST_SOURCE} tekens is het meeste."
    if wrong:
        raise ValidationError(wrong)
    row.kind, row.number, row.key, row.source = kind, number, key_of(number), source
    row.full_clean()
    row.save()
    return row
