"""Words for a municipality: it reads them in its portal, until their end and while the case is its own."""

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError

from cases.access import scope_for
from cases.models import Case, Request
from cases.requests.moving import move_case
from cases.statements.services import withdraw
from nazorg.accounts.models import User
from nazorg.common.scope import open_scope, system_scope
from nazorg.covenant.parties import Party
from partners.models import Unit
from tests.cast import Cast, client_of
from tests.chain_tools import answered, asked
from tests.conftest import NOW
from tests.database import count, sql
from tests.factories import exception, municipality
from tests.partner_factories import UnitFactory
from tests.sharing_tools import WORDS, agreed
from tests.statement_tools import address

pytestmark = pytest.mark.django_db
TODAY = NOW.date()


@pytest.fixture
def request_(clerk: User) -> Request:
    return asked(clerk)


@pytest.fixture
def case(request_: Request) -> Case:
    return request_.case


@pytest.fixture
def corporation(db: None) -> Unit:
    return UnitFactory(organisation__name="Woningcorporatie", party=Party.HOUSING)


# --- The municipality


def told(user: User, request: Request) -> bool:
    return WORDS in client_of(user).get(f"/portaal/vragen/{request.reference}/").content.decode()


def test_the_addressed_municipality_reads_the_words_until_their_end(cast: Cast, request_: Request) -> None:
    case = request_.case
    agreed(case, municipality("0402"), cast.coordinator, until=TODAY)
    assert told(cast.hilversum, request_)
    preview = client_of(cast.coordinator).get(f"/casussen/{case.reference}/wat-ziet/0402/").content.decode()
    assert WORDS in preview, "the preview is the page"
    with time_machine.travel(NOW + timedelta(days=1)):
        assert not told(cast.hilversum, request_)
        with open_scope(scope_for(cast.hilversum)):
            assert count("cases_statement") == 0


def test_words_can_be_addressed_to_the_responsible_municipality_only(
    coordinator: User, clerk: User, case: Case
) -> None:
    with pytest.raises(ValidationError, match="Alleen de verantwoordelijke gemeente"):
        agreed(case, municipality("0406"), coordinator)


def test_after_a_move_nobody_reads_what_was_meant_for_the_former_municipality(cast: Cast, request_: Request) -> None:
    agreed(request_.case, municipality("0402"), cast.coordinator)
    with open_scope(scope_for(cast.clerk)):
        move_case(request_.case, municipality("0406"), "woont daar", cast.clerk, NOW)
    for user in (cast.hilversum, cast.huizen):
        with open_scope(scope_for(user)):
            assert count("cases_statement") == 0, user.name
    assert "verhuisd, niemand leest dit" in client_of(cast.coordinator).get(address(request_.case)).content.decode()


def test_by_raw_sql_a_contact_reads_only_what_is_addressed_valid_and_of_the_own_municipality(
    cast: Cast, request_: Request, corporation: Unit
) -> None:
    case, by = request_.case, cast.coordinator
    answered(request_, cast.hilversum)
    mine = agreed(case, municipality("0402"), by)
    agreed(case, municipality("0402"), by, "Nog niet vrij.", of_police=True)
    agreed(case, corporation, by, "Voor de corporatie.")
    gone = agreed(case, municipality("0402"), by, "Ingetrokken.")
    theirs = agreed(asked(cast.clerk, "0406").case, municipality("0406"), by, "Voor Huizen.")
    with open_scope(scope_for(by)):
        withdraw(gone, "vergissing", by, NOW)
    with system_scope("Huizen reads this file by exception, and still it is not addressed to Huizen"):
        exception(cast.huizen, case, cast)
    seen = {}
    for role, user in cast.everybody().items():
        with open_scope(scope_for(user)):
            seen[role] = ({text for (text,) in sql("SELECT text FROM cases_statement")}, count("cases_policerelease"))
    assert seen["hilversum"] == ({mine.text}, 0)
    assert seen["huizen"] == ({theirs.text}, 0)
    assert seen["clerk"] == ({WORDS, "Voor de corporatie.", "Ingetrokken.", "Voor Huizen."}, 0)
    assert len(seen["coordinator"][0]) == 5
    for role in ("chain_manager", "privacy_officer", "administrator"):
        assert seen[role] == (set(), 0), role
    with open_scope(scope_for(cast.hilversum)):
        assert sql("UPDATE cases_statement SET withdrawn_on = now() RETURNING id") == []
        assert sql("DELETE FROM cases_statement RETURNING id") == []


def test_the_clerk_writes_no_statement_by_raw_sql(cast: Cast, case: Case, corporation: Unit) -> None:
    one = agreed(case, corporation, cast.coordinator)
    with open_scope(scope_for(cast.clerk)):
        assert sql("UPDATE cases_statement SET category = category RETURNING id") == []
        assert sql(f"DELETE FROM cases_statement WHERE id = {one.pk} RETURNING id") == []
