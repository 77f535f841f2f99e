"""The models of the core, for Django to find; each lives with its subject."""

from cases.access_models import CaseGrant
from cases.audit import AuditEntry
from cases.background.models import CareInformation, PoliceInformation
from cases.chain.models import Chain, Interview, Pause
from cases.conferences.content import Minutes, Motive
from cases.conferences.models import AgendaItem, Conference, ConferencePart, Invitation, InvitedFor, Seat
from cases.detentions.models import AskedForHelp, Detention, DetentionTitle, Notification
from cases.disclosures.models import Delivery, DisclosedPart, Disclosure
from cases.dossiers.models import Act, Case, Stay
from cases.involvement.models import Participation
from cases.needs.models import Consent, Need, NeedUpdate
from cases.people.models import Bsn, MergeRecord, NameKey, Person
from cases.profiles.models import Profile
from cases.requests.models import Answer, Draft, Question, Request
from cases.screening.models import Screening
from cases.statements.models import PoliceRelease, Statement
from cases.targets.models import Concern, Finding, KnownBefore

__all__ = [
    "Act",
    "AgendaItem",
    "Answer",
    "AskedForHelp",
    "AuditEntry",
    "Bsn",
    "CareInformation",
    "Case",
    "CaseGrant",
    "Chain",
    "Concern",
    "Conference",
    "ConferencePart",
    "Consent",
    "Delivery",
    "Detention",
    "DetentionTitle",
    "DisclosedPart",
    "Disclosure",
    "Draft",
    "Finding",
    "Interview",
    "Invitation",
    "InvitedFor",
    "KnownBefore",
    "MergeRecord",
    "Minutes",
    "Motive",
    "NameKey",
    "Need",
    "NeedUpdate",
    "Notification",
    "Participation",
    "Pause",
    "Person",
    "PoliceInformation",
    "PoliceRelease",
    "Profile",
    "Question",
    "Request",
    "Screening",
    "Seat",
    "Statement",
    "Stay",
]
