"""The one catalogue: every figure with its definition. Screen, spreadsheet and report take their figures from here."""

from reporting.costs import costs_subject
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
    *(
        of_source(source)
        for source in (
            TARGET_GROUPS,
            REPEATS,
            EFFORTS,
            INTERVENTIONS,
            CONFERENCES,
            NEEDS,
            ACTIONS,
            BOTTLENECKS,
            LENGTHS,
            RETURNS,
            DISCLOSURES,
            WORKLOAD,
        )
    ),
    suwinet_subject(),
    costs_subject(),
)


def subject(slug: str) -> Subject | None:
    """The subject of this word in addresses."""
    return next((each for each in SUBJECTS if each.slug == slug), None)
