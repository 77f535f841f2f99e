from typing import Any

from django.db import migrations

SOURCE = "Evaluatie nazorg Veiligheidshuis Gooi en Vechtstreek 2013, § 2.4"


def enter(apps: Any, schema_editor: Any) -> None:
    """The outflow of the two years of which no records remain, as the evaluation of 2014 gives it."""
    model = apps.get_model("reporting", "PublishedOutflow")
    for year, persons in ((2010, 239), (2011, 285)):
        model.objects.get_or_create(year=year, defaults={"persons": persons, "source": SOURCE})


class Migration(migrations.Migration):
    dependencies = [("reporting", "0001_initial")]
    operations = [migrations.RunPython(enter, migrations.RunPython.noop)]
