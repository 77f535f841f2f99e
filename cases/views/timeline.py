"""The timeline of a case: notifications, questions and answers, pauses, disclosures and acts, as far as one may see."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from cases.chain.models import Interview, Pause
from cases.detentions.models import Notification
from cases.disclosures.ledger import is_minutes
from cases.disclosures.models import Disclosure
from cases.disclosures.selectors import disclosures_of
from cases.dossiers.models import Act, Case
from cases.requests.models import Answer, Request
from cases.requests.of_case import requests_in
from cases.views.events import Event, act_events, at_time, local_day, on_day
from nazorg.common.scope import Scope
from nazorg.common.words import counted, day_words, joined, spaced
from nazorg.covenant.areas import AREA_SHORT, Area

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


@dataclass(frozen=True)
class Happened:
    """What the page of a case has read already, and its timeline tells too."""

    requests: list[Request]
    answers: list[Answer]
    disclosures: list[Disclosure]
    pauses: list[Pause]
    interview: Interview | None


def happened_in(case: Case, scope: Scope) -> Happened:
    """The same, for a page that shows the timeline only."""
    answers = Answer.objects.visible_to(scope).filter(question__request__case=case)
    return Happened(
        requests=requests_in(case, scope),
        answers=list(answers.select_related("by", "question__request__municipality")),
        disclosures=list(disclosures_of(case, scope)),
        pauses=list(Pause.objects.visible_to(scope).filter(case=case).select_related("by", "ended_by")),
        interview=Interview.objects.visible_to(scope).filter(case=case).first(),
    )


def timeline(case: Case, happened: Happened, today: date, scope: Scope) -> list[Event]:
    """Everything that happened in a case, the latest first. The policies leave out what this role may not see."""
    meta = f"Ingebracht door {case.brought_in_by}. {case.brought_in_why}".strip() if case.brought_in_by else ""
    opened = Event(
        "meldingen",
        case.opened_on,
        day_words(case.opened_on, today),
        "i-plus",
        "Casus geopend",
        case.get_origin_display(),
        meta,
    )
    acts = list(Act.objects.visible_to(scope).filter(case=case).select_related("done_by").order_by("-on", "-pk"))
    sent = {(act.on, act.done_by_id): act.text.rstrip(".") for act in acts if act.kind == Act.Kind.SENT}
    events = [
        *act_events(acts, _told(happened), today),
        *_disclosed(happened.disclosures, today),
        *_answered(happened.answers, today),
        *(event for request in happened.requests for event in _asked(request, sent, today)),
        *(event for pause in happened.pauses for event in _paused(pause, today)),
        *_interviewed(happened.interview, today),
        *_notifications(case, today, scope),
        opened,
    ]
    return sorted(events, key=lambda event: event.order, reverse=True)


def _notifications(case: Case, today: date, scope: Scope) -> Iterator[Event]:
    if case.detention_id is None:
        return
    found = Notification.objects.visible_to(scope).filter(detention=case.detention_id, superseded_by=None)
    for notification in found.order_by("-on", "-pk"):
        kind = Notification.Kind(notification.kind)
        key, word = _PLACES[kind]
        place = notification.facts.get(key) or ""
        yield on_day(
            "meldingen",
            notification.on,
            today,
            _ICONS[kind],
            f"Melding {kind.label}",
            f"{word} {place}" if place else "",
            f"Uit partij {spaced(notification.batch_reference)}, regel {notification.line}.",
        )


def _asked(request: Request, sent: dict[tuple[date, int | None], str], today: date) -> Iterator[Event]:
    """What became of a request. `sent` has the words of whoever sent one by hand, by day and user."""
    where = str(request.municipality)
    if request.sent_at is not None:
        who = f"{request.sent_by.name}." if request.sent_by else "Vanzelf."
        words = sent.get((local_day(request.sent_at), request.sent_by_id), f"Vraag verstuurd aan {where}")
        yield at_time("vragen", request.sent_at, today, "i-ask", words, "", who)
    else:
        yield at_time(
            "vragen", request.opened_at, today, "i-ask", f"Vraag klaargezet voor {where}", "", "Niet verstuurd."
        )
    if request.escalated_on is not None:
        yield on_day("vragen", request.escalated_on, today, "i-alert", "Opgeschaald", f"bij {where}, die te laat was")
    if request.closed_at is None:
        return
    if request.state == Request.State.MOVED:
        what = "De nieuwe gemeente ziet de antwoorden niet." if request.answered_at else ""
        yield at_time("vragen", request.closed_at, today, "i-change", "Vraag verplaatst", f"weg van {where}", what)
    elif request.state == Request.State.ENDED:
        yield at_time(
            "vragen", request.closed_at, today, "c-gone", "Vraag gestopt", request.get_ended_why_display(), where
        )


def _answered(answers: Iterable[Answer], today: date) -> Iterator[Event]:
    """Answers that were sent together as one line. Those on behalf of a municipality are an act of staff."""
    own = [answer for answer in answers if answer.channel == Answer.Channel.PORTAL]
    for (at, by), group in groupby(sorted(own, key=lambda one: (one.at, one.by_id)), key=lambda one: (one.at, one.by)):
        together = list(group)
        where = str(together[0].question.request.municipality)
        corrected = [one for one in together if one.reason]
        title = f"{where} verbeterde" if len(corrected) == len(together) else f"{where} antwoordde"
        areas = {one.question.area for one in together}
        named = joined([AREA_SHORT[area] for area in Area.values if area in areas])
        text = "op alle leefgebieden" if len(areas) == len(Area) else f"over {named}"
        reasons = " ".join(f"{AREA_SHORT[one.question.area].capitalize()}: {one.reason}." for one in corrected)
        yield at_time("vragen", at, today, "i-check", title, text, f"{by.name}. {reasons}".strip())


def _paused(pause: Pause, today: date) -> Iterator[Event]:
    why = pause.get_why_display() + (f": {pause.note}" if pause.note else "")
    yield on_day("vragen", pause.since, today, "c-pause", "Klok gestopt", why, f"{pause.by.name}.")
    if pause.until is not None:
        days = (pause.until - pause.since).days
        stood = f"stond {counted(days, 'dag', 'dagen')} stil" if days else "nog dezelfde dag"
        who = f"{pause.ended_by.name}." if pause.ended_by else ""
        yield on_day("vragen", pause.until, today, "c-far", "Klok loopt weer", stood, who)


def _told(happened: Happened) -> set[tuple[str, date, int | None]]:
    """The acts (kind, day, user) that the question or the disclosure itself tells already."""
    told = {(Act.Kind.SENT.value, local_day(one.sent_at), one.sent_by_id) for one in happened.requests if one.sent_at}
    told |= {(Act.Kind.HANDOFF.value, local_day(one.at), one.by_id) for one in happened.disclosures}
    return told | {(Act.Kind.DISCLOSED.value, one.on, one.by_id) for one in happened.disclosures}


def _disclosed(disclosures: Iterable[Disclosure], today: date) -> Iterator[Event]:
    """What was given; what one press gave to several is together."""
    for given in disclosures:
        title = _given_words(given)
        how = f"{given.get_channel_display()}. " if given.kind != Disclosure.Kind.DIRECT else ""
        meta = f"{how}{given.by.name}. Grond: {given.ground_name}."
        event = at_time("verstrekkingen", given.at, today, "i-out", title, f"aan {given.recipient}", meta)
        yield replace(event, together=(title, given.at, given.by_id), many="aan {} ontvangers")


def _given_words(given: Disclosure) -> str:
    if given.kind == Disclosure.Kind.DIRECT:
        return "Rechtstreeks gegeven"
    if given.kind == Disclosure.Kind.CONFERENCE:
        return "Verslag gegeven" if is_minutes(given) else "Stukken gegeven"
    return "Mondeling verstrekt" if given.kind == Disclosure.Kind.ORAL else "Verstrekt"


def _interviewed(interview: Interview | None, today: date) -> Iterator[Event]:
    if interview is None:
        return
    planned = interview.planned_on
    if interview.held_on is not None:
        text = f"was gepland op {day_words(planned, today)}" if planned and planned != interview.held_on else ""
        yield on_day("vragen", interview.held_on, today, "c-done", "Eerste gesprek gehouden", text)
    elif planned is not None:
        yield at_time(
            "vragen", interview.recorded_at, today, "c-far", "Eerste gesprek gepland", f"op {day_words(planned, today)}"
        )
