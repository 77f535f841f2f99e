"""What Vandaag shows: small questions to intake and cases."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db.models import Count

from intake.models import Batch, Row
from nazorg.common.scope import Scope, current_scope

RECENT = timedelta(days=14)


@dataclass
class Waiting:
    """A batch that waits for a person, with how many of its rows have which outcome."""

    batch: Batch
    outcomes: dict[str, int] = field(default_factory=dict)

    @property
    def rows(self) -> int:
        return sum(self.outcomes.values())


def held_count() -> int:
    """Rows that are held back until somebody mends them or chooses, as far as the open scope shows them."""
    return Row.objects.visible_to(current_scope()).filter(state=Row.State.HELD).count()


def held_batches(scope: Scope) -> list[Waiting]:
    """Batches with rows that are held back, the oldest first."""
    return _waiting(scope, Row.State.HELD, {"batch__state": Batch.State.ACCEPTED})


def checked_batches(scope: Scope) -> list[Waiting]:
    """Batches that were read and wait for somebody to accept them, the oldest first."""
    return _waiting(scope, Row.State.WAITING, {"batch__state": Batch.State.CHECKED})


def _waiting(scope: Scope, state: str, which: dict[str, str]) -> list[Waiting]:
    counted = (
        Row.objects.visible_to(scope)
        .filter(state=state, **which)
        .order_by()
        .values_list("batch_id", "outcome")
        .annotate(number=Count("pk"))
    )
    outcomes: dict[int, dict[str, int]] = {}
    for batch_id, outcome, number in counted:
        outcomes.setdefault(batch_id, {})[outcome] = number
    batches = Batch.objects.visible_to(scope).filter(pk__in=outcomes).defer("content").order_by("created_at", "pk")
    return [Waiting(batch, outcomes[batch.pk]) for batch in batches]


@dataclass(frozen=True)
class TakenIn:
    """A batch that was accepted: how many of its rows came in, and how many stay behind."""

    batch: Batch
    accepted: int
    held: int


def taken_in_since(moment: datetime, scope: Scope, most: int = 6) -> list[TakenIn]:
    """The batches accepted after `moment`, the latest first."""
    batches = (
        Batch.objects.visible_to(scope)
        .filter(state=Batch.State.ACCEPTED, accepted_at__gte=moment)
        .select_related("accepted_by")
        .defer("content")
        .order_by("-accepted_at")[:most]
    )
    found = list(batches)
    numbers = (
        Row.objects.visible_to(scope)
        .filter(batch__in=found, state__in=[Row.State.ACCEPTED, Row.State.HELD])
        .order_by()
        .values_list("batch_id", "state")
        .annotate(number=Count("pk"))
    )
    by_state = {(batch_id, state): number for batch_id, state, number in numbers}
    return [
        TakenIn(batch, by_state.get((batch.pk, Row.State.ACCEPTED), 0), by_state.get((batch.pk, Row.State.HELD), 0))
        for batch in found
    ]
