from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0007_partners"),
    ]

    operations = [
        migrations.AddField(
            model_name="need",
            name="found_in",
            field=models.CharField(blank=True, max_length=80, verbose_name="gevonden in"),
        ),
    ]
