"""The one catalogue: every figure with its definition. Screen, spreadsheet and report take their figures from here."""

from reporting.sources.efforts import EFFORTS, INTERVENTIONS
from reporting.subjects import Subject, of_source

SUBJECTS: tuple[Subject, ...] = tuple(of_source(source) for source in (EFFORTS, INTERVENTIONS))


def subject(slug: str) -> Subject | None:
    """The subject of this word in addresses."""
    return next((each for each in SUBJECTS if each.slug == slug), None)
