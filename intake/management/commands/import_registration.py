"""Import the old workbook: `manage.py import_registration FILE.xlsx [--year 2013]`."""

import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from intake.management.importing import UNREADABLE, Refused, Wanted, import_file, known_source


class Command(BaseCommand):
    help = "Leest de oude registratie in. Uitgang 0: alles overgenomen, 1: een deel wacht, 2: niet te lezen."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="xlsx of CSV")
        parser.add_argument("--year", type=int, help="het jaar, als het niet in de titel of bestandsnaam staat")
        parser.add_argument("--check", action="store_true", help="alleen controleren; er wordt niets bewaard")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            source = known_source("", "registration")
            wanted = Wanted(options["file"], source, year=options["year"], only_check=options["check"])
            code = import_file(wanted, self.stdout)
        except Refused as refused:
            self.stderr.write(str(refused))
            code = UNREADABLE
        if code:
            sys.exit(code)
