"""Published beside computed, cell by cell: does the registration give what the evaluation of 2014 printed?"""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from nazorg.common.scope import system_scope
from reporting.comparison import Line, Verdict, compare, unexplained
from reporting.published import published_figures


class Command(BaseCommand):
    help = "Vergelijkt de cijfers met de evaluatie van 2014. Einde 0 als er geen ander verschil is dan het bekende."

    def handle(self, *args: Any, **options: Any) -> None:
        published = published_figures()
        with system_scope("a command counts for everybody; it prints numbers only"):
            lines = compare(published, timezone.localdate())
        self.stdout.write(f"{published['source']['title']} ({published['source']['author']})\n\n")
        self._print(lines)
        counts = {verdict: sum(line.verdict is verdict for line in lines) for verdict in Verdict}
        self.stdout.write("\n" + ", ".join(f"{count} {verdict.value}" for verdict, count in counts.items()) + "\n")
        others = unexplained(lines)
        if others:
            self.stdout.write("\nNiet verklaard:\n")
            self._print(others)
            if all(line.computed in ("-", "0") for line in others):
                self.stdout.write("\nEr staan geen gegevens in. Lees ze eerst in met: manage.py load_demo\n")
            raise SystemExit(1)
        self.stdout.write("Geen ander verschil dan het verklaarde.\n")

    def _print(self, lines: list[Line]) -> None:
        """Columns under each other, the reason on a line below."""
        rows = [("cijfer", "gepubliceerd", "berekend", "oordeel")]
        rows += [(line.subject, line.published, line.computed, line.verdict.value) for line in lines]
        widths = [max(len(row[place]) for row in rows) for place in range(4)]
        reasons = ["", *(line.reason for line in lines)]
        for (subject, paper, computed, verdict), reason in zip(rows, reasons, strict=True):
            self.stdout.write(
                f"{subject:<{widths[0]}}  {paper:>{widths[1]}}  {computed:>{widths[2]}}  {verdict}".rstrip() + "\n"
            )
            if reason:
                self.stdout.write(f"    {reason}\n")
