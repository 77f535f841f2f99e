"""The form with which a row is corrected, for its own page and for the table of its batch."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone

from intake.batches import source_of
from intake.cell_forms import CorrectionForm
from intake.reading.places import ABROAD, NO_FIXED_ABODE
from intake.shown import Shown
from intake.stored import texts
from intake.tables import counted_line
from municipalities.selectors import existing_on


@dataclass(frozen=True)
class Correction:
    """What the form for correcting a row needs."""

    form: CorrectionForm
    action: str
    title: str
    in_place: bool
    line: int


def correction(shown: Shown, *, in_place: bool) -> Correction:
    """The form with which a row is corrected, on its own page or in the table of its batch."""
    found = shown.row
    came = texts(found.raw, None)
    form = CorrectionForm(source_of(found.batch).columns, came, shown.cells, found.remarks)
    action = reverse("row_correct", args=[found.batch.reference, found.line])
    return Correction(form, action, f"Herstel {counted_line(shown)}", in_place, found.line)


def place_names() -> list[str]:
    """What a cell for a place may hold, to choose from while typing."""
    names = [municipality.name for municipality in existing_on(timezone.localdate())]
    return [*names, NO_FIXED_ABODE.name, ABROAD.name, "onbekend"]
