from django.db import migrations

from nazorg.common.rls import SCOPE_FUNCTIONS


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [migrations.RunSQL(SCOPE_FUNCTIONS.replace("%", "%%"), migrations.RunSQL.noop)]
