"""A task to find out gets an owner, and what was said of a difference can be taken back."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps as Apps
from django.db.models import F

from nazorg.common.scope import system_scope


def give_tasks_an_owner(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Whoever left a task before had to find out."""
    with system_scope("a migration gives every task an owner"):
        apps.get_model("cases", "Explanation").objects.filter(why="task").update(owner_id=F("by_id"))
    # What the update still has to check would stand in the way of the constraints below.
    schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE", params=None)


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0021_add_and_change_nothing"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="explanation",
            name="explanation_task_has_day",
        ),
        migrations.AddField(
            model_name="explanation",
            name="owner",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="wie zoekt uit",
            ),
        ),
        migrations.AlterField(
            model_name="explanation",
            name="why",
            field=models.CharField(
                choices=[
                    ("stays_elsewhere", "verblijft echt in een andere gemeente"),
                    ("not_needed", "geen nazorg nodig of gewenst"),
                    ("too_short", "te kort vast voor nazorg"),
                    ("brought_in", "ingebracht door een partner, was al vrij"),
                    ("not_notified", "melding nooit ontvangen"),
                    ("other_year", "telt in een ander jaar"),
                    ("not_the_same", "zijn verschillende mensen"),
                    ("other", "anders"),
                    ("task", "nog uitzoeken"),
                    ("withdrawn", "uitleg ingetrokken"),
                ],
                max_length=16,
                verbose_name="uitleg",
            ),
        ),
        migrations.RunPython(give_tasks_an_owner, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="explanation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("due_on__isnull", False), ("owner__isnull", False), ("why", "task")),
                    models.Q(models.Q(("why", "task"), _negated=True), ("due_on", None), ("owner", None)),
                    _connector="OR",
                ),
                name="explanation_task_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="explanation",
            constraint=models.CheckConstraint(
                condition=models.Q(("current", True), ("why", "withdrawn"), _negated=True),
                name="explanation_withdrawn_is_past",
            ),
        ),
    ]
