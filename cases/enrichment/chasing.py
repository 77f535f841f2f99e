"""Reminding units of a question, by a mail that holds nothing of a person; never twice for the same step."""

from datetime import date, datetime

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from cases.enrichment.models import Asking
from cases.enrichment.selectors import overdue
from nazorg.common.deadlines import working_days
from nazorg.common.mails.services import queue_mail
from nazorg.common.scope import system_scope
from nazorg.common.words import day_words, spaced

# So many working days after the term a mail goes by itself; after the last one somebody phones.
AFTER = (1, 4)


def remind_late(now: datetime) -> None:
    """Remind every unit whose term passed, as often as AFTER says. Called by the daily round, on a working day."""
    today = timezone.localtime(now).date()
    with system_scope("reminding looks at all cases and nobody asked for it") as scope:
        ripe = [one.pk for one in overdue(scope, today).exclude(unit__email="") if _is_due(one, today)]
    for number in ripe:
        with system_scope("a reminder counts what nobody asked for"):
            asking = Asking.objects.select_for_update(of=("self",)).select_related("enquiry", "unit").get(pk=number)
            if asking.answer_id is None and _is_due(asking, today):
                _remind(asking, now)


def _is_due(asking: Asking, today: date) -> bool:
    passed = working_days(asking.enquiry.due_on, today)
    return asking.reminders < sum(passed >= days for days in AFTER) and asking.reminded_on != today


@transaction.atomic
def remind(asking: Asking, now: datetime) -> None:
    """Remind one unit now. Raises ValidationError with what to do where that makes no sense."""
    asking = (
        Asking.objects.select_for_update(of=("self",)).select_related("enquiry", "unit__organisation").get(pk=asking.pk)
    )
    if asking.answer_id is not None or asking.enquiry.closed_on is not None:
        raise ValidationError("Hier wordt geen antwoord meer verwacht.")
    if not asking.unit.email:
        raise ValidationError(f"Van {asking.unit} is geen e-mailadres bekend. Bel zelf, of laat het adres aanvullen.")
    if asking.reminded_on == timezone.localtime(now).date():
        raise ValidationError(f"Aan {asking.unit} is vandaag al een herinnering gestuurd.")
    _remind(asking, now)


def _remind(asking: Asking, now: datetime) -> None:
    """Queue the next reminder; the row is locked, so its number is used once."""
    today, enquiry = timezone.localtime(now).date(), asking.enquiry
    asking.reminders, asking.reminded_on = asking.reminders + 1, today
    asking.save(update_fields=["reminders", "reminded_on"])
    due = day_words(enquiry.due_on, today)
    late = enquiry.due_on < today
    asked = f"Het antwoord had er uiterlijk {due} moeten zijn." if late else f"Wij hopen uiterlijk {due} op antwoord."
    body = (
        "Beste collega,\n\n"
        f"Op {day_words(enquiry.asked_on, today)} stelde het Veiligheidshuis u een vraag. {asked}\n\n"
        f"Wilt u ons bellen, of beveiligd mailen? Noem kenmerk {spaced(enquiry.reference)}. "
        "Zet geen persoonsgegevens in een antwoord op deze mail.\n\n"
        f"Met vriendelijke groet,\nVeiligheidshuis {settings.REGION_NAME}\n"
    )
    step = f"enquiry:{enquiry.reference}:{asking.unit.reference}:{asking.reminders}"
    queue_mail(step, asking.unit.email, "Vraag van het Veiligheidshuis: herinnering", body, now)
