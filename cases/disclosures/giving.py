"""Giving to a unit or a municipality: nothing leaves without recipient, ground, categories and the exact words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from cases.disclosures.grounds import CONSENT, grounds_for
from cases.disclosures.models import DisclosedPart, Disclosure
from cases.disclosures.packs import Part
from cases.disclosures.receiving import refusals
from cases.dossiers.models import Act, Case
from cases.needs.selectors import agreed_by, consents_of
from cases.recipients import Recipient, columns_of, party_of, recipient_words
from cases.statements.selectors import agreed_for
from nazorg.accounts.models import User
from nazorg.common.scope import Scope, current_scope, system_scope
from nazorg.common.words import joined
from nazorg.covenant.areas import AREA_CATEGORY, AREA_SHORT
from nazorg.covenant.categories import Category
from nazorg.covenant.parties import Party
from nazorg.covenant.table import Ground
from partners.models import Unit
from partners.selectors import units_on

NOT_IN_PASSING = "Wat besproken is, krijgt een onderdeel alleen in het verslag van de delen waar het bij was."


@dataclass(frozen=True)
class Giving:
    """How something is given: what kind of disclosure, through which channel (codes), on which ground and day."""

    kind: str
    channel: str
    ground: str
    on: date


def said_at(refused: ValidationError, **fields: str) -> ValidationError:
    """The refusal of `give`, said at the fields of a form: `parts="unit"` says there what may not leave."""
    return ValidationError({fields.get(name, name): words for name, words in refused.message_dict.items()})


@transaction.atomic
def give(case: Case, to: Recipient, parts: Sequence[Part], how: Giving, by: User, now: datetime) -> Disclosure:
    """Register that `parts` were given to `to`, word for word, with a dated act in the case.

    The covenant of that day decides: raises ValidationError by field (parts, ground, on) or of the whole where
    something may not leave; then nothing is kept.
    """
    scope, today = current_scope(), timezone.localtime(now).date()
    if how.on > today:
        raise ValidationError({"on": "Kies een datum die niet in de toekomst ligt."})
    if not parts or not all(part.text.strip() for part in parts):
        raise ValidationError({"parts": "Kies wat u geeft."})
    if isinstance(to, Unit) and not units_on(how.on).filter(pk=to.pk).exists():
        raise ValidationError({"parts": f"{to} werkte op die dag niet met ons samen. Kies een ander onderdeel."})
    categories = sorted({part.category for part in parts})
    if Category.CONFERENCE_CONTENT in categories and how.kind != Disclosure.Kind.CONFERENCE:
        # Being invited is not having been there: who may know which part, the minutes say.
        raise ValidationError({"parts": NOT_IN_PASSING})
    if denied := refusals(case, to, categories, scope, how.on):
        raise ValidationError({"parts": [f"{Category(code).label}: {why}" for code, why in denied.items()]})
    agreed = {one.text for one in agreed_for(case, to, scope, how.on)}
    if any(part.category == Category.STATEMENT and part.text not in agreed for part in parts):
        raise ValidationError({"parts": f"Geef {recipient_words(to)} alleen de woorden die daarvoor zijn afgesproken."})
    ground = _ground(case, to, categories, how, scope)
    given = _register(case, to, parts, categories, how, ground, by, now)
    # That the mayor was told anything is itself BIJ; of the others one may know that they were.
    shown = Category.BIJ if party_of(to) == Party.MAYOR else Category.CONFERENCE_LOGISTICS
    Act.objects.create(
        case=case, kind=Act.Kind.DISCLOSED, category=shown, on=how.on,
        text=f"{given.get_kind_display()} aan {given.recipient}, {given.get_channel_display()}.",
        done_by=by, recorded_at=now,
    )  # fmt: skip
    return given


def _ground(case: Case, to: Recipient, categories: Sequence[str], how: Giving, scope: Scope) -> Ground:
    """The ground that was chosen. Raises ValidationError where none was, or where it asks for a consent that lacks."""
    ground = next((one for one in grounds_for(party_of(to), how.on) if one.code == how.ground), None)
    if ground is None:
        raise ValidationError({"ground": "Kies een grond die op deze datum gold."})
    consents = consents_of(case, scope)
    agreed = {area for area, known in consents.items() if agreed_by(known, how.on)}
    without = [AREA_SHORT[area] for area, code in AREA_CATEGORY.items() if code in categories and area not in agreed]
    if ground.code == CONSENT and without:
        raise ValidationError({"ground": f"Geen toestemming vastgelegd voor {joined(without)}. Kies een andere grond."})
    return ground


def _register(
    case: Case,
    to: Recipient,
    parts: Sequence[Part],
    categories: Sequence[str],
    how: Giving,
    ground: Ground,
    by: User,
    now: datetime,
) -> Disclosure:
    with system_scope("the ledger is the software's own; who gives reads no more of it than the own acts"):
        given = Disclosure.objects.create(
            case=case, party=party_of(to), recipient=recipient_words(to), **columns_of(to), kind=how.kind,
            channel=how.channel, ground=ground.code, ground_name=ground.name, categories=list(categories), on=how.on,
            at=now, by=by,
        )  # fmt: skip
        add_parts(given, parts)
    return given


def add_parts(given: Disclosure, parts: Sequence[Part]) -> None:
    """Keep the words of a disclosure in their order. The caller opens the system's scope."""
    DisclosedPart.objects.bulk_create(
        DisclosedPart(
            disclosure=given, case_id=given.case_id, party=given.party, category=part.category, position=position,
            heading=part.heading, text=part.text,
        )
        for position, part in enumerate(parts)
    )  # fmt: skip
