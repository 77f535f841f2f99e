"""Asking partners about a case, and recording what they answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.text import Truncator

from cases.background.services import MOST_REQUEST, record_care, record_police
from cases.disclosures.giving import Giving, give
from cases.disclosures.models import Disclosure
from cases.disclosures.packs import Part
from cases.disclosures.wording import plain
from cases.dossiers.models import Act, Case
from cases.enrichment.models import Asking, Enquiry
from cases.involvement.models import Participation
from cases.involvement.services import take_part
from nazorg.accounts.models import User
from nazorg.common.deadlines import Length, deadline
from nazorg.common.deadlines import Unit as Days
from nazorg.common.dutch import numeric_date
from nazorg.common.scope import Scope, current_scope
from nazorg.common.words import counted, joined, spaced
from nazorg.covenant.categories import Category
from nazorg.covenant.parties import Party
from partners.models import Unit

MOST = 2_000
USUAL_DAYS, MOST_DAYS = 5, 60
CHANNELS = (Disclosure.Channel.MAIL, Disclosure.Channel.PHONE, Disclosure.Channel.TALK)
# What an answer can be about. Of a care unit itself, care information was supplied for this purpose (covenant).
ANSWERS = (
    Category.RISK, Category.POLICE, Category.CARE, Category.AREA_HOUSING, Category.AREA_INCOME, Category.AREA_DEBTS,
    Category.AREA_CARE, Category.AREA_PAPERS, Category.OFFENCE, Category.IDENTITY, Category.INVOLVED,
)  # fmt: skip


@dataclass(frozen=True)
class Told:
    """What one unit is told with the question: `parts` beside it, by which channel and on which ground (codes)."""

    unit: Unit
    parts: Sequence[Part]
    channel: str
    ground: str


def question_part(question: str) -> Part:
    """The question as it leaves. It goes to every unit, so it holds no more than who it is about."""
    return Part("Vraag", Category.IDENTITY.value, plain(question))


@transaction.atomic
def ask(case: Case, question: str, days: int, told: Sequence[Told], by: User, now: datetime) -> Enquiry:
    """Ask units about a case, with a term in working days. Each takes part, and what each is told is a disclosure.

    Raises ValidationError by field (question, days, units), or by the reference of the unit to which it may not go;
    then nobody was asked.
    """
    today = timezone.localtime(now).date()
    check_question(question, days, [one.unit for one in told])
    kind = Enquiry.Kind.BILATERAL if len(told) == 1 else Enquiry.Kind.NETWORK
    due = deadline(today, Length(days, Days.WORKING))
    enquiry = Enquiry.objects.create(
        case=case, kind=kind, question=plain(question), asked_on=today, due_on=due, asked_by=by
    )
    refused: dict[str, list[str]] = {}
    for one in told:
        take_part(case, one.unit, Participation.Why.ENRICHMENT, today)
        how = Giving(Disclosure.Kind.QUESTION, one.channel, one.ground, today)
        try:
            given = give(case, one.unit, [question_part(question), *one.parts], how, by, now)
        except ValidationError as error:
            refused[one.unit.reference] = error.messages
        else:
            Asking.objects.create(enquiry=enquiry, unit=one.unit, disclosure=given)
    if refused:
        raise ValidationError(refused)
    Act.objects.create(
        case=case, kind=kind, category=Category.RISK, on=today, done_by=by, recorded_at=now,
        text=f"{joined([str(one.unit) for one in told])}: {plain(question)}",
    )  # fmt: skip
    return enquiry


def check_question(question: str, days: int, units: Sequence[Unit]) -> None:
    """Whether this can be asked at all. Raises ValidationError by field: question, days, units."""
    wrong = {}
    if not question.strip():
        wrong["question"] = "Schrijf op wat u wilt weten."
    elif len(question) > MOST:
        wrong["question"] = f"Maak de vraag korter: {MOST} tekens is het meeste."
    if not 1 <= days <= MOST_DAYS:
        wrong["days"] = f"Kies een termijn van 1 tot en met {MOST_DAYS} werkdagen."
    if not units:
        wrong["units"] = "Kies aan wie u dit vraagt."
    if wrong:
        raise ValidationError(wrong)


def answer_categories(unit: Unit, scope: Scope) -> list[Category]:
    """What an answer of this unit can be about. Of the police and of care units alone comes what only they supply."""
    elsewhere = {Category.POLICE: Party.POLICE, Category.CARE: Party.CARE}
    return [one for one in ANSWERS if one.value in scope.write and elsewhere.get(one, unit.party) == unit.party]


@transaction.atomic
def record_answer(asking: Asking, text: str, category: str, answered_by: str, on: date, by: User, now: datetime) -> Act:
    """Record what a unit answered, on a day, under a category (code; empty: the coordinator's alone).

    What police and care tell is kept where it can be taken out; the act then does not hold the words. Raises
    ValidationError by field (text, category, answered_by, on), or where it was answered already.
    """
    asking = Asking.objects.select_for_update(of=("self",)).select_related("enquiry__case", "unit__organisation").get(
        pk=asking.pk
    )  # fmt: skip
    text, answered_by, category = text.strip(), answered_by.strip(), category or Category.RISK.value
    if asking.answer_id is not None:
        raise ValidationError("Dit antwoord was al vastgelegd. Leg een aanvulling vast als notitie.")
    wrong = {}
    if not text:
        wrong["text"] = "Schrijf op wat het antwoord was."
    elif len(text) > MOST:
        wrong["text"] = f"Maak het antwoord korter: {MOST} tekens is het meeste."
    if category not in answer_categories(asking.unit, current_scope()):
        wrong["category"] = "Kies een soort gegevens uit de lijst."
    elif category in (Category.POLICE, Category.CARE) and not answered_by:
        wrong["answered_by"] = "Zeg wie dit gaf. Bij politie-informatie en zorginformatie moet dat erbij staan."
    if len(answered_by) > 120:
        wrong["answered_by"] = "Maak de naam korter: 120 tekens is het meeste."
    if not asking.enquiry.asked_on <= on <= timezone.localtime(now).date():
        wrong["on"] = "Kies een dag tussen de vraag en vandaag."
    if wrong:
        raise ValidationError(wrong)
    asking.answer = _answer(asking, text, category, answered_by, on, by, now)
    asking.answered_by = answered_by
    asking.save(update_fields=["answer", "answered_by"])
    return asking.answer


def _answer(asking: Asking, text: str, category: str, answered_by: str, on: date, by: User, now: datetime) -> Act:
    """Keep the answer where its kind belongs; the act that says that it came."""
    enquiry, case = asking.enquiry, asking.enquiry.case
    if category == Category.POLICE:
        asked = f"{enquiry.get_kind_display()} {spaced(enquiry.reference)} van {numeric_date(enquiry.asked_on)}"
        request = Truncator(f"{asked}: {enquiry.question}").chars(MOST_REQUEST)
        return record_police(case, text, answered_by, request, on, by, now)[1]
    if category == Category.CARE:
        return record_care(case, text, asking.unit, None, "", on, by, now)[1]
    who = f"{answered_by}, {asking.unit}" if answered_by else str(asking.unit)
    return Act.objects.create(
        case=case, kind=Act.Kind.CONTACT, category=category, on=on, text=f"{who}: {text}", done_by=by, recorded_at=now
    )


@transaction.atomic
def close(enquiry: Enquiry, now: datetime) -> str:
    """Close an enquiry: nobody is reminded any more. Who did not answer, in a sentence. Raises where it was closed."""
    enquiry = Enquiry.objects.select_for_update(of=("self",)).get(pk=enquiry.pk)
    if enquiry.closed_on is not None:
        raise ValidationError("Deze verrijking was al afgesloten.")
    enquiry.closed_on = timezone.localtime(now).date()
    enquiry.save(update_fields=["closed_on"])
    silent = enquiry.askings.filter(answer=None).count()
    return f"{counted(silent, 'onderdeel', 'onderdelen')} gaf geen antwoord." if silent else ""
