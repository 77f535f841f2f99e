"""What the page of a case shows about its chain: the clock, what is to be done, the areas, what was given."""

from datetime import date
from typing import Any

from cases.chain.explained import explained
from cases.chain.models import Chain
from cases.chain.stations import stations
from cases.chain.words import clock_of
from cases.dossiers.models import Case
from cases.needs.selectors import consents_of, needs_of
from cases.requests.of_case import areas_of, current_request
from cases.views.areas import AreaBlock, area_blocks
from cases.views.events import folded
from cases.views.rail import asked_before, given_to, what_is_seen
from cases.views.timeline import happened_in, timeline
from cases.views.todo import new_place_has_nothing, to_do
from municipalities.agreements.selectors import Terms
from municipalities.selectors import region_on
from nazorg.common.scope import Scope
from nazorg.common.tables import Tag
from nazorg.common.words import counted

Step = Chain.Step

# How many lines of the timeline stand on the page of the case; the rest is on its own page.
LATEST = 7

# Why nobody has to do anything, by the step of the case.
_NOTHING_TO_DO = {
    Step.DONE: "Alles wat beantwoord is, is overgedragen aan de MMD-er.",
    Step.RELEASED: "Vrijgekomen voordat er iets was overgedragen. De vraag is gestopt. Dit telt apart in de cijfers.",
    Step.STOPPED: "Er is besloten dat deze casus geen nazorg krijgt.",
    Step.CLOSED: "De casus is gesloten. Er wordt niets meer gevraagd of overgedragen.",
    Step.NONE: "In deze casus is niemand iets gevraagd.",
}


def overview(case: Case, today: date, scope: Scope) -> dict[str, Any]:
    """The context of the page of a case."""
    happened = happened_in(case, scope)
    request = current_request(happened.requests)
    asked = areas_of(request, scope) if request is not None else {}
    blocks = area_blocks(case, request, asked, needs_of(case, scope), consents_of(case, scope), today)
    outside = outside_words(case, today)
    events = folded(timeline(case, happened, today, scope))
    context: dict[str, Any] = {
        "areas": blocks,
        "areas_words": _areas_words(blocks, bool(asked)),
        "events": events[:LATEST],
        "event_count": len(events),
        "sees": None if outside else what_is_seen(case, today),
        "given": given_to(happened.disclosures, happened.requests, today),
        "before": asked_before(happened.requests, today),
        "outside": outside,
    }
    chain = Chain.objects.visible_to(scope).select_related("municipality").filter(case=case).first()
    if chain is not None:
        clock, terms = clock_of(chain, today), Terms.load()
        statuses = [one.question.status for one in asked.values()]
        context |= {
            "chain": chain,
            "clock": clock,
            "explained": " ".join(explained(case, chain, request, happened.interview, happened.pauses, terms, today)),
            "stations": stations(case, chain, clock, request, statuses, happened.interview, today),
            "flags": list(flags(case, chain)),
            "todo": to_do(case, chain, request, asked, terms, today),
            "nothing_to_do": _nothing_to_do(chain),
        }
    return context


def _nothing_to_do(chain: Chain) -> str:
    if chain.step == Step.DONE and chain.handed_over_on is None:
        return "Er is niets dat naar de MMD-er kan."
    return _NOTHING_TO_DO.get(Step(chain.step), "")


def _areas_words(blocks: list[AreaBlock], asked: bool) -> str:
    final, needs = sum(block.final for block in blocks), sum(len(block.needs) for block in blocks)
    answered = f"{final} van {len(blocks)} beantwoord" if asked else "niets gevraagd"
    return f"{answered}, {counted(needs, 'hulpvraag', 'hulpvragen')}"


def flags(case: Case, chain: Chain) -> list[Tag]:
    """What sets a case apart in the chain, in words."""
    found = [
        (chain.urgent, Tag("spoed", "late", "i-alert")),
        (chain.short, Tag("kort verblijf", "plain")),
        (chain.weekend, Tag("vrij in het weekend", "warn", "c-gone")),
        (new_place_has_nothing(case, chain), Tag("nieuwe PI heeft nog niets", "warn", "i-change")),
    ]
    return [tag for holds, tag in found if holds]


def outside_words(case: Case, today: date) -> str:
    """Why nobody is asked where the responsible municipality lies outside the region; else empty."""
    if case.responsible is None or region_on(today).filter(pk=case.responsible.pk).exists():
        return ""
    detention = case.detention
    why = ""
    if detention is not None and detention.return_to_id == case.responsible_id:
        why = " (gemeente van terugkeer)"
    elif detention is not None and detention.registered_id == case.responsible_id:
        why = " (gemeente van inschrijving)"
    return f"{case.responsible}{why} ligt buiten onze regio. Wij vragen niets en dragen niets over."
