"""The models of the foundation, for Django to find."""

from nazorg.common.jobs.models import Job

__all__ = ["Job"]
