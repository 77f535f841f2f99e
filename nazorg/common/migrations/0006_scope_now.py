from django.db import migrations

from nazorg.common.rls import MOMENT_FUNCTION


class Migration(migrations.Migration):
    dependencies = [("common", "0005_scope_today")]
    operations = [migrations.RunSQL(MOMENT_FUNCTION, "DROP FUNCTION scope_now()")]
