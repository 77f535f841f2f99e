"""What a municipality gave to the MMD-er itself is in the ledger too, without the words: those we did not see."""

from datetime import date, datetime

from django.utils import timezone

from cases.disclosures.grounds import usual_ground
from cases.disclosures.models import Delivery, Disclosure
from cases.requests.models import Answer, Request
from nazorg.accounts.models import User
from nazorg.covenant.parties import Party


def register_direct(request: Request, answer: Answer, by: User, now: datetime) -> Disclosure:
    """Register that an area was delivered directly, on the day that the answer says. The caller opens the scope.

    An answer that corrects only the words of an earlier one tells of the same delivery.
    """
    detention = request.case.detention
    institution = detention.institution if detention else ""
    day = answer.delivered_on or timezone.localdate(now)
    before = Disclosure.objects.filter(
        kind=Disclosure.Kind.DIRECT,
        institution=institution,
        on=day,
        categories=[answer.category],
        deliveries__answer__question=answer.question_id,
    ).first()
    disclosure = before or _registered(request, answer, institution, day, by, now)
    Delivery.objects.create(
        answer=answer, disclosure=disclosure, category=answer.category, party=Party.MMD, institution=institution, on=day
    )
    return disclosure


def _registered(request: Request, answer: Answer, institution: str, day: date, by: User, now: datetime) -> Disclosure:
    ground = usual_ground(Party.MMD, day)
    return Disclosure.objects.create(
        case_id=request.case_id,
        party=Party.MMD,
        recipient=f"MMD-er {institution}".strip(),
        institution=institution,
        kind=Disclosure.Kind.DIRECT,
        channel=Disclosure.Channel.DIRECT,
        ground=ground.code,
        ground_name=ground.name,
        categories=[answer.category],
        on=day,
        at=now,
        by=by,
    )
