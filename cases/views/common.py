"""What the pages of one case have in common."""

from django.http import Http404

from cases.dossiers.models import Case
from cases.selectors import find_case
from nazorg.common.scope import current_scope
from nazorg.common.words import spaced


def case_or_404(reference: str) -> Case:
    """The case of this reference, for the scope that is open."""
    try:
        return find_case(reference, current_scope())
    except Case.DoesNotExist:
        raise Http404 from None


def case_context(case: Case) -> dict[str, object]:
    """What the head of a page below a case shows."""
    return {"case": case, "reference": spaced(case.reference)}
