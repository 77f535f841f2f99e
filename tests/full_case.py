"""A case with a row in every table that holds content: what the locks are tried on."""

from datetime import date

from cases.disclosures.models import Delivery, DisclosedPart, Disclosure
from cases.models import (
    Act,
    Answer,
    AskedForHelp,
    AuditEntry,
    Bsn,
    Case,
    Chain,
    Consent,
    DetentionTitle,
    Draft,
    Interview,
    MergeRecord,
    NameKey,
    Need,
    NeedUpdate,
    Pause,
    Question,
    Request,
)
from cases.people.matching import hash_bsn
from intake.models import Batch, Row
from nazorg.accounts.models import AccessLog, User
from nazorg.common.crypto import seal
from nazorg.covenant.areas import AREA_CATEGORY, Area
from nazorg.covenant.categories import Category
from nazorg.covenant.parties import Party
from tests.cast import Cast
from tests.conftest import NOW
from tests.difference_factories import ExplanationFactory
from tests.factories import (
    ActFactory,
    NotificationFactory,
    PersonFactory,
    case_in,
    exception,
)
from tests.full_conference import full_conference
from tests.full_judging import judge
from tests.full_notes import add_notes
from tests.full_plan import full_plan
from tests.full_reports import add_reports
from tests.full_sharing import statements
from tests.partner_factories import ParticipationFactory


def full_case(code: str, name: str, cast: Cast) -> Case:
    """A case with a row in every table that holds content; `name` stands wherever text fits."""
    case = case_in(code, detention__person__family_name=name, brought_in_why=name)
    person, detention = case.person, case.detention
    assert detention is not None
    NameKey.objects.create(person=person, key=name.lower())
    Bsn.objects.create(person=person, sealed=seal(b"999990019"), hash=hash_bsn(name))
    DetentionTitle.objects.create(detention=detention, title="gestraft")
    AskedForHelp.objects.create(detention=detention, asked=True)
    NotificationFactory(detention=detention, facts={"institution": name})
    ActFactory(case=case, category=Category.RISK, text=name)
    others = [category for category in Category if category != Category.RISK]
    Act.objects.bulk_create(ActFactory.build(case=case, category=c, text=f"{name} {c}") for c in others)
    double = PersonFactory(family_name=name, merged_into=person)
    MergeRecord.objects.create(kept=person, double=double, reason=name, merged_by=cast.clerk)
    for category in (Category.RAW_NOTIFICATION, Category.RISK):
        batch = Batch.objects.create(category=category, source="dpan", door="form", content=b"x", filename=name)
        Row.objects.create(batch=batch, category=category, line=1, raw=b"x", outcome="wrong", person=person)
    exception(cast.clerk, case, cast, approved_by=None)
    for user in cast.everybody().values():
        AccessLog.objects.bulk_create([AccessLog(user=user, act="case", reference=case.reference)])
    _chain(case, name, cast.clerk, cast.hilversum if code == "0402" else cast.huizen)
    _partners(case)
    judge(case, name, cast.coordinator)
    full_conference(case, name, cast.clerk)
    statements(case, name, cast.coordinator)
    add_notes(case, name, cast.coordinator)
    full_plan(case, name, cast.clerk)
    add_reports(name, cast.coordinator)
    ExplanationFactory(person=person, text=name, by=cast.clerk)
    assert AuditEntry.objects.exists()
    return case


def _chain(case: Case, name: str, clerk: User, contact: User) -> None:
    """Everything between a request and its handoff, in every area; `name` stands wherever text fits."""
    assert case.responsible is not None
    today = NOW.date()
    request = Request.objects.create(
        case=case, municipality=case.responsible, sent_at=NOW, due_on=today, first_due_on=today, holder=contact
    )
    disclosure = Disclosure.objects.create(
        case=case, party=Party.MMD, recipient=f"MMD-er {name}", kind="pack", channel="dpan", ground="pbw-18",
        ground_name="Pbw", categories=["identity"], on=today, at=NOW, by=clerk,
    )  # fmt: skip
    for position, area in enumerate(Area):
        category = AREA_CATEGORY[area]
        question = Question.objects.create(
            request=request, area=area, category=category, delivers="portal", status="answered"
        )
        answer = Answer.objects.create(
            question=question, category=Category.SUWINET if area == Area.INCOME else category, status="answered",
            text=name, from_suwinet=area == Area.INCOME, at=NOW, by=contact,
        )  # fmt: skip
        Draft.objects.create(request=request, area=area, category=category, author=contact, text=name, saved_at=NOW)
        need = Need.objects.create(
            case=case, request=request, area=area, category=category, title=name, created_by=contact, created_at=NOW
        )
        NeedUpdate.objects.create(need=need, category=category, on=today, status="open", text=name, by=contact, at=NOW)
        Consent.objects.create(
            case=case, area=area, category=category, given_on=today, note=name, recorded_by=clerk, recorded_at=NOW
        )
        DisclosedPart.objects.create(
            disclosure=disclosure,
            case=case,
            party=Party.MMD,
            category=category,
            position=position,
            heading=area,
            text=name,
        )
        Delivery.objects.create(
            answer=answer, disclosure=disclosure, category=answer.category, party=Party.MMD, on=today
        )
    Chain.objects.create(case=case, step="answer", municipality=case.responsible)
    Pause.objects.create(case=case, since=date(2024, 11, 1), until=date(2024, 11, 2), why="other", note=name, by=clerk)
    Interview.objects.create(case=case, planned_on=today, recorded_by=clerk, recorded_at=NOW)


def _partners(case: Case) -> None:
    """A unit of a partner that takes part."""
    ParticipationFactory(case=case)
