from django.db import migrations

from nazorg.common.rls import TODAY_FUNCTION


class Migration(migrations.Migration):
    dependencies = [("common", "0004_mail_calendar")]
    operations = [migrations.RunSQL(TODAY_FUNCTION, "DROP FUNCTION scope_today()")]
