"""The start-up check: every table with content is protected, and the role cannot pass the locks."""

import pytest
from django.apps import apps
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from nazorg.common.checks import UNPROTECTED, database_faults, ensure_safe_database
from tests.database import sql


def test_a_table_without_protection_is_named_and_refuses_the_start(db: None) -> None:
    assert database_faults() == []
    sql("CREATE TABLE forgotten (id int)")
    assert database_faults() == [
        "De tabel forgotten is niet beveiligd. Zet er `Protect` op in een migratie.",
    ]
    with pytest.raises(ImproperlyConfigured, match="forgotten"):
        ensure_safe_database()
    sql("ALTER TABLE forgotten ENABLE ROW LEVEL SECURITY")
    assert database_faults(), "without FORCE the owner passes"
    sql("ALTER TABLE forgotten FORCE ROW LEVEL SECURITY")
    assert database_faults(), "and without a policy nothing says whose rows they are"


def test_the_tests_run_as_a_role_that_cannot_pass_the_locks(db: None) -> None:
    assert sql("SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user") == [(False, False)]


def test_every_model_has_a_category_or_is_unprotected_for_a_reason(db: None) -> None:
    without = [
        model.__name__
        for model in apps.get_models()
        if model._meta.db_table not in UNPROTECTED and not hasattr(model, "category")
    ]
    assert without == []


def test_no_unprotected_table_is_named_that_does_not_exist(db: None) -> None:
    with connection.cursor() as cursor:
        assert set(UNPROTECTED) <= set(connection.introspection.table_names(cursor))
