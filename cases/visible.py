"""The one way to rows: `Model.objects.visible_to(scope)`.

The database's policies hold whatever a query forgets; this says in the code whose rows are meant, and joins nothing.
"""

from typing import Self, TypeVar

from django.db import models

from nazorg.common.scope import Scope, current_scope

M = TypeVar("M", bound=models.Model, covariant=True)


class WrongScopeError(RuntimeError):
    """A query was made for one scope while another one is open."""


class VisibleQuerySet(models.QuerySet[M, M]):
    """Rows that a scope may see."""

    def visible_to(self, scope: Scope) -> Self:
        """The rows of this scope, which must be the open one: the policies do the work.

        A category that the scope lacks gives no rows, and not even a query.
        """
        if scope != current_scope():
            raise WrongScopeError("Deze vraag hoort bij een andere scope dan die open is.")
        category = getattr(self.model, "category", None)
        if isinstance(category, str) and not scope.may_read_some(category):
            return self.none()
        return self.all()


VisibleManager = models.Manager.from_queryset(VisibleQuerySet)
