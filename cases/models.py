"""The models of the core, for Django to find; each lives with its subject."""

from cases.access_models import CaseGrant
from cases.audit import AuditEntry
from cases.bij.models import BijRecord, MayorInformed
from cases.bottlenecks.models import Bottleneck, CaseBottleneck
from cases.chain.models import Chain, Interview, Pause
from cases.detentions.models import AskedForHelp, Detention, DetentionTitle, Notification
from cases.disclosures.models import Delivery, DisclosedPart, Disclosure
from cases.dossiers.models import Act, Case, Stay
from cases.enrichment.models import Asking, Enquiry
from cases.involved.models import Involved, ReleaseNotice
from cases.involvement.models import Participation
from cases.needs.models import Consent, Need, NeedUpdate
from cases.people.models import Bsn, MergeRecord, NameKey, Person
from cases.requests.models import Answer, Draft, Question, Request
from cases.urgency.models import Alert, Urgency

__all__ = [
    "Act",
    "Alert",
    "Answer",
    "AskedForHelp",
    "Asking",
    "AuditEntry",
    "BijRecord",
    "Bottleneck",
    "Bsn",
    "Case",
    "CaseBottleneck",
    "CaseGrant",
    "Chain",
    "Consent",
    "Delivery",
    "Detention",
    "DetentionTitle",
    "DisclosedPart",
    "Disclosure",
    "Draft",
    "Enquiry",
    "Interview",
    "Involved",
    "MayorInformed",
    "MergeRecord",
    "NameKey",
    "Need",
    "NeedUpdate",
    "Notification",
    "Participation",
    "Pause",
    "Person",
    "Question",
    "ReleaseNotice",
    "Request",
    "Stay",
    "Urgency",
]
