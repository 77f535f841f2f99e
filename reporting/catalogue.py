"""The one catalogue: every figure with its definition. Screen, spreadsheet and report take their figures from here."""

from reporting.costs import costs_subject
from reporting.fixed_subjects import TABLE_ONE, TIMELINESS
from reporting.reconciliation.chapter import reconciliation_subject
from reporting.sources.actions import ACTIONS
from reporting.sources.bottlenecks import BOTTLENECKS
from reporting.sources.conferences import CONFERENCES
from reporting.sources.disclosures import DISCLOSURES
from reporting.sources.efforts import EFFORTS, INTERVENTIONS
from reporting.sources.needs import NEEDS
from reporting.sources.people import REPEATS, TARGET_GROUPS
from reporting.sources.stays import LENGTHS, RETURNS
from reporting.sources.workload import WORKLOAD
from reporting.subjects import Subject, of_source
from reporting.suwinet_subject import suwinet_subject

SUBJECTS: tuple[Subject, ...] = (
    TABLE_ONE,
    of_source(TARGET_GROUPS),
    of_source(REPEATS),
    of_source(LENGTHS),
    of_source(RETURNS),
    of_source(EFFORTS),
    of_source(INTERVENTIONS),
    of_source(CONFERENCES),
    of_source(NEEDS),
    of_source(ACTIONS),
    of_source(BOTTLENECKS),
    TIMELINESS,
    suwinet_subject(),
    of_source(DISCLOSURES),
    of_source(WORKLOAD),
    costs_subject(),
    reconciliation_subject(),
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
