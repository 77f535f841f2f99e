"""Reading enquiries: of a case, and those that wait too long for an answer."""

from datetime import date

from django.db.models import QuerySet

from cases.dossiers.models import Case
from cases.enrichment.models import Asking, Enquiry
from nazorg.common.scope import Scope

_WITH = ("unit__organisation", "answer", "disclosure", "enquiry__case__person")


def enquiries_of(case: Case, scope: Scope) -> list[tuple[Enquiry, list[Asking]]]:
    """The enquiries of a case, the latest first, each with the units that were asked."""
    found = {one.pk: (one, list[Asking]()) for one in Enquiry.objects.visible_to(scope).filter(case=case)
             .select_related("asked_by")}  # fmt: skip
    for asking in Asking.objects.visible_to(scope).filter(enquiry__in=found).select_related(*_WITH):
        found[asking.enquiry_id][1].append(asking)
    return list(found.values())


def unanswered(scope: Scope) -> QuerySet[Asking]:
    """The units of which an answer is awaited, in cases of this scope, the longest waiting first."""
    waiting = Asking.objects.visible_to(scope).filter(answer=None, enquiry__closed_on=None)
    return waiting.select_related(*_WITH).order_by("enquiry__due_on", "pk")


def overdue(scope: Scope, today: date) -> QuerySet[Asking]:
    """Of those the ones whose term has passed: for Vandaag."""
    return unanswered(scope).filter(enquiry__due_on__lt=today)


def find_asking(case: Case, number: int, scope: Scope) -> Asking:
    """One unit that was asked in a case. Raises Asking.DoesNotExist."""
    return Asking.objects.visible_to(scope).select_related(*_WITH).get(pk=number, enquiry__case=case)
