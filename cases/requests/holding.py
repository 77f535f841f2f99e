"""Who of a municipality is on a request."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from cases.requests.answering import ClosedRequest
from cases.requests.models import Request
from cases.requests.states import why_closed
from cases.requests.turn import only_one_in
from municipalities.agreements.selectors import contacts_of
from nazorg.accounts.models import User
from nazorg.common.scope import system_scope


@transaction.atomic
def put_on(request: Request, holder: User, today: date) -> None:
    """Let a contact be on a request: by taking it up oneself, or handing it over to a colleague.

    Raises ClosedRequest where it takes no answer (any more), ValidationError for whoever is no contact there.
    """
    request = only_one_in(request)
    if sentence := why_closed(request):
        raise ClosedRequest(sentence)
    if not contacts_of(request.municipality, today).filter(pk=holder.pk).exists():
        raise ValidationError(f"Kies een contactpersoon van {request.municipality}.")
    with system_scope("who is on a request stands in its row, of which a contact may write nothing else"):
        request.holder = holder
        request.save(update_fields=["holder"])
