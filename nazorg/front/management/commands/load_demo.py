"""Fill an empty database with invented people; does nothing where the demo stands already."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from intake.models import Batch
from nazorg.common.scope import system_scope
from nazorg.front.demo import load_demo
from nazorg.front.demo_users import create_demo_users


class Command(BaseCommand):
    help = "Vult een lege database met verzonnen mensen (alleen als DEMO aan staat)."

    def handle(self, **options: object) -> None:
        if not settings.DEMO:
            raise CommandError("DEMO staat uit: dit is geen omgeving voor verzonnen mensen.")
        with transaction.atomic():
            create_demo_users()
            with system_scope("the command looks whether there is anything yet"):
                loaded = Batch.objects.exists()
            if loaded:
                self.stdout.write("De demo staat er al.")
                return
            for batch in load_demo(timezone.now(), timezone.localdate()):
                self.stdout.write(f"{batch.filename}: {batch.get_state_display()}")
