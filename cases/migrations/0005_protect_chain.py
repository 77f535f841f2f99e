from django.db import migrations

from nazorg.common.rls import STAFF_ONLY, SYSTEM_ONLY, Protect

MINE = "(SELECT scope_municipalities())::bigint[]"
FILES = "(SELECT scope_cases())::bigint[]"

# A municipality keeps its own requests, also those that moved away; an exception opens those of its case.
REQUEST = f"{STAFF_ONLY} OR municipality_id = ANY({MINE}) OR case_id = ANY({FILES})"
# What hangs on a request goes with the person when it moves: the former municipality keeps reference and dates.
RUNNING = f"(r.state <> 'moved' OR r.case_id = ANY({FILES}))"
OF_REQUEST = f"{STAFF_ONLY} OR EXISTS (SELECT 1 FROM cases_request r WHERE r.id = request_id AND {RUNNING})"
OF_QUESTION = f"{STAFF_ONLY} OR EXISTS (SELECT 1 FROM cases_question q WHERE q.id = question_id)"
OF_ANSWER = f"{STAFF_ONLY} OR EXISTS (SELECT 1 FROM cases_answer a WHERE a.id = answer_id)"
# The municipality's own: neither staff, nor a preview of staff, nor whoever has an exception on the case.
DRAFT = f"""
    {SYSTEM_ONLY}
    OR ((SELECT scope_setting('scope')) = 'user' AND NOT {STAFF_ONLY} AND EXISTS (
        SELECT 1 FROM cases_request r
        WHERE r.id = request_id AND r.state <> 'moved' AND r.municipality_id = ANY({MINE})
    ))
"""
OF_CASE = f"{STAFF_ONLY} OR EXISTS (SELECT 1 FROM cases_case c WHERE c.id = case_id)"
NEED = f"""
    {STAFF_ONLY}
    OR (request_id IS NULL AND EXISTS (SELECT 1 FROM cases_case c WHERE c.id = case_id))
    OR EXISTS (SELECT 1 FROM cases_request r WHERE r.id = request_id AND {RUNNING})
"""
OF_NEED = f"{STAFF_ONLY} OR EXISTS (SELECT 1 FROM cases_need n WHERE n.id = need_id)"
# Whoever reads the whole ledger of one file by exception reads its words; a contact's right to it is narrower.
PART = f"{STAFF_ONLY} OR (case_id = ANY({FILES}) AND (SELECT scope_reads('log')))"

# A case is also open to the municipality that was asked and still has to answer, for as long as that lasts.
CASE = f"""
    {STAFF_ONLY} OR responsible_id = ANY({MINE}) OR id = ANY({FILES})
    OR id = ANY((SELECT array_agg(r.case_id) FROM cases_request r
                 WHERE r.state = 'open' AND r.municipality_id = ANY({MINE}))::bigint[])
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0004_chain")]
    operations = [
        Protect("Request", "identity", REQUEST),
        Protect("Question", None, OF_REQUEST),
        Protect("Answer", None, OF_QUESTION),
        Protect("Draft", None, DRAFT),
        Protect("Need", None, NEED),
        Protect("NeedUpdate", None, OF_NEED),
        Protect("Consent", None, OF_CASE),
        Protect("Chain", "identity", OF_CASE, derived=True),
        Protect("Pause", "identity"),
        Protect("Interview", "detention", OF_CASE),
        Protect(
            "Disclosure",
            "log",
            rows="true",
            derived=True,
            also_reads="(SELECT scope_reads('log:own_acts')) AND by_id = (SELECT scope_actor())",
        ),
        Protect("DisclosedPart", None, PART, derived=True),
        Protect("Delivery", None, OF_ANSWER, derived=True),
        Protect("Case", "identity", CASE, again=True),
    ]
