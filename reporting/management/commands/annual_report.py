"""Table 1 of a year as a file."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from nazorg.common.scope import system_scope
from reporting.comparison import compare, comparison_table
from reporting.figures.definitions import FIRST_YEAR, WrongYear
from reporting.figures.table_one import Boundaries
from reporting.published import published_figures
from reporting.table_one.report import as_csv, as_pdf, as_xlsx, build_report

_ENDINGS = (".pdf", ".xlsx", ".csv")


class Command(BaseCommand):
    help = "Schrijft Tabel 1 van een jaar, vergeleken met het jaar ervoor, als pdf, xlsx of csv."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("jaar", type=int)
        parser.add_argument("--to", required=True, type=Path, help="het bestand; de uitgang zegt welk soort")
        parser.add_argument("--annex", action="store_true", help="met de vergelijking met de evaluatie van 2014 (pdf)")

    def handle(self, *args: Any, **options: Any) -> None:
        year, target = int(options["jaar"]), Path(options["to"])
        ending = target.suffix.lower()
        if ending not in _ENDINGS:
            raise CommandError(f"Kies een bestand dat eindigt op {', '.join(_ENDINGS)}.")
        if options["annex"] and ending != ".pdf":
            raise CommandError("De bijlage hoort bij de pdf. Kies een bestand dat eindigt op .pdf.")
        now = timezone.now()
        years = [year, year - 1] if year > FIRST_YEAR else [year]
        with system_scope("a command counts for everybody; it writes numbers only"):
            try:
                report = build_report(years, Boundaries.THEN, now)
            except WrongYear as wrong:
                raise CommandError(str(wrong)) from wrong
            annex = None
            if options["annex"]:
                annex = comparison_table(compare(published_figures(), timezone.localdate(now)))
        content = {
            ".pdf": lambda: as_pdf(report, annex),
            ".xlsx": lambda: as_xlsx(report),
            ".csv": lambda: as_csv(report),
        }
        try:
            target.write_bytes(content[ending]())
        except OSError as error:
            raise CommandError(f"{target} is niet te schrijven: {error.strerror}.") from error
        self.stdout.write(f"{target}: tabel 1, {report.years}.\n")
