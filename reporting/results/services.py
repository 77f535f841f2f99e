"""Asking for a file that takes a while, making it in a job, calling it off, and clearing away what is old."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from cases.access import scope_for
from nazorg.accounts.models import User
from nazorg.common.jobs.models import Job
from nazorg.common.jobs.services import enqueue
from nazorg.common.scope import current_scope, open_scope, system_scope
from reporting.results.models import Result

KEEP = timedelta(days=7)
_WHY = "the covenant lets nobody write figures; a file is kept for who asked, who may read all that is in it"


@dataclass(frozen=True)
class Made:
    """A file, and where what was made is to be seen when that is more than the file."""

    name: str
    content_type: str
    content: bytes
    leads_to: str = ""


class CalledOff(Exception):
    """Who asked for a file called it off while it was being made; nothing of it stays."""


def ask(kind: str, title: str, asked_for: dict[str, Any], by: User, now: datetime) -> Result:
    """Ask for a file; a worker makes it. `asked_for` is what its job has to know, and holds no personal data."""
    with system_scope(_WHY):
        result = Result.objects.create(
            kind=kind, title=title, asked_for=asked_for, asked_by=by, asked_at=now, keep_until=now + KEEP
        )
    enqueue(kind, result.reference, by.pk)
    return result


def fulfil(row: Job, make: Callable[[Result], Made]) -> None:
    """Do the work of a job under the scope of who asked. Where it was called off, nothing that `make` wrote stays."""
    with open_scope(scope_for(row.asked_by)):
        result = Result.objects.visible_to(current_scope()).filter(reference=row.subject, content=None).first()
        if result is None:
            return
        try:
            with transaction.atomic():
                _keep(result, make(result))
        except CalledOff:
            return


def _keep(result: Result, made: Made) -> None:
    with system_scope(_WHY):
        found = Result.objects.select_for_update().filter(pk=result.pk).first()
        if found is None:
            raise CalledOff
        found.name, found.content_type, found.content = made.name, made.content_type, made.content
        found.leads_to = made.leads_to
        found.save(update_fields=["name", "content_type", "content", "leads_to"])


@transaction.atomic
def call_off(result: Result) -> None:
    """Take a file away, made or not; a job that is at it then keeps nothing."""
    with system_scope(_WHY):
        Result.objects.filter(pk=result.pk).delete()


def again(result: Result) -> None:
    """Put the work in the queue once more after it was given up."""
    enqueue(result.kind, result.reference, result.asked_by_id)


def clear_away(now: datetime) -> int:
    """Delete the files that were kept long enough; how many. By beat."""
    with system_scope("files are kept for a week, whoever asked for them"):
        count, _ = Result.objects.filter(keep_until__lte=now).delete()
    return count
