"""The example file that users download: the agreed headings with two invented rows."""

import csv
import io
from collections.abc import Sequence

from .columns import Column


def example_csv(columns: Sequence[Column]) -> bytes:
    """A CSV file as Dutch Excel opens it at once: semicolons, UTF-8 with BOM."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow([column.label for column in columns])
    writer.writerows([column.example[row] for column in columns] for row in (0, 1))
    return out.getvalue().encode("utf-8-sig")
