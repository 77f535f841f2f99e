"""What a municipality writes it adds, through its portal or not: nothing that stands is changed or removed by it."""

from django.db import migrations

from nazorg.common.rls import STAFF_ONLY, Protect

MINE = "(SELECT scope_municipalities())::bigint[]"
FILES = "(SELECT scope_cases())::bigint[]"
ACTOR = "(SELECT scope_actor())"
TODAY = "(SELECT scope_today())"
WRITES = "category = ANY((SELECT scope_categories('write'))::text[])"

# Who reads what stays as it was.
RUNNING = f"(r.state <> 'moved' OR r.case_id = ANY({FILES}))"
OF_REQUEST = f"{STAFF_ONLY} OR EXISTS (SELECT 1 FROM cases_request r WHERE r.id = request_id AND {RUNNING})"
OF_QUESTION = f"{STAFF_ONLY} OR EXISTS (SELECT 1 FROM cases_question q WHERE q.id = question_id)"
OF_CASE = f"{STAFF_ONLY} OR EXISTS (SELECT 1 FROM cases_case c WHERE c.id = case_id)"
OF_OWN = (
    f"EXISTS (SELECT 1 FROM cases_request r WHERE r.id = request_id AND r.case_id = cases_need.case_id AND {RUNNING})"
)
NEED = f"""
    {STAFF_ONLY}
    OR (request_id IS NULL AND EXISTS (SELECT 1 FROM cases_case c WHERE c.id = cases_need.case_id))
    OR {OF_OWN}
"""
OF_NEED = f"{STAFF_ONLY} OR EXISTS (SELECT 1 FROM cases_need n WHERE n.id = need_id)"
OF_LINE = f"{STAFF_ONLY} OR EXISTS (SELECT 1 FROM cases_actionline l WHERE l.id = line_id AND l.case_id = ANY({FILES}))"
OWN_STEP = f"""
    (SELECT scope_reads('plan:own_lines')) AND municipality_id = ANY({MINE})
    AND EXISTS (SELECT 1 FROM cases_actionline l WHERE l.id = line_id)
"""

# An answer in its own name to a question that takes answers, of the kind that was asked.
ADDS_ANSWER = f"""
    {WRITES} AND by_id = {ACTOR} AND channel = 'portal' AND "current" AND EXISTS (
        SELECT 1 FROM cases_question q JOIN cases_request r ON r.id = q.request_id
        WHERE q.id = question_id AND r.state IN ('open', 'answered') AND cases_answer.category IN (q.category, 'suwinet')
    )
"""
# A need that it found itself, with a request of its own; and steps in those.
ADDS_NEED = f"{WRITES} AND created_by_id = {ACTOR} AND status = 'open' AND found_in = '' AND {OF_OWN}"
ADDS_UPDATE = f"""
    {WRITES} AND by_id = {ACTOR} AND EXISTS (
        SELECT 1 FROM cases_need n JOIN cases_request r ON r.id = n.request_id
        WHERE n.id = need_id AND n.category = cases_needupdate.category
            AND (r.municipality_id = ANY({MINE}) OR r.case_id = ANY({FILES}))
    )
"""
# A step of today in a line that still is its own: how it stands, or a remark. Dropping one is the coordinator's.
ADDS_STEP = f"""
    (SELECT scope_writes('plan:own_lines')) AND municipality_id = ANY({MINE}) AND by_id = {ACTOR}
    AND "on" = {TODAY} AND (at AT TIME ZONE 'Europe/Amsterdam')::date = {TODAY}
    AND EXISTS (
        SELECT 1 FROM cases_actionline l
        WHERE l.id = line_id AND l.municipality_id = cases_actionstep.municipality_id AND l.state <> 'dropped'
            AND cases_actionstep.state IN ('busy', 'done', 'stuck', l.state)
    )
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0020_participation_ends")]
    operations = [
        Protect("Question", None, OF_REQUEST, writes=STAFF_ONLY, again=True),
        Protect("Answer", None, OF_QUESTION, writes=STAFF_ONLY, also_adds=ADDS_ANSWER, again=True),
        Protect("Need", None, NEED, writes=STAFF_ONLY, also_adds=ADDS_NEED, again=True),
        Protect("NeedUpdate", None, OF_NEED, writes=STAFF_ONLY, also_adds=ADDS_UPDATE, again=True),
        Protect("Consent", None, OF_CASE, writes=STAFF_ONLY, again=True),
        Protect("Intervention", None, OF_CASE, writes=STAFF_ONLY, again=True),
        Protect("ActionStep", "plan", OF_LINE, also_reads=OWN_STEP, also_adds=ADDS_STEP, again=True),
    ]
