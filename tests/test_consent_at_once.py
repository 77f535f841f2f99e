"""A consent that is taken back while somebody hands over: one goes after the other, and neither fails."""

from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing, suppress
from threading import Event

import pytest
from django.db import connection, transaction

from cases.access import scope_for
from cases.models import Consent, Disclosure
from cases.needs.services import give_consent, withdraw_consent
from nazorg.common.scope import open_scope, system_scope
from tests.cast import Cast, client_of
from tests.chain_tools import answered, asked
from tests.conftest import NOW
from tests.handoff_tools import address_of, form, page

SOON = 1.0


@pytest.mark.django_db(transaction=True)
def test_a_pack_that_is_leaving_and_a_consent_that_is_taken_back_wait_for_each_other(cast: Cast) -> None:
    request, client = asked(cast.clerk), client_of(cast.clerk)
    answered(request, cast.hilversum, care="Wijkteam.")
    with open_scope(scope_for(cast.clerk)):
        consent = give_consent(request.case, "care", NOW.date(), "mondeling", cast.clerk, NOW)
    data = form(page(cast.clerk, request), "care", added="Belt zelf.")

    def hand_over() -> int:
        with closing(connection):
            return client.post(address_of(request), data).status_code

    def take_back() -> None:
        with closing(connection), open_scope(scope_for(cast.coordinator)):
            withdraw_consent(consent, NOW.date(), cast.coordinator, NOW)

    with ThreadPoolExecutor(2) as threads:
        # Nobody writes the ledger for a moment: the pack is composed, and not yet recorded.
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("LOCK TABLE cases_disclosure IN EXCLUSIVE MODE")
            given: Future[int] = threads.submit(hand_over)
            Event().wait(SOON)
            taken = threads.submit(take_back)
            with suppress(TimeoutError):
                taken.result(SOON)
        assert given.result(10) == 302
        taken.result(10)
    with system_scope("the test looks"):
        assert "area_care" in Disclosure.objects.get().categories, "it left while the consent still held"
        assert Consent.objects.get().withdrawn_on == NOW.date()
