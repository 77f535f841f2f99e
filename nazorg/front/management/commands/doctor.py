"""Says what a region still has to set up. Exit code 0 when nothing is left to do, 1 otherwise."""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError
from django.utils import timezone

from nazorg.common.scope import system_scope
from nazorg.common.words import counted
from nazorg.front.doctor import findings


class Command(BaseCommand):
    help = "Zegt in volgorde wat een regio nog moet regelen. Geeft 1 terug zolang er iets te doen is."

    def handle(self, *args: Any, **options: Any) -> None:
        to_do = 0
        try:
            with system_scope("a command looks whether everything is set up"):
                for finding in findings(timezone.localdate()):
                    self.stdout.write(f"{finding.verdict:<7} {finding.text}")
                    to_do += finding.verdict == "doen"
        except OperationalError as error:
            raise CommandError(
                "De database antwoordt niet. Start haar (`make services`), of verbeter DATABASE_URL."
            ) from error
        if to_do:
            self.stdout.write(f"\nNog {counted(to_do, 'ding', 'dingen')} te doen.")
            sys.exit(1)
        self.stdout.write("\nAlles is geregeld.")
