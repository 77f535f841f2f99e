"""How an enquiry reads on the page."""

from dataclasses import dataclass
from datetime import date

from cases.chain.words import Clock, due_clock
from cases.enrichment.forms import AnswerForm
from cases.enrichment.models import Asking, Enquiry
from nazorg.common.deadlines import Unit
from nazorg.common.scope import Scope
from nazorg.common.tables import Tag
from nazorg.common.words import counted, day_words
from nazorg.covenant.categories import Category


@dataclass(frozen=True)
class ShownAsking:
    """One unit: how it stands, what it answered, and what can be done. `form` is None where nothing is awaited.

    `elsewhere`: the words of the answer stand with what police and care told, where they can be taken out.
    """

    asking: Asking
    tag: Tag
    answer: str
    meta: str
    elsewhere: bool
    form: AnswerForm | None
    open: bool
    may_remind: bool


@dataclass(frozen=True)
class ShownEnquiry:
    """A question with its units; `clock` says until when it waits, or how it ended."""

    enquiry: Enquiry
    title: str
    clock: Clock
    meta: str
    units: list[ShownAsking]


def shown_enquiry(
    enquiry: Enquiry, askings: list[Asking], bound: AnswerForm | None, scope: Scope, today: date
) -> ShownEnquiry:
    """An enquiry for the page; `bound` is an answer that was refused, of one of these units or another."""
    answered = sum(one.answer is not None for one in askings)
    units = [_unit(enquiry, one, bound, scope, today) for one in askings]
    counts = f"{answered} van {len(askings)} beantwoord"
    if enquiry.closed_on is not None:
        clock = Clock("done", "afgesloten", day_words(enquiry.closed_on, today), counts)
    elif answered == len(askings):
        clock = Clock("done", "beantwoord", "", counts)
    else:
        clock = due_clock(enquiry.due_on, Unit.WORKING, today, counts)
    meta = f"Gevraagd {day_words(enquiry.asked_on, today)} door {enquiry.asked_by.name}."
    return ShownEnquiry(enquiry, str(enquiry.get_kind_display()).capitalize(), clock, meta, units)


def _unit(enquiry: Enquiry, asking: Asking, bound: AnswerForm | None, scope: Scope, today: date) -> ShownAsking:
    waits = asking.answer is None and enquiry.closed_on is None
    mine = bound is not None and bound.asking == asking
    words = []
    if asking.answer is not None:
        kind = str(asking.answer.get_category_display()).partition(" (")[0]
        words = [f"{day_words(asking.answer.on, today)}, soort: {kind}"]
    elif asking.reminded_on is not None:
        times = counted(asking.reminders, "keer", "keer")
        words = [f"{times} herinnerd, het laatst {day_words(asking.reminded_on, today)}"]
    if waits and not asking.unit.email:
        words.append("geen e-mailadres bekend: bel zelf, of laat het adres bij het onderdeel aanvullen")
    return ShownAsking(
        asking=asking,
        tag=_tag(enquiry, asking, today),
        answer=asking.answer.text if asking.answer is not None else "",
        meta=". ".join(words),
        elsewhere=asking.answer is not None and asking.answer.category in (Category.POLICE, Category.CARE),
        form=(bound if mine else AnswerForm(asking, scope, today)) if asking.answer is None else None,
        open=mine,
        may_remind=waits and bool(asking.unit.email) and asking.reminded_on != today,
    )


def _tag(enquiry: Enquiry, asking: Asking, today: date) -> Tag:
    if asking.answer is not None:
        return Tag("beantwoord", "good", "i-check")
    if enquiry.closed_on is not None:
        return Tag("geen antwoord", "plain")
    return Tag("te laat", "late", "i-alert") if enquiry.due_on < today else Tag("wacht op antwoord", "", "i-ask")
