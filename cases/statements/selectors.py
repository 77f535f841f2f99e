"""Reading statements."""

from datetime import date

from django.db.models import Q, QuerySet

from cases.dossiers.models import Case
from cases.recipients import Recipient, columns_of
from cases.statements.models import Statement
from nazorg.common.scope import Scope
from nazorg.covenant.categories import Category


def statements_in(case: Case, scope: Scope) -> QuerySet[Statement]:
    """Everything that was ever agreed in a case, the latest first; what waits for the police for who reads police."""
    related = ("case", "unit__organisation", "municipality", "written_by", "withdrawn_by")
    return Statement.objects.visible_to(scope).filter(case=case).select_related(*related)


def agreed_for(case: Case, to: Recipient, scope: Scope, on: date) -> list[Statement]:
    """The words that a recipient may be told about a case on `on`, the oldest first."""
    return list(statements_in(case, scope).filter(valid_on(on), **columns_of(to)).order_by("written_at", "pk"))


def agreed_for_municipalities(case: Case, scope: Scope, on: date) -> list[Statement]:
    """The words about a case that are addressed to the municipalities of a contact's scope."""
    addressed = statements_in(case, scope).filter(valid_on(on), municipality__in=scope.municipalities)
    return list(addressed.order_by("written_at", "pk"))


def valid_on(day: date) -> Q:
    """Released by then where that was needed, between its days, and not withdrawn."""
    standing = (Q(withdrawn_on=None) | Q(withdrawn_on__gt=day)) & ~Q(release__on__gt=day)
    return standing & Q(category=Category.STATEMENT, from_on__lte=day, until_on__gte=day)
