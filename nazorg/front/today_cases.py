"""The cases on Vandaag: by the clock, to decide, and who is free this week."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils.formats import date_format

from cases.chain.models import Chain
from cases.requests.lines import case_line, tags
from cases.requests.lists import DECIDE, LISTS, READY, SEND, TODAY, Wanted, in_list, in_order, on_the_clock
from cases.selectors import cases_free_between, free_on, week_of
from nazorg.common.deadlines import next_working_day
from nazorg.common.lines import Line
from nazorg.common.scope import Scope
from nazorg.common.words import day_words

# So many lines at most; what does not fit stands in the working lists.
_MOST, _MOST_WAITING, _MOST_FREE = 100, 20, 20
# What the Veiligheidshuis can do now, however far off its term is.
_WAITING = (DECIDE, SEND, READY)
Group = tuple[str, list[Line]]


@dataclass
class Cases:
    """The groups of the page: what is due now, what waits for us, and what comes; and whether there is more."""

    due: list[Group]
    waiting: list[Group]
    coming: list[Group]
    late: int
    more: bool


def by_the_clock(day: date, scope: Scope) -> Cases:
    """What must be done on `day`, and what comes until the end of the week, or two working days if that is later."""
    second = _working_day_after(_working_day_after(day))
    _, sunday = week_of(day)
    ending = on_the_clock(scope).filter(due_on__lte=max(second, sunday))
    due = list(in_order(ending)[: _MOST + 1])
    waiting = _waiting([chain.pk for chain in due[:_MOST]], day, scope)
    groups: dict[str, list[Line]] = {"late": [], "now": [], "soon": [], "later": []}
    for chain in due[:_MOST]:
        when = _when(chain, day, second)
        list_of = Wanted(TODAY).query if when in ("late", "now") else ""
        groups[when].append(case_line(chain, day, query=list_of))
    return Cases(
        due=[("Te laat", groups["late"]), ("Vandaag", groups["now"])],
        waiting=[
            (LISTS[slug].label, [case_line(chain, day, slug, Wanted(slug).query) for chain in chains[:_MOST_WAITING]])
            for slug, chains in waiting.items()
        ],
        coming=[(_soon_words(day, second), groups["soon"]), ("Later deze week", groups["later"])],
        late=len(groups["late"]),
        more=len(due) > _MOST or any(len(chains) > _MOST_WAITING for chains in waiting.values()),
    )


def _waiting(shown: list[int], day: date, scope: Scope) -> dict[str, list[Chain]]:
    """What waits for us, by list. What is `shown` by its term needs no second line, unless it is to move."""
    found = {}
    for slug in _WAITING:
        already = Q(pk__in=shown, case__move_to=None) if slug == DECIDE else Q(pk__in=shown)
        found[slug] = list(in_order(in_list(slug, scope, day).exclude(already))[: _MOST_WAITING + 1])
    return found


def _when(chain: Chain, day: date, second: date) -> str:
    """In which group a case stands. A clock that stands still asks for nothing now."""
    assert chain.due_on is not None  # noqa: S101  it was asked for by that day; says so to the type checker
    if chain.paused_since is not None or chain.due_on > second:
        return "later"
    if chain.due_on > day:
        return "soon"
    return "now" if chain.due_on == day else "late"


def _working_day_after(day: date) -> date:
    return next_working_day(day + timedelta(days=1))


def _soon_words(day: date, second: date) -> str:
    """The next two working days in words; by name where a weekend or a holiday lies between."""
    if second == day + timedelta(days=2):
        return "Morgen en overmorgen"
    return f"Tot en met {date_format(second, 'l j F').lower()}"


def free_this_week(day: date, scope: Scope) -> list[dict[str, str]]:
    """Who was released this week or is expected to be, as items of a feed."""
    items = []
    for case in cases_free_between(*week_of(day), scope)[:_MOST_FREE]:
        free, chain = free_on(case), getattr(case, "chain", None)
        released = case.detention is not None and case.detention.released_on is not None
        words = [day_words(free, day) if free else "", case.responsible.name if case.responsible else "geen gemeente"]
        if chain is not None:
            words += [tag.label for tag in tags(chain, day)]
            words.append("overgedragen" if chain.handed_over_on else "")
        words.append("vrijgekomen" if released else "verwacht")
        url = reverse("case", args=[case.reference])
        items.append({"text": case.person.full_name, "url": url, "meta": ", ".join(filter(None, words))})
    return items
