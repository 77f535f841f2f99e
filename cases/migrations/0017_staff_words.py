from django.db import migrations

from nazorg.common.rls import STAFF_ONLY, Protect

FILES = "(SELECT scope_cases())::bigint[]"
# A need hangs on a request of its own case; after a move only its own municipality's staff no longer see it.
NEED = f"""
    {STAFF_ONLY}
    OR (request_id IS NULL AND EXISTS (SELECT 1 FROM cases_case c WHERE c.id = cases_need.case_id))
    OR EXISTS (
        SELECT 1 FROM cases_request r
        WHERE r.id = request_id AND r.case_id = cases_need.case_id
            AND (r.state <> 'moved' OR r.case_id = ANY({FILES}))
    )
"""


class Migration(migrations.Migration):
    # What staff wrote down is theirs, whatever its category: a municipality reads answers and own lines, no acts. An
    # exception opens them to whoever reads the whole file.
    dependencies = [("cases", "0016_protect_plan")]
    operations = [
        Protect("Act", None, f"{STAFF_ONLY} OR (case_id = ANY({FILES}) AND (SELECT scope_reads('log')))", again=True),
        Protect("Need", None, NEED, again=True),
    ]
