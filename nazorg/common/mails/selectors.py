"""Mails that ask for a person."""

from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet, Value
from django.db.models.functions import Concat

from nazorg.common.mails.models import Mail
from nazorg.common.mails.services import AGAIN


def stuck(since: datetime) -> QuerySet[Mail]:
    """Mails since a moment that failed or may not have arrived, and that nobody sent again."""
    repeated = Mail.objects.filter(step=Concat(OuterRef("step"), Value(AGAIN)))
    found = Mail.objects.filter(state__in=[Mail.State.FAILED, Mail.State.UNSURE], created_at__gte=since)
    return found.exclude(Exists(repeated))
