from typing import Any

from django.db import migrations


def load(apps: Any, schema_editor: Any) -> None:
    """The registry is data that the software cannot work without, so it comes with the tables."""
    from municipalities.registry_file import write_registry

    write_registry(apps.get_model("municipalities", "Municipality"), apps.get_model("municipalities", "Alias"))


class Migration(migrations.Migration):
    dependencies = [("municipalities", "0001_initial")]
    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
