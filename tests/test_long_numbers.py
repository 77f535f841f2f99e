"""Past one thousand a number that somebody reads gets a dot; one in an address, a form or an anchor may not."""

import re
from dataclasses import replace

import pytest
from django.template.loader import render_to_string

from cases.access import scope_for
from cases.conferences.minutes import save_minutes
from cases.models import AgendaItem, Case, Conference, ConferencePart
from cases.plans.services import Owner
from nazorg.accounts.models import User
from nazorg.common.scope import open_scope, system_scope
from nazorg.covenant.parties import Party
from tests.cast import Cast, client_of
from tests.conference_tools import JOINT, WHEN, guest, invited, planned, unit
from tests.conftest import NOW
from tests.database import protected_tables, sql
from tests.factories import case_in
from tests.plan_factories import given_line
from tests.test_minutes import page as of_part

# Where a browser takes a number for what it is, and not for what it looks like.
DOTTED = re.compile(r'\b(?:value|href|action|formaction|name)="[^"]*\d\.\d{3}\.\d{3}[^"]*"')


@pytest.fixture
def case(cast: Cast) -> Case:
    """The first case of a house that has seen seven million of everything."""
    for table in protected_tables():
        sql("SELECT setval(pg_get_serial_sequence(%s, 'id'), 7654321) FROM information_schema.columns"
            " WHERE table_name = %s AND column_name = 'id'", table, table)  # fmt: skip
    with system_scope("the test makes a case"):
        return case_in("0402")


@pytest.fixture
def conference(case: Case, coordinator: User) -> Conference:
    """With minutes in which something was agreed, and somebody invited."""
    made = planned(coordinator, case, when=replace(WHEN, on=NOW.date()))
    invited(made, coordinator, guest(made, unit("Opvang", Party.WELFARE), JOINT))
    with open_scope(scope_for(coordinator)):
        save_minutes(made, [of_part(made, JOINT, agreed="Opvang belt.")], coordinator, NOW)
    return made


def test_a_number_in_an_address_or_a_form_has_no_dots(cast: Cast, case: Case, conference: Conference) -> None:
    line = given_line(case, cast.coordinator, Owner(municipality=case.responsible))
    with open_scope(scope_for(cast.coordinator)):
        items = [AgendaItem.objects.get(conference=conference).pk, *ConferencePart.objects.values_list("pk", flat=True)]
        assert min(items) > 7_654_321
    meeting, here = f"/overleg/{conference.reference}/", f"/casussen/{case.reference}/"
    staff = (meeting, f"{meeting}gehouden/", f"{meeting}verslag/", f"{meeting}uitnodigen/", here, f"{here}plan/")
    for user, paths in ((cast.coordinator, staff), (cast.hilversum, ("/portaal/", "/portaal/acties/"))):
        for path in paths:
            answer = client_of(user).get(path)
            assert answer.status_code == 200, path
            assert DOTTED.findall(answer.content.decode()) == [], path
    first, actions = (
        client_of(cast.hilversum).get(path).content.decode() for path in ("/portaal/", "/portaal/acties/")
    )
    assert f'href="/portaal/acties/#actie{line.pk}"' in first
    assert f'id="actie{line.pk}"' in actions, "so that the link leads there"


def test_a_number_that_somebody_reads_has_dots() -> None:
    counts = [{"n": 12_345, "url": "?groep=1234", "label": "alle regels"}]
    shown = render_to_string("components/counts.html", {"counts": counts})
    assert "<b>12.345</b>" in shown
    assert 'href="?groep=1234"' in shown
