"""What another table told: a ledger row of a mayor is BIJ too, and numbers elsewhere are for whoever reads a whole file."""

from django.db import migrations

from nazorg.common.rls import STAFF_ONLY, Protect

FILES = "(SELECT scope_cases())::bigint[]"
# As both were protected before, but for the last condition of each.
NOT_OF_MAYOR = "party <> 'mayor' OR (SELECT scope_reads('bij'))"
OWN_ACTS = f"(SELECT scope_reads('log:own_acts')) AND by_id = (SELECT scope_actor()) AND ({NOT_OF_MAYOR})"
# A contact has a right to the identity, so an exception on a case would open them by itself.
OF_FILE = f"{STAFF_ONLY} OR (case_id = ANY({FILES}) AND (SELECT scope_reads('log')))"


class Migration(migrations.Migration):
    dependencies = [("cases", "0017_staff_words")]
    operations = [
        Protect("Disclosure", "log", NOT_OF_MAYOR, derived=True, also_reads=OWN_ACTS, again=True),
        Protect("OutsideNumber", "identity", OF_FILE, again=True),
    ]
