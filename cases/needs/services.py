"""Needs and consent: recorded by staff, needs by the municipality's contacts too."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from cases.chain.settle import settle
from cases.dossiers.models import Case
from cases.needs.models import Consent, Need, NeedUpdate
from cases.requests.models import Request
from cases.requests.turn import only_one_handoff_in
from nazorg.accounts.models import User
from nazorg.common.dutch import numeric_date
from nazorg.common.scope import system_scope
from nazorg.covenant.areas import AREA_CATEGORY, Area

MOST_TITLE = 200
MOST_PARTY = 120
MOST_TEXT = 2_000


@transaction.atomic
def add_need(
    case: Case,
    area: str,
    title: str,
    party: str,
    by: User,
    now: datetime,
    request: Request | None = None,
    found_in: str = "",
) -> Need:
    """Record a need in one area. `request` says at which municipality's question it came up; staff leave it out.

    `found_in` is the PI whose MMD-er found it. Raises ValidationError by field: area, title, party; also where the same
    need runs already, so that a second press records nothing twice.
    """
    title, party = title.strip(), party.strip()
    wrong = {}
    if area not in Area.values:
        wrong["area"] = "Kies een leefgebied."
    if not title:
        wrong["title"] = "Zeg in een paar woorden wat er nodig is."
    elif len(title) > MOST_TITLE:
        wrong["title"] = f"Maak de hulpvraag korter: {MOST_TITLE} tekens is het meeste."
    if len(party) > MOST_PARTY:
        wrong["party"] = f"Maak de naam korter: {MOST_PARTY} tekens is het meeste."
    if wrong:
        raise ValidationError(wrong)
    with system_scope("whoever records a need waits for whoever does so too, and may not change a case"):
        Case.objects.select_for_update(of=("self",), no_key=True).get(pk=case.pk)
    same = Need.objects.filter(case=case, request=request, area=area, title__iexact=title)
    if same.exclude(status__in=Need.SETTLED).exists():
        raise ValidationError({"title": "Deze hulpvraag staat er al en loopt nog. Leg daar een stap bij vast."})
    return Need.objects.create(
        case=case, request=request, area=area, category=AREA_CATEGORY[area], title=title, party=party,
        found_in=found_in, created_by=by, created_at=now,
    )  # fmt: skip


@transaction.atomic
def update_need(need: Need, status: str, text: str, on: date, by: User, now: datetime) -> NeedUpdate:
    """Record a dated step in a need. The need stands as its latest step says, by date.

    Raises ValidationError by field: status, text, on; also where it was just recorded, so that a second press records
    nothing twice.
    """
    with system_scope("a need stands as its latest step says; a municipality adds steps and changes no need"):
        need = Need.objects.select_for_update(of=("self",)).get(pk=need.pk)
    text = text.strip()
    wrong = {}
    if status not in Need.Status.values:
        wrong["status"] = "Kies hoe het ermee staat."
    elif status == need.status and not text:
        wrong["text"] = "Schrijf op wat er gedaan is, of kies een andere stand."
    elif (status, text, on, by.pk) == need.updates.order_by("pk").values_list("status", "text", "on", "by").last():
        wrong["text"] = "Deze stap staat er al. Deed u het nog een keer? Schrijf dat er dan bij."
    if len(text) > MOST_TEXT:
        wrong["text"] = f"De tekst is langer dan {MOST_TEXT:,} tekens. Maak hem korter.".replace(",", ".")
    if on > timezone.localtime(now).date():
        wrong["on"] = "Kies een datum die niet in de toekomst ligt."
    if wrong:
        raise ValidationError(wrong)
    update = NeedUpdate.objects.create(
        need=need, category=need.category, on=on, status=status, text=text, by=by, at=now
    )
    with system_scope("a need stands as its latest step says; a municipality adds steps and changes no need"):
        latest = need.updates.order_by("-on", "-pk").first()
        need.status = latest.status if latest else status
        need.save(update_fields=["status"])
    return update


@transaction.atomic
def give_consent(case: Case, area: str, given_on: date, note: str, by: User, now: datetime) -> Consent:
    """Record that the person agreed to passing on one area; `note` says to whom and how.

    Raises ValidationError by field: area, given_on, note; or where one holds already.
    """
    note = note.strip()
    wrong = {}
    if area not in Area.values:
        wrong["area"] = "Kies een leefgebied."
    if given_on > timezone.localtime(now).date():
        wrong["given_on"] = "Kies een datum die niet in de toekomst ligt."
    if not note:
        wrong["note"] = "Zeg aan wie en hoe de toestemming is gegeven."
    elif len(note) > MOST_TITLE:
        wrong["note"] = f"Maak dit korter: {MOST_TITLE} tekens is het meeste."
    if wrong:
        raise ValidationError(wrong)
    Case.objects.select_for_update(of=("self",)).get(pk=case.pk)
    last = Consent.objects.filter(case=case, area=area).order_by("-given_on", "-pk").first()
    if last is not None and last.withdrawn_on is None:
        raise ValidationError("Voor dit leefgebied is al toestemming vastgelegd. Trek die eerst in.")
    if last is not None and last.withdrawn_on is not None and given_on < last.withdrawn_on:
        since = numeric_date(last.withdrawn_on)
        words = f"De vorige toestemming is op {since} ingetrokken. Kies die dag of een latere."
        raise ValidationError({"given_on": words})
    consent = Consent.objects.create(
        case=case, area=area, category=AREA_CATEGORY[area], given_on=given_on, note=note, recorded_by=by,
        recorded_at=now,
    )  # fmt: skip
    settle([case.pk], now)
    return consent


@transaction.atomic
def withdraw_consent(consent: Consent, on: date, by: User, now: datetime) -> None:
    """Record that the person took it back: packs leave the area out from now on. What was given stays on record.

    Raises ValidationError by field (on), or where it was withdrawn already.
    """
    # What is leaving now leaves first: it was composed while the consent held.
    only_one_handoff_in(consent.case_id)
    consent = Consent.objects.select_for_update(of=("self",)).get(pk=consent.pk)
    if consent.withdrawn_on is not None:
        raise ValidationError("Deze toestemming was al ingetrokken.")
    if on < consent.given_on:
        raise ValidationError({"on": "De toestemming is pas later gegeven. Kies een latere datum."})
    if on > timezone.localtime(now).date():
        raise ValidationError({"on": "Kies een datum die niet in de toekomst ligt."})
    consent.withdrawn_on, consent.withdrawn_by = on, by
    consent.save(update_fields=["withdrawn_on", "withdrawn_by"])
    settle([consent.case_id], now)
