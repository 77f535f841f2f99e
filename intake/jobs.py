"""The intake's work outside the request, done under the scope of who asked for it."""

from django.utils import timezone

from cases.access import scope_for
from intake.accept import accept
from intake.check import check
from intake.models import Batch
from nazorg.common.jobs.models import Job
from nazorg.common.jobs.services import job
from nazorg.common.scope import open_scope


@job("check_batch")
def check_batch(row: Job) -> None:
    """Read and judge an uploaded batch."""
    with open_scope(scope_for(row.asked_by)):
        batch = Batch.objects.select_for_update().get(reference=row.subject)
        if batch.state == Batch.State.READING:
            check(batch, timezone.localdate())


@job("accept_batch")
def accept_batch(row: Job) -> None:
    """Record a batch that somebody agreed to."""
    with open_scope(scope_for(row.asked_by)):
        batch = Batch.objects.get(reference=row.subject)
        if batch.state == Batch.State.ACCEPTING:
            accept(batch, row.asked_by, timezone.now(), timezone.localdate())
