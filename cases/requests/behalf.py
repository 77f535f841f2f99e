"""An answer that came beside the portal, recorded on behalf of the municipality."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from cases.requests.answering import Given, OnBehalf, Sent, send_answers
from cases.requests.models import Request
from cases.requests.sending import send_request
from cases.requests.states import asks_somebody
from cases.requests.turn import only_one_in
from nazorg.accounts.models import User


@transaction.atomic
def record_on_behalf(request: Request, given: Sequence[Given], told: OnBehalf, by: User, now: datetime) -> Sent:
    """Keep what was told. A question that was never sent was asked by this very conversation, so it is sent first;
    unless the Veiligheidshuis looks everything up itself, and asks nobody.

    Raises what `send_answers` and `send_request` raise; then neither has happened.
    """
    request = only_one_in(request)
    if request.state == Request.State.TO_SEND and asks_somebody(request):
        request = send_request(request, by, now, f"{told.channel.label} met {told.told_by}")
    return send_answers(request, given, by, now, told)
