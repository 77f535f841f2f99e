"""Celery's side of the mails: call."""

from celery import shared_task
from django.utils import timezone

from nazorg.common.mails import services


@shared_task(name="nazorg.send_mails")
def send_mails() -> None:
    """When a mail was queued, and by beat: what waits for another attempt, and what a killed worker left."""
    services.send_waiting(timezone.now())
