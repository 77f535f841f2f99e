"""Nazorg: case management for the aftercare of people leaving prison."""

from nazorg.celery import app as celery_app

__all__ = ["celery_app"]
