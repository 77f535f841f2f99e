"""The start-up check: no superuser, no unprotected table. Run by `check`, by the web process and by the worker."""

from typing import Any

from django.apps import apps
from django.core.checks import CheckMessage, Error, Tags, register
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

# Tables that hold no content about the people whom Nazorg is for, each with the reason.
UNPROTECTED = {
    "django_migrations": "which migrations ran",
    "django_content_type": "names of models",
    "django_session": "keys of sessions; read before anyone is known",
    "django_admin_log": "what the administrator changed in accounts and registry",
    "auth_permission": "names of rights",
    "auth_group": "names of groups, one a municipality",
    "auth_group_permissions": "stays empty: rights come from the covenant",
    "accounts_user": "staff and contacts; read before anyone is known",
    "accounts_user_groups": "which contact serves which municipality",
    "accounts_user_user_permissions": "stays empty: rights come from the covenant",
    "account_emailaddress": "addresses of staff and contacts",
    "account_emailconfirmation": "addresses of staff and contacts",
    "guardian_userobjectpermission": "stays empty: grants are direct foreign keys",
    "guardian_groupobjectpermission": "stays empty: grants are direct foreign keys",
    "auditlog_logentry": "stays empty: the swapped cases.AuditEntry is used",
    "common_job": "kind, state and reference of work; no content",
    "common_mail": "counts, links and addresses of staff and contacts; no personal data in a mail",
    "municipalities_municipality": "public registry",
    "municipalities_term": "numbers of days",
    "municipalities_agreement": "who delivers which area",
    "municipalities_duty": "officials with a task at a municipality",
    "municipalities_absence": "when a contact is away",
    "municipalities_alias": "public registry",
    "municipalities_grant": "which group may see which municipality; names no person",
    "partners_organisation": "names of organisations",
    "partners_unit": "parts of organisations, their party and address",
    "partners_colleague": "professionals to turn to",
    "reporting_publishedoutflow": "published totals",
    "reporting_publicgrouping": "which municipalities public tables join",
    "reporting_coordinationcost": "euros a year",
}


def database_faults() -> list[str]:
    """What is unsafe about the database as it is now, in sentences; empty when all is well."""
    faults: list[str] = []
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user")
        superuser, bypasses = cursor.fetchone()
        if superuser or bypasses:
            faults.append(
                "De databaserol is superuser of mag de beveiliging omzeilen. Gebruik een gewone rol die eigenaar is."
            )
        cursor.execute(
            """
            SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind IN ('r', 'p') AND n.nspname = current_schema()
              AND NOT (c.relrowsecurity AND c.relforcerowsecurity
                       AND EXISTS (SELECT 1 FROM pg_policy p WHERE p.polrelid = c.oid))
            """
        )
        open_tables = {name for (name,) in cursor.fetchall()} - UNPROTECTED.keys()
    for table in sorted(open_tables):
        faults.append(f"De tabel {table} is niet beveiligd. Zet er `Protect` op in een migratie.")
    return faults


def ensure_safe_database() -> None:
    """Refuse to start where the database does not hold the locks. Raises ImproperlyConfigured."""
    if faults := database_faults():
        raise ImproperlyConfigured(" ".join(faults))


@register(Tags.database)
def check_database(app_configs: Any, databases: Any = None, **kwargs: Any) -> list[CheckMessage]:
    """The same for `manage.py check --database default` and `migrate`."""
    if not databases:
        return []
    return [Error(fault, id="nazorg.E001") for fault in database_faults()]


@register()
def check_categories(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Every model with content says which covenant category its rows are."""
    return [
        Error(f"{model.__name__} noemt geen categorie van het convenant (`category`).", id="nazorg.E002")
        for model in apps.get_models()
        if model._meta.managed and model._meta.db_table not in UNPROTECTED and not hasattr(model, "category")
    ]
