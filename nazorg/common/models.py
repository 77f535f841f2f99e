"""The models of the foundation, for Django to find."""

from nazorg.common.jobs.models import Job
from nazorg.common.mails.models import Mail

__all__ = ["Job", "Mail"]
