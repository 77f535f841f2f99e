"""The cases about which a municipality was ever asked, the latest first."""

from dataclasses import dataclass
from datetime import date

from django.core.paginator import Page, Paginator

from cases.requests.models import Request
from municipalities.portal.first import A_PAGE, Group, grouped, request_line
from municipalities.portal.own import cases_of_requests, own_requests
from nazorg.common.scope import Scope

# What can be asked of the list, by the word in the address.
STATES: dict[str, tuple[str, tuple[str, ...]]] = {
    "": ("alle", ()),
    "open": ("te beantwoorden", (Request.State.OPEN,)),
    "beantwoord": ("beantwoord", (Request.State.ANSWERED,)),
    "gestopt": ("gestopt", (Request.State.ENDED,)),
    "verplaatst": ("verplaatst", (Request.State.MOVED,)),
}


@dataclass(frozen=True)
class Filter:
    """A state to narrow the list to, with its address."""

    label: str
    query: str
    chosen: bool


def filters(chosen: str) -> list[Filter]:
    """The states to choose from."""
    return [Filter(label, f"?stand={word}" if word else "?", word == chosen) for word, (label, _) in STATES.items()]


def page_of_cases(state: str, number: str | None, scope: Scope) -> Page[Request]:
    """A page of requests in a state (a word of STATES), apart by municipality."""
    requests = own_requests(scope)
    if states := STATES[state][1]:
        requests = requests.filter(state__in=states)
    order = ("municipality__position", "municipality__name", "-opened_at", "-pk")
    return Paginator(requests.select_related("municipality", "holder").order_by(*order), A_PAGE).get_page(number)


def case_groups(requests: list[Request], scope: Scope, today: date) -> list[Group]:
    """The lines of a page: with person and clock, and of what moved away the dates only."""
    cases = cases_of_requests([one for one in requests if one.state != Request.State.MOVED], scope)
    return grouped(requests, lambda one: request_line(one, cases.get(one.case_id), today))
