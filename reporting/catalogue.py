"""The one catalogue: every figure with its definition. Screen, spreadsheet and report take their figures from here."""

from reporting.sources.conferences import CONFERENCES
from reporting.sources.efforts import EFFORTS, INTERVENTIONS
from reporting.sources.people import REPEATS, TARGET_GROUPS
from reporting.subjects import Subject, of_source

SUBJECTS: tuple[Subject, ...] = tuple(
    of_source(source)
    for source in (
        TARGET_GROUPS,
        REPEATS,
        EFFORTS,
        INTERVENTIONS,
        CONFERENCES,
    )
)


def subject(slug: str) -> Subject | None:
    """The subject of this word in addresses."""
    return next((each for each in SUBJECTS if each.slug == slug), None)
