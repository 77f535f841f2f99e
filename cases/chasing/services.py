"""Reminding municipalities of what they were asked, and telling somebody above when that does not help.

Every mail has a step of its own, so that a round may run as often as it likes, by two workers at once or again after a
crash. It stops by itself: what is answered, moved, ended or paused is counted no more.
"""

from collections.abc import Iterator
from datetime import datetime, time

from django.utils import timezone

from cases.chain.models import Chain
from cases.chain.rules import FINAL
from cases.chain.settle import settle
from cases.chasing import words
from cases.chasing.lines import chase_lines
from cases.chasing.selectors import Contacts, chased, chased_municipalities, to_escalate, waiting_too_long
from cases.enrichment.chasing import remind_late
from cases.requests.drafts import drop_old_drafts
from cases.requests.models import Request
from municipalities.agreements.models import Duty
from municipalities.agreements.selectors import Terms, duties_on
from municipalities.models import Municipality
from nazorg.common.deadlines import is_working_day
from nazorg.common.mails.models import Mail
from nazorg.common.mails.services import queue_mail
from nazorg.common.scope import system_scope

# The hours in which a round mails, in the Netherlands.
FROM, UNTIL = time(8), time(18)
# Cases that are locked at the same time, for as long as their clocks are worked out.
_AT_ONCE = 200
_WHY = "chasing looks at all municipalities and nobody asked for it"


def daily_round(now: datetime) -> None:
    """What the calendar asks for, in the hours of a working day; the rest of the time nothing.

    Brings the clocks in line with the day, drops old drafts, reminds every municipality once, escalates, and asks
    after what is late in plans and after what units of partners did not answer.
    """
    local = timezone.localtime(now)
    if not is_working_day(local.date()) or not FROM <= local.time() < UNTIL:
        return
    settle_running(now)
    drop_old_drafts(now)
    with system_scope(_WHY):
        places = list(chased_municipalities(local.date(), chased()))
    for municipality in places:
        remind(municipality, now)
    with system_scope(_WHY):
        late = [municipality for municipality, _ in waiting_too_long(local.date())]
    for municipality in late:
        escalate(municipality, now)
    remind_late(now)
    chase_lines(now)


def announce(now: datetime) -> None:
    """Remind whoever was asked something today, if today is a working day; else the next round does."""
    local = timezone.localtime(now)
    if not is_working_day(local.date()):
        return
    midnight = local.replace(hour=0, minute=0, second=0, microsecond=0)
    with system_scope(_WHY):
        places = list(chased_municipalities(local.date(), chased().filter(sent_at__gte=midnight)))
    for municipality in places:
        remind(municipality, now)


def remind(municipality: Municipality, now: datetime) -> bool:
    """Queue today's mail about what this municipality has open, and once a mail of its own for what is urgent.

    False where today's mail went already, nothing is open, or nobody is there to read it.
    """
    today = timezone.localtime(now).date()
    with system_scope("a mail counts what no single role sees whole"):
        requests = list(chased().filter(municipality=municipality).select_related("municipality"))
        if not requests:
            return False
        text, code, new = words.daily(municipality, requests, today), municipality.code, False
        for contact in Contacts.on(today, municipality).mailed():
            for request in requests:
                if request.urgent:
                    own = words.urgent(request, today)
                    step = f"urgent:{request.reference}:{contact.pk}"
                    queue_mail(step, contact.email, own.subject, own.body, now, code)
            step = f"chase:{code}:{today}:{contact.pk}"
            new |= queue_mail(step, contact.email, text.subject, text.body, now, code)
    return new


def escalate(municipality: Municipality, now: datetime) -> bool:
    """Mail whom this municipality named for it, once about each request and once a day.

    False where there is nothing to escalate, nobody to mail, or a mail went today.
    """
    today = timezone.localtime(now).date()
    with system_scope("that a question was escalated is derived; no user writes it"):
        people = {duty.email.lower(): duty for duty in duties_on(today, municipality, Duty.Kind.ESCALATION)}
        step = f"escalate:{municipality.code}:{today}:"
        if not people or Mail.objects.filter(step__startswith=step).exists():
            return False
        # Another worker waits here until the first one is done, and finds nothing left.
        late = chased().filter(municipality=municipality, escalated_on=None, due_on__lt=today)
        locked = list(late.select_for_update(of=("self",)))
        contacts = Contacts.on(today, municipality)
        requests = to_escalate(today, locked, contacts, Terms.load())
        if not requests:
            return False
        log_ins = {contact.email.lower() for contact in contacts.all.values()}
        for email, duty in people.items():
            text = words.escalation(municipality, requests, today, logs_in=email in log_ins)
            queue_mail(f"{step}{duty.pk}", duty.email, text.subject, text.body, now, municipality.code)
        for request in requests:
            request.escalated_on = today
            request.save(update_fields=["escalated_on"])
    return True


def settle_running(now: datetime) -> None:
    """Bring the clocks of all cases that run in line with the day: what became urgent or late since yesterday."""
    with system_scope(_WHY):
        ids = list(Chain.objects.exclude(step__in=FINAL).order_by("pk").values_list("pk", flat=True))
    for some in _some(ids):
        with system_scope(_WHY):
            settle(_free(some), now)


def _some(ids: list[int]) -> Iterator[list[int]]:
    for start in range(0, len(ids), _AT_ONCE):
        yield ids[start : start + _AT_ONCE]


def _free(ids: list[int]) -> list[int]:
    """Of these cases the ones in which nobody writes now, held until the transaction ends.

    Whoever writes in a case works out its clock himself: a round that read before him may not write after him. Requests
    before clocks, as everybody else does, so that no two wait for each other.
    """
    requests = Request.objects.filter(case__in=ids).exclude(state=Request.State.MOVED).order_by("pk")
    held = set(requests.select_for_update(skip_locked=True).values_list("pk", flat=True))
    busy = set(requests.exclude(pk__in=held).values_list("case_id", flat=True))
    chains = Chain.objects.filter(pk__in=set(ids) - busy).order_by("pk")
    return list(chains.select_for_update(skip_locked=True).values_list("pk", flat=True))
