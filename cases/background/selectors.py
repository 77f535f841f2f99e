"""Reading what police and care told."""

from cases.background.models import CareInformation, PoliceInformation
from cases.dossiers.models import Case
from nazorg.common.scope import Scope


def police_information(case: Case, scope: Scope) -> list[PoliceInformation]:
    """What the police told, the latest first; what was taken out has no words any more."""
    return list(PoliceInformation.objects.visible_to(scope).select_related("by", "removed_by").filter(case=case))


def care_information(case: Case, scope: Scope) -> list[CareInformation]:
    """The same of care, each with the unit it came from."""
    found = CareInformation.objects.visible_to(scope).filter(case=case)
    return list(found.select_related("by", "removed_by", "unit__organisation"))
