"""The portal's first screen with a thousand and with a million cases behind it, asked over HTTP as a contact does."""

import time
from typing import Any

from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from nazorg.common.scope import system_scope

FEW, MANY = 1_000, 1_000_000
# What one municipality has to answer does not grow with what it answered in all the years before.
OPEN = 30
_RUNS = 25

_EMPTY = "TRUNCATE cases_request, cases_chain, cases_act, cases_stay, cases_case, cases_detention, cases_person CASCADE"
# Cases 1 to {cases} are history; the municipalities take turns. The ones after that are open, all of Hilversum.
_FILL = (
    """
    INSERT INTO cases_person (id, reference, skn, family_name, prefix, given_names, born, sex, address, created_at)
    SELECT n, upper(translate(lpad(to_hex(n), 8, 'X'), '01', 'gh')), 'b' || n, 'Bench', '', '', '', 'man', '', now()
    FROM generate_series(1, {cases} + {open}) n
    """,
    """
    INSERT INTO cases_detention (id, person_id, start_on, released_on, expected_end_kind, institution, unit, mmd_worker,
                                 registered_abode, registered_id, return_abode, origin)
    SELECT n, n, current_date - 2 - (n % 2500), CASE WHEN n <= {cases} THEN current_date - 1 END, '', 'PI Almere', '',
           '', 'municipality', (ARRAY[{region}])[1 + n % 9], 'unknown', 'notified'
    FROM generate_series(1, {cases} + {open}) n
    """,
    """
    INSERT INTO cases_case (id, reference, person_id, detention_id, responsible_id, origin, opened_on, brought_in_by,
                            brought_in_why, to_decide)
    SELECT n, upper(translate(lpad(to_hex(n), 8, 'X'), '01', 'gh')), n, n,
           CASE WHEN n <= {cases} THEN (ARRAY[{region}])[1 + n % 9] ELSE {hilversum} END,
           'notification', current_date - 2 - (n % 2500), '', '', '' FROM generate_series(1, {cases} + {open}) n
    """,
    """
    INSERT INTO cases_request (id, reference, case_id, municipality_id, state, urgent, opened_at, sent_at, due_on,
                               first_due_on, answered_at)
    SELECT id, upper(translate(lpad(to_hex(id), 8, 'X'), '01', 'gh')), id,
           responsible_id, CASE WHEN id <= {cases} THEN 'answered' ELSE 'open' END,
           false, opened_on, opened_on, opened_on + 2, opened_on + 2, CASE WHEN id <= {cases} THEN opened_on + 1 END
    FROM cases_case
    """,
    """
    INSERT INTO cases_question (request_id, area, category, delivers, status)
    SELECT r.id, a.area, 'area_' || a.area, 'portal', CASE WHEN r.state = 'open' THEN 'open' ELSE 'nothing_known' END
    FROM cases_request r, unnest(ARRAY['papers', 'housing', 'income', 'debts', 'care']) AS a (area)
    """,
    """
    INSERT INTO cases_chain (case_id, step, municipality_id, due_on, unit, handoff_due_on, answer_due_on, waits_for,
                             waits_for_suwinet, ready, handed_to, late_why, urgent, short, weekend, paused_why,
                             handed_over_on, complete_on)
    SELECT c.id, CASE WHEN c.id <= {cases} THEN 'done' ELSE 'answer' END, c.responsible_id, c.opened_on + 2, 'working',
           c.opened_on + 5, c.opened_on + 2,
           CASE WHEN c.id <= {cases} THEN '[]' ELSE '["papers", "housing", "income", "debts", "care"]' END::jsonb,
           '[]', 0, '', '', false, false, false, '', CASE WHEN c.id <= {cases} THEN c.opened_on + 3 END,
           CASE WHEN c.id <= {cases} THEN c.opened_on + 3 END
    FROM cases_case c
    """,
)


def measure() -> dict[str, Any]:
    """Median seconds and number of queries of GET /portaal/, with few and with many cases."""
    found: dict[str, Any] = {}
    contact = _contact()
    for name, cases in (("few", FEW), ("many", MANY)):
        _fill(cases)
        client = Client()
        client.force_login(contact, backend="allauth.account.auth_backends.AuthenticationBackend")
        times = []
        for _ in range(_RUNS):
            began = time.perf_counter()
            answer = client.get("/portaal/")
            times.append(time.perf_counter() - began)
            if answer.status_code != 200 or answer.content.count(b"Bench") < OPEN:
                raise AssertionError("the first screen does not show what is open")
        with CaptureQueriesContext(connection) as asked:
            client.get("/portaal/")
        found[name] = sorted(times)[len(times) // 2]
        found[f"{name}_queries"] = len(asked)
    return found


def _fill(cases: int) -> None:
    from municipalities.models import Municipality
    from municipalities.selectors import region_on

    region = ", ".join(str(number) for number in region_on(timezone.localdate()).values_list("pk", flat=True))
    values = {
        "cases": cases,
        "open": OPEN,
        # The region of today holds fewer than nine; what lacks is taken from its beginning.
        "region": ", ".join((region.split(", ") * 9)[:9]),
        "hilversum": Municipality.objects.get(code="0402").pk,
    }
    with transaction.atomic(), system_scope("the measure needs many cases"), connection.cursor() as cursor:
        cursor.execute(_EMPTY)
        for statement in _FILL:
            cursor.execute(statement.format(**values))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _contact() -> Any:
    """A contact of Hilversum whose access was approved."""
    from municipalities.grants import view_cases
    from municipalities.models import Grant, Municipality, group_of
    from nazorg.accounts.models import User

    administrator, _ = User.objects.get_or_create(email="beheer@bench.example", name="Beheer", role="administrator")
    contact, _ = User.objects.get_or_create(
        email="contact@bench.example",
        defaults={
            "name": "Contact", "role": "contact", "role_approved_by": administrator, "role_approved_at": timezone.now(),
        },
    )  # fmt: skip
    hilversum = Municipality.objects.get(code="0402")
    contact.groups.add(group_of(hilversum))
    Grant.objects.get_or_create(
        group=group_of(hilversum), permission=view_cases(), content_object=hilversum,
        defaults={
            "reason": "meting", "asked_by": contact, "approved_by": administrator, "starts_on": "2012-01-01",
        },
    )  # fmt: skip
    return contact
