from django.db import migrations

from nazorg.common.rls import Protect


class Migration(migrations.Migration):
    dependencies = [("intake", "0001_initial"), ("common", "0001_scope_functions")]
    operations = [Protect("Batch", None), Protect("Row", None)]
