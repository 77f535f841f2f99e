"""Celery's side of chasing: call."""

from celery import shared_task
from django.utils import timezone

from cases.chasing import services


@shared_task(name="nazorg.daily_round")
def daily_round() -> None:
    """By beat, every ten minutes in working hours; what was done already is not done again."""
    services.daily_round(timezone.now())
