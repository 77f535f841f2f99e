"""Who something can be given to: a unit of a partner, or a municipality."""

from municipalities.models import Municipality
from nazorg.covenant.parties import Party
from partners.models import Unit

Recipient = Unit | Municipality


def party_of(to: Recipient) -> Party:
    """Its party in the covenant."""
    return to.party_of if isinstance(to, Unit) else Party.CONTACT


def recipient_words(to: Recipient) -> str:
    """Its name as the ledger gives it: "Inforsa, reclassering", "gemeente Huizen"."""
    return str(to) if isinstance(to, Unit) else f"gemeente {to}"


def columns_of(to: Recipient) -> dict[str, Unit | Municipality]:
    """In which column it stands, of the tables that have one for units and one for municipalities."""
    return {"unit": to} if isinstance(to, Unit) else {"municipality": to}
