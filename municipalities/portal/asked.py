"""What the answer page shows, and nothing else: the fields that the covenant gives a contact, as plain values.

None of it depends on who looks but the drafts and whether one is the holder oneself, so that the staff's preview is
the very page.
"""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from cases.chain.words import Clock
from municipalities.agreements.models import Agreement
from nazorg.common.words import joined, spaced


@dataclass(frozen=True)
class Person:
    """What is needed to find somebody. `bsn` is the number only after a press, else how it stands."""

    BSN_HIDDEN: ClassVar[str] = "hidden"
    BSN_OFF: ClassVar[str] = "off"

    name: str
    born: str
    address: str
    place: str
    since: str
    free_label: str
    free: str
    bsn: str


@dataclass(frozen=True)
class Said:
    """An answer as it was sent: what, by whom, when and how, and to what kind of recipient it went."""

    number: str
    status: str
    label: str
    text: str
    who: str
    when: str
    reason: str
    from_suwinet: bool
    suwinet_by: str
    delivered_on: date | None
    went_to: tuple[str, ...]


@dataclass(frozen=True)
class Before:
    """The municipality's own answer of an earlier time about the same person. `number` says which, when confirmed."""

    number: str
    status: str
    label: str
    text: str
    when: str
    from_suwinet: bool


@dataclass(frozen=True)
class Concept:
    """What somebody of the municipality has typed and not sent."""

    number: str
    who: str
    when: str
    status: str
    label: str
    text: str
    from_suwinet: bool
    suwinet_by: str


@dataclass(frozen=True)
class NeedSeen:
    """A need that this municipality brought up."""

    number: str
    title: str
    status: str
    label: str
    party: str
    since: str
    steps: tuple[str, ...]


@dataclass(frozen=True)
class AreaSeen:
    """One life area of a request.

    `agreed` says who delivers it, as a code of Agreement.Delivers. `said` is the answer that stands.
    """

    code: str
    label: str
    question: str
    agreed: str
    waits: bool
    said: Said | None = None
    former: tuple[Said, ...] = ()
    before: Before | None = None
    own: Concept | None = None
    colleagues: tuple[Concept, ...] = ()
    needs: tuple[NeedSeen, ...] = ()

    @property
    def asked(self) -> bool:
        return self.agreed != Agreement.Delivers.SAFETY_HOUSE

    @property
    def direct(self) -> bool:
        """Whether it was agreed that the municipality gives this to the MMD-er itself."""
        return self.agreed == Agreement.Delivers.DIRECT

    @property
    def open(self) -> bool:
        """Whether nothing was answered yet."""
        return self.asked and self.waits and self.said is None


@dataclass(frozen=True)
class Told:
    """Words of the Veiligheidshuis that are meant for this municipality, and until when they hold."""

    text: str
    until: str


@dataclass(frozen=True)
class Colleague:
    """A contact of the municipality, and until when he is away."""

    number: str
    name: str
    away: str


@dataclass(frozen=True)
class Asked:
    """A request with its five areas. `closed` says in a sentence why it takes no answer, where that is so."""

    reference: str
    municipality: str
    clock: Clock
    person: Person
    urgent: bool
    closed: str
    # Why the municipality got more time, where it did.
    extended: str
    talk_on: str
    areas: tuple[AreaSeen, ...]
    holder: str
    is_holder: bool
    colleagues: tuple[Colleague, ...] = ()
    suwinet_names: tuple[str, ...] = ()
    told: tuple[Told, ...] = ()

    @property
    def spaced(self) -> str:
        """The reference as one reads it."""
        return spaced(self.reference)

    @property
    def open_areas(self) -> list[AreaSeen]:
        return [area for area in self.areas if area.open]

    @property
    def repeatable(self) -> list[AreaSeen]:
        """Open areas of which the municipality answered before."""
        return [area for area in self.open_areas if area.before is not None]

    @property
    def before_when(self) -> str:
        """The day, or days, of those answers."""
        return joined(list(dict.fromkeys(area.before.when for area in self.repeatable if area.before)))


@dataclass(frozen=True)
class Gone:
    """A request that moved to another municipality: what the former one keeps of it."""

    reference: str
    municipality: str
    asked_on: str
    moved_on: str

    @property
    def spaced(self) -> str:
        """The reference as one reads it."""
        return spaced(self.reference)
