"""Queueing and sending mails, each at most once.

That a mail is being sent is committed before the mail server hears of it. Whoever is killed in between leaves it so; a
later round calls it unsure, since it may have arrived, and only a person sends it again.
"""

import logging
import smtplib
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

from django.core.mail import EmailMessage, get_connection
from django.db import transaction

from nazorg.common.ics import method_of
from nazorg.common.jobs.services import wake_worker
from nazorg.common.mails.models import Mail

logger = logging.getLogger("nazorg.mails")

GIVE_UP_AFTER = timedelta(days=2)
# After the first attempts; after those every hour.
_AGAIN_AFTER = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60))
# Sending one mail never takes longer: each word of the mail server has EMAIL_TIMEOUT.
_LONGEST = timedelta(minutes=10)
# A round leaves the worker to other work after so many.
_A_ROUND = 200

# Behind the step of a mail that a person sends again.
AGAIN = "+"

_S = Mail.State


def queue_mail(
    step: str, to: str, subject: str, body: str, now: datetime, municipality_code: str = "", calendar: str = ""
) -> bool:
    """Record a mail and wake a worker once this transaction has committed; False where `step` was mailed already.

    No personal data in subject, body and calendar file: counts, names of municipalities, days and links.
    """
    _, made = Mail.objects.get_or_create(
        step=step,
        defaults={
            "to": to,
            "subject": subject,
            "body": body,
            "municipality_code": municipality_code,
            "calendar": calendar,
            "created_at": now,
            "next_try_at": now,
        },
    )
    if made:
        transaction.on_commit(lambda: wake_worker("nazorg.send_mails"))
    return made


def send_again(mail: Mail, now: datetime) -> bool:
    """Send a mail that failed, or of which nobody knows whether it arrived, as a new one.

    False where that was done already, or where nothing asks for it.
    """
    if mail.state not in (_S.FAILED, _S.UNSURE):
        return False
    return queue_mail(again(mail), mail.to, mail.subject, mail.body, now, mail.municipality_code, mail.calendar)


def again(mail: Mail) -> str:
    """The step of the mail that is sent in the place of `mail`."""
    return mail.step + AGAIN


def send_waiting(now: datetime) -> int:
    """Send what is due, the longest waiting first; how many left. Two workers at once share the work.

    Stops when the mail server does not answer: the rest stays due, and the next round tries again.
    """
    Mail.objects.filter(state=_S.SENDING, next_try_at__lte=now).update(state=_S.UNSURE)
    sent = 0
    for _ in range(_A_ROUND):
        mail = _take(now)
        if mail is None or not _send(mail, now):
            break
        sent += mail.state == _S.SENT
    return sent


def _take(now: datetime) -> Mail | None:
    """The next mail, for this worker only from here on, whatever becomes of the worker."""
    with transaction.atomic(durable=True):
        due = Mail.objects.filter(state=_S.WAITING, next_try_at__lte=now).order_by("next_try_at", "pk")
        mail = due.select_for_update(skip_locked=True).first()
        if mail is not None:
            mail.state, mail.attempts, mail.next_try_at = _S.SENDING, mail.attempts + 1, now + _LONGEST
            mail.save(update_fields=["state", "attempts", "next_try_at"])
    return mail


def _send(mail: Mail, now: datetime) -> bool:
    """Send one mail and note what became of it; False where the mail server does not answer."""
    try:
        server = get_connection()
        server.open()
    except Exception as error:  # noqa: BLE001  whatever it is, nothing was said yet
        _note(mail, _S.WAITING, now, error)
        return False
    try:
        _letter(mail, server).send()
    except Exception as error:  # noqa: BLE001  whatever it is, the mail says so
        _note(mail, _after(error), now, error)
    else:
        _note(mail, _S.SENT, now)
    with suppress(Exception):  # the mail is gone, however they part
        server.close()
    return True


def _letter(mail: Mail, server: Any) -> EmailMessage:
    letter = EmailMessage(mail.subject, mail.body, to=[mail.to], connection=server)
    if mail.calendar:
        letter.attach("uitnodiging.ics", mail.calendar, f"text/calendar; method={method_of(mail.calendar)}")
    return letter


def _after(error: Exception) -> Mail.State:
    """What becomes of a mail that met `error` while it was handed over."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        # 5xx is "no such address", 4xx is "not now".
        unknown = all(code >= 500 for code, _ in error.recipients.values())
        return _S.FAILED if unknown else _S.WAITING
    if isinstance(error, smtplib.SMTPResponseException):
        return _S.WAITING
    # The line broke: the server may have taken it. What is no fault of the line never goes well.
    return _S.UNSURE if isinstance(error, OSError) else _S.FAILED


def _note(mail: Mail, state: Mail.State, now: datetime, error: Exception | None = None) -> None:
    """Keep how a mail stands now. Of an error its kind only: its text may hold an address."""
    if state == _S.WAITING and now >= mail.created_at + GIVE_UP_AFTER:
        state = _S.FAILED
    mail.state, mail.error = state, type(error).__name__[:80] if error else ""
    mail.next_try_at = now + _AGAIN_AFTER[min(mail.attempts, len(_AGAIN_AFTER)) - 1]
    mail.sent_at = now if state == _S.SENT else None
    mail.save(update_fields=["state", "error", "next_try_at", "sent_at"])
    if error is not None:
        logger.warning("mail %s is %s: %s", mail.reference, state.value, mail.error)
