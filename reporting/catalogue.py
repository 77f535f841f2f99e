"""The one catalogue: every figure with its definition. Screen, spreadsheet and report take their figures from here."""

from reporting.fixed_subjects import TABLE_ONE, TIMELINESS
from reporting.sources.conferences import CONFERENCES
from reporting.sources.efforts import EFFORTS, INTERVENTIONS
from reporting.sources.people import REPEATS, TARGET_GROUPS
from reporting.subjects import Subject, of_source

SUBJECTS: tuple[Subject, ...] = (
    TABLE_ONE,
    of_source(TARGET_GROUPS),
    of_source(REPEATS),
    of_source(EFFORTS),
    of_source(INTERVENTIONS),
    of_source(CONFERENCES),
    TIMELINESS,
)


def subject(slug: str) -> Subject | None:
    """The subject of this word in addresses."""
    return next((each for each in SUBJECTS if each.slug == slug), None)


def chapters() -> dict[str, list[Subject]]:
    """The subjects by the chapter of the annual report that they stand in, in its order."""
    found: dict[str, list[Subject]] = {}
    for each in SUBJECTS:
        found.setdefault(each.chapter, []).append(each)
    return found
