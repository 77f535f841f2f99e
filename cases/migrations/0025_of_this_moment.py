"""What a municipality writes is of this moment, in its own name and about what it was asked, by its portal or not."""

from django.db import migrations

from nazorg.common.rls import STAFF_ONLY, SYSTEM_ONLY, Protect

MINE = "(SELECT scope_municipalities())::bigint[]"
FILES = "(SELECT scope_cases())::bigint[]"
ACTOR = "(SELECT scope_actor())"
TODAY = "(SELECT scope_today())"
WRITES = "category = ANY((SELECT scope_categories('write'))::text[])"
# Whoever writes takes the moment from the clock before he waits for his turn; nobody waits longer than this.
LONGEST = "interval '5 minutes'"


def now(column: str) -> str:
    """That a row says it was made as it is being made."""
    return f"{column} BETWEEN (SELECT scope_now()) - {LONGEST} AND (SELECT scope_now()) + {LONGEST}"


# As these were protected before, but for what is said of moments, days and authors.
RUNNING = f"(r.state <> 'moved' OR r.case_id = ANY({FILES}))"
OF_QUESTION = f"{STAFF_ONLY} OR EXISTS (SELECT 1 FROM cases_question q WHERE q.id = question_id)"
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
DRAFT = f"""
    {SYSTEM_ONLY}
    OR ((SELECT scope_setting('scope')) = 'user' AND NOT {STAFF_ONLY} AND EXISTS (
        SELECT 1 FROM cases_request r
        WHERE r.id = request_id AND r.state <> 'moved' AND r.municipality_id = ANY({MINE})
    ))
"""

# Whoever reads a file by exception reads it, and says nothing for the municipality that was asked.
ADDS_ANSWER = f"""
    {WRITES} AND by_id = {ACTOR} AND channel = 'portal' AND "current" AND {now("at")}
    AND (delivered_on IS NULL OR delivered_on <= {TODAY}) AND EXISTS (
        SELECT 1 FROM cases_question q JOIN cases_request r ON r.id = q.request_id
        WHERE q.id = question_id AND r.state IN ('open', 'answered') AND r.municipality_id = ANY({MINE})
            AND cases_answer.category IN (q.category, 'suwinet')
    )
"""
ADDS_NEED = f"""
    {WRITES} AND created_by_id = {ACTOR} AND status = 'open' AND found_in = '' AND {now("created_at")}
    AND EXISTS (
        SELECT 1 FROM cases_request r
        WHERE r.id = request_id AND r.case_id = cases_need.case_id AND r.state <> 'moved'
            AND r.municipality_id = ANY({MINE})
    )
"""
ADDS_UPDATE = f"""
    {WRITES} AND by_id = {ACTOR} AND {now("at")} AND "on" <= {TODAY} AND EXISTS (
        SELECT 1 FROM cases_need n JOIN cases_request r ON r.id = n.request_id
        WHERE n.id = need_id AND n.category = cases_needupdate.category AND r.municipality_id = ANY({MINE})
    )
"""
ADDS_STEP = f"""
    (SELECT scope_writes('plan:own_lines')) AND municipality_id = ANY({MINE}) AND by_id = {ACTOR}
    AND "on" = {TODAY} AND {now("at")}
    AND EXISTS (
        SELECT 1 FROM cases_actionline l
        WHERE l.id = line_id AND l.municipality_id = cases_actionstep.municipality_id AND l.state <> 'dropped'
            AND cases_actionstep.state IN ('busy', 'done', 'stuck', l.state)
    )
"""
# Colleagues read a draft; only its author writes it.
WRITES_DRAFT = f"{SYSTEM_ONLY} OR (author_id = {ACTOR} AND ({DRAFT}))"


class Migration(migrations.Migration):
    dependencies = [("cases", "0024_minutes_to_municipalities"), ("common", "0006_scope_now")]
    operations = [
        Protect("Answer", None, OF_QUESTION, writes=STAFF_ONLY, also_adds=ADDS_ANSWER, again=True),
        Protect("Need", None, NEED, writes=STAFF_ONLY, also_adds=ADDS_NEED, again=True),
        Protect("NeedUpdate", None, OF_NEED, writes=STAFF_ONLY, also_adds=ADDS_UPDATE, again=True),
        Protect("ActionStep", "plan", OF_LINE, also_reads=OWN_STEP, also_adds=ADDS_STEP, again=True),
        Protect("Draft", None, DRAFT, writes=WRITES_DRAFT, again=True),
    ]
