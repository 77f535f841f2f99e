"""What a contact has typed and not sent: the own municipality's, kept until it is sent, moved or 30 days old."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from cases.requests.answering import ClosedRequest
from cases.requests.models import Answer, Draft, Request, Status
from cases.requests.states import why_closed
from cases.requests.turn import only_one_in
from nazorg.accounts.models import User
from nazorg.common.scope import Scope, system_scope
from nazorg.covenant.areas import AREA_CATEGORY

KEEP = timedelta(days=30)
_MOST_NAME = 120


@dataclass(frozen=True)
class Typed:
    """One area as it stands on somebody's page."""

    area: str
    status: str = ""
    text: str = ""
    from_suwinet: bool = False
    suwinet_by: str = ""

    @property
    def empty(self) -> bool:
        return not (self.status or self.text.strip() or self.from_suwinet or self.suwinet_by.strip())


def drafts_in(request: Request, scope: Scope) -> list[Draft]:
    """What the contacts of its municipality have typed about a request, each with the author."""
    return list(Draft.objects.visible_to(scope).filter(request=request).select_related("author").order_by("saved_at"))


@transaction.atomic
def keep_drafts(request: Request, typed: Sequence[Typed], by: User, now: datetime) -> None:
    """Keep what somebody typed, an area each; what is empty, or says just what was answered, is no draft (any more).

    Raises ClosedRequest where the request takes no answer.
    """
    _open_for_typing(request)
    standing = {
        answer.question.area: answer
        for answer in Answer.objects.filter(question__request=request, current=True).select_related("question")
    }
    for one in typed:
        if one.empty or _says(standing.get(one.area), one):
            Draft.objects.filter(request=request, area=one.area, author=by).delete()
        else:
            _keep(request, one, by, now)


@transaction.atomic
def take_over_draft(draft: Draft, by: User, now: datetime) -> None:
    """Make a colleague's draft one's own. What one had typed oneself stays, with the colleague's text below it.

    Raises ClosedRequest where the request takes no answer.
    """
    _open_for_typing(draft.request)
    own = Draft.objects.filter(request=draft.request, area=draft.area, author=by).first()
    texts = [own.text if own else "", draft.text]
    taken = Typed(
        draft.area,
        own.status if own and own.status else draft.status,
        "\n\n".join(dict.fromkeys(filter(None, texts))),
        draft.from_suwinet or bool(own and own.from_suwinet),
        own.suwinet_by if own and own.suwinet_by else draft.suwinet_by,
    )
    with system_scope(
        "whoever takes a colleague's draft over leaves nothing of it behind; only its author writes in it"
    ):
        draft.delete()
    _keep(draft.request, taken, by, now)


def drop_draft(request: Request, area: str, by: User) -> None:
    """Throw one's own draft about an area away."""
    Draft.objects.filter(request=request, area=area, author=by).delete()


def drop_old_drafts(now: datetime) -> int:
    """Take away what was not touched for 30 days; how many."""
    with system_scope("a draft is the municipality's own; only that it is old counts"):
        number, _ = Draft.objects.filter(saved_at__lt=now - KEEP).delete()
    return number


def _open_for_typing(request: Request) -> None:
    """Wait for one's turn. Raises ClosedRequest where nothing can be answered."""
    if sentence := why_closed(only_one_in(request)):
        raise ClosedRequest(f"{sentence} Uw tekst is niet bewaard. Kopieer hem als u die nog nodig heeft.")


def _says(answer: Answer | None, typed: Typed) -> bool:
    """Whether an answer says just what was typed."""
    if answer is None:
        return False
    sent = Typed(typed.area, answer.status, answer.text, answer.from_suwinet, answer.suwinet_by)
    return sent == Typed(
        typed.area, typed.status, typed.text.strip(), typed.from_suwinet, typed.suwinet_by.strip()[:_MOST_NAME]
    )


def _keep(request: Request, typed: Typed, by: User, now: datetime) -> None:
    Draft.objects.update_or_create(
        request=request,
        area=typed.area,
        author=by,
        defaults={
            "category": AREA_CATEGORY[typed.area],
            "status": typed.status if typed.status in Status.values else "",
            "text": typed.text,
            "from_suwinet": typed.from_suwinet,
            "suwinet_by": typed.suwinet_by[:_MOST_NAME],
            "saved_at": now,
        },
    )
