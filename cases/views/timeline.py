"""The timeline of a case: its notifications and the acts in it, as far as the open scope shows them."""

from dataclasses import dataclass
from datetime import date

from cases.detentions.models import Notification
from cases.dossiers.models import Act, Case
from nazorg.common.scope import Scope
from nazorg.common.words import day_words, spaced

_ICONS = {
    Notification.Kind.ARRIVAL: "i-down",
    Notification.Kind.TRANSFER: "i-change",
    Notification.Kind.RELEASE: "i-out",
}
_PLACES = {
    Notification.Kind.ARRIVAL: ("institution", "in"),
    Notification.Kind.TRANSFER: ("new_institution", "naar"),
    Notification.Kind.RELEASE: ("institution", "uit"),
}
_MEETINGS = {Act.Kind.OFFENDER_MEETING, Act.Kind.VIOLENCE_MEETING, Act.Kind.NETWORK_ROUND, Act.Kind.BILATERAL}


@dataclass(frozen=True)
class Event:
    """One line of the timeline; `on` orders it, the rest is what the page shows."""

    on: date
    when: str
    icon: str
    title: str
    text: str = ""
    meta: str = ""


def timeline(case: Case, today: date, scope: Scope) -> list[Event]:
    """Everything that happened in a case, the latest first. The policies leave out what this role may not see."""
    events = [*_notifications(case, today, scope), *_acts(case, today, scope)]
    meta = f"Ingebracht door {case.brought_in_by}. {case.brought_in_why}".strip() if case.brought_in_by else ""
    opened = Event(
        case.opened_on, day_words(case.opened_on, today), "i-plus", "Casus geopend", case.get_origin_display(), meta
    )
    return sorted([*events, opened], key=lambda event: event.on, reverse=True)


def _notifications(case: Case, today: date, scope: Scope) -> list[Event]:
    if case.detention_id is None:
        return []
    found = Notification.objects.visible_to(scope).filter(detention=case.detention_id, superseded_by=None)
    events = []
    for notification in found.order_by("-on", "-pk"):
        kind = Notification.Kind(notification.kind)
        key, word = _PLACES[kind]
        place = notification.facts.get(key) or ""
        events.append(
            Event(
                notification.on,
                day_words(notification.on, today),
                _ICONS[kind],
                f"Melding {kind.label}",
                f"{word} {place}" if place else "",
                f"Uit partij {spaced(notification.batch_reference)}, regel {notification.line}.",
            )
        )
    return events


def _acts(case: Case, today: date, scope: Scope) -> list[Event]:
    acts = Act.objects.visible_to(scope).filter(case=case).select_related("done_by").order_by("-on", "-pk")
    events = []
    for act in acts:
        title = act.get_kind_display().capitalize()
        if act.area:
            title = f"{title} {act.get_area_display()}"
        icon = "i-ask" if act.kind in _MEETINGS else "i-note"
        who = f"{act.done_by.name}." if act.done_by else ""
        source = f"Uit partij {spaced(act.batch_reference)}." if act.batch_reference else ""
        meta = " ".join(filter(None, (who, source)))
        events.append(Event(act.on, day_words(act.on, today), icon, title, act.text, meta))
    return events
