"""The catalogue as tables: every figure with what it means, for the page, the workbook and the report."""

from dataclasses import dataclass

from django.utils import timezone

from nazorg.accounts.acts import NEEDS, Act
from nazorg.common.tables import Cell, Column, Row, Table
from nazorg.common.words import joined, within
from nazorg.covenant.parties import Party
from nazorg.covenant.table import covenant_on
from reporting.catalogue import SUBJECTS, chapters
from reporting.subjects import Subject


@dataclass(frozen=True)
class Explained:
    """A subject with the table of its figures, and who may open the cases behind them."""

    subject: Subject
    table: Table
    who: str


def explained() -> dict[str, list[Explained]]:
    """Every subject by its chapter."""
    return {chapter: [_explained(each) for each in subjects] for chapter, subjects in chapters().items()}


def _explained(subject: Subject) -> Explained:
    columns = [
        Column("Cijfer"), Column("Wat telt mee"), Column("Eenheid"), Column("Procenten zijn van"),
        Column("Ook per gemeente"), Column("Geregistreerd vanaf"),
    ]  # fmt: skip
    rows = [
        Row([
            Cell(each.name, header=True), Cell(each.text), Cell(each.unit), Cell(each.share_of or "geen deel"),
            Cell("ja" if each.by_municipality else "nee"), Cell(each.since),
        ])
        for each in subject.definitions
    ]  # fmt: skip
    return Explained(subject, Table(f"Begrippen: {within(subject.title)}", columns, rows), who_may(subject.drill))


def explanation() -> list[tuple[str, str]]:
    """The same as terms and words, for the last sheet of a workbook."""
    told = []
    for subject in SUBJECTS:
        told.append((subject.title, f"{subject.date_rule} {subject.place_rule}"))
        for each in subject.definitions:
            of = f" Procenten zijn van: {each.share_of}." if each.share_of else ""
            told.append((each.name, f"{each.text} Eenheid: {each.unit}.{of} Geregistreerd vanaf {each.since}."))
    return told


def who_may(act: Act) -> str:
    """The roles that may do `act` today: "coördinator nazorg en administratief medewerker"."""
    need, covenant = NEEDS[act], covenant_on(timezone.localdate())
    allowed = [
        str(party.label)
        for party in Party
        if party in need.parties and (need.category is None or getattr(covenant.cell(party, need.category), need.mode))
    ]
    return joined(allowed)
