from django.db import migrations

from nazorg.common.rls import STAFF_ONLY, Protect

MINE = "(SELECT scope_municipalities())::bigint[]"
OF_CASE = f"{STAFF_ONLY} OR EXISTS (SELECT 1 FROM cases_case c WHERE c.id = case_id)"
OF_ENQUIRY = f"{STAFF_ONLY} OR EXISTS (SELECT 1 FROM cases_enquiry e WHERE e.id = enquiry_id)"
OF_URGENCY = f"{STAFF_ONLY} OR EXISTS (SELECT 1 FROM cases_urgency u WHERE u.id = urgency_id)"
OF_BIJ = f"{STAFF_ONLY} OR EXISTS (SELECT 1 FROM cases_bijrecord b WHERE b.id = record_id)"
# As DisclosedPart was protected before; and that something went to a mayor is itself BIJ.
FILES = "(SELECT scope_cases())::bigint[]"
PART = f"""
    ({STAFF_ONLY} OR (case_id = ANY({FILES}) AND (SELECT scope_reads('log'))))
    AND (party <> 'mayor' OR (SELECT scope_reads('bij')))
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0013_notes")]
    operations = [
        Protect("Participation", None, again=True),
        Protect("DisclosedPart", None, PART, derived=True, again=True),
        Protect("Enquiry", "risk", OF_CASE),
        Protect("Asking", "risk", OF_ENQUIRY),
        Protect("Urgency", "risk", OF_CASE),
        Protect("Alert", "risk", OF_URGENCY),
        Protect("Involved", "involved"),
        Protect("ReleaseNotice", "involved"),
        Protect("CaseBottleneck", "risk", OF_CASE),
        Protect(
            "Bottleneck",
            "figures",
            rows="true",
            derived=True,
            also_reads=f"(SELECT scope_reads('figures:own_figures')) AND municipality_id = ANY({MINE})",
        ),
        Protect("BijRecord", "bij", OF_CASE),
        Protect("MayorInformed", "bij", OF_BIJ),
    ]
