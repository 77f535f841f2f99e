"""One at a time within a request or a case: what is sent must know what was sent before it."""

from django.db import connection

# The first keys of two-part advisory locks, so that these meet no other lock of ours.
_ANSWERS, _HANDOFFS = 20130318, 20130319


def only_one_in(request_id: int) -> None:
    """Wait until nobody else writes in this request; held until the transaction ends.

    A row lock would ask for the right to change the request itself, which a contact does not have.
    """
    _wait(_ANSWERS, request_id)


def only_one_handoff_in(case_id: int) -> None:
    """Wait until nobody else hands over in this case; held until the transaction ends."""
    _wait(_HANDOFFS, case_id)


def _wait(space: int, number: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [space, number % 2**31])
