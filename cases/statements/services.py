"""Agreeing on words, recording that the police released them, and taking them back."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from cases.disclosures.grounds import grounds_of_police
from cases.dossiers.models import Act, Case
from cases.recipients import Recipient, columns_of
from cases.requests.of_case import requests_in
from cases.statements.models import PoliceRelease, Statement
from municipalities.models import Municipality
from nazorg.accounts.models import User
from nazorg.common.dutch import full_date
from nazorg.common.scope import current_scope
from nazorg.covenant.categories import Category
from nazorg.covenant.parties import Party
from nazorg.covenant.table import covenant_on

MOST_TEXT = 600
MOST_WHY = 200
_NOT_LATER = "Kies een datum die niet in de toekomst ligt."


@transaction.atomic
def write_statement(
    case: Case, recipient: Recipient, text: str, until: date, of_police: bool, by: User, now: datetime
) -> Statement:
    """Agree on what `recipient` may be told about a case, from today up to and including `until`.

    `of_police`: the words rest on police information, and wait until the police release them.
    Raises ValidationError by field: recipient, text, until.
    """
    today, words = timezone.localdate(now), "\n".join(text.splitlines()).strip()
    wrong = {}
    if why := _not_addressed(case, recipient, today):
        wrong["recipient"] = why
    if not words:
        wrong["text"] = "Schrijf op wat verteld mag worden, of begin met een standaardtekst."
    elif len(words) > MOST_TEXT:
        wrong["text"] = f"Zeg het korter: {MOST_TEXT} tekens is het meeste."
    if until < today:
        wrong["until"] = "Kies vandaag of een latere dag."
    if wrong:
        raise ValidationError(wrong)
    statement = Statement.objects.create(
        case=case,
        category=Category.POLICE if of_police else Category.STATEMENT,
        **columns_of(recipient),
        text=words,
        from_on=today,
        until_on=until,
        written_by=by,
        written_at=now,
    )
    waits = " De politie moet dit nog vrijgeven." if of_police else ""
    words = f"Afgesproken wat {statement.recipient} mag weten, tot en met {full_date(until)}.{waits}"
    _acted(statement, words, by, now)
    return statement


def _not_addressed(case: Case, recipient: Recipient, today: date) -> str:
    if isinstance(recipient, Municipality):
        if recipient.pk != case.responsible_id:
            return "Alleen de verantwoordelijke gemeente kan dit lezen."
        asked = any(one.municipality_id == recipient.pk and one.sent_at for one in requests_in(case, current_scope()))
        return "" if asked else f"{recipient} kreeg over deze casus geen vraag, en leest dus niets in het portaal."
    if recipient.party_of == Party.MAYOR:
        return "Wat de burgemeester mag weten, legt u vast op het tabblad BIJ."
    received = covenant_on(today).cell(recipient.party_of, Category.STATEMENT).receive
    return "" if received else f"Het convenant geeft dit niet aan {recipient.party_of.label}."


@transaction.atomic
def release(statement: Statement, released_by: str, on: date, ground: str, by: User, now: datetime) -> PoliceRelease:
    """Record that the police released these words for this recipient: from then on they may be told.

    Raises ValidationError by field (released_by, on, ground), or where nothing waits for it.
    """
    statement = _locked(statement)
    if not statement.waits_for_police:
        raise ValidationError("Deze zin wacht niet op de politie.")
    who, wrong = released_by.strip(), {}
    if not who:
        wrong["released_by"] = "Vul in wie van de politie dit vrijgaf."
    if on > timezone.localdate(now):
        wrong["on"] = _NOT_LATER
    chosen = next((one for one in grounds_of_police(on) if one.code == ground), None)
    if chosen is None:
        wrong["ground"] = "Kies een grond die op deze datum gold."
    if wrong or chosen is None:
        raise ValidationError(wrong)
    released = PoliceRelease.objects.create(
        statement=statement, released_by=who, on=on, ground=chosen.code, ground_name=chosen.name,
        recorded_by=by, recorded_at=now,
    )  # fmt: skip
    _acted(statement, f"{who} (politie) gaf vrij wat {statement.recipient} mag weten.", by, now, on)
    statement.category = Category.STATEMENT
    statement.save(update_fields=["category"])
    return released


@transaction.atomic
def withdraw(statement: Statement, why: str, by: User, now: datetime) -> None:
    """Take the words back: from today nobody is told them any more. What was told stays on record.

    Raises ValidationError by field (why), or where it was withdrawn already.
    """
    statement, why = _locked(statement), why.strip()
    if not why:
        raise ValidationError({"why": "Zeg in een paar woorden waarom."})
    if len(why) > MOST_WHY:
        raise ValidationError({"why": f"Zeg het korter: {MOST_WHY} tekens is het meeste."})
    statement.withdrawn_on, statement.withdrawn_by, statement.withdrawn_why = timezone.localdate(now), by, why
    statement.save(update_fields=["withdrawn_on", "withdrawn_by", "withdrawn_why"])
    _acted(statement, f"Ingetrokken wat {statement.recipient} mocht weten: {why.rstrip('.')}.", by, now)


def _locked(statement: Statement) -> Statement:
    """The statement as it stands, for this transaction alone. Raises ValidationError where it was withdrawn."""
    found = Statement.objects.select_for_update(of=("self",)).get(pk=statement.pk)
    if found.withdrawn_on is not None:
        raise ValidationError("Deze zin was al ingetrokken.")
    return found


def _acted(statement: Statement, text: str, by: User, now: datetime, on: date | None = None) -> None:
    """The dated act, of the category of the statement: before the release it is police information too."""
    Act.objects.create(
        case=statement.case, kind=Act.Kind.STATEMENT, category=statement.category, on=on or timezone.localdate(now),
        text=text, done_by=by, recorded_at=now,
    )  # fmt: skip
