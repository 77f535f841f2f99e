"""The menu: one table of entries. Each role sees only what it may open."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from django.urls import NoReverseMatch, reverse

from cases.requests.counting import ALL
from cases.requests.lists import DECIDE, LATE, LISTS, READY, SEND, SENT, SUWINET
from cases.screening.selectors import to_screen_count
from municipalities.portal.actions import open_count
from municipalities.portal.own import to_answer_count
from nazorg.accounts.acts import Act, may
from nazorg.accounts.models import User
from nazorg.front.selectors import held_count


@dataclass(frozen=True)
class Entry:
    """A line of the menu. `count` runs on every page, so it costs one cheap query at most.

    A working list is named by its slug, and has its number from those that are counted all at once.
    """

    label: str
    url_name: str
    act: Act
    children: tuple["Entry", ...] = ()
    count: Callable[[], int] | None = None
    work_list: str = ""

    @property
    def url(self) -> str:
        is_list = self.url_name == "request_list"
        return reverse(self.url_name, args=[self.work_list] if is_list else [])


@dataclass
class Item:
    """A line as the template needs it."""

    label: str
    url: str
    count: int | None = None
    late: bool = False
    current: bool = False
    children: list["Item"] = field(default_factory=list)


def _list(slug: str) -> Entry:
    return Entry(LISTS[slug].label, "request_list", Act.SEE_CASES, work_list=slug)


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
        Entry(
            "Informatievragen",
            "requests",
            Act.SEE_CASES,
            tuple(_list(slug) for slug in (DECIDE, SEND, SENT, SUWINET, LATE)),
            work_list=ALL,
        ),
        Entry("Overdracht MMD", "handoffs", Act.WORK_CASE, work_list=READY),
    ),
    (
        Entry("Screening", "screening", Act.COORDINATE, count=to_screen_count),
        Entry("Casussen", "cases", Act.SEE_CASES, (Entry("Nieuwe casus", "case_new", Act.OPEN_CASE),)),
        Entry("Agenda", "agenda", Act.SEE_CONFERENCES),
        Entry(
            "Casusoverleg", "conferences", Act.SEE_CONFERENCES, (Entry("Nieuw overleg", "conference_new", Act.CONVENE),)
        ),
        Entry("BIJ", "bij", Act.WORK_BIJ),
        Entry("Knelpunten", "bottlenecks", Act.SEE_BOTTLENECKS),
        Entry("Gemeenten", "municipalities", Act.SEE_MUNICIPALITIES),
        Entry("Partners", "partners", Act.SEE_PARTNERS),
        Entry("Berichten", "mails", Act.SEE_MAILS),
        Entry(
            "Cijfers",
            "figures",
            Act.SEE_FIGURES,
            (
                Entry("Tabel 1", "table_one", Act.SEE_FIGURES),
                Entry("Doorlooptijd", "timeliness", Act.SEE_FIGURES),
                Entry("Aansluiting", "reconciliation", Act.SEE_FIGURES),
                Entry("Bestuurs-A4", "board", Act.SEE_FIGURES),
                Entry("Begrippen", "definitions", Act.SEE_FIGURES),
                Entry("Jaarverslag", "annual_reports", Act.SEE_FIGURES),
            ),
        ),
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
    (
        Entry("Te beantwoorden", "portal", Act.USE_PORTAL, count=to_answer_count),
        Entry("Onze casussen", "portal_cases", Act.USE_PORTAL),
        Entry("Onze acties", "portal_actions", Act.USE_PORTAL, count=open_count),
        Entry("Overleggen", "portal_conferences", Act.USE_PORTAL),
        Entry("Onze cijfers", "portal_figures", Act.USE_PORTAL),
        Entry("Afspraken en collega’s", "portal_agreements", Act.USE_PORTAL),
        Entry("Knelpunten", "portal_bottlenecks", Act.USE_PORTAL),
        Entry("Wat doet het Veiligheidshuis", "portal_house", Act.USE_PORTAL),
    ),
)


def navigation(user: User, path: str, counts: Mapping[str, int] | None = None) -> list[list[Item]]:
    """The menu of this user on the page at `path`; groups that hold nothing for him are left out.

    `counts` are the numbers of the working lists by slug.
    """
    menu = PORTAL_MENU if user.is_contact else STAFF_MENU
    groups = [list(_items(user, group, counts or {})) for group in menu]
    groups = [group for group in groups if group]
    # The page belongs to the entry whose address is the longest beginning of its own.
    holding = [item for item in _flat(groups) if path == item.url or (item.url != "/" and path.startswith(item.url))]
    if holding:
        max(holding, key=lambda item: len(item.url)).current = True
    return groups


def _items(user: User, entries: tuple[Entry, ...], counts: Mapping[str, int]) -> Iterator[Item]:
    for entry in entries:
        if not may(user, entry.act):
            continue
        try:
            url = entry.url
        except NoReverseMatch:  # a line less is better than no page at all; a test finds it
            continue
        count = entry.count() if entry.count else counts.get(entry.work_list)
        children = list(_items(user, entry.children, counts))
        yield Item(entry.label, url, count, late=entry.work_list == LATE, children=children)


def _flat(groups: list[list[Item]]) -> Iterator[Item]:
    for group in groups:
        for item in group:
            yield item
            yield from item.children
