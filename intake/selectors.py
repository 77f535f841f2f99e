"""Reading batches and their rows for the screens.

What a row says is cleaned again from its sealed cells, for the rows of one page only.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Case as When
from django.db.models import Count, Q, QuerySet, Value
from django.db.models import When as Then

from cases.detentions.models import Notification
from cases.dossiers.models import Case
from cases.people.models import Person
from cases.recording.plan import plan
from intake.meaning import Reader
from intake.models import Batch, Row
from intake.stored import RECORDED, UNCHANGING
from intake.waiting import Stored, waiting_lines
from nazorg.common.scope import Scope

# A row asks for a person while it is wrong or has several candidates, and as long as it is held back.
ASKING = Q(outcome__in=[Row.Outcome.WRONG, Row.Outcome.CHOOSE], state=Row.State.WAITING) | Q(state=Row.State.HELD)
# Working out beforehand how many cases open takes the whole plan; for larger batches the page says it in words.
MOST_FORECAST = 2_000

# The groups in which a batch's rows are counted and by which they are filtered: the word in the address, and which.
_SETTLED = Q(state__in=[Row.State.WAITING, Row.State.ACCEPTED, Row.State.WITHDRAWN])
GROUPS: dict[str, Q] = {
    "vastgehouden": Q(state=Row.State.HELD),
    "fout": _SETTLED & Q(outcome=Row.Outcome.WRONG),
    "kies": _SETTLED & Q(outcome=Row.Outcome.CHOOSE),
    "nieuw": _SETTLED & Q(outcome=Row.Outcome.NEW),
    "gewijzigd": _SETTLED & Q(outcome=Row.Outcome.CHANGED),
    "bekend": _SETTLED & Q(outcome=Row.Outcome.KNOWN),
    "dubbel": _SETTLED & Q(outcome=Row.Outcome.DUPLICATE),
    "opzij": Q(state=Row.State.SET_ASIDE),
}
_GROUP_OF_OUTCOME = {
    Row.Outcome.WRONG.value: "fout",
    Row.Outcome.CHOOSE.value: "kies",
    Row.Outcome.NEW.value: "nieuw",
    Row.Outcome.CHANGED.value: "gewijzigd",
    Row.Outcome.KNOWN.value: "bekend",
    Row.Outcome.DUPLICATE.value: "dubbel",
}
_GROUP_OF_STATE = {Row.State.HELD.value: "vastgehouden", Row.State.SET_ASIDE.value: "opzij"}


def all_batches(scope: Scope) -> QuerySet[Batch]:
    """All batches, the latest first, without their content."""
    return Batch.objects.visible_to(scope).select_related("created_by").defer("content")


def find_batch(reference: str, scope: Scope) -> Batch:
    """The batch of this reference. Raises Batch.DoesNotExist where there is none, or none for this scope."""
    batches = Batch.objects.visible_to(scope).select_related("created_by", "accepted_by", "withdrawn_by")
    return batches.defer("content").get(reference=reference)


def find_row(reference: str, line: int, scope: Scope) -> Row:
    """One row of a batch. Raises Row.DoesNotExist."""
    rows = Row.objects.visible_to(scope).select_related("batch", "person", "decided_by").defer("batch__content")
    return rows.get(batch__reference=reference, line=line)


def counts_of(batches: Iterable[Batch], scope: Scope) -> dict[int, Counter[str]]:
    """Per batch how many rows are in each of `GROUPS`."""
    found: dict[int, Counter[str]] = {batch.pk: Counter() for batch in batches}
    rows = Row.objects.visible_to(scope).filter(batch__in=list(found)).order_by()
    for batch_id, state, outcome, number in rows.values_list("batch_id", "state", "outcome").annotate(n=Count("pk")):
        found[batch_id][_GROUP_OF_STATE.get(state, _GROUP_OF_OUTCOME[outcome])] += number
    return found


def rows_of(batch: Batch, group: str, scope: Scope) -> QuerySet[Row]:
    """The rows of a batch in one of `GROUPS`, or all: what asks for a person first, then in the order of the file."""
    rows = Row.objects.visible_to(scope).filter(batch=batch)
    if group in GROUPS:
        rows = rows.filter(GROUPS[group])
    asking = When(Then(ASKING, then=Value(0)), default=Value(1))
    return rows.select_related("person").annotate(rank=asking).order_by("rank", "line")


def held_rows(scope: Scope) -> QuerySet[Row]:
    """Rows of all accepted batches that are held back, the oldest batch first."""
    held = Row.objects.visible_to(scope).filter(state=Row.State.HELD, batch__state=Batch.State.ACCEPTED)
    return held.select_related("batch", "person").defer("batch__content").order_by("batch_id", "line")


@dataclass(frozen=True)
class Place:
    """Where a row stands among those that ask for a person: neighbours (None at the ends), and how many there are."""

    before: Row | None
    after: Row | None
    position: int
    total: int


def place_of(row: Row, scope: Scope) -> Place:
    """The neighbours of a row: in its own batch before acceptance, among all held rows after it."""
    if row.batch.state == Batch.State.ACCEPTED:
        queue = held_rows(scope)
    else:
        rows = Row.objects.visible_to(scope).filter(ASKING, batch=row.batch)
        queue = rows.select_related("batch").defer("batch__content").order_by("batch_id", "line")
    earlier = Q(batch_id__lt=row.batch_id) | Q(batch_id=row.batch_id, line__lt=row.line)
    later = Q(batch_id__gt=row.batch_id) | Q(batch_id=row.batch_id, line__gt=row.line)
    return Place(
        before=queue.filter(earlier).last(),
        after=queue.filter(later).first(),
        position=queue.filter(earlier).count() + 1,
        total=queue.count(),
    )


def next_to_mend(row: Row, scope: Scope) -> Row | None:
    """The row that asks for a person after this one; at the end the first of all, None when nothing is left."""
    place = place_of(row, scope)
    if place.after is not None:
        return place.after
    first = held_rows(scope) if row.batch.state == Batch.State.ACCEPTED else rows_of(row.batch, "", scope)
    return first.filter(ASKING).exclude(pk=row.pk).select_related("batch").first()


def cases_that_open(batch: Batch, today: date) -> int | None:
    """How many cases accepting a batch would open now; None where that is too much to work out for a page."""
    if batch.historical:
        return 0
    waiting = batch.rows.filter(state=Row.State.WAITING)
    if waiting.count() > MOST_FORECAST:
        return None
    stored: dict[int, Stored] = {}
    lines = waiting_lines(batch, Reader(batch, today), stored)
    worked_out = plan([line.told for line in lines if line.told is not None])
    arrivals = (placed for placed in worked_out.placed if placed.told.kind == Notification.Kind.ARRIVAL)
    stays = {id(placed.stay): placed.stay for placed in arrivals if placed.stay is not None}
    known = [stay.id for stay in stays.values() if stay.id is not None]
    return len(stays) - Case.objects.filter(detention__in=known).count()


def cases_opened(batch: Batch) -> int:
    """How many cases the rows of an accepted batch opened."""
    return batch.rows.filter(made__has_key="case").count()


def able(counts: Mapping[str, int]) -> int:
    """Of the rows of a checked batch, how many accepting takes over."""
    return sum(counts.get(_GROUP_OF_OUTCOME[outcome], 0) for outcome in (*RECORDED, *UNCHANGING))


def asking(counts: Mapping[str, int]) -> int:
    """How many rows ask for a person."""
    return counts.get("fout", 0) + counts.get("kies", 0) + counts.get("vastgehouden", 0)


def case_references(rows: Iterable[Row], scope: Scope) -> dict[int, str]:
    """The references of the cases that rows opened, by the row's primary key."""
    made = {row.pk: row.made["case"] for row in rows if row.made.get("case")}
    references = dict(Case.objects.visible_to(scope).filter(pk__in=made.values()).values_list("pk", "reference"))
    return {pk: references[case] for pk, case in made.items() if case in references}


def case_of(row: Row, scope: Scope) -> Case | None:
    """The case that a recorded row opened or added to."""
    cases = Case.objects.visible_to(scope)
    if number := row.made.get("case"):
        return cases.filter(pk=number).first()
    if number := row.made.get("notification"):
        return cases.filter(detention__notifications=number).first()
    return None


def candidates_of(row: Row, scope: Scope) -> list[Person]:
    """The people whom a row may be about, in the order in which they were found."""
    people = {person.pk: person for person in Person.objects.visible_to(scope).filter(pk__in=row.candidates)}
    return [people[number] for number in row.candidates if number in people]
