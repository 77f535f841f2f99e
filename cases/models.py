"""The models of the core, for Django to find; each lives with its subject."""

from cases.access_models import CaseGrant
from cases.audit import AuditEntry
from cases.detentions.models import AskedForHelp, Detention, DetentionTitle, Notification
from cases.dossiers.models import Act, Case, Stay
from cases.people.models import Bsn, MergeRecord, NameKey, Person

__all__ = [
    "Act",
    "AskedForHelp",
    "AuditEntry",
    "Bsn",
    "Case",
    "CaseGrant",
    "Detention",
    "DetentionTitle",
    "MergeRecord",
    "NameKey",
    "Notification",
    "Person",
    "Stay",
]
