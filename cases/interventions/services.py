"""Interventions: begun, ended, and put right. The act is what counts; it is written once."""

from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from cases.dossiers.models import Act, Case
from cases.interventions.models import Intervention
from nazorg.accounts.models import User
from nazorg.common.words import day_words
from nazorg.covenant.areas import AREA_CATEGORY, Area

MOST_WHAT, MOST_PARTY, MOST_TEXT = 300, 120, 2_000


@dataclass(frozen=True)
class Wanted:
    """What is done, by whom, and since when."""

    what: str
    party: str
    started_on: date


@transaction.atomic
def start_intervention(case: Case, area: str, wanted: Wanted, by: User, now: datetime) -> Intervention:
    """Record an intervention on one area. It counts in the year in which it began.

    Raises ValidationError by field: area, what, party, started_on; also where the same one began that day already, so
    that a second press records nothing twice.
    """
    if area not in Area.values:
        raise ValidationError({"area": "Kies een leefgebied."})
    _judge(wanted, timezone.localtime(now).date())
    category, what, party = AREA_CATEGORY[area], wanted.what.strip(), wanted.party.strip()
    # Which interventions stand already is known only to whoever is alone.
    Case.objects.select_for_update(of=("self",), no_key=True).get(pk=case.pk)
    stands = Intervention.objects.filter(case=case, category=category, party__iexact=party)
    if stands.filter(act__area=area, act__on=wanted.started_on, act__text__iexact=what).exists():
        raise ValidationError({"what": "Deze interventie staat er al. Begon er nog een? Zeg dan wat er anders aan is."})
    act = Act.objects.create(
        case=case, kind=Act.Kind.INTERVENTION, category=category, area=area, on=wanted.started_on,
        text=what, done_by=by, recorded_at=now,
    )  # fmt: skip
    return Intervention.objects.create(act=act, case=case, category=category, party=party)


@transaction.atomic
def correct_intervention(found: Intervention, wanted: Wanted, now: datetime) -> None:
    """Put right what was recorded; the act that figures count goes with it. Raises ValidationError by field."""
    found = _locked(found)
    _judge(wanted, timezone.localtime(now).date())
    if found.ended_on is not None and wanted.started_on > found.ended_on:
        raise ValidationError({"started_on": "De interventie was toen al klaar. Kies een eerdere datum."})
    found.act.text, found.act.on, found.party = wanted.what.strip(), wanted.started_on, wanted.party.strip()
    found.act.save(update_fields=["text", "on"])
    found.save(update_fields=["party"])


@transaction.atomic
def end_intervention(found: Intervention, on: date, result: str, by: User, now: datetime) -> None:
    """Record how an intervention ended: work in the case, and no second intervention.

    Raises ValidationError by field (on, result), or where it ended already.
    """
    found, result, today = _locked(found), result.strip(), timezone.localtime(now).date()
    if found.ended_on is not None:
        raise ValidationError(f"Deze interventie is al klaar sinds {day_words(found.ended_on, today)}.")
    wrong = {}
    if on > today:
        wrong["on"] = "Kies een datum die niet in de toekomst ligt."
    elif on < found.act.on:
        wrong["on"] = "De interventie begon later. Kies een latere datum."
    if not result:
        wrong["result"] = "Zeg in een paar woorden wat het resultaat is."
    elif len(result) > MOST_TEXT:
        wrong["result"] = f"De tekst is langer dan {MOST_TEXT:,} tekens. Maak hem korter.".replace(",", ".")
    if wrong:
        raise ValidationError(wrong)
    found.ended_on, found.result = on, result
    found.save(update_fields=["ended_on", "result"])
    Act.objects.create(
        case=found.case, kind=Act.Kind.NOTE, category=found.category, on=on,
        text=f"Interventie klaar: {found.act.text}. Resultaat: {result}", done_by=by, recorded_at=now,
    )  # fmt: skip


def _judge(wanted: Wanted, today: date) -> None:
    what, party = wanted.what.strip(), wanted.party.strip()
    wrong = {}
    if not what:
        wrong["what"] = "Zeg in een paar woorden wat er gedaan wordt."
    elif len(what) > MOST_WHAT:
        wrong["what"] = f"Maak dit korter: {MOST_WHAT} tekens is het meeste."
    if not party:
        wrong["party"] = "Zeg wie dit doet."
    elif len(party) > MOST_PARTY:
        wrong["party"] = f"Maak de naam korter: {MOST_PARTY} tekens is het meeste."
    if wanted.started_on > today:
        wrong["started_on"] = "Kies een datum die niet in de toekomst ligt."
    if wrong:
        raise ValidationError(wrong)


def _locked(found: Intervention) -> Intervention:
    locked = Intervention.objects.select_for_update(of=("self",)).select_related("act", "case")
    return locked.get(pk=found.pk)
