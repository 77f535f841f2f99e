"""The menu: one table of entries. Each role sees only what it may open."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from django.urls import NoReverseMatch, reverse

from nazorg.accounts.acts import Act, may
from nazorg.accounts.models import User
from nazorg.front.selectors import held_count


@dataclass(frozen=True)
class Entry:
    """A line of the menu. `count` runs on every page, so it costs one cheap query at most."""

    label: str
    url_name: str
    act: Act
    children: tuple["Entry", ...] = ()
    count: Callable[[], int] | None = None


@dataclass
class Item:
    """A line as the template needs it."""

    label: str
    url: str
    count: int | None = None
    current: bool = False
    children: list["Item"] = field(default_factory=list)


STAFF_MENU: tuple[tuple[Entry, ...], ...] = (
    (Entry("Vandaag", "today", Act.SEE_TODAY),),
    (
        Entry(
            "Meldingen",
            "batches",
            Act.SEE_NOTIFICATIONS,
            (
                Entry("Inlezen", "intake_file", Act.TAKE_IN_NOTIFICATIONS),
                Entry("Plakken", "intake_paste", Act.TAKE_IN_NOTIFICATIONS),
                Entry("Nieuw", "intake_form", Act.TAKE_IN_NOTIFICATIONS),
                Entry("Oude registratie", "intake_registration", Act.TAKE_IN_REGISTRATION),
                Entry("Vastgehouden", "held", Act.SEE_NOTIFICATIONS, count=held_count),
            ),
        ),
    ),
    (
        Entry("Casussen", "cases", Act.SEE_CASES, (Entry("Nieuwe casus", "case_new", Act.OPEN_CASE),)),
        Entry("Gemeenten", "municipalities", Act.SEE_MUNICIPALITIES),
        Entry("Cijfers", "table_one", Act.SEE_FIGURES),
    ),
    (
        Entry("Convenant", "covenant", Act.SEE_COVENANT),
        Entry("Logboek", "log", Act.SEE_LOG),
        Entry("Rechten goedkeuren", "approvals", Act.APPROVE_RIGHTS),
        Entry("Beheer", "admin:index", Act.ADMINISTER),
    ),
    (Entry("Hulp", "help", Act.SEE_HELP),),
)

PORTAL_MENU: tuple[tuple[Entry, ...], ...] = (
    (Entry("Uw gemeente", "portal", Act.USE_PORTAL), Entry("Afspraken", "portal_covenant", Act.USE_PORTAL)),
)


def navigation(user: User, path: str) -> list[list[Item]]:
    """The menu of this user on the page at `path`; groups that hold nothing for him are left out."""
    menu = PORTAL_MENU if user.is_contact else STAFF_MENU
    groups = [list(_items(user, group)) for group in menu]
    groups = [group for group in groups if group]
    # The page belongs to the entry whose address is the longest beginning of its own.
    holding = [item for item in _flat(groups) if path == item.url or (item.url != "/" and path.startswith(item.url))]
    if holding:
        max(holding, key=lambda item: len(item.url)).current = True
    return groups


def _items(user: User, entries: tuple[Entry, ...]) -> Iterator[Item]:
    for entry in entries:
        if not may(user, entry.act):
            continue
        try:
            url = reverse(entry.url_name)
        except NoReverseMatch:  # a line less is better than no page at all; a test finds it
            continue
        count = entry.count() if entry.count else None
        yield Item(entry.label, url, count, children=list(_items(user, entry.children)))


def _flat(groups: list[list[Item]]) -> Iterator[Item]:
    for group in groups:
        for item in group:
            yield item
            yield from item.children
