"""The models of the core, for Django to find; each lives with its subject."""

from cases.access_models import CaseGrant
from cases.audit import AuditEntry
from cases.background.models import CareInformation, PoliceInformation
from cases.bij.models import BijRecord, MayorInformed
from cases.bottlenecks.models import Bottleneck, CaseBottleneck
from cases.chain.models import Chain, Interview, Pause
from cases.conferences.content import Minutes, Motive
from cases.conferences.models import AgendaItem, Conference, ConferencePart, Invitation, InvitedFor, Seat
from cases.course.models import CourseStep
from cases.detentions.models import AskedForHelp, Detention, DetentionTitle, Notification
from cases.differences.models import Explanation
from cases.disclosures.models import Delivery, DisclosedPart, Disclosure
from cases.dossiers.models import Act, Case, Stay
from cases.enrichment.models import Asking, Enquiry
from cases.interventions.models import Intervention
from cases.involved.models import Involved, ReleaseNotice
from cases.involvement.models import Participation
from cases.needs.models import Consent, Need, NeedUpdate
from cases.outside.models import OutsideNumber
from cases.people.models import Bsn, MergeRecord, NameKey, Person
from cases.plans.models import ActionLine, ActionStep, Goal
from cases.profiles.models import Profile
from cases.requests.models import Answer, Draft, Question, Request
from cases.screening.models import Screening
from cases.statements.models import PoliceRelease, Statement
from cases.targets.models import Concern, Finding, KnownBefore
from cases.urgency.models import Alert, Urgency

__all__ = [
    "Act",
    "ActionLine",
    "ActionStep",
    "AgendaItem",
    "Alert",
    "Answer",
    "AskedForHelp",
    "Asking",
    "AuditEntry",
    "BijRecord",
    "Bottleneck",
    "Bsn",
    "CareInformation",
    "Case",
    "CaseBottleneck",
    "CaseGrant",
    "Chain",
    "Concern",
    "Conference",
    "ConferencePart",
    "Consent",
    "CourseStep",
    "Delivery",
    "Detention",
    "DetentionTitle",
    "DisclosedPart",
    "Disclosure",
    "Draft",
    "Enquiry",
    "Explanation",
    "Finding",
    "Goal",
    "Intervention",
    "Interview",
    "Invitation",
    "InvitedFor",
    "Involved",
    "KnownBefore",
    "MayorInformed",
    "MergeRecord",
    "Minutes",
    "Motive",
    "NameKey",
    "Need",
    "NeedUpdate",
    "Notification",
    "OutsideNumber",
    "Participation",
    "Pause",
    "Person",
    "PoliceInformation",
    "PoliceRelease",
    "Profile",
    "Question",
    "ReleaseNotice",
    "Request",
    "Screening",
    "Seat",
    "Statement",
    "Stay",
    "Urgency",
]
