"""Taking in a national year: our pipeline, bare COPY and merge into the same tables, and django-import-export."""

import csv
import io
import time
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from bench import national
from nazorg.accounts.models import User
from nazorg.common.scope import open_scope, system_scope

_TABLES = "cases_request, cases_chain, intake_row, intake_batch, cases_stay, cases_case, cases_notification, " \
    "cases_detentiontitle, cases_askedforhelp, cases_detention, cases_namekey, cases_bsn, cases_person"  # fmt: skip


def _empty() -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {_TABLES} CASCADE")


def ours(arrivals: int = national.ARRIVALS) -> dict[str, Any]:
    """The whole way: receive, check (read, clean, match, plan, store), accept (all of that again, and record)."""
    from cases.access import scope_for
    from cases.models import Notification
    from intake.accept import accept
    from intake.batches import receive
    from intake.check import check
    from intake.models import Batch

    _empty()
    content = national.as_csv(arrivals)
    now, today = timezone.now(), timezone.localdate()
    clerk = _clerk()
    parts = {}
    began = time.perf_counter()
    with transaction.atomic(), open_scope(scope_for(clerk)):
        batch = receive(
            content, source_code="dpan", door=Batch.Door.FILE, by=clerk, filename="landelijk.csv", historical=False
        )
        parts["ontvangen"] = time.perf_counter() - began
        check(batch, today)
        parts["controleren"] = time.perf_counter() - began - parts["ontvangen"]
        accept(batch, clerk, now, today)
    seconds = time.perf_counter() - began
    parts["overnemen"] = seconds - parts["ontvangen"] - parts["controleren"]
    with system_scope("the measure counts what was recorded"):
        recorded = Notification.objects.count()
        outcomes = sorted(set(batch.rows.values_list("outcome", flat=True)))
    if recorded < 0.99 * national.NOTIFICATIONS * arrivals / national.ARRIVALS:
        raise AssertionError(f"only {recorded} notifications were recorded ({outcomes}); {batch.problem}")
    return {"seconds": seconds, "parts": parts}


def _clerk() -> User:
    administrator, _ = User.objects.get_or_create(email="beheer@bench.example", name="Beheer", role="administrator")
    clerk, _ = User.objects.get_or_create(
        email="clerk@bench.example",
        name="Clerk",
        role="clerk",
        defaults={"role_approved_by": administrator, "role_approved_at": timezone.now()},
    )
    return clerk


def bare() -> dict[str, Any]:
    """COPY the same rows as text and merge them by SKN and start: no checks, no sealing, no matching, no preview."""
    _empty()
    content = national.as_csv()
    began = time.perf_counter()
    with transaction.atomic(), system_scope("the baseline writes the same tables"), connection.cursor() as cursor:
        columns = ", ".join(f"c{number} text" for number in range(len(national.HEADINGS)))
        cursor.execute(f"CREATE TEMP TABLE told ({columns}) ON COMMIT DROP")
        with cursor.copy("COPY told FROM STDIN (FORMAT csv, DELIMITER ';', HEADER)") as copy:
            copy.write(content)
        for statement in _MERGE:
            cursor.execute(statement)
    return {"seconds": time.perf_counter() - began}


# c0 number, c1 kind, c3 SKN, c5 family name, c6 prefix, c7 given names, c8 born, c10 address, c11/c12 municipalities,
# c13 institution, c14 unit, c15 start, c16 title, c19/c20 transfer, c21 release.
_MERGE = (
    """
    INSERT INTO cases_person (reference, skn, family_name, prefix, given_names, born, sex, address, created_at)
    SELECT DISTINCT ON (c3) substr(md5(c3), 1, 8), c3, c5, coalesce(c6, ''), c7,
           to_char(to_date(c8, 'DD-MM-YYYY'), 'YYYY-MM-DD'), 'man', c10, now() FROM told ORDER BY c3
    """,
    "INSERT INTO cases_namekey (person_id, key) SELECT id, lower(family_name) FROM cases_person",
    "INSERT INTO cases_namekey (person_id, key) SELECT id, lower(given_names) FROM cases_person",
    """
    INSERT INTO cases_detention (person_id, start_on, released_on, expected_end_kind, institution, unit, mmd_worker,
                                 registered_abode, registered_id, return_abode, return_to_id, origin)
    SELECT p.id, t.start, t.free, '', t.pi, t.unit, '', 'municipality', r.id, 'municipality', b.id, 'notified'
    FROM (SELECT c3, to_date(c15, 'DD-MM-YYYY') AS start, max(to_date(c21, 'DD-MM-YYYY')) AS free,
                 max(c13) AS pi, max(c14) AS unit, max(c11) AS registered, max(c12) AS back
          FROM told GROUP BY 1, 2) t
    JOIN cases_person p ON p.skn = t.c3
    LEFT JOIN LATERAL (SELECT id FROM municipalities_municipality m WHERE m.name = t.registered LIMIT 1) r0 ON true
    CROSS JOIN LATERAL (SELECT coalesce(r0.id, (SELECT min(id) FROM municipalities_municipality)) AS id) r
    LEFT JOIN LATERAL (SELECT id FROM municipalities_municipality m WHERE m.name = t.back LIMIT 1) b0 ON true
    CROSS JOIN LATERAL (SELECT coalesce(b0.id, (SELECT min(id) FROM municipalities_municipality)) AS id) b
    """,
    """
    INSERT INTO cases_notification (detention_id, key, digest, kind, "on", facts, batch_reference, line, received_at)
    SELECT d.id, 'dpan:' || c0, sha256(t::text::bytea), c1, to_date(coalesce(c21, c19, c15),
           'DD-MM-YYYY'), jsonb_build_object('institution', c13, 'unit', c14), 'BAREBARE', 1, now()
    FROM told t JOIN cases_person p ON p.skn = t.c3
    JOIN cases_detention d ON d.person_id = p.id AND d.start_on = to_date(c15, 'DD-MM-YYYY')
    """,
    "INSERT INTO cases_detentiontitle (detention_id, title) SELECT id, 'gestraft' FROM cases_detention",
    """
    INSERT INTO cases_case (reference, person_id, detention_id, responsible_id, origin, opened_on, brought_in_by,
                            brought_in_why, to_decide)
    SELECT substr(md5(id::text), 1, 8), person_id, id, return_to_id, 'notification', start_on, '', '', ''
    FROM cases_detention
    """,
    """
    INSERT INTO cases_stay (case_id, from_on, abode, municipality_id)
    SELECT c.id, c.opened_on, 'municipality', d.registered_id
    FROM cases_case c JOIN cases_detention d ON d.id = c.detention_id
    """,
)


# The library needs minutes for a year, so it and ours take a fifth of it: the same 20,000 notifications.
FIFTH = national.ARRIVALS // 5


def ours_fifth() -> dict[str, Any]:
    """The whole way, for the rows that the library gets."""
    return ours(FIFTH)


def library() -> dict[str, Any]:
    """django-import-export in bulk: people, detentions and notifications, looked up by number.

    Without what ours does besides: checks, sealing, matching, titles, cases, stays, a preview and a trail.
    """
    from import_export import fields, resources, widgets
    from tablib import Dataset

    from cases.models import Detention, Notification, Person

    class Common:
        use_bulk = True
        batch_size = 1000
        skip_diff = True

    class PersonResource(resources.ModelResource):  # type: ignore[misc]  # it ships no types
        class Meta(Common):
            model = Person
            import_id_fields = ("skn",)
            fields = ("skn", "family_name", "prefix", "given_names", "born", "address")

    class DetentionResource(resources.ModelResource):  # type: ignore[misc]
        person = fields.Field("person", "person", widgets.ForeignKeyWidget(Person, "skn"))

        class Meta(Common):
            model = Detention
            import_id_fields = ("person", "start_on")
            fields = ("person", "start_on", "released_on", "institution", "unit")

    class NotificationResource(resources.ModelResource):  # type: ignore[misc]
        detention = fields.Field("detention", "detention", widgets.ForeignKeyWidget(Detention, "person__skn"))

        class Meta(Common):
            model = Notification
            import_id_fields = ("key",)
            fields = ("detention", "key", "kind", "on", "line")

    _empty()
    text = io.StringIO(national.as_csv(FIFTH).decode())
    began = time.perf_counter()
    people: dict[str, tuple[str, ...]] = {}
    stays: dict[str, list[str]] = {}
    told = []
    for line, cells in enumerate(list(csv.reader(text, delimiter=";"))[1:]):
        skn, on = cells[3], cells[21] or cells[19] or cells[15]
        people[skn] = (skn, cells[5], cells[6], cells[7], _iso(cells[8]), cells[10])
        stay = stays.setdefault(skn, [skn, _iso(cells[15]), "", cells[13], cells[14]])
        stay[2] = _iso(cells[21]) if cells[21] else stay[2]
        told.append((skn, f"dpan:{cells[0]}", cells[1], _iso(on), line))
    with transaction.atomic(), system_scope("the rival writes the same tables"):
        for resource, headers, rows in (
            (PersonResource(), ["skn", "family_name", "prefix", "given_names", "born", "address"], people.values()),
            (DetentionResource(), ["person", "start_on", "released_on", "institution", "unit"], stays.values()),
            (NotificationResource(), ["detention", "key", "kind", "on", "line"], told),
        ):
            resource.import_data(Dataset(*rows, headers=headers), raise_errors=True)
            with connection.cursor() as cursor:  # so that its look-ups of the next rows find the indexes
                cursor.execute("ANALYZE cases_person, cases_detention")
        if Notification.objects.count() != len(told):
            raise AssertionError("django-import-export wrote fewer rows than it got")
    return {"seconds": time.perf_counter() - began}


def _iso(day: str) -> str:
    date, month, year = day.split("-")
    return f"{year}-{month}-{date}"
