"""Family, victims and reporters of a case, and that they are told of a release in time."""

from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from cases.disclosures.giving import Giving, give, said_at
from cases.disclosures.models import Disclosure
from cases.disclosures.packs import Part
from cases.disclosures.receiving import receivable
from cases.disclosures.wording import detention_text, person_text, plain
from cases.dossiers.models import Act, Case
from cases.involved.models import Involved, ReleaseNotice
from cases.involvement.models import Participation
from cases.involvement.services import stop_taking_part, take_part
from cases.selectors import is_free
from nazorg.accounts.models import User
from nazorg.common.scope import Scope
from nazorg.covenant.categories import Category
from partners.models import Unit

MOST_NAME, MOST_CONTACT = 120, 200
CHANNELS = (Disclosure.Channel.PHONE, Disclosure.Channel.MAIL, Disclosure.Channel.TALK)


@dataclass(frozen=True)
class Errand:
    """Which unit tells somebody, in what way it was asked to (codes), and which words it got."""

    unit: Unit
    channel: str
    ground: str
    parts: tuple[Part, ...]


@transaction.atomic
def add_involved(case: Case, kind: str, name: str, relation: str, contact: str, by: User, now: datetime) -> Involved:
    """Record somebody whom a case concerns. Raises ValidationError by field: kind, name, relation, contact."""
    name, relation, contact, wrong = name.strip(), relation.strip(), contact.strip(), {}
    if kind not in Involved.Kind.values:
        wrong["kind"] = "Kies wie dit is."
    if not name:
        wrong["name"] = "Vul een naam in."
    most = {"name": MOST_NAME, "relation": MOST_NAME, "contact": MOST_CONTACT}
    for field, text in (("name", name), ("relation", relation), ("contact", contact)):
        if len(text) > most[field]:
            wrong[field] = f"Maak dit korter: {most[field]} tekens is het meeste."
    if wrong:
        raise ValidationError(wrong)
    return Involved.objects.create(
        case=case, kind=kind, name=name, relation=relation, contact=contact, recorded_by=by, recorded_at=now
    )


def errand_parts(involved: Involved, unit: Unit, scope: Scope, today: date) -> tuple[Part, ...]:
    """What a unit needs to tell somebody of a release, as far as it may have it once it has this task."""
    case = involved.case
    parts = [Part("Persoon", Category.IDENTITY.value, person_text(case.person, case.reference))]
    if case.detention is not None:
        parts.append(Part("Detentie", Category.DETENTION.value, detention_text(case.detention, None)))
    about = [involved.get_kind_display(), involved.name, involved.relation, involved.contact]
    parts.append(Part("Wie het moet weten", Category.INVOLVED.value, plain("\n".join(filter(None, about)))))
    allowed = receivable(case, unit, scope, today, Participation.Why.TASK)
    return tuple(part for part in parts if part.category in allowed or part.category == Category.INVOLVED)


@transaction.atomic
def ask_notice(involved: Involved, due_on: date, errand: Errand | None, by: User, now: datetime) -> ReleaseNotice:
    """Make it a task that somebody is told of the release, on `due_on` at the latest: by the coordinator, or by a unit.

    A unit takes part in the case with this task; what it gets is a disclosure. Raises ValidationError by field:
    due_on, ground, unit; or where the task is there already, or the release is past.
    """
    today = timezone.localtime(now).date()
    Involved.objects.select_for_update(of=("self",)).get(pk=involved.pk)
    if due_on < today:
        raise ValidationError({"due_on": "Kies vandaag of een latere dag."})
    if is_free(involved.case, today):
        raise ValidationError("Deze persoon is al vrij. Vertelde u het toch nog? Leg dat vast als notitie.")
    if involved.notices.filter(done_on=None).exists():
        raise ValidationError(f"Dat {involved.name} bericht krijgt, is al een taak.")
    if errand is not None:
        take_part(involved.case, errand.unit, Participation.Why.TASK, today)
        how = Giving(Disclosure.Kind.PARTNER, errand.channel, errand.ground, today)
        try:
            give(involved.case, errand.unit, errand.parts, how, by, now)
        except ValidationError as refused:
            raise said_at(refused, parts="unit", on="due_on") from refused
    return ReleaseNotice.objects.create(
        involved=involved, due_on=due_on, unit=errand.unit if errand else None, asked_by=by
    )


@transaction.atomic
def record_told(notice: ReleaseNotice, on: date, done_by: str, by: User, now: datetime) -> None:
    """Record that somebody was told, on a day and by whom; the unit that had no other such task takes part no more.

    Raises ValidationError by field: on, done_by.
    """
    locked = ReleaseNotice.objects.select_for_update(of=("self",))
    notice = locked.select_related("involved__case", "unit__organisation").get(pk=notice.pk)
    done_by, wrong = done_by.strip(), {}
    if notice.done_on is not None:
        raise ValidationError("Dit was al gedaan.")
    if on > timezone.localtime(now).date():
        wrong["on"] = "Kies een datum die niet in de toekomst ligt."
    if not done_by:
        wrong["done_by"] = "Zeg wie het vertelde."
    elif len(done_by) > MOST_NAME:
        wrong["done_by"] = f"Maak de naam korter: {MOST_NAME} tekens is het meeste."
    if wrong:
        raise ValidationError(wrong)
    notice.done_on, notice.done_by = on, done_by
    notice.save(update_fields=["done_on", "done_by"])
    case, unit = notice.involved.case, notice.unit
    if unit is not None and not ReleaseNotice.objects.filter(involved__case=case, unit=unit, done_on=None).exists():
        stop_taking_part(case, unit, by, now, [Participation.Why.TASK])
    Act.objects.create(
        case_id=notice.involved.case_id, kind=Act.Kind.CONTACT, category=Category.INVOLVED, on=on, done_by=by,
        recorded_at=now, text=f"{notice.involved.name} weet van de vrijlating, verteld door {done_by}.",
    )  # fmt: skip
