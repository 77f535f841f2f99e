"""The locks in the database: nothing without a scope, and under a scope only what the covenant gives."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.apps import apps
from django.db import connection

from cases.access import scope_for
from cases.models import Act, Case
from nazorg.accounts.models import User
from nazorg.common.checks import UNPROTECTED
from nazorg.common.scope import ANONYMOUS, open_scope, system_scope
from nazorg.covenant.categories import Category
from tests.cast import Cast
from tests.database import count, protected_tables, refusal, sql
from tests.factories import exception
from tests.full_case import full_case

SECRET = "Geheimhuizen"


@pytest.fixture
def both(cast: Cast) -> tuple[Case, Case]:
    """A case of Hilversum and one of Huizen, with something in every protected table."""
    with system_scope("the test writes in every category"):
        return full_case("0402", "Eigenaar", cast), full_case("0406", SECRET, cast)


@contextmanager
def signed_in(user: User) -> Iterator[None]:
    with open_scope(scope_for(user)):
        yield


STATEMENTS = [
    'SELECT count(*) FROM "{table}"',
    'SELECT 1 FROM "{table}" LIMIT 1',
    'SELECT EXISTS (SELECT 1 FROM "{table}")',
    'INSERT INTO "{table}" DEFAULT VALUES',
    'DELETE FROM "{table}"',
    'UPDATE "{table}" SET {column} = {column}',
]


def test_without_a_scope_every_statement_on_every_protected_table_raises(both: tuple[Case, Case]) -> None:
    unraised = []
    for model in apps.get_models():
        table, column = model._meta.db_table, model._meta.pk.column
        if table not in UNPROTECTED:
            statements = (statement.format(table=table, column=column) for statement in STATEMENTS)
            unraised += [statement for statement in statements if "no scope is open" not in refusal(statement)]
    assert unraised == []


def test_without_a_scope_nothing_is_added_to_an_empty_table_either(db: None) -> None:
    """A policy is asked per row, so reading an empty table gives nothing, and nothing is what there is."""
    added = [t for t in protected_tables() if "no scope is open" not in refusal(f'INSERT INTO "{t}" DEFAULT VALUES')]
    assert added == []
    with system_scope("what was written down while the cast was made"):
        sql("DELETE FROM cases_auditentry RETURNING id")
    assert {table: count(table) for table in protected_tables() if count(table)} == {}


def test_anonymous_has_an_open_scope_and_sees_nothing(both: tuple[Case, Case]) -> None:
    with open_scope(ANONYMOUS):
        assert {table: count(table) for table in protected_tables() if count(table)} == {}


# Of two full cases (Hilversum's and Huizen's): how many rows of each table the covenant gives, by raw SQL.
ALL = {
    "cases_person": 4, "cases_bsn": 2, "cases_namekey": 2, "cases_mergerecord": 2, "cases_detention": 2,
    "cases_detentiontitle": 2, "cases_askedforhelp": 2, "cases_notification": 2, "cases_case": 2, "cases_stay": 2,
    "cases_request": 2, "cases_question": 10, "cases_answer": 10, "cases_need": 10, "cases_needupdate": 10,
    "cases_consent": 10, "cases_chain": 2, "cases_pause": 2, "cases_interview": 2, "cases_disclosure": 2,
    "cases_disclosedpart": 10, "cases_delivery": 10, "cases_participation": 2, "cases_conference": 2,
    "cases_conferencepart": 2, "cases_agendaitem": 4, "cases_invitation": 4, "cases_seat": 2, "cases_invitedfor": 2,
    "cases_statement": 2, "cases_goal": 2, "cases_actionline": 4, "cases_actionstep": 4, "cases_coursestep": 2,
    "cases_intervention": 10, "cases_outsidenumber": 2, "cases_explanation": 2,
}  # fmt: skip
# Of target groups the clerk reads those that follow from the data.
JUDGED_FACTS = {"cases_finding": 2, "cases_knownbefore": 2}
JUDGED = {
    "cases_screening": 2, "cases_profile": 2, "cases_finding": 4, "cases_knownbefore": 2, "cases_concern": 2,
    "cases_policeinformation": 2, "cases_careinformation": 2,
}  # fmt: skip
CASE_STAFF = ALL | {"cases_casegrant": 2, "accounts_accesslog": 14}
# Judging risk, whom a case concerns and BIJ: the coordinator's alone. Who gave something to a unit, more read.
COORDINATION = {
    "cases_enquiry": 2, "cases_asking": 2, "cases_urgency": 2, "cases_alert": 2, "cases_involved": 2,
    "cases_releasenotice": 2, "cases_casebottleneck": 2, "cases_bijrecord": 2, "cases_mayorinformed": 2,
    "cases_participation": 4, "cases_disclosure": 8,
}  # fmt: skip
# Annual reports hold numbers only, and are of all who read figures; a file that a job made is of who asked for it.
FIGURES = {"reporting_annualreport": 2, "reporting_annualtext": 2, "reporting_annualpublication": 2}
OWN_CASE = {
    "cases_person": 1, "cases_bsn": 1, "cases_namekey": 1, "cases_detention": 1, "cases_askedforhelp": 1,
    "cases_notification": 1, "cases_case": 1, "cases_stay": 1, "cases_request": 1, "cases_question": 5,
    "cases_answer": 5, "cases_draft": 5, "cases_need": 5, "cases_needupdate": 5, "cases_consent": 5, "cases_chain": 1,
    "cases_interview": 1, "cases_delivery": 5, "cases_conference": 1, "cases_agendaitem": 1, "cases_invitation": 1,
    "cases_statement": 1, "cases_bottleneck": 1, "cases_actionline": 1, "cases_actionstep": 1, "cases_intervention": 5,
}  # fmt: skip
EXPECTED: dict[str, dict[str, int]] = {
    # The old workbook is risk: the coordinator's. Raw notifications both may read.
    "coordinator": CASE_STAFF
    | JUDGED
    | COORDINATION
    | {"intake_batch": 4, "intake_row": 4, "cases_motive": 2, "cases_minutes": 2}
    | {"cases_statement": 4, "cases_policerelease": 2, "cases_bottleneck": 2}
    | FIGURES
    | {"reporting_result": 2},
    "clerk": ALL
    | JUDGED_FACTS
    | {"intake_batch": 2, "intake_row": 2, "accounts_accesslog": 2, "cases_bottleneck": 2}
    | FIGURES,
    "hilversum": OWN_CASE,
    "huizen": OWN_CASE,
    # Of the ledger of disclosures they read who got what kind of thing and when; its words are in other tables.
    "chain_manager": {"accounts_accesslog": 14, "cases_disclosure": 6, "cases_bottleneck": 2} | FIGURES,
    "privacy_officer": {"accounts_accesslog": 14, "cases_disclosure": 6, "cases_bottleneck": 2} | FIGURES,
    "administrator": {},
}


def test_raw_sql_counts_only_what_the_covenant_gives(both: tuple[Case, Case], cast: Cast) -> None:
    by_row = {"cases_act", "cases_auditentry"}  # rows that carry a category each: see below
    for role, user in cast.everybody().items():
        with signed_in(user):
            seen = {table: count(table) for table in set(protected_tables()) - by_row}
        assert {table: number for table, number in seen.items() if number} == EXPECTED[role], role


ACTS = {
    "coordinator": set(Category.values),
    "clerk": {
        "identity", "bsn", "detention", "title", "raw_notification", "area_papers", "area_housing", "area_income",
        "area_debts", "area_care", "suwinet", "needs", "statement", "target_facts", "plan", "conference_logistics",
        "figures", "covenant",
    },
    "hilversum": set(),
    "chain_manager": set(), "privacy_officer": set(), "administrator": set(),
}  # fmt: skip


def test_acts_are_seen_by_the_category_they_carry(both: tuple[Case, Case], cast: Cast) -> None:
    for role, categories in ACTS.items():
        with signed_in(getattr(cast, role)):
            assert {category for (category,) in sql("SELECT category FROM cases_act")} == categories, role


def test_the_audit_trail_is_as_secret_as_what_it_tells_of(both: tuple[Case, Case], cast: Cast) -> None:
    about = "SELECT DISTINCT category, case_id IS NULL FROM cases_auditentry"
    technical = [("log", True)]
    seen = {}
    for role, user in cast.everybody().items():
        with signed_in(user):
            seen[role] = sql(about)
    assert seen["chain_manager"] == seen["administrator"] == technical
    assert seen["hilversum"] == seen["huizen"] == []
    assert "risk" not in {category for category, _ in seen["clerk"]}
    assert "risk" in {category for category, _ in seen["coordinator"]}


HUIZEN_BY_SQL = {
    "by reference": "SELECT 1 FROM cases_case WHERE reference = %(case)s",
    "by the person's reference": "SELECT 1 FROM cases_person WHERE reference = %(person)s",
    "by SKN": "SELECT 1 FROM cases_person WHERE skn = %(skn)s",
    "by name": "SELECT 1 FROM cases_namekey WHERE key LIKE 'geheim%%'",
    "by join": "SELECT 1 FROM cases_act a JOIN cases_case c ON c.id = a.case_id WHERE c.reference = %(case)s",
    "by a left join": "SELECT 1 FROM municipalities_municipality m LEFT JOIN cases_case c ON c.responsible_id = m.id"
    " WHERE m.code = '0406' AND c.id IS NOT NULL",
    "by count": "SELECT 1 FROM cases_case HAVING count(*) > 1",
    "by EXISTS": "SELECT 1 WHERE EXISTS (SELECT 1 FROM cases_stay s WHERE s.municipality_id = %(huizen)s)",
    "by lateral": "SELECT 1 FROM municipalities_municipality m, LATERAL"
    " (SELECT 1 FROM cases_detention d WHERE d.registered_id = m.id AND m.code = '0406') x",
    "by union": "SELECT id FROM cases_case WHERE id = %(id)s"
    " UNION SELECT case_id FROM cases_act WHERE case_id = %(id)s",
    "by a lock": "SELECT id FROM cases_case WHERE id = %(id)s FOR UPDATE",
    "by an update": "UPDATE cases_act SET text = text WHERE case_id = %(id)s RETURNING id",
    "by a deletion": "DELETE FROM cases_stay WHERE case_id = %(id)s RETURNING id",
}


def test_the_contact_of_hilversum_finds_nothing_of_huizen(both: tuple[Case, Case], hilversum: User) -> None:
    _, theirs = both
    person = theirs.person
    values = {"case": theirs.reference, "person": person.reference, "skn": person.skn, "id": theirs.pk,
              "huizen": theirs.responsible_id}  # fmt: skip

    def found() -> set[str]:
        ways = set()
        with connection.cursor() as cursor:
            for way, query in HUIZEN_BY_SQL.items():
                cursor.execute(query, values)
                if cursor.fetchall():
                    ways.add(way)
        return ways

    with signed_in(hilversum):
        assert found() == set()
    with system_scope("the same finds it, so that finding nothing proves something"):
        assert found() == set(HUIZEN_BY_SQL)


def test_a_filter_that_fails_on_a_hidden_row_tells_nothing(both: tuple[Case, Case], hilversum: User) -> None:
    query = f"SELECT 1 FROM cases_person WHERE 1 / (length(family_name) - {len(SECRET)}) = 5"
    with signed_in(hilversum):
        assert sql(query) == []
    with system_scope("the row is there, and fails for whoever sees it"):
        assert "division by zero" in refusal(query)


def test_a_contact_changes_no_case_and_no_person(both: tuple[Case, Case], hilversum: User) -> None:
    own, _ = both
    with signed_in(hilversum):
        assert sql("UPDATE cases_case SET opened_on = '2024-01-01' RETURNING id") == []
        assert sql("UPDATE cases_person SET family_name = 'Anders' RETURNING id") == []
        assert sql("DELETE FROM cases_stay RETURNING id") == []
        new = (
            "INSERT INTO cases_case (reference, person_id, origin, opened_on, brought_in_by, brought_in_why, to_decide)"
        )
        assert "row-level security" in refusal(
            f"{new} VALUES ('22222222', %s, 'by_hand', now(), '', '', '')", own.person_id
        )


ADD_ACT = """
    INSERT INTO cases_act (case_id, category, kind, area, "on", text, batch_reference, recorded_at)
    VALUES (%s, %s, 'note', '', '2024-12-01', 'x', '', now())
"""


ADD_NEED = """
    INSERT INTO cases_need
        (case_id, request_id, category, created_by_id, area, title, status, party, found_in, created_at)
    VALUES (%s, %s, %s, %s, 'housing', 'x', 'open', '', '', scope_now())
"""


def test_a_contact_writes_in_an_own_case_only_and_in_its_categories_only(
    both: tuple[Case, Case], hilversum: User
) -> None:
    own, theirs = both
    with system_scope("the test knows of both requests"):
        mine, others = own.requests.get().pk, theirs.requests.get().pk
    with signed_in(hilversum):
        assert refusal(ADD_NEED, own.pk, mine, "area_housing", hilversum.pk) == ""
        assert "row-level security" in refusal(ADD_NEED, theirs.pk, others, "area_housing", hilversum.pk)
        assert "row-level security" in refusal(ADD_NEED, theirs.pk, mine, "area_housing", hilversum.pk)
        assert "row-level security" in refusal(ADD_NEED, own.pk, mine, "risk", hilversum.pk)
        assert sql("UPDATE cases_need SET request_id = %s RETURNING id", others) == [], "it adds and changes nothing"
        assert "row-level security" in refusal(ADD_ACT, own.pk, "area_housing"), "acts are the staff's"


def test_the_clerk_writes_no_risk(both: tuple[Case, Case], clerk: User) -> None:
    own, _ = both
    with signed_in(clerk):
        assert refusal(ADD_ACT, own.pk, "area_housing") == ""
        assert "row-level security" in refusal(ADD_ACT, own.pk, "risk")
        assert "row-level security" in refusal("UPDATE cases_act SET category = 'risk' WHERE category = 'identity'")
        assert sql("DELETE FROM cases_act WHERE category = 'conference_content' RETURNING id") == []


def test_an_exception_opens_one_file_and_its_categories_to_the_privacy_officer(
    both: tuple[Case, Case], privacy_officer: User, cast: Cast
) -> None:
    own, _ = both
    with system_scope("the exception is approved by another"):
        exception(privacy_officer, own, cast)
    with signed_in(privacy_officer):
        assert sql("SELECT reference FROM cases_case") == [(own.reference,)]
        assert set(Act.objects.values_list("case_id", flat=True)) == {own.pk}
        categories = {category for (category,) in sql("SELECT category FROM cases_act")}
        assert {"risk", "police", "conference_content"} <= categories
        assert "involved" not in categories
        assert sql("UPDATE cases_case SET opened_on = opened_on RETURNING id") == []


DERIVED = ("cases_chain", "cases_disclosure", "cases_disclosedpart", "cases_delivery", "cases_bottleneck")


def test_nobody_writes_the_clock_or_the_ledger_by_hand(both: tuple[Case, Case], cast: Cast) -> None:
    for role, user in cast.everybody().items():
        with signed_in(user):
            for table in DERIVED:
                key = "case_id" if table == "cases_chain" else "id"
                assert sql(f"UPDATE {table} SET {key} = {key} RETURNING 1") == [], (role, table)
                assert sql(f"DELETE FROM {table} RETURNING 1") == [], (role, table)


def test_drafts_are_the_municipalitys_own(both: tuple[Case, Case], cast: Cast) -> None:
    own, _ = both
    with system_scope("exceptions on the case open no drafts"):
        exception(cast.privacy_officer, own, cast)
        exception(cast.huizen, own, cast)
    for role, number in (("coordinator", 0), ("clerk", 0), ("privacy_officer", 0), ("hilversum", 5), ("huizen", 5)):
        with signed_in(getattr(cast, role)):
            assert count("cases_draft") == number, role
    with signed_in(cast.huizen):
        assert {text for (text,) in sql("SELECT text FROM cases_draft")} == {SECRET}
