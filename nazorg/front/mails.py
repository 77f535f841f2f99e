"""Berichten: every mail as a row, with how it stands. A mail holds no person, so the administrator may look too."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from municipalities.models import Municipality
from nazorg.accounts.acts import Act, requires
from nazorg.accounts.log import log_access
from nazorg.common.mails.models import Mail
from nazorg.common.mails.services import again, send_again
from nazorg.common.tables import Tag
from nazorg.common.words import counted, moment_words

PAGE = 50
_S = Mail.State
_TAGS = {
    _S.WAITING: ("", "c-far"),
    _S.SENDING: ("accent", "i-turn"),
    _S.SENT: ("good", "i-check"),
    _S.FAILED: ("late", "i-cross"),
    _S.UNSURE: ("warn", "i-ask"),
}
# What asks for a person stands first.
_ORDER = (_S.FAILED, _S.UNSURE, _S.WAITING, _S.SENDING, _S.SENT)


@dataclass(frozen=True)
class Shown:
    """A mail as the page tells of it. `ask` says whether it can be sent again."""

    mail: Mail
    tag: Tag
    when: str
    municipality: str
    story: str
    ask: bool


@requires(Act.SEE_MAILS)
@require_GET
def mails(request: HttpRequest) -> HttpResponse:
    """The mails, the latest first; narrowed by state (`?stand=`) and municipality (`?gemeente=`)."""
    state, code = request.GET.get("stand", ""), request.GET.get("gemeente", "")
    municipality = Municipality.objects.filter(code=code).first() if code.isdecimal() else None
    found = Mail.objects.filter(municipality_code=municipality.code) if municipality else Mail.objects.all()
    chosen = found.filter(state=state) if state in _S.values else found
    page = Paginator(chosen, PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "mails": shown(page, timezone.localdate()),
        "counts": _counts(found, state, municipality),
        "municipality": municipality,
    }
    return render(request, "front/mails.html", context)


@requires(Act.SEE_MAILS)
@require_POST
def mail_again(request: HttpRequest, reference: str) -> HttpResponse:
    """Send a mail that failed, or may not have arrived, once more."""
    mail = get_object_or_404(Mail, reference=reference)
    if send_again(mail, timezone.now()):
        log_access(request, "mail_again", mail.reference)
        messages.success(request, "De mail gaat nog een keer. Hij staat bovenaan.")
    else:
        messages.error(request, "Deze mail is al opnieuw gestuurd, of dat is niet nodig.")
    return redirect("mails")


def shown(found: Iterable[Mail], today: date) -> list[Shown]:
    """Mails with their state in words."""
    rows = list(found)
    repeated = set(Mail.objects.filter(step__in=[again(mail) for mail in rows]).values_list("step", flat=True))
    names = dict(Municipality.objects.values_list("code", "name"))
    return [_shown(mail, today, names.get(mail.municipality_code, ""), again(mail) in repeated) for mail in rows]


def _shown(mail: Mail, today: date, municipality: str, repeated: bool) -> Shown:
    tone, icon = _TAGS[_S(mail.state)]
    stuck = mail.state in (_S.FAILED, _S.UNSURE)
    story = _story(mail, today) + (" De mail is daarna opnieuw gestuurd." if repeated else "")
    tag = Tag(mail.get_state_display(), tone, icon)
    return Shown(mail, tag, moment_words(mail.created_at, today), municipality, story.strip(), stuck and not repeated)


def _story(mail: Mail, today: date) -> str:
    """What happened to a mail, and what happens next, in sentences."""
    tried = counted(mail.attempts, "poging", "pogingen")
    if mail.state == _S.SENT and mail.sent_at and mail.attempts > 1:
        return f"Verstuurd {moment_words(mail.sent_at, today)}, na {tried}."
    if mail.state == _S.UNSURE:
        return "De verbinding brak af. Misschien is de mail aangekomen. Nazorg stuurt hem niet vanzelf nog eens."
    if mail.state == _S.FAILED and mail.error == "SMTPRecipientsRefused":
        return "De mailserver nam de mail voor dit adres niet aan. Kijk het adres na bij Beheer."
    if mail.state == _S.FAILED:
        return f"Niet gelukt na {tried}. Vraag de beheerder of de mailserver werkt. Soort fout: {mail.error}."
    if mail.state == _S.WAITING and mail.error:
        again_at = moment_words(mail.next_try_at, today)
        return f"Nog niet gelukt na {tried}. De volgende is {again_at}. Soort fout: {mail.error}."
    return ""


def _counts(found: QuerySet[Mail], state: str, municipality: Municipality | None) -> list[dict[str, object]]:
    """Each state as a filter with an address of its own."""
    numbers = dict(found.order_by().values_list("state").annotate(number=Count("pk")))
    kept = {"gemeente": municipality.code} if municipality else {}
    everything = {
        "label": "alles", "n": sum(numbers.values()), "url": f"?{urlencode(kept)}", "current": state not in _S.values,
    }  # fmt: skip
    by_state = [
        {
            "label": one.label,
            "n": numbers[one.value],
            "url": f"?{urlencode(kept | {'stand': one.value})}",
            "icon": _TAGS[one][1],
            "current": state == one,
        }
        for one in _ORDER
        if one.value in numbers
    ]
    return [everything, *by_state]
