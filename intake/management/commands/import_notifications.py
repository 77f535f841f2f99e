"""Import a file with notifications: `manage.py import_notifications FILE [--source dpan] [--historical] [--check]`."""

import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from intake.management.importing import UNREADABLE, Refused, Wanted, import_file, known_source


class Command(BaseCommand):
    help = "Leest een bestand met meldingen in. Uitgang 0: alles overgenomen, 1: een deel wacht, 2: niet te lezen."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="CSV of xlsx")
        parser.add_argument("--source", default="", help="code van de bron (gewoonlijk dpan)")
        parser.add_argument("--historical", action="store_true", help="opent detenties, maar geen casussen")
        parser.add_argument("--check", action="store_true", help="alleen controleren; er wordt niets bewaard")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            source = known_source(options["source"], "notifications")
            wanted = Wanted(options["file"], source, options["historical"], only_check=options["check"])
            code = import_file(wanted, self.stdout)
        except Refused as refused:
            self.stderr.write(str(refused))
            code = UNREADABLE
        if code:
            sys.exit(code)
