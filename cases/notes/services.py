"""A note on a case in one line, and what was told to a partner by word of mouth."""

from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from cases.disclosures.giving import Giving, give, said_at
from cases.disclosures.grounds import usual_ground
from cases.disclosures.models import Disclosure
from cases.disclosures.packs import Part
from cases.dossiers.models import Act, Case
from nazorg.accounts.models import User
from nazorg.common.scope import Scope, current_scope
from nazorg.covenant.categories import Category
from partners.models import Unit

MOST = 1_000
CHANNELS = (Disclosure.Channel.PHONE, Disclosure.Channel.TALK)

# What a note can be about. Police and care information carry who gave them, and have pages of their own, as BIJ has.
CATEGORIES = (
    Category.IDENTITY, Category.DETENTION, Category.AREA_PAPERS, Category.AREA_HOUSING, Category.AREA_INCOME,
    Category.AREA_DEBTS, Category.AREA_CARE, Category.OFFENCE, Category.RISK, Category.TARGET_FINDINGS,
    Category.INVOLVED, Category.PLAN, Category.CONFERENCE_CONTENT,
)  # fmt: skip


@dataclass(frozen=True)
class Told:
    """To which unit a note was told, by which channel (code) and on which ground (code; empty for the usual one)."""

    unit: Unit
    channel: str
    ground: str = ""


def writable(scope: Scope) -> tuple[Category, ...]:
    """The categories in which this role writes a note."""
    return tuple(category for category in CATEGORIES if category.value in scope.write)


def unset_category(scope: Scope) -> Category:
    """Where a note goes that says no category: the coordinator's alone; whoever does not write there, identity."""
    return Category.RISK if Category.RISK.value in scope.write else Category.IDENTITY


@transaction.atomic
def take_note(case: Case, text: str, category: str, by: User, now: datetime, told: Told | None = None) -> Act:
    """Note something on a case; what was told to a unit is a disclosure of exactly these words.

    Raises ValidationError by field: text, category, channel, ground. Then nothing is kept.
    """
    scope, text, today = current_scope(), text.strip(), timezone.localtime(now).date()
    wrong = {}
    if not text:
        wrong["text"] = "Schrijf op wat u wilt bewaren."
    elif len(text) > MOST:
        wrong["text"] = f"Maak de notitie korter: {MOST} tekens is het meeste."
    if category and category not in writable(scope):
        wrong["category"] = "Kies een soort gegevens uit de lijst."
    if told is not None and not category:
        wrong["category"] = "Kies wat voor soort gegevens u vertelde. Daarvan hangt af of dit onderdeel het mag weten."
    if told is not None and told.channel not in CHANNELS:
        wrong["channel"] = "Kies of u dit per telefoon of in een gesprek vertelde."
    if wrong:
        raise ValidationError(wrong)
    if told is not None:
        ground = told.ground or usual_ground(told.unit.party_of, today).code
        how = Giving(Disclosure.Kind.ORAL, told.channel, ground, today)
        _give(case, told.unit, Part("Verteld", category, text), how, by, now)
    return Act.objects.create(
        case=case, kind=Act.Kind.CONTACT if told else Act.Kind.NOTE, category=category or unset_category(scope),
        on=today, text=f"{told.unit}: {text}" if told else text, done_by=by, recorded_at=now,
    )  # fmt: skip


def _give(case: Case, unit: Unit, part: Part, how: Giving, by: User, now: datetime) -> None:
    """Give it; what is wrong with the part is wrong with the category that was chosen."""
    try:
        give(case, unit, [part], how, by, now)
    except ValidationError as refused:
        raise said_at(refused, parts="category", on="text") from refused
