from django.db import migrations

from nazorg.common.rls import Protect


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial"), ("common", "0001_scope_functions")]
    operations = [
        Protect(
            "AccessLog",
            "log",
            rows="true",
            anyone_may_add=True,
            also_reads="(SELECT scope_reads('log:own_acts')) AND user_id = (SELECT scope_actor())",
        ),
    ]
