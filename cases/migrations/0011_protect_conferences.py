from django.db import migrations

from nazorg.common.rls import STAFF_ONLY, Protect

MINE = "(SELECT scope_municipalities())::bigint[]"
FILES = "(SELECT scope_cases())::bigint[]"
LOGISTICS = "conference_logistics"

# A municipality that is invited reads its own invitation, the conference, and of the agenda the cases that it sees.
INVITED = "(SELECT scope_reads('conference_logistics:invited'))"
INVITATION = f"{INVITED} AND municipality_id = ANY({MINE})"
CONFERENCE = f"""
    {INVITED} AND id = ANY((SELECT array_agg(i.conference_id) FROM cases_invitation i
                            WHERE i.municipality_id = ANY({MINE}))::bigint[])
"""
ITEM = f"""
    {INVITED} AND EXISTS (SELECT 1 FROM cases_conference c WHERE c.id = conference_id)
    AND EXISTS (SELECT 1 FROM cases_case k WHERE k.id = case_id)
"""
# An exception on one file opens what was said about that case.
CONTENT = f"{STAFF_ONLY} OR case_id = ANY({FILES})"


class Migration(migrations.Migration):
    dependencies = [("cases", "0010_conferences")]
    operations = [
        Protect("Invitation", LOGISTICS, also_reads=INVITATION),
        Protect("Conference", LOGISTICS, also_reads=CONFERENCE),
        Protect("AgendaItem", LOGISTICS, also_reads=ITEM),
        Protect("ConferencePart", LOGISTICS),
        Protect("Seat", LOGISTICS),
        Protect("InvitedFor", LOGISTICS),
        Protect("Motive", "conference_content", CONTENT),
        Protect("Minutes", "conference_content", CONTENT),
    ]
