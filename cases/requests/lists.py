"""The working lists of the requests: which cases stand in each, in which order, and who comes before and after.

A list starts at the clock: a row per case, under the case's own policy. Only clocks that run are looked at, which are
the rows of the index `chain_waiting`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.db.models import F, Q, QuerySet

from cases.chain.models import Chain
from cases.chain.rules import FINAL
from cases.dossiers.models import Case
from nazorg.common.scope import Scope

Step = Chain.Step

DECIDE, SEND, SENT, OWN = "te-beslissen", "te-versturen", "verzonden", "zelf-opzoeken"
TODAY, LATE, SUWINET, READY = "vandaag", "te-laat", "suwinet", "gereed"


@dataclass(frozen=True)
class WorkList:
    """A list: what it is called, and why nothing stands in it when it is empty."""

    label: str
    empty: str
    icon: str = ""


# In the order in which the work goes.
LISTS: Mapping[str, WorkList] = {
    DECIDE: WorkList("Te beslissen", "Over elke casus is beslist. Nieuwe komen hier vanzelf te staan.", "i-ask"),
    SEND: WorkList("Te versturen", "Alle vragen zijn verstuurd. Hier komt wat niet vanzelf naar een gemeente kon."),
    SENT: WorkList("Verzonden", "Geen gemeente hoeft nu te antwoorden.", "c-far"),
    OWN: WorkList("Zelf opzoeken", "Er is niets dat het Veiligheidshuis zelf moet opzoeken."),
    TODAY: WorkList("Vandaag", "Vandaag loopt geen termijn af.", "c-today"),
    LATE: WorkList("Te laat", "Niemand is te laat.", "c-late"),
    SUWINET: WorkList("Wacht op SUWINET", "Geen antwoord wacht op SUWINET."),
    READY: WorkList("Gereed voor overdracht", "Alles wat beantwoord is, is overgedragen.", "i-out"),
}

# Their term had passed, or they were free, when they came in: they wait for a decision, but nobody is late with it.
_ON_THE_CLOCK = ~Q(step=Step.DECIDE, case__to_decide__in=["late", "released"])
# Cases whose municipality nobody knows yet.
NO_MUNICIPALITY = "none"


@dataclass(frozen=True)
class Wanted:
    """A list and what it is narrowed to: a CBS code (or NO_MUNICIPALITY) and the name of a PI, empty for all."""

    slug: str
    municipality: str = ""
    institution: str = ""

    @property
    def filters(self) -> str:
        """What narrows the list, as its own address says it; empty where nothing does."""
        given = {"gemeente": self.municipality, "pi": self.institution}
        return urlencode({name: value for name, value in given.items() if value})

    @property
    def query(self) -> str:
        """The list in the address of another page, which keeps it at hand."""
        return "&".join(filter(None, [urlencode({"lijst": self.slug}), self.filters]))


def condition(slug: str, today: date) -> Q:
    """What a clock that runs must say to stand in this list on `today`."""
    runs = Q(paused_since=None) & _ON_THE_CLOCK
    return {
        DECIDE: Q(step=Step.DECIDE),
        SEND: Q(step=Step.SEND),
        SENT: Q(step=Step.ANSWER),
        OWN: Q(step=Step.OWN),
        TODAY: runs & Q(due_on__lte=today),
        LATE: runs & Q(due_on__lt=today),
        SUWINET: ~Q(waits_for_suwinet=[]),
        READY: Q(ready__gt=0),
    }[slug]


def waiting(scope: Scope) -> QuerySet[Chain]:
    """The clocks that run: of cases in which somebody still has to do something."""
    return Chain.objects.visible_to(scope).exclude(step__in=FINAL)


def on_the_clock(scope: Scope) -> QuerySet[Chain]:
    """The same, without the cases that came in too late for their term, or free: nobody is late with those."""
    return waiting(scope).filter(_ON_THE_CLOCK)


def proposed_moves(scope: Scope) -> QuerySet[Case]:
    """Cases of which notifications say that they should go to another municipality."""
    return Case.objects.visible_to(scope).filter(move_to__isnull=False)


def in_list(slug: str, scope: Scope, today: date) -> QuerySet[Chain]:
    """The clocks of this list, in no order. A proposed move is a decision too, wherever its case stands."""
    if slug != DECIDE:
        return waiting(scope).filter(condition(slug, today))
    deciding = waiting(scope).filter(condition(slug, today))
    # A union, since an "or" over two tables would read them whole.
    either = deciding.values("pk").union(proposed_moves(scope).values("pk"))
    return Chain.objects.visible_to(scope).filter(pk__in=either)


def in_order(chains: QuerySet[Chain]) -> QuerySet[Chain]:
    """Spoed first, then by the clock, then short stays; each with what a line tells of it."""
    related = ("case__person", "case__detention", "case__move_to", "municipality")
    return chains.select_related(*related).order_by("-urgent", F("due_on").asc(nulls_last=True), "-short", "pk")


def listed(wanted: Wanted, scope: Scope, today: date) -> QuerySet[Chain]:
    """The clocks of a list as wanted, in its order."""
    chains = in_list(wanted.slug, scope, today)
    if wanted.municipality == NO_MUNICIPALITY:
        chains = chains.filter(municipality=None)
    elif wanted.municipality:
        chains = chains.filter(municipality__code=wanted.municipality)
    if wanted.institution:
        chains = chains.filter(case__detention__institution=wanted.institution)
    return in_order(chains)


def institutions_in(slug: str, scope: Scope, today: date) -> list[str]:
    """The PIs where people of this list are, by name."""
    names = in_list(slug, scope, today).order_by().values_list("case__detention__institution", flat=True).distinct()
    return sorted(filter(None, names))


@dataclass(frozen=True)
class Neighbours:
    """The place of a case in a list: its number (None when it stands there no longer), and the references beside it."""

    total: int
    number: int | None = None
    previous: str = ""
    next: str = ""


def neighbours(wanted: Wanted, case: Case, scope: Scope, today: date) -> Neighbours:
    """Who comes before and after `case` in a list. Once it left the list, the next one is the first that is left."""
    return beside(case.reference, list(listed(wanted, scope, today).values_list("case__reference", flat=True)))


def beside(reference: str, references: list[str]) -> Neighbours:
    """The place of one case among all of a list, in its order."""
    if reference not in references:
        return Neighbours(len(references), next=references[0] if references else "")
    at = references.index(reference)
    following = references[at + 1] if at + 1 < len(references) else ""
    return Neighbours(len(references), at + 1, references[at - 1] if at else "", following)
