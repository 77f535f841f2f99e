"""Reading the files that jobs make: each only for who asked."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from nazorg.accounts.models import User
from nazorg.common.jobs.models import Job
from nazorg.common.jobs.progress import progress_of
from nazorg.common.scope import current_scope
from reporting.results.models import Result


def own_results(user: User) -> QuerySet[Result]:
    """What this user asked for, the latest first."""
    return Result.objects.visible_to(current_scope()).filter(asked_by=user)


def listed(user: User, kinds: Sequence[str] = ()) -> QuerySet[Result]:
    """The same without the files themselves; of some kinds, or of all."""
    found = own_results(user).defer("content")
    return found.filter(kind__in=kinds) if kinds else found


@dataclass(frozen=True)
class Stand:
    """How far a file is: given up, or so many steps done of so many."""

    failed: bool
    label: str
    done: int
    total: int


def stand_of(result: Result) -> Stand:
    """How far the work on a file is."""
    job = Job.objects.filter(kind=result.kind, subject=result.reference).order_by("-pk").first()
    now = progress_of(result.reference)
    failed = job is not None and job.state == Job.State.FAILED
    if now is None:
        return Stand(failed, "Staat klaar, begint zo.", 0, 1)
    return Stand(failed, f"Stap {now.done + 1} van {now.total}: {now.what}", now.done, max(now.total, 1))
