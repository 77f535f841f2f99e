"""The models of the core, for Django to find; each lives with its subject."""

from cases.access_models import CaseGrant
from cases.audit import AuditEntry
from cases.chain.models import Chain, Interview, Pause
from cases.course.models import CourseStep
from cases.detentions.models import AskedForHelp, Detention, DetentionTitle, Notification
from cases.disclosures.models import Delivery, DisclosedPart, Disclosure
from cases.dossiers.models import Act, Case, Stay
from cases.interventions.models import Intervention
from cases.involvement.models import Participation
from cases.needs.models import Consent, Need, NeedUpdate
from cases.outside.models import OutsideNumber
from cases.people.models import Bsn, MergeRecord, NameKey, Person
from cases.plans.models import ActionLine, ActionStep, Goal
from cases.requests.models import Answer, Draft, Question, Request

__all__ = [
    "Act",
    "ActionLine",
    "ActionStep",
    "Answer",
    "AskedForHelp",
    "AuditEntry",
    "Bsn",
    "Case",
    "CaseGrant",
    "Chain",
    "Consent",
    "CourseStep",
    "Delivery",
    "Detention",
    "DetentionTitle",
    "DisclosedPart",
    "Disclosure",
    "Draft",
    "Goal",
    "Intervention",
    "Interview",
    "MergeRecord",
    "NameKey",
    "Need",
    "NeedUpdate",
    "Notification",
    "OutsideNumber",
    "Participation",
    "Pause",
    "Person",
    "Question",
    "Request",
    "Stay",
]
