"""Celery's side of the files: call."""

from celery import shared_task
from django.utils import timezone

from reporting.results import services


@shared_task(name="nazorg.clear_results")
def clear_results() -> None:
    """By beat: what was kept for a week goes."""
    services.clear_away(timezone.now())
