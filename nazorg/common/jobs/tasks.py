"""Celery's side of the jobs: fetch and call."""

from celery import shared_task

from nazorg.common.jobs import services


@shared_task(name="nazorg.run_job")
def run_job(job_id: int) -> None:
    """Run one job; a failure stands in its row, so the message need not come back."""
    services.run(job_id)


@shared_task(name="nazorg.requeue_stranded_jobs")
def requeue_stranded_jobs() -> None:
    """By beat: nothing stays behind when a worker was killed or the queue was emptied."""
    services.requeue_stranded()
