"""One at a time: what a recording means depends on all that was recorded before it."""

from django.db import connection

_LOCK = 20130101


def only_one_at_a_time() -> None:
    """Wait until no other acceptance, correction, withdrawal or merge is under way; held until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
