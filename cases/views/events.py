"""The lines of a timeline: how an act reads, and how what was done in one go is folded into one line."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from itertools import groupby

from django.utils import timezone

from cases.dossiers.models import Act
from nazorg.common.words import day_words, moment_words, spaced

_K = Act.Kind
# What a timeline can be narrowed to: the word in the address, and the label.
GROUPS = {
    "meldingen": "Meldingen",
    "vragen": "Vragen en antwoorden",
    "verstrekkingen": "Verstrekkingen",
    "notities": "Notities",
    "oordeel": "Screening en profiel",
    "verrijking": "Verrijking",
    "overleg": "Overleg",
    "plan": "Plan en interventies",
}
_ACT_GROUPS = {
    _K.REGISTRATION: "meldingen", _K.SENT: "vragen", _K.JUDGED: "vragen", _K.CONTACT: "notities", _K.NOTE: "notities",
    _K.HANDOFF: "verstrekkingen", _K.DISCLOSED: "verstrekkingen", _K.SCREENING: "oordeel", _K.PROFILE: "oordeel",
    _K.NETWORK_ROUND: "verrijking", _K.BILATERAL: "verrijking", _K.OFFENDER_MEETING: "overleg",
    _K.VIOLENCE_MEETING: "overleg", _K.TAILORED_MEETING: "overleg", _K.PLAN: "plan", _K.INTERVENTION: "plan",
    _K.COURSE: "plan", _K.STATEMENT: "verstrekkingen",
}  # fmt: skip
_ACT_ICONS = {"overleg": "i-ask", "verrijking": "i-ask", "verstrekkingen": "i-out"}
# Acts without a kind of their own begin with the words that say what they are.
_BY_FIRST_WORDS = {
    "Politie-informatie": "verrijking",
    "Zorginformatie": "verrijking",
    "Knelpunt": "notities",
    "Doelgroep": "oordeel",
    "Interventie klaar": "plan",
    "Dringend gemeld": "notities",
    "Uitgenodigd": "overleg",
    "Uitnodiging ingetrokken": "overleg",
}


@dataclass(frozen=True)
class Event:
    """One line of the timeline: of a group (a key of GROUPS), ordered by `on`; the rest is what the page shows.

    Neighbours that have the same `together` fold into one line, which holds them and says `many` of their number.
    """

    group: str
    on: date | datetime
    when: str
    icon: str
    title: str
    text: str = ""
    meta: str = ""
    together: tuple[object, ...] = ()
    many: str = ""
    inside: tuple["Event", ...] = ()

    @property
    def order(self) -> datetime:
        """The moment; of what has only a day, the beginning of that day."""
        if isinstance(self.on, datetime):
            return self.on
        return timezone.make_aware(datetime.combine(self.on, time.min))


def on_day(group: str, day: date, today: date, icon: str, title: str, text: str = "", meta: str = "") -> Event:
    """A line of which only the day is known."""
    return Event(group, day, day_words(day, today), icon, title, text, meta)


def at_time(group: str, moment: datetime, today: date, icon: str, title: str, text: str = "", meta: str = "") -> Event:
    """A line of which the moment is known."""
    return Event(group, moment, moment_words(moment, today), icon, title, text, meta)


def folded(events: Iterable[Event]) -> list[Event]:
    """The same lines in their order, in which what was done in one go is one line that opens."""
    lines = []
    for _, neighbours in groupby(events, key=lambda event: event.together or object()):
        first, *rest = neighbours
        if rest:
            different = {one.text for one in (first, *rest)}
            text = first.many.format(len(different)) if len(different) > 1 else first.text
            first = replace(first, text=text, meta="", inside=(first, *rest))
        lines.append(first)
    return lines


def act_events(acts: Iterable[Act], told: set[tuple[str, date, int | None]], today: date) -> Iterator[Event]:
    """What people did, without the acts (kind, day, user) that another line tells already."""
    for act in acts:
        if (act.kind, act.on, act.done_by_id) in told:
            continue
        group, title, text = _read(act)
        icon = _ACT_ICONS.get(group, "i-note")
        who = f"{act.done_by.name}." if act.done_by else ""
        source = f"Uit partij {spaced(act.batch_reference)}." if act.batch_reference else ""
        meta = " ".join(filter(None, (who, source)))
        # What was recorded on the day itself has its moment; what was recorded later has its day only.
        if local_day(act.recorded_at) == act.on:
            event = at_time(group, act.recorded_at, today, icon, title, text, meta)
        else:
            event = on_day(group, act.on, today, icon, title, text, meta)
        if act.kind == _K.PLAN:
            event = replace(event, together=(_K.PLAN, act.on, act.done_by_id), many="{} keer bijgewerkt")
        yield event


def _read(act: Act) -> tuple[str, str, str]:
    """The group, the title and the text of an act."""
    if act.kind in (_K.NOTE, _K.CONTACT):
        for words, group in _BY_FIRST_WORDS.items():
            rest = act.text.removeprefix(words)
            if rest != act.text and not rest[:1].isalnum():
                return group, words, rest.lstrip(" .:,")
    title = act.get_kind_display().capitalize()
    return _ACT_GROUPS[_K(act.kind)], f"{title} {act.get_area_display()}" if act.area else title, act.text


def local_day(moment: datetime) -> date:
    """The day of a moment, in local time."""
    return timezone.localtime(moment).date()
