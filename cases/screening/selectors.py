"""The queue of cases to screen, and how a case was screened."""

from django.db.models import Exists, F, OuterRef, QuerySet

from cases.dossiers.models import Case
from cases.requests.lists import Neighbours, beside
from cases.screening.models import Screening
from nazorg.common.scope import Scope, current_scope


def to_screen(scope: Scope) -> QuerySet[Case]:
    """Cases around a detention that nobody screened yet, in no order; none for whoever reads no screenings.

    The old registration came screened.
    """
    if not scope.may_read(Screening.category):
        return Case.objects.none()
    arrivals = Case.objects.visible_to(scope).filter(detention__isnull=False, no_aftercare=False)
    screened = Screening.objects.visible_to(scope).filter(case=OuterRef("pk"))
    return arrivals.exclude(origin=Case.Origin.REGISTRATION).filter(~Exists(screened))


def queue(scope: Scope) -> QuerySet[Case]:
    """The same in order: spoed, then whose release is nearest, then whose end is unknown; who is free already last."""
    return (
        to_screen(scope)
        .select_related("person", "detention", "responsible", "chain")
        .order_by(
            F("chain__urgent").desc(nulls_last=True),
            F("detention__released_on").desc(nulls_first=True),
            F("detention__expected_end_on").asc(nulls_last=True),
            "detention__start_on",
            "pk",
        )
    )


def to_screen_count() -> int:
    """How many there are, for the menu."""
    return to_screen(current_scope()).count()


def place_in_queue(case: Case, scope: Scope) -> Neighbours:
    """Who comes before and after a case in the queue."""
    return beside(case.reference, list(queue(scope).values_list("reference", flat=True)))


def screenings_of(case: Case, scope: Scope) -> list[Screening]:
    """How a case was screened, the latest first: that one holds."""
    return list(Screening.objects.visible_to(scope).select_related("by").filter(case=case))
