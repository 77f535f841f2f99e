"""The municipality's window, and that nothing of another municipality is seen through it (rows: test_locks)."""

import pytest

from cases.access import scope_for
from cases.models import Case
from nazorg.accounts.models import User
from nazorg.common.scope import open_scope, system_scope
from tests.cast import Cast, client_of
from tests.database import protected_tables, sql
from tests.full_case import full_case
from tests.test_urls import addresses

SECRET = "Geheimhuizen"


@pytest.fixture
def both(cast: Cast) -> tuple[Case, Case]:
    """A case of Hilversum and one of Huizen, both with everything."""
    with system_scope("the test writes what contacts may not"):
        return full_case("0402", "Eigenaar", cast), full_case("0406", SECRET, cast)


def test_no_row_that_a_contact_reads_by_raw_sql_bears_a_trace_of_another_municipality(
    both: tuple[Case, Case], hilversum: User
) -> None:
    _, theirs = both
    traces = [SECRET.lower(), theirs.reference.lower(), theirs.person.reference.lower(), str(theirs.person.skn)]
    with open_scope(scope_for(hilversum)):
        rows = [row for table in protected_tables() for (row,) in sql(f'SELECT t::text FROM "{table}" t')]
    assert rows  # his own case is there
    assert [row for row in rows if any(trace in row.lower() for trace in traces)] == []


def test_no_page_tells_a_contact_of_another_municipality(both: tuple[Case, Case], hilversum: User) -> None:
    _, theirs = both
    client = client_of(hilversum)
    leaks = []
    for address in addresses():
        for reference in (theirs.reference, theirs.person.reference):
            response = client.get(address.path.replace("23456789", reference))
            text = response.content.decode(errors="ignore")
            # The address itself may come back in a form's target; a name or number may not.
            if SECRET in text or str(theirs.person.skn) in text or "Huizen" in text:
                leaks.append(address.path)
    assert leaks == []


def test_a_contact_reads_for_which_municipality_he_is_there(hilversum: User) -> None:
    page = client_of(hilversum).get("/portaal/").content.decode()
    assert "gemeente Hilversum" in page  # beside the brand
    assert "Te beantwoorden" in page


def test_a_contact_reads_only_the_own_column_of_the_covenant(hilversum: User) -> None:
    page = client_of(hilversum).get("/portaal/afspraken/convenant/").content.decode()
    assert "Leefgebied huisvesting" in page
    assert "te bevestigen" in page
    assert "woningcorporatie" not in page
    assert "politie-informatie" not in page.replace("Politie-informatie", "")


def test_a_contact_whose_access_ended_has_an_honest_empty_room(hilversum: User) -> None:
    hilversum.groups.clear()
    page = client_of(hilversum).get("/portaal/").content.decode()
    assert "Uw toegang is nog niet geregeld" in page
    assert "gemeente Hilversum" not in page


def test_a_contact_whose_role_waits_reads_that_and_nothing_else(hilversum: User) -> None:
    hilversum.role_approved_by = hilversum.role_approved_at = None
    hilversum.save()
    response = client_of(hilversum).get("/portaal/")
    assert response.status_code == 403
    assert "Uw rol wacht op goedkeuring" in response.content.decode()


@pytest.mark.parametrize("path", ["/casussen/{case}/", "/personen/{person}/", "/personen/{person}/bsn/"])
def test_the_chain_manager_opens_no_dossier_existing_or_not(
    both: tuple[Case, Case], chain_manager: User, path: str
) -> None:
    own, _ = both
    client = client_of(chain_manager)
    existing = path.format(case=own.reference, person=own.person.reference)
    invented = path.format(case="22222222", person="22222222")
    assert client.get(existing).status_code == client.get(invented).status_code == 403
    assert client.get(existing).content == client.get(invented).content
