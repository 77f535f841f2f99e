"""The audit trail: what was changed, by whom, in which case. Its rows are as secret as what they tell of."""

from typing import Any

from auditlog.models import AbstractLogEntry, LogEntryManager
from django.db import models

from nazorg.common.scope import NoScopeError, current_scope, system_scope
from nazorg.covenant.categories import Category


class AuditManager(LogEntryManager):  # type: ignore[misc]  # auditlog ships no types
    """Adds the category and the case of what was changed, and who did it."""

    def log_create(self, instance: models.Model, force_log: bool = False, **kwargs: Any) -> Any:
        # Accounts and registry have no category of their own; who changed them is log.
        kwargs.setdefault("category", str(getattr(instance, "category", Category.LOG)))
        kwargs.setdefault("case_id", _case_of(instance))
        return super().log_create(instance, force_log=force_log, **kwargs)

    def create(self, **kwargs: Any) -> Any:
        """Insert without asking the row back: who may change something may not always read its trail."""
        try:
            kwargs.setdefault("actor_id", current_scope().actor_id)
        except NoScopeError:
            with system_scope("a change outside any request still leaves a trace"):
                return self.bulk_create([self.model(**kwargs)], ignore_conflicts=True)[0]
        return self.bulk_create([self.model(**kwargs)], ignore_conflicts=True)[0]


def _case_of(instance: models.Model) -> int | None:
    """The case that a row belongs to, as far as the row itself says."""
    if instance._meta.label == "cases.Case":
        return instance.pk  # type: ignore[no-any-return]
    return getattr(instance, "case_id", None) or (
        getattr(instance, "content_object_id", None) if instance._meta.label == "cases.CaseGrant" else None
    )


class AuditEntry(AbstractLogEntry):  # type: ignore[misc]  # auditlog ships no types
    """auditlog's entry with the category and the case of what was changed."""

    category = models.CharField(max_length=24, choices=Category)
    case = models.ForeignKey("cases.Case", models.SET_NULL, null=True, related_name="+", db_constraint=False)

    objects = AuditManager()

    class Meta(AbstractLogEntry.Meta):  # type: ignore[misc]
        abstract = False
        indexes = [models.Index(fields=["case"], name="auditentry_case", condition=models.Q(case__isnull=False))]
