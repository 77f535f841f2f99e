"""Statements and a release of the police, for the full case."""

from datetime import date

from cases.models import Case, PoliceRelease, Statement
from nazorg.accounts.models import User
from nazorg.covenant.categories import Category
from tests.conftest import NOW


def statements(case: Case, name: str, coordinator: User) -> None:
    """Words for the municipality, and words of the police that wait, with a release; `name` stands wherever fits."""
    for category in (Category.STATEMENT, Category.POLICE):
        one = Statement.objects.create(
            case=case, category=category, municipality=case.responsible, text=name, from_on=NOW.date(),
            until_on=date(2025, 6, 2), written_by=coordinator, written_at=NOW,
        )  # fmt: skip
    PoliceRelease.objects.create(
        statement=one, released_by=name, on=NOW.date(), ground="wpg", ground_name="Wpg", recorded_by=coordinator,
        recorded_at=NOW,
    )  # fmt: skip
