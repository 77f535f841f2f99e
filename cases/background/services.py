"""Recording what police and care told, and taking it out."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from cases.background.models import CareInformation, PoliceInformation
from cases.dossiers.models import Act, Case
from nazorg.accounts.models import User
from nazorg.covenant.categories import Category
from nazorg.covenant.parties import Party
from partners.models import Unit

MOST_REQUEST = 200
_NOT_AHEAD = "Kies een datum die niet in de toekomst ligt."
_NO_WORDS = "Schrijf op wat er is verteld."


@transaction.atomic
def record_police(
    case: Case, text: str, supplied_by: str, request: str, on: date, by: User, now: datetime
) -> tuple[PoliceInformation, Act]:
    """Record what somebody of the police supplied on a request; with it the act, which does not hold the words.

    Raises ValidationError by field.
    """
    wrong = _wrong(text, on, now)
    if not supplied_by:
        wrong["supplied_by"] = "Vul in wie van de politie dit gaf."
    if not request:
        wrong["request"] = "Zeg op welk verzoek de politie dit gaf."
    if wrong:
        raise ValidationError(wrong)
    told = PoliceInformation.objects.create(
        case=case, text=text, supplied_by=supplied_by, request=request, on=on, by=by, at=now
    )
    return told, _note(told, f"Politie-informatie van {supplied_by}, op verzoek: {request}", on, by, now)


@transaction.atomic
def record_care(
    case: Case,
    text: str,
    unit: Unit | None,
    agreed_on: date | None,
    agreed_how: str,
    on: date,
    by: User,
    now: datetime,
) -> tuple[CareInformation, Act]:
    """Record what came from care, since `unit` supplied it itself or the person agreed; with it the act, without words.

    With `agreed_on` it is the person's agreement; `unit` then says only where it came from. Raises ValidationError by
    field.
    """
    wrong = _wrong(text, on, now)
    if unit is not None and unit.party != Party.CARE:
        wrong["unit"] = "Kies een zorgeenheid."
    if agreed_on is None and unit is None:
        wrong["unit"] = "Kies de zorgeenheid die dit gaf."
    if agreed_on is not None and agreed_on > timezone.localtime(now).date():
        wrong["agreed_on"] = _NOT_AHEAD
    if agreed_on is not None and not agreed_how:
        wrong["agreed_how"] = "Zeg wie instemde, en hoe."
    if wrong:
        raise ValidationError(wrong)
    agreed = agreed_on is not None
    told = CareInformation.objects.create(
        case=case, text=text, unit=unit, on=on, by=by, at=now, agreed_on=agreed_on,
        basis=CareInformation.Basis.AGREED if agreed else CareInformation.Basis.SUPPLIED,
        agreed_how=agreed_how if agreed else "",
    )  # fmt: skip
    where = f" van {unit}" if unit else ""
    return told, _note(told, f"Zorginformatie{where}{', met instemming van de persoon' if agreed else ''}", on, by, now)


@transaction.atomic
def take_out(told: PoliceInformation | CareInformation, why: str, by: User, now: datetime) -> None:
    """Wipe the words, for instance since the person took his agreement back; that they were there stays, with why.

    What was given to others before stays in the ledger. Raises ValidationError by field (why), or where it was gone.
    """
    again = type(told).objects.select_for_update(of=("self",)).get(pk=told.pk)
    if again.removed_at is not None:
        raise ValidationError("Dit was al weggehaald.")
    if not why:
        raise ValidationError({"why": "Zeg waarom dit weg moet."})
    again.text, again.removed_why, again.removed_by, again.removed_at = "", why, by, now
    again.save(update_fields=["text", "removed_why", "removed_by", "removed_at"])
    words = f"{again._meta.verbose_name} weggehaald: {why}".capitalize()
    _note(again, words, timezone.localtime(now).date(), by, now)


def _wrong(text: str, on: date, now: datetime) -> dict[str, str]:
    wrong = {}
    if not text:
        wrong["text"] = _NO_WORDS
    if on > timezone.localtime(now).date():
        wrong["on"] = _NOT_AHEAD
    return wrong


def _note(told: PoliceInformation | CareInformation, text: str, on: date, by: User, now: datetime) -> Act:
    """A dated act of the same category: who may not read the words may not read that there are any."""
    return Act.objects.create(
        case=told.case,
        kind=Act.Kind.NOTE,
        category=Category(told.category),
        on=on,
        text=f"{text.rstrip('.')}.",
        done_by=by,
        recorded_at=now,
    )
