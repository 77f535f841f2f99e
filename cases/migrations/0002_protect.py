from django.db import migrations

from nazorg.common.rls import STAFF_ONLY, Protect

# What a contact may see hangs on one test: a case whose responsible municipality is granted, or a case by exception.
CASE = (
    f"{STAFF_ONLY} OR responsible_id = ANY((SELECT scope_municipalities())::bigint[])"
    " OR id = ANY((SELECT scope_cases())::bigint[])"
)
# The inner select runs under the policy of cases, so a row is visible exactly when its case is.
OF_CASE = f"{STAFF_ONLY} OR EXISTS (SELECT 1 FROM cases_case c WHERE c.id = case_id)"
PERSON = f"{STAFF_ONLY} OR EXISTS (SELECT 1 FROM cases_case c WHERE c.person_id = cases_person.id)"
OF_PERSON = f"{STAFF_ONLY} OR EXISTS (SELECT 1 FROM cases_case c WHERE c.person_id = {{table}}.person_id)"
DETENTION = f"{STAFF_ONLY} OR EXISTS (SELECT 1 FROM cases_case c WHERE c.detention_id = cases_detention.id)"
OF_DETENTION = f"{STAFF_ONLY} OR EXISTS (SELECT 1 FROM cases_case c WHERE c.detention_id = {{table}}.detention_id)"
TECHNICAL = "case_id IS NULL AND category = 'log'"


class Migration(migrations.Migration):
    dependencies = [("cases", "0001_initial"), ("common", "0001_scope_functions")]
    operations = [
        Protect("Person", "identity", PERSON),
        Protect("Bsn", "bsn", OF_PERSON.format(table="cases_bsn")),
        Protect("NameKey", "identity", OF_PERSON.format(table="cases_namekey")),
        Protect("MergeRecord", "identity"),
        Protect("Detention", "detention", DETENTION),
        Protect("DetentionTitle", "title", OF_DETENTION.format(table="cases_detentiontitle")),
        Protect("AskedForHelp", "target_facts", OF_DETENTION.format(table="cases_askedforhelp")),
        Protect("Notification", "detention", OF_DETENTION.format(table="cases_notification")),
        Protect("Case", "identity", CASE),
        Protect("Stay", "identity", OF_CASE),
        Protect("Act", None, OF_CASE),
        Protect("CaseGrant", "log"),
        # Changes of accounts and registry belong to no case; those in a case are for its staff.
        Protect(
            "AuditEntry",
            None,
            rows=f"{STAFF_ONLY} OR ({TECHNICAL})",
            anyone_may_add=True,
            also_reads=f"(SELECT scope_reads('log:technical')) AND {TECHNICAL}",
        ),
    ]
