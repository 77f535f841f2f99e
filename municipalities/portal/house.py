"""What the Veiligheidshuis does for a municipality, in numbers of this year and by the last handovers."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, F, Q
from django.db.models.functions import TruncDate
from django.utils import timezone

from cases.requests.models import Request
from municipalities.models import Municipality
from municipalities.portal.first import question_url
from nazorg.common.scope import Scope
from nazorg.common.tables import Cell, Column, Empty, Row, Table
from nazorg.common.words import day_words, spaced

_LISTED = 10


@dataclass(frozen=True)
class Done:
    """One municipality's year."""

    name: str
    numbers: Table
    handovers: Table


def done_for(municipality: Municipality, scope: Scope, today: date) -> Done:
    """What was asked of a municipality this year and what became of it, each share with its whole."""
    first = _begin_of(today.year)
    asked = Request.objects.visible_to(scope).filter(municipality=municipality, opened_at__gte=first)
    asked = asked.filter(sent_at__isnull=False).exclude(state=Request.State.MOVED)
    numbers = asked.annotate(answered_on=TruncDate("answered_at")).aggregate(
        asked=Count("pk"),
        answered=Count("pk", filter=Q(answered_at__isnull=False)),
        in_term=Count("pk", filter=Q(answered_on__lte=F("due_on"))),
        handed=Count("pk", filter=Q(case__chain__handed_over_on__isnull=False)),
        in_time=Count("pk", filter=Q(case__chain__handed_over_on__lte=F("case__chain__handoff_due_on"))),
        waiting=Count("pk", filter=Q(state=Request.State.OPEN)),
    )
    return Done(str(municipality), _numbers(numbers, municipality, today), _handovers(municipality, scope, today))


def _numbers(found: dict[str, int], municipality: Municipality, today: date) -> Table:
    asked, answered, handed = found["asked"], found["answered"], found["handed"]
    rows = [
        ("Vragen aan uw gemeente", asked, ""),
        ("Wacht nog op uw antwoord", found["waiting"], f"van {asked} vragen"),
        ("Helemaal beantwoord", answered, f"van {asked} vragen"),
        ("Beantwoord binnen uw termijn", found["in_term"], f"van {answered} beantwoorde vragen"),
        ("Overgedragen aan de MMD-er", handed, f"van {asked} vragen"),
        ("Overgedragen binnen de termijn van het eerste gesprek", found["in_time"], f"van {handed} overdrachten"),
    ]
    lines = [Row([Cell(label, header=True), Cell(str(number), value=number), Cell(of)]) for label, number, of in rows]
    columns = [Column("Dit jaar"), Column("Aantal", "num"), Column("Waarvan")]
    return Table(f"{municipality}, {today.year}", columns, lines)


def _handovers(municipality: Municipality, scope: Scope, today: date) -> Table:
    """The last handovers, by reference: this page is about the work, not about the people."""
    lately = _begin_of(today.year - 1)
    requests = Request.objects.visible_to(scope).filter(municipality=municipality, opened_at__gte=lately)
    requests = requests.exclude(state=Request.State.MOVED)
    handed = requests.filter(case__chain__handed_over_on__isnull=False).select_related("case__chain")
    rows = []
    for request in handed.order_by("-case__chain__handed_over_on", "-pk")[:_LISTED]:
        chain = request.case.chain
        on, due = chain.handed_over_on, chain.handoff_due_on
        late = on is not None and due is not None and on > due
        why = f", {chain.get_late_why_display()}" if late and chain.late_why else ""
        rows.append(
            Row(
                [
                    Cell(spaced(request.reference), header=True, kind="ref", href=question_url(request)),
                    Cell(day_words(on, today) if on else "", value=on),
                    Cell(f"te laat{why}" if late else "op tijd" if due else ""),
                    Cell(day_words(chain.complete_on, today) if chain.complete_on else "nog niet"),
                ]
            )
        )
    columns = [
        Column("Vraag", "ref"),
        Column("Overgedragen", "date"),
        Column("Termijn"),
        Column("Alles gegeven", "date"),
    ]
    empty = Empty("Nog geen overdracht", "Zodra het Veiligheidshuis uw antwoord doorgeeft, staat het hier.")
    return Table("De laatste overdrachten aan de MMD-er", columns, rows, empty=empty)


def _begin_of(year: int) -> datetime:
    """The first moment of a year in the Netherlands."""
    return datetime(year, 1, 1, tzinfo=timezone.get_default_timezone())
