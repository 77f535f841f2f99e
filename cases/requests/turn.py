"""One at a time within a case: what is sent must know what was sent before it, and whether the case moved."""

from django.db import connection

from cases.dossiers.models import Case
from cases.requests.models import Request
from nazorg.common.scope import system_scope

# The first key of a two-part advisory lock, so that it meets no other lock of ours.
_HANDOFFS = 20130319


def only_one_in(request: Request) -> Request:
    """Wait until nobody else answers in this request or moves its case; held until the transaction ends.

    The request as it stands then, which is no longer as the caller found it. Raises Request.DoesNotExist where it went
    with the case.
    """
    with system_scope("whoever answers waits for whoever moves the case, and may not change a case himself"):
        Case.objects.select_for_update(of=("self",), no_key=True).filter(pk=request.case_id).first()
    return Request.objects.select_related("municipality").get(pk=request.pk)


def only_one_handoff_in(case_id: int) -> None:
    """Wait until nobody else hands over in this case; held until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [_HANDOFFS, case_id % 2**31])
