"""A case as a line of a working list, and as a row of its export: the clock, who, where, and the next act."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from urllib.parse import urlencode

from django.urls import reverse

from cases.chain.models import Chain
from cases.chain.words import areas_words, clock_of
from cases.dossiers.models import Case
from cases.requests.lists import DECIDE, LATE, LISTS, READY, SEND, SENT, Step, Wanted
from cases.selectors import free_on
from nazorg.common.lines import Line
from nazorg.common.tables import Cell, Column, Row, Table, Tag
from nazorg.common.words import born_words, day_words, joined, spaced

# What can be done to several cases of a list at once, by the step in which they must be.
TICKED = {SEND: Step.SEND, SENT: Step.ANSWER, LATE: Step.ANSWER}
# Further off than this, that a release falls in a weekend changes nothing yet.
_SOON = timedelta(days=14)


def case_line(chain: Chain, today: date, slug: str = "", query: str = "") -> Line:
    """A case as one line. Its links keep the list at hand that `query` names; `slug` is the list that it stands in."""
    case = chain.case
    place = case.detention.institution if case.detention else "zonder detentie"
    here = reverse("case", args=[case.reference]) + (f"?{query}" if query else "")
    action, address = _next_act(chain, today, slug)
    return Line(
        clock=clock_of(chain, today),
        subject=case.person.full_name,
        url=here,
        meta=", ".join(filter(None, [place, _to_decide(case)])),
        tags=tuple(tags(chain, today)),
        action=action,
        action_url=address or here,
    )


def list_line(chain: Chain, today: date, wanted: Wanted, *, ticked: bool) -> Line:
    """The same within a list: with its municipality, and a box where several can be done at once."""
    line = case_line(chain, today, wanted.slug, wanted.query)
    tick = chain.case.reference if TICKED.get(wanted.slug) == chain.step else ""
    if chain.case.to_decide != "municipality":  # that says so itself
        line = replace(line, meta=f"{chain.municipality or 'geen gemeente'}, {line.meta}")
    return replace(line, tick=tick, ticked=ticked)


def tags(chain: Chain, today: date) -> Iterable[Tag]:
    """What makes a case go before others, in a word each. Asks for the chain with its case and detention."""
    free = free_on(chain.case)
    if chain.urgent:
        yield Tag("spoed", "late", "i-alert")
    if chain.short:
        yield Tag("kort", "plain")
    if chain.weekend and free is not None and free <= today + _SOON:
        yield Tag("weekend", "warn", "c-gone")


def _to_decide(case: Case) -> str:
    if case.to_decide:
        return case.get_to_decide_display()
    return f"verhuizing naar {case.move_to} voorgesteld" if case.move_to else ""


def _next_act(chain: Chain, today: date, slug: str) -> tuple[str, str]:
    """What the clerk does next in a case, and where; the address is empty where that is the page of the case."""
    case = chain.case
    if case.to_decide:
        return ("Kies gemeente" if case.to_decide == "municipality" else "Beslis"), ""
    if slug == DECIDE and case.move_to_id:
        return "Beoordeel verhuizing", reverse("case_move", args=[case.reference])
    if chain.paused_since is not None:
        return "Bekijk casus", ""
    if chain.step == Step.HANDOFF or (slug == READY and chain.ready):
        return ("Draag deel over" if chain.waits_for else "Draag over"), reverse("handoff", args=[case.reference])
    if chain.step == Step.SEND:
        return "Verstuur", f"{reverse('requests_send')}?{urlencode({'casus': case.reference})}"
    if chain.step == Step.OWN:
        return "Leg vast", reverse("answer_on_behalf", args=[case.reference])
    if chain.step == Step.ANSWER and chain.due_on is not None and chain.due_on <= today:
        return "Bel en leg vast", reverse("answer_on_behalf", args=[case.reference])
    return "Bekijk casus", ""


def list_table(chains: Iterable[Chain], slug: str, today: date) -> Table:
    """A working list as a table, for its export."""
    columns = [
        Column("Termijn"),
        Column("Uiterlijk", "date"),
        Column("Naam"),
        Column("Geboren", "date"),
        Column("Gemeente"),
        Column("PI"),
        Column("Vrij", "date"),
        Column("Bijzonder"),
        Column("Stap"),
        Column("Wacht op"),
        Column("Casus", "ref"),
    ]
    return Table(LISTS[slug].label, columns, [_row(chain, today) for chain in chains])


def _row(chain: Chain, today: date) -> Row:
    case, free = chain.case, free_on(chain.case)
    return Row(
        [
            Cell(str(clock_of(chain, today))),
            Cell(day_words(chain.due_on, today) if chain.due_on else "", value=chain.due_on),
            Cell(case.person.list_name),
            Cell(born_words(case.person.born)),
            Cell(str(chain.municipality or "")),
            Cell(case.detention.institution if case.detention else ""),
            Cell(day_words(free, today) if free else "", value=free),
            Cell(joined([tag.label for tag in tags(chain, today)])),
            Cell(_to_decide(case) or chain.get_step_display()),
            Cell(areas_words(chain.waits_for, chain.waits_for_suwinet) if chain.waits_for else ""),
            Cell(spaced(case.reference), value=case.reference),
        ]
    )
