"""Reading numbers elsewhere."""

from django.db.models import QuerySet

from cases.dossiers.models import Case
from cases.outside.models import OutsideNumber
from cases.outside.services import MOST_NUMBER, key_of
from nazorg.common.scope import Scope


def numbers_of(case: Case, scope: Scope) -> QuerySet[OutsideNumber]:
    """The numbers by which others know a case."""
    return OutsideNumber.objects.visible_to(scope).filter(case=case).select_related("recorded_by")


def people_with_number(text: str, scope: Scope) -> list[int]:
    """The persons (primary keys) of whom a case has exactly this number elsewhere, however it is written."""
    key = key_of(text)
    if not any(sign.isdigit() for sign in key) or len(key) > MOST_NUMBER:
        return []
    found = OutsideNumber.objects.visible_to(scope).filter(key=key)
    return list(found.values_list("case__person_id", flat=True))
