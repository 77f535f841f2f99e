"""In a full case: what partners were asked and told, whom it concerns, what goes wrong, and BIJ."""

from datetime import date

from cases.models import (
    Alert,
    Asking,
    BijRecord,
    Bottleneck,
    Case,
    CaseBottleneck,
    Disclosure,
    Enquiry,
    Involved,
    MayorInformed,
    Participation,
    ReleaseNotice,
    Urgency,
)
from nazorg.accounts.models import User
from nazorg.covenant.categories import Category
from nazorg.covenant.parties import Party
from partners.models import Unit
from tests.chain_factories import DisclosureFactory
from tests.conftest import NOW
from tests.partner_factories import ParticipationFactory, UnitFactory

TODAY = NOW.date()


def add_notes(case: Case, name: str, by: User) -> None:
    """A row in every table of the coordinator's work around a case; `name` stands wherever text fits."""
    unit, mayor = UnitFactory(), UnitFactory(party=Party.MAYOR)
    enquiry = Enquiry.objects.create(
        case=case, kind=Enquiry.Kind.BILATERAL, question=name, asked_on=TODAY, due_on=date(2024, 12, 9), asked_by=by
    )
    Asking.objects.create(enquiry=enquiry, unit=unit, disclosure=_given(case, unit, by), answered_by=name)
    urgency = Urgency.objects.create(case=case, text=name, raised_at=NOW, raised_by=by)
    Alert.objects.create(urgency=urgency, unit=unit, name=name, disclosure=_given(case, unit, by))
    involved = Involved.objects.create(case=case, kind="family", name=name, recorded_by=by, recorded_at=NOW)
    ReleaseNotice.objects.create(involved=involved, due_on=TODAY, asked_by=by)
    CaseBottleneck.objects.create(
        case=case, municipality=case.responsible, theme="housing", aspect="capacity", text=name, on=TODAY, by=by
    )
    Bottleneck.objects.create(
        municipality=case.responsible, theme="housing", aspect="capacity", text=name, on=TODAY, changed_on=TODAY
    )
    record = BijRecord.objects.create(case=case, why=name, since=TODAY, recorded_by=by)
    MayorInformed.objects.create(record=record, unit=mayor, disclosure=_given(case, mayor, by), on=TODAY, by=by)
    ParticipationFactory(case=case, unit=mayor, why=Participation.Why.BIJ, category=Category.BIJ)


def _given(case: Case, unit: Unit, by: User) -> Disclosure:
    given: Disclosure = DisclosureFactory(case=case, party=unit.party, unit=unit, recipient=str(unit), by=by)
    return given
