"""Table 1 over a million cases, against the same question in bare SQL: with the same locks, and with none."""

import time
from datetime import date
from typing import Any

from django.db import connection, transaction

from nazorg.common.scope import Scope, open_scope, system_scope

CASES = 1_000_000
_EVERYTHING = Scope("figures", read=frozenset({"*"}), all_cases=True)

FILL = (
    "TRUNCATE cases_act, cases_stay, cases_case, cases_detention, cases_person CASCADE",
    """
    INSERT INTO cases_person (id, reference, skn, family_name, prefix, given_names, born, sex, address, created_at)
    SELECT n, upper(translate(lpad(to_hex(n), 8, 'X'), '01', 'gh')), 'b' || n, 'Bench', '', '', '', 'man', '', now()
    FROM generate_series(1, {cases}) n
    """,
    """
    INSERT INTO cases_detention (id, person_id, start_on, released_on, expected_end_kind, institution, unit, mmd_worker,
                                 registered_abode, registered_id, return_abode, origin)
    SELECT n, n, date '2008-01-01' + n % 2500, date '2008-02-01' + n % 2500, '', '', '', '', 'municipality',
           (ARRAY[{region}])[1 + n % 9], 'unknown', 'notified' FROM generate_series(1, {cases}) n
    """,
    """
    INSERT INTO cases_case (id, reference, person_id, detention_id, responsible_id, origin, opened_on, brought_in_by,
                            brought_in_why, to_decide)
    SELECT n, upper(translate(lpad(to_hex(n), 8, 'X'), '01', 'gh')),
           n, n, (ARRAY[{region}])[1 + n % 9], 'notification', date '2008-01-01' + n % 2500,
           '', '', '' FROM generate_series(1, {cases}) n
    """,
    """
    INSERT INTO cases_stay (case_id, from_on, abode, municipality_id)
    SELECT n, date '2008-01-01' + n % 2500, 'municipality', (ARRAY[{region}])[1 + n % 9]
    FROM generate_series(1, {cases}) n
    """,
    """
    INSERT INTO cases_act (case_id, category, kind, area, "on", text, batch_reference, recorded_at)
    SELECT n, 'identity', 'note', '', date '2013-01-01' + n % 365, '', '', now() FROM generate_series(1, {cases}) n
    """,
)

# What one would write by hand for the same three columns, knowing that nobody moved and no municipality ended.
_BARE = (
    """
    SELECT municipality_id, count(*) FROM (
        SELECT DISTINCT ON (a.case_id) a.case_id, s.municipality_id
        FROM (SELECT case_id, max("on") AS last_on FROM cases_act WHERE "on" BETWEEN '2013-01-01' AND '2013-12-31'
              GROUP BY case_id) a
        LEFT JOIN cases_stay s ON s.case_id = a.case_id AND s.from_on <= a.last_on
        ORDER BY a.case_id, s.from_on DESC
    ) q GROUP BY 1
    """,
    """
    SELECT registered_id, count(*) FROM (
        SELECT DISTINCT ON (person_id) person_id, registered_id FROM cases_detention
        WHERE released_on BETWEEN '2013-01-01' AND '2013-12-31' AND registered_id = ANY(ARRAY[{region}])
        ORDER BY person_id, released_on DESC, id DESC
    ) q GROUP BY 1
    """,
    """
    SELECT registered_id, count(*) FROM (
        SELECT DISTINCT ON (person_id) person_id, registered_id FROM cases_detention
        WHERE released_on BETWEEN '2012-01-01' AND '2012-12-31' AND registered_id = ANY(ARRAY[{region}])
        ORDER BY person_id, released_on DESC, id DESC
    ) q GROUP BY 1
    """,
)
_LOCKED = ("cases_act", "cases_stay", "cases_detention", "cases_person", "cases_case")


def measure() -> dict[str, Any]:
    """Median seconds of seven runs each, in turn, so that the machine's mood falls on all alike."""
    from municipalities.selectors import region_on
    from reporting.figures.table_one import Boundaries, table_one

    region = ", ".join(str(number) for number in region_on(date(2013, 12, 31)).values_list("pk", flat=True))
    with transaction.atomic(), system_scope("the measure needs a million cases"), connection.cursor() as cursor:
        for statement in FILL:
            cursor.execute(statement.format(cases=CASES, region=region))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")

    def ours() -> None:
        with open_scope(_EVERYTHING):
            table_one([2013, 2012], Boundaries.THEN, date(2014, 3, 1))

    def bare() -> None:
        with open_scope(_EVERYTHING), connection.cursor() as cursor:
            for statement in _BARE:
                cursor.execute(statement.format(region=region))
                cursor.fetchall()

    def unlocked() -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            for table in _LOCKED:
                cursor.execute(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY")
            began = time.perf_counter()
            for statement in _BARE:
                cursor.execute(statement.format(region=region))
                cursor.fetchall()
            times["unlocked"].append(time.perf_counter() - began)
            transaction.set_rollback(True)

    times: dict[str, list[float]] = {"ours": [], "bare": [], "unlocked": []}
    for _ in range(7):
        for name, work in (("ours", ours), ("bare", bare)):
            began = time.perf_counter()
            work()
            times[name].append(time.perf_counter() - began)
        unlocked()
    return {name: sorted(found)[len(found) // 2] for name, found in times.items()}
