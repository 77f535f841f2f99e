"""What may follow what: the one table of a request's transitions."""

from django.core.exceptions import ValidationError

from cases.requests.models import Request
from municipalities.agreements.models import Agreement

_S = Request.State

TRANSITIONS: dict[str, frozenset[str]] = {
    _S.TO_SEND: frozenset({_S.OPEN, _S.MOVED, _S.ENDED}),
    _S.OPEN: frozenset({_S.ANSWERED, _S.MOVED, _S.ENDED}),
    # An area that is corrected to "wacht op SUWINET" is waited for again.
    _S.ANSWERED: frozenset({_S.OPEN, _S.MOVED, _S.ENDED}),
    # Nothing follows a move: the municipality that was asked next has a request of its own.
    _S.MOVED: frozenset(),
    # A release that proves wrong lets the request go on.
    _S.ENDED: frozenset({_S.TO_SEND, _S.OPEN, _S.MOVED}),
}

_CLOSED = {
    _S.MOVED: "Deze vraag is verplaatst naar een andere gemeente.",
    _S.ENDED: "Deze vraag is gestopt.",
    _S.TO_SEND: "Deze vraag is nog niet verstuurd.",
}


def go_to(request: Request, state: str) -> None:
    """Change the state of a request, without saving. Raises ValidationError where that may not follow."""
    if state != request.state and state not in TRANSITIONS[request.state]:
        raise ValidationError(f"Een vraag die {request.get_state_display()} is, kan niet worden: {_S(state).label}.")
    request.state = state


def asks_somebody(request: Request) -> bool:
    """Whether the municipality delivers any area; else the Veiligheidshuis looks everything up and sends nothing."""
    return request.questions.exclude(delivers=Agreement.Delivers.SAFETY_HOUSE).exists()


def why_closed(request: Request) -> str:
    """Why this request takes no answer (any more), in a sentence; empty where it does."""
    return _CLOSED.get(_S(request.state), "")
