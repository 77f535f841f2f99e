"""One at a time within a request: what is sent must know what was sent before it."""

from django.db import connection

# The first key of a two-part advisory lock, so that requests meet no other lock of ours.
_LOCK_SPACE = 20130318


def only_one_in(request_id: int) -> None:
    """Wait until nobody else writes in this request; held until the transaction ends.

    A row lock would ask for the right to change the request itself, which a contact does not have.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [_LOCK_SPACE, request_id % 2**31])
