from django.db import migrations

from nazorg.common.rls import STAFF_ONLY, Protect

MINE = "(SELECT scope_municipalities())::bigint[]"
FILES = "(SELECT scope_cases())::bigint[]"

# Staff, and whoever has an exception on the case and may read plans whole: a municipality's right to them is narrower.
OF_FILE = f"{STAFF_ONLY} OR case_id = ANY({FILES})"
OF_LINE = f"{STAFF_ONLY} OR EXISTS (SELECT 1 FROM cases_actionline l WHERE l.id = line_id AND l.case_id = ANY({FILES}))"
# A municipality's own lines: on its name, and in a case that it may see. After a move it sees nothing of them.
OWN_LINE = f"""
    (SELECT scope_reads('plan:own_lines')) AND municipality_id = ANY({MINE})
    AND EXISTS (SELECT 1 FROM cases_case c WHERE c.id = case_id)
"""
# What was said in them while they were on its name.
OWN_STEP = f"""
    (SELECT scope_reads('plan:own_lines')) AND municipality_id = ANY({MINE})
    AND EXISTS (SELECT 1 FROM cases_actionline l WHERE l.id = line_id)
"""
# It adds steps in its own name to lines that still are its own, and drops none.
ADDS_STEP = f"""
    (SELECT scope_writes('plan:own_lines')) AND municipality_id = ANY({MINE}) AND by_id = (SELECT scope_actor())
    AND state <> 'dropped' AND EXISTS (
        SELECT 1 FROM cases_actionline l
        WHERE l.id = line_id AND l.municipality_id = cases_actionstep.municipality_id AND l.state <> 'dropped'
    )
"""
OF_CASE = f"{STAFF_ONLY} OR EXISTS (SELECT 1 FROM cases_case c WHERE c.id = case_id)"


class Migration(migrations.Migration):
    dependencies = [("cases", "0015_plan")]
    operations = [
        Protect("Goal", "plan", OF_FILE),
        Protect("ActionLine", "plan", OF_FILE, also_reads=OWN_LINE),
        Protect("ActionStep", "plan", OF_LINE, also_reads=OWN_STEP, also_adds=ADDS_STEP),
        Protect("CourseStep", "plan", OF_FILE),
        Protect("Intervention", None, OF_CASE),
        Protect("OutsideNumber", "identity", OF_FILE),
    ]
