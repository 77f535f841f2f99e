"""Row-level security as migration operations: every table with content is protected where it is made.

A policy tests the category first and the row after it. The category test reads only the scope, so PostgreSQL
evaluates it once a query; a denied category costs nothing and gives nothing, raw SQL included.
"""

from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

# Raises with no scope open. `STABLE` and the sub-select around each call make it run once a query.
SCOPE_FUNCTIONS = """
CREATE OR REPLACE FUNCTION scope_setting(name text) RETURNS text LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
BEGIN
    IF coalesce(current_setting('nazorg.scope', true), '') = '' THEN
        RAISE EXCEPTION 'no scope is open' USING ERRCODE = 'insufficient_privilege',
            HINT = 'Open one with open_scope or system_scope.';
    END IF;
    RETURN coalesce(current_setting('nazorg.' || name, true), '');
END $$;
CREATE OR REPLACE FUNCTION scope_reads(category text) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS
    $$ SELECT string_to_array(scope_setting('read'), ',') && ARRAY[category, '*'] $$;
CREATE OR REPLACE FUNCTION scope_writes(category text) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS
    $$ SELECT string_to_array(scope_setting('write'), ',') && ARRAY[category, '*'] $$;
CREATE OR REPLACE FUNCTION scope_categories(mode text) RETURNS text[] LANGUAGE sql STABLE PARALLEL SAFE AS
    $$ SELECT string_to_array(scope_setting(mode), ',') $$;
CREATE OR REPLACE FUNCTION scope_all_cases() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS
    $$ SELECT scope_setting('all_cases') = 'on' $$;
CREATE OR REPLACE FUNCTION scope_open() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS
    $$ SELECT scope_setting('scope') <> '' $$;
CREATE OR REPLACE FUNCTION scope_actor() RETURNS bigint LANGUAGE sql STABLE PARALLEL SAFE AS
    $$ SELECT nullif(scope_setting('actor'), '')::bigint $$;
CREATE OR REPLACE FUNCTION scope_municipalities() RETURNS bigint[] LANGUAGE sql STABLE PARALLEL SAFE AS
    $$ SELECT string_to_array(scope_setting('municipalities'), ',')::bigint[] $$;
CREATE OR REPLACE FUNCTION scope_cases() RETURNS bigint[] LANGUAGE sql STABLE PARALLEL SAFE AS
    $$ SELECT string_to_array(scope_setting('cases'), ',')::bigint[] $$;
"""

# The day of whoever acts, for policies that hold between two days.
TODAY_FUNCTION = """
CREATE OR REPLACE FUNCTION scope_today() RETURNS date LANGUAGE sql STABLE PARALLEL SAFE AS
    $$ SELECT scope_setting('today')::date $$;
"""

# The moment of whoever acts, for policies that let nobody write as of another one.
MOMENT_FUNCTION = """
CREATE OR REPLACE FUNCTION scope_now() RETURNS timestamptz LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT scope_setting('now')::timestamptz
$$;
"""

STAFF_ONLY = "(SELECT scope_all_cases())"
SYSTEM_ONLY = "(SELECT scope_setting('scope') = 'system')"


def _category_test(mode: str, category: str | None) -> str:
    """One category for the whole table, or (None) the row's own column."""
    if category is not None:
        return f"(SELECT scope_{mode}s('{category}'))"
    categories = f"(SELECT scope_categories('{mode}'))::text[]"
    return f"(category = ANY({categories}) OR '*' = ANY({categories}))"


def policy_statements(
    table: str,
    category: str | None,
    rows: str,
    anyone_may_add: bool,
    also_reads: str,
    derived: bool,
    also_adds: str = "",
    writes: str = "",
) -> list[str]:
    """The SQL that protects one table: category first, then the row."""
    reads = f"{_category_test('read', category)} AND ({rows})"
    if also_reads:
        reads = f"({reads}) OR ({also_reads})"
    changes = SYSTEM_ONLY if derived else f"{_category_test('write', category)} AND ({writes or rows})"
    adds = "(SELECT scope_open())" if anyone_may_add else f"({changes}) OR ({also_adds})" if also_adds else changes
    return [
        f'ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY',
        f'ALTER TABLE "{table}" FORCE ROW LEVEL SECURITY',
        f'CREATE POLICY reads ON "{table}" FOR SELECT USING ({reads})',
        f'CREATE POLICY adds ON "{table}" FOR INSERT WITH CHECK ({adds})',
        f'CREATE POLICY changes ON "{table}" FOR UPDATE USING ({changes}) WITH CHECK ({changes})',
        f'CREATE POLICY removes ON "{table}" FOR DELETE USING ({changes})',
    ]


class Protect(Operation):
    """Put a model's table behind the scope.

    `category` is the covenant category of all its rows, or None where each row carries its own in `category`.
    `rows` is the SQL test of the row; the default admits staff only. `anyone_may_add` is for logs, which also
    record what somebody was refused. `also_reads` admits rows to whoever has only a narrowed right to the category.
    `writes` is the SQL test of the row for whoever writes, where that is narrower than `rows`.
    `also_adds` lets whoever has only a narrowed right to write add such rows, and change none.
    `derived` is for what the software itself works out or keeps, such as clocks and the ledger: no user writes it.
    `again` puts these policies in the place of the ones that stand, and cannot be taken back.
    """

    reduces_to_sql = True

    def __init__(
        self,
        model: str,
        category: str | None,
        rows: str = STAFF_ONLY,
        anyone_may_add: bool = False,
        also_reads: str = "",
        derived: bool = False,
        again: bool = False,
        also_adds: str = "",
        writes: str = "",
    ) -> None:
        self.model, self.information, self.rows = model, category, rows
        self.anyone_may_add, self.also_reads = anyone_may_add, also_reads
        self.derived, self.again, self.also_adds, self.writes = derived, again, also_adds, writes

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Policies are no part of Django's model state."""

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: Any, to_state: Any
    ) -> None:
        table = to_state.apps.get_model(app_label, self.model)._meta.db_table
        if self.again:
            self._drop_policies(schema_editor, table)
        for statement in policy_statements(
            table,
            self.information,
            self.rows,
            self.anyone_may_add,
            self.also_reads,
            self.derived,
            self.also_adds,
            self.writes,
        ):
            schema_editor.execute(statement, params=None)

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: Any, to_state: Any
    ) -> None:
        table = from_state.apps.get_model(app_label, self.model)._meta.db_table
        self._drop_policies(schema_editor, table)
        schema_editor.execute(f'ALTER TABLE "{table}" NO FORCE ROW LEVEL SECURITY', params=None)
        schema_editor.execute(f'ALTER TABLE "{table}" DISABLE ROW LEVEL SECURITY', params=None)

    @property
    def reversible(self) -> bool:  # type: ignore[override]  # a plain attribute in Django
        return not self.again

    @staticmethod
    def _drop_policies(schema_editor: BaseDatabaseSchemaEditor, table: str) -> None:
        for policy in ("reads", "adds", "changes", "removes"):
            schema_editor.execute(f'DROP POLICY IF EXISTS {policy} ON "{table}"', params=None)

    def describe(self) -> str:
        return f"Protect {self.model} with row-level security ({self.information or 'category of the row'})"
