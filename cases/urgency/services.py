"""Passing on what cannot wait, to professionals by name, and that they have it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from cases.disclosures.giving import Giving, give
from cases.disclosures.grounds import usual_ground
from cases.disclosures.models import Disclosure
from cases.disclosures.packs import Part
from cases.disclosures.wording import person_text, plain
from cases.dossiers.models import Act, Case
from cases.notes.services import writable
from cases.urgency.models import Alert, Urgency
from nazorg.accounts.models import User
from nazorg.common.scope import current_scope
from nazorg.common.words import joined
from nazorg.covenant.categories import Category
from partners.models import Unit

MOST, MOST_NAME = 2_000, 120
CHANNELS = (Disclosure.Channel.PHONE, Disclosure.Channel.TALK, Disclosure.Channel.MAIL)


@dataclass(frozen=True)
class Message:
    """What is told: the words, of which category, by which channel and on which ground (empty: the usual one)."""

    text: str
    category: str
    channel: str
    ground: str = ""


def person_part(case: Case) -> Part:
    """Who it is about: goes with every message."""
    return Part("Persoon", Category.IDENTITY.value, person_text(case.person, case.reference))


@transaction.atomic
def raise_urgency(
    case: Case, message: Message, people: Mapping[Unit, Sequence[str]], by: User, now: datetime
) -> Urgency:
    """Tell professionals, by unit and name, at once. Each unit is told by a disclosure; each name is to acknowledge.

    Raises ValidationError by field: text, category, people, ground. Then nobody was told.
    """
    today, text = timezone.localtime(now).date(), plain(message.text)
    _check(message, text, people)
    urgency = Urgency.objects.create(case=case, text=text, raised_at=now, raised_by=by)
    parts = [person_part(case), Part("Dringend", message.category, text)]
    refused: list[str] = []
    for unit, names in people.items():
        ground = message.ground or usual_ground(unit.party_of, today).code
        how = Giving(Disclosure.Kind.URGENT, message.channel, ground, today)
        try:
            given = give(case, unit, parts, how, by, now)
        except ValidationError as error:
            refused += [f"{unit}: {words}" for words in error.messages]
            continue
        Alert.objects.bulk_create(Alert(urgency=urgency, unit=unit, name=name, disclosure=given) for name in names)
    if refused:
        raise ValidationError({"people": refused})
    told = joined([f"{name} ({unit})" for unit, names in people.items() for name in names])
    Act.objects.create(
        case=case, kind=Act.Kind.CONTACT, category=Category.RISK, on=today, text=f"Dringend gemeld aan {told}: {text}",
        done_by=by, recorded_at=now,
    )  # fmt: skip
    return urgency


def _check(message: Message, text: str, people: Mapping[Unit, Sequence[str]]) -> None:
    wrong = {}
    if not text:
        wrong["text"] = "Schrijf op wat dringend is."
    elif len(text) > MOST:
        wrong["text"] = f"Maak het bericht korter: {MOST} tekens is het meeste."
    if message.category not in writable(current_scope()):
        wrong["category"] = "Kies wat voor soort gegevens dit zijn."
    if message.channel not in CHANNELS:
        wrong["channel"] = "Kies hoe u het vertelde."
    if not any(people.values()):
        wrong["people"] = "Kies aan wie u dit meldt."
    if wrong:
        raise ValidationError(wrong)


@transaction.atomic
def acknowledge(alert: Alert, who: str, on: date, now: datetime) -> None:
    """Record that a message was received: who said so, and when. Raises ValidationError by field: who, on."""
    alert = Alert.objects.select_for_update(of=("self",)).select_related("urgency").get(pk=alert.pk)
    who, wrong = who.strip(), {}
    if alert.acknowledged_on is not None:
        raise ValidationError("Deze melding was al bevestigd.")
    if not who:
        wrong["who"] = "Zeg wie dit bevestigde."
    elif len(who) > MOST_NAME:
        wrong["who"] = f"Maak de naam korter: {MOST_NAME} tekens is het meeste."
    if not timezone.localtime(alert.urgency.raised_at).date() <= on <= timezone.localtime(now).date():
        wrong["on"] = "Kies een dag tussen de melding en vandaag."
    if wrong:
        raise ValidationError(wrong)
    alert.acknowledged_on, alert.acknowledged_by = on, who
    alert.save(update_fields=["acknowledged_on", "acknowledged_by"])
