"""Who has to be reminded of what, on a day; and what has waited so long that somebody above has to know."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from cases.chain.rules import FINAL
from cases.requests.models import Request
from cases.requests.opening import reached
from municipalities.agreements.models import Absence, Duty, Term
from municipalities.agreements.selectors import Terms, absences_on, contacts_of, duties_on
from municipalities.models import Municipality
from nazorg.accounts.models import User
from nazorg.common.deadlines import Length, Unit, deadline

# Whatever was agreed, nobody is troubled sooner than this after the municipality's own term.
LEAST = Length(3, Unit.WORKING)


def chased() -> QuerySet[Request]:
    """The requests that a municipality is reminded of, the most urgent first: open, and in a case whose clock runs."""
    running = Request.objects.filter(state=Request.State.OPEN, case__chain__paused_since=None)
    return running.exclude(case__chain__step__in=FINAL).order_by("-urgent", "due_on", "pk")


def chased_municipalities(today: date, requests: QuerySet[Request]) -> QuerySet[Municipality]:
    """The municipalities of these requests where somebody can log in to answer."""
    asked = requests.order_by().values("municipality")
    return Municipality.objects.filter(pk__in=asked).filter(pk__in=reached(today))


@dataclass(frozen=True)
class Contacts:
    """The contacts of one municipality on a day, with who is away."""

    all: Mapping[int, User]
    away: Mapping[int, Absence]

    @classmethod
    def on(cls, day: date, municipality: Municipality) -> "Contacts":
        found = {contact.pk: contact for contact in contacts_of(municipality, day)}
        return cls(found, absences_on(day, found.values()))

    def stands_in(self, contact: User) -> User | None:
        """Who is there for a contact who is away: the substitute, or in turn the substitute's. None where nobody is."""
        seen: set[int] = set()
        while contact.pk in self.away and contact.pk not in seen:
            seen.add(contact.pk)
            substitute = self.all.get(self.away[contact.pk].substitute_id or 0)
            if substitute is None:
                return None
            contact = substitute
        return None if contact.pk in self.away else contact

    def mailed(self) -> list[User]:
        """Who hears of the questions: each contact, or who stands in. Away without a substitute changes nothing."""
        found = {who.pk: who for contact in self.all.values() for who in [self.stands_in(contact) or contact]}
        return list(found.values())

    def covered(self, holder_id: int | None) -> bool:
        """Whether who is on a question is away while somebody stands in; without a holder: whether all contacts are."""
        holder = self.all.get(holder_id or 0)
        people = [holder] if holder else list(self.all.values())
        return bool(people) and all(one.pk in self.away and self.stands_in(one) for one in people)


def escalates_after(request: Request, terms: Terms) -> date:
    """The last day on which a request that was sent still waits without anybody above hearing of it."""
    due = request.due_on
    assert due is not None  # noqa: S101  a constraint holds it for what was sent; says so to the type checker
    agreed = terms.length(Term.Kind.ESCALATE, due, request.municipality_id)
    return max(deadline(due, agreed), deadline(due, LEAST))


def to_escalate(today: date, requests: Iterable[Request], contacts: Contacts, terms: Terms) -> list[Request]:
    """Of one municipality's requests those that have waited too long, and of which nobody above has heard."""
    return [
        request
        for request in requests
        if request.escalated_on is None
        and escalates_after(request, terms) < today
        and not contacts.covered(request.holder_id)
    ]


def waiting_too_long(today: date) -> Iterator[tuple[Municipality, list[Request]]]:
    """Each municipality with the requests that are to be escalated."""
    terms, late = Terms.load(), defaultdict(list)
    for request in chased().filter(escalated_on=None, due_on__lt=today).select_related("municipality"):
        late[request.municipality].append(request)
    for municipality, requests in late.items():
        if ripe := to_escalate(today, requests, Contacts.on(today, municipality), terms):
            yield municipality, ripe


def without_escalation_contact(today: date) -> list[tuple[Municipality, int]]:
    """Municipalities with requests to escalate and nobody there to turn to, with how many: a task for the staff."""
    return [
        (municipality, len(requests))
        for municipality, requests in waiting_too_long(today)
        if not duties_on(today, municipality, Duty.Kind.ESCALATION).exists()
    ]
