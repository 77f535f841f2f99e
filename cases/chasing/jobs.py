"""What chasing does when something was asked: one job, however many requests it were."""

from django.utils import timezone

from cases.chasing.services import announce
from nazorg.common.jobs.models import Job
from nazorg.common.jobs.services import job


@job("announce")
def announce_requests(row: Job) -> None:
    """Tell the municipalities that were asked something today, those that have not heard today."""
    announce(timezone.now())
