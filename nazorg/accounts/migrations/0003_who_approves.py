from typing import Any

from django.db import migrations, models


def keep_what_held(apps: Any, schema_editor: Any) -> None:
    """Administrators of before go on as they were; a ketenmanager of before is not approved as the first again."""
    user = apps.get_model("accounts", "User")
    user.objects.filter(role="administrator").update(role_exempt=True)
    user.objects.filter(role="chain_manager", role_approved_at__isnull=False).update(was_chain_manager=True)


def forget_old_addresses(apps: Any, schema_editor: Any) -> None:
    """An address that was changed in Beheer still opened the account by a forgotten password."""
    apps.get_model("account", "EmailAddress").objects.exclude(email__iexact=models.F("user__email")).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_protect"),
        ("account", "0009_emailaddress_unique_primary_email"),
    ]
    operations = [
        migrations.AddField(
            model_name="user",
            name="role_exempt",
            field=models.BooleanField(default=False, verbose_name="beheerder vanaf het begin"),
        ),
        migrations.AddField(
            model_name="user",
            name="was_chain_manager",
            field=models.BooleanField(default=False, verbose_name="is ooit als ketenmanager goedgekeurd"),
        ),
        migrations.RunPython(keep_what_held, migrations.RunPython.noop),
        migrations.RunPython(forget_old_addresses, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="user",
            constraint=models.CheckConstraint(
                condition=models.Q(("role_exempt", False), ("role__in", ("administrator",)), _connector="OR"),
                name="user_exempt_no_content",
            ),
        ),
    ]
