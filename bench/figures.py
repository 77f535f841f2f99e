"""The figures over a million cases: every table against hand-written SQL, and pages of a year with a long history."""

import time
from collections.abc import Callable
from datetime import date, datetime
from statistics import median
from typing import Any

from django.db import connection, transaction
from django.test import Client
from django.utils import timezone

from bench.by_hand import BY_HAND, WORKED
from bench.table_one import CASES
from bench.table_one import FILL as TABLE_ONE_FILL
from nazorg.common.scope import Scope, open_scope, system_scope

FEW, MANY = 1_000, 1_000_000
_RUNS = 3
_EVERYTHING = Scope("figures", read=frozenset({"*"}), all_cases=True)

# One more act in every third case, a need in every second, a disclosure and an action in every fourth.
_MORE = (
    """
    INSERT INTO cases_act (case_id, category, kind, area, "on", text, batch_reference, recorded_at)
    SELECT n, 'risk', (ARRAY['profile', 'network_round', 'intervention', 'offender_meeting'])[1 + n % 4],
           CASE WHEN n % 4 = 2 THEN (ARRAY['housing', 'income', 'debts', 'care'])[1 + n / 4 % 4] ELSE '' END,
           date '2013-01-01' + n % 365, '', '', now() FROM generate_series(1, {cases}, 3) n
    """,
    """
    INSERT INTO cases_need (case_id, area, category, title, status, party, found_in, created_by_id, created_at)
    SELECT n, (ARRAY['housing', 'income', 'debts', 'care'])[1 + n % 4],
           (ARRAY['area_housing', 'area_income', 'area_debts', 'area_care'])[1 + n % 4], 'Bench', 'open', '', '',
           {user}, timestamptz '2008-01-01' FROM generate_series(1, {cases}, 2) n
    """,
    """
    INSERT INTO cases_disclosure (reference, case_id, party, recipient, institution, kind, channel, ground, ground_name,
                                  categories, "on", at, by_id)
    SELECT upper(translate(lpad(to_hex(n), 8, 'X'), '01', 'gh')),
           n, 'mmd', 'MMD-er', '', 'pack', 'dpan', 'grond', 'Grond', '[]',
           date '2013-01-01' + n % 365, now(), {user} FROM generate_series(1, {cases}, 4) n
    """,
    """
    INSERT INTO cases_actionline (case_id, what, name, due_on, state, version, created_by_id, created_at)
    SELECT n, 'Bench', 'familie', date '2013-01-01' + n % 365, 'todo', 1, {user}, timestamptz '2012-12-01'
    FROM generate_series(1, {cases}, 4) n
    """,
)

# What is not among the first thousand goes back ten to thirty years.
_LONG_AGO = (
    'UPDATE cases_act SET "on" = "on" - make_interval(years => 10 + (case_id %% 20)::int) WHERE case_id > %(few)s',
    """
    UPDATE cases_detention SET start_on = start_on - make_interval(years => 10 + (id %% 20)::int),
           released_on = released_on - make_interval(years => 10 + (id %% 20)::int) WHERE id > %(few)s
    """,
    """
    UPDATE cases_stay SET from_on = from_on - make_interval(years => 10 + (case_id %% 20)::int)
    WHERE case_id > %(few)s
    """,
    "UPDATE cases_case SET origin = 'registration' WHERE id > %(few)s",
)


def tables() -> dict[str, Any]:
    """Median seconds of every table of a year with a million cases, and of the same by hand, in turn."""
    from reporting.catalogue import subject
    from reporting.figures.source import count
    from reporting.figures.table_one import Boundaries
    from reporting.subjects import ask_years

    _fill(CASES)
    now = datetime(2014, 3, 1, 12, tzinfo=timezone.get_default_timezone())
    found: dict[str, dict[str, float]] = {}
    for slug, by_hand in BY_HAND.items():
        known = subject(slug)
        assert known is not None  # noqa: S101  the words above are those of the catalogue
        source = known.source
        assert source is not None  # noqa: S101

        def ours(source: Any = source) -> None:
            with open_scope(_EVERYTHING):
                asked = ask_years([2013], Boundaries.THEN, now)
                count(source, asked.periods[0], asked.region, asked.today)

        def bare(statement: str = by_hand.format(worked=WORKED)) -> None:
            with open_scope(_EVERYTHING), connection.cursor() as cursor:
                cursor.execute(statement)
                cursor.fetchall()

        found[slug] = _in_turn({"ours": ours, "bare": bare}, _RUNS)
    return {"tables": found}


def pages() -> dict[str, Any]:
    """Median seconds of the first page and of a list behind a number, of one year, with few and many years before."""
    found: dict[str, Any] = {}
    for name, cases in (("few", FEW), ("many", MANY)):
        _fill(cases, long_ago=cases == MANY)
        client = Client()
        client.force_login(_coordinator(), backend="allauth.account.auth_backends.AuthenticationBackend")
        for page, address in (("first", "/cijfers/?jaar=2013&met="), ("list", "/cijfers/inzet/2013/profiel/totaal/")):
            found[f"{name}_{page}"] = _in_turn({"get": _getting(client, address)}, 9)["get"]
    return found


def files() -> dict[str, Any]:
    """Median seconds of the workbook and of the report, and of the same cells and the same HTML written bare."""
    from nazorg.common.pdf import render_pdf
    from reporting.annual.content import build_content
    from reporting.annual.paper import as_html, as_pdf
    from reporting.annual.selectors import report_of
    from reporting.figures.table_one import Boundaries
    from reporting.subjects import ask_years
    from reporting.workbook import sheets_of, written

    _fill(FEW)
    now = datetime(2014, 3, 1, 12, tzinfo=timezone.get_default_timezone())
    with open_scope(_EVERYTHING):
        sheets = sheets_of(ask_years([2013], Boundaries.THEN, now))
        times = _in_turn({"book": lambda: written(sheets), "bare_book": lambda: _bare_book(sheets)}, 9)

        def content() -> Any:
            return build_content(report_of(2013), now, lambda done, total, what: None)

        html = as_html(content())
        return times | _in_turn({"report": lambda: as_pdf(content()), "bare_report": lambda: render_pdf(html)}, _RUNS)


def _bare_book(sheets: Any) -> None:
    from io import BytesIO

    from openpyxl import Workbook

    book = Workbook()
    for table in sheets.tables:
        sheet = book.create_sheet()
        for row in (*table.rows, *([table.footer] if table.footer else [])):
            sheet.append([cell.text if cell.value is None else cell.value for cell in row.cells])
    sheet = book.create_sheet()
    for term in sheets.explanation:
        sheet.append(term)
    book.save(BytesIO())


def _getting(client: Client, address: str) -> Callable[[], None]:
    def get() -> None:
        answer = client.get(address)
        if answer.status_code != 200 or b"<table" not in answer.content:
            raise AssertionError(f"{address} shows no table")

    return get


def _in_turn(works: dict[str, Callable[[], Any]], runs: int) -> dict[str, float]:
    """Median seconds of each, run in turn, so that the machine's mood falls on all alike."""
    times: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(runs):
        for name, work in works.items():
            began = time.perf_counter()
            work()
            times[name].append(time.perf_counter() - began)
    return {name: median(each) for name, each in times.items()}


def _fill(cases: int, long_ago: bool = False) -> None:
    """So many cases of 2013; with `long_ago` all but the first thousand of them lie ten to thirty years before it."""
    from municipalities.selectors import region_on

    region = ", ".join(str(number) for number in region_on(date(2013, 12, 31)).values_list("pk", flat=True))
    values = {"cases": cases, "region": region, "user": _coordinator().pk}
    with transaction.atomic(), system_scope("the measure needs many cases"), connection.cursor() as cursor:
        for statement in (*TABLE_ONE_FILL, *_MORE):
            cursor.execute(statement.format(**values))
        for statement in _LONG_AGO if long_ago else ():
            cursor.execute(statement, {"few": FEW})
    with connection.cursor() as cursor:
        # What went back in time left its entries of 2013 in the indexes.
        cursor.execute("VACUUM ANALYZE")


def _coordinator() -> Any:
    from nazorg.accounts.models import User

    administrator, _ = User.objects.get_or_create(email="beheer@bench.example", name="Beheer", role="administrator")
    found, _ = User.objects.get_or_create(
        email="coordinator@bench.example",
        defaults={
            "name": "Coördinator", "role": "coordinator", "role_approved_by": administrator,
            "role_approved_at": timezone.now(),
        },
    )  # fmt: skip
    return found
