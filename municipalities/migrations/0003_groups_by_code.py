from typing import Any

import django.db.models.functions.text
from django.db import migrations, models


def hang_groups_on_codes(apps: Any, schema_editor: Any) -> None:
    """Name each group after the code of its municipality, and let each grant be of its own municipality's group."""
    group = apps.get_model("auth", "Group").objects
    for municipality in apps.get_model("municipalities", "Municipality").objects.order_by("pk"):
        group.filter(name=f"Gemeente {municipality.name}").update(name=f"Gemeente {municipality.code}")
    for grant in apps.get_model("municipalities", "Grant").objects.select_related("content_object"):
        grant.group = group.get_or_create(name=f"Gemeente {grant.content_object.code}")[0]
        grant.save(update_fields=["group"])


class Migration(migrations.Migration):
    dependencies = [("municipalities", "0002_registry"), ("auth", "0012_alter_user_first_name_max_length")]
    operations = [
        migrations.RunPython(hang_groups_on_codes, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="municipality",
            constraint=models.UniqueConstraint(
                django.db.models.functions.text.Lower("name"),
                name="municipality_name_unique",
                violation_error_message="Er is al een gemeente met deze naam.",
            ),
        ),
    ]
