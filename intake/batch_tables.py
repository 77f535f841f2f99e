"""The list of batches, and how a batch is spoken of."""

from collections import Counter
from collections.abc import Mapping
from datetime import date

from django.urls import reverse

from intake.batches import source_of
from intake.models import Batch
from intake.selectors import asking
from nazorg.accounts.models import User
from nazorg.common.tables import Cell, Column, Row, Table, Tag
from nazorg.common.words import moment_words, spaced

# The columns that count rows in the list of batches, and the groups that each takes together.
_COUNTED: dict[str, tuple[str, ...]] = {
    "Nieuw": ("nieuw",),
    "Gewijzigd": ("gewijzigd",),
    "Bekend": ("bekend", "dubbel"),
    "Wacht op u": ("fout", "kies", "vastgehouden"),
}


def batch_url(batch: Batch) -> str:
    return reverse("batch", args=[batch.reference])


def came_as(batch: Batch) -> str:
    """What a batch came as: the name of the file, or the other door."""
    if batch.door in (Batch.Door.PASTE, Batch.Door.FORM):
        return {Batch.Door.PASTE: "geplakt", Batch.Door.FORM: "met de hand ingevuld"}[Batch.Door(batch.door)]
    return batch.filename or "bestand zonder naam"


def who(user: User | None, me: object) -> str:
    """ "u", the name of somebody else, or the system where a command did it."""
    if user is None:
        return "het systeem"
    return "u" if user == me else user.name


def is_historical(batch: Batch) -> bool:
    """Whether somebody said so; of the old workbook it goes without saying."""
    return batch.historical and not batch.is_registration


def state_tag(batch: Batch, counts: Mapping[str, int]) -> Tag:
    """How a batch stands, and how many of its rows still ask for a person."""
    label = batch.get_state_display()
    if batch.state in (Batch.State.READING, Batch.State.ACCEPTING):
        return Tag(label, "accent", "i-turn")
    if batch.state == Batch.State.UNREADABLE:
        return Tag(label, "late", "i-cross")
    if batch.state == Batch.State.CHECKED:
        return Tag(label, "warn", "i-ask")
    if batch.state == Batch.State.WITHDRAWN:
        return Tag(label, "plain", "i-minus")
    held = asking(counts)
    return Tag(f"{label}, {held} vast", "warn", "c-pause") if held else Tag(label, "good", "i-check")


def batches_table(batches: list[Batch], counts: Mapping[int, Counter[str]], today: date, me: object) -> Table:
    """Batches with how they stand and what their rows came to."""
    columns = [
        Column("Binnen", "date"),
        Column("Partij", "ref"),
        Column("Wat"),
        Column("Bron"),
        Column("Stand"),
        Column("Regels", "num"),
        *(Column(label, "num") for label in _COUNTED),
        Column("Door wie"),
    ]
    rows = []
    for batch in batches:
        found = counts[batch.pk]
        total = sum(found.values())
        rows.append(
            Row(
                [
                    Cell(moment_words(batch.created_at, today), value=batch.created_at),
                    Cell(spaced(batch.reference), href=batch_url(batch), value=batch.reference),
                    Cell(came_as(batch) + (", historisch" if is_historical(batch) else ""), header=True),
                    Cell(source_of(batch).name),
                    Cell("", tag=state_tag(batch, found)),
                    _number(total),
                    *(_number(sum(found[group] for group in groups)) for groups in _COUNTED.values()),
                    Cell(who(batch.created_by, me)),
                ]
            )
        )
    return Table("Partijen, de laatste bovenaan", columns, rows, dense=True)


def _number(number: int) -> Cell:
    """A count; none stays quiet."""
    return Cell(str(number) if number else "", value=number)
