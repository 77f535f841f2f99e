import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0019_differences"),
        ("partners", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="participation",
            name="participation_once",
        ),
        migrations.AddField(
            model_name="participation",
            name="ended_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="participation",
            name="ended_on",
            field=models.DateField(blank=True, null=True, verbose_name="tot"),
        ),
        migrations.AddConstraint(
            model_name="participation",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_on", None)), fields=("case", "unit", "why"), name="participation_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="participation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_by", None), ("ended_on", None)),
                    models.Q(("ended_by__isnull", False), ("ended_on__gte", models.F("since"))),
                    _connector="OR",
                ),
                name="participation_ended_whole",
            ),
        ),
    ]
