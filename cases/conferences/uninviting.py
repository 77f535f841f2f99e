"""Taking an invitation back: the guest hears of it, its seats go, and it takes part in the case for this no more."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from cases.conferences import words
from cases.conferences.models import Invitation
from cases.conferences.planning import locked
from cases.conferences.telling import tell_all
from cases.dossiers.models import Act, Case
from cases.involvement.models import Participation
from nazorg.accounts.models import User
from nazorg.covenant.categories import Category


@transaction.atomic
def uninvite(invitation: Invitation, by: User, now: datetime) -> list[str]:
    """Take an invitation back, with a dated act in each case it was for. What the guest got stays in the ledger.

    Gives who has to be phoned, by name. Raises ValidationError where the conference was held or called off.
    """
    conference = locked(invitation.conference)
    phone = tell_all([invitation], words.withdrawn, "CANCEL", now)
    cases = [item.case for item in invitation.items.select_related("case") if item.case is not None]
    invitation.delete()
    for case in cases:
        _stop(invitation, case)
        Act.objects.create(
            case=case, kind=Act.Kind.CONTACT, category=Category.CONFERENCE_LOGISTICS,
            on=timezone.localtime(now).date(), done_by=by, recorded_at=now,
            text=f"Uitnodiging ingetrokken voor {conference.get_kind_display()} op {conference.on:%d-%m-%Y}: "
            f"{invitation.guest}.",
        )  # fmt: skip
    return phone


def _stop(invitation: Invitation, case: Case) -> None:
    """A unit that is invited for a case nowhere else takes part in it for a conference no more."""
    if invitation.unit is None or Invitation.objects.filter(unit=invitation.unit, items__case=case).exists():
        return
    invited = Participation.Why.CONFERENCE
    Participation.objects.filter(case=case, unit=invitation.unit, why=invited).delete()
