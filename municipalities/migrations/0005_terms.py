from typing import Any

from django.db import migrations


def load(apps: Any, schema_editor: Any) -> None:
    """No clock runs without terms, so the first ones come with the tables."""
    from municipalities.agreements.terms_file import write_terms

    write_terms(apps.get_model("municipalities", "Term"))


class Migration(migrations.Migration):
    dependencies = [("municipalities", "0004_agreements")]
    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
