"""Recording an answer on behalf of a municipality."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone

from cases.dossiers.models import Case
from cases.requests.answering import ClosedRequest, Sent
from cases.requests.behalf import record_on_behalf
from cases.requests.behalf_forms import BehalfForm
from cases.requests.models import Request
from cases.requests.of_case import areas_of, current_request, requests_in
from cases.requests.states import asks_somebody
from cases.views.areas import area_block
from cases.views.common import case_context, case_or_404
from municipalities.agreements.models import Duty
from municipalities.agreements.selectors import contacts_of, duties_on
from nazorg.accounts.acts import Act, requires, user_of
from nazorg.accounts.log import log_access
from nazorg.common.scope import current_scope
from nazorg.common.words import joined
from nazorg.covenant.areas import AREA_SHORT


@requires(Act.WORK_CASE)
def answer_on_behalf(request: HttpRequest, reference: str) -> HttpResponse:
    """The five areas on one page; what is chosen or written is recorded, the rest stays as it is."""
    case = case_or_404(reference)
    log_access(request, "answer_on_behalf", reference)
    asked = _asked(case, request.POST.get("request", ""))
    if asked is None:
        messages.warning(request, "In deze casus is niemand iets gevraagd.")
        return redirect("case", reference)
    form = _form(asked, request.POST or None)
    if form.is_bound and form.is_valid():
        sent = _recorded(form, asked, request)
        if sent is not None and not sent.overtaken:
            areas = joined([AREA_SHORT[area] for area in sent.areas])
            messages.success(request, f"Vastgelegd namens {asked.municipality}: {areas}.")
            return redirect("case", reference)
        if sent is not None:
            form = _form(_again(asked), _left(request.POST, sent, asked))
            form.add_error(None, _overtaken(sent))
    return render(request, "cases/behalf.html", _context(case, asked, form))


def _asked(case: Case, reference: str) -> Request | None:
    """The request that the page was made for, even where the case moved meanwhile; at first the one that runs."""
    requests = requests_in(case, current_scope())
    return next((one for one in requests if one.reference == reference), None) or current_request(requests)


def _again(asked: Request) -> Request:
    return Request.objects.visible_to(current_scope()).select_related("municipality", "holder").get(pk=asked.pk)


def _form(asked: Request, data: QueryDict | None) -> BehalfForm:
    names = _contacts(asked)
    told_by = asked.holder.name if asked.holder else names[0] if len(names) == 1 else ""
    return BehalfForm(asked, areas_of(asked, current_scope()), told_by, timezone.localdate(), data)


def _contacts(asked: Request) -> list[str]:
    """Whom one would have spoken: contacts who log in, and who is authorised for SUWINET or answers when it is late."""
    today = timezone.localdate()
    names = [contact.name for contact in contacts_of(asked.municipality, today)]
    for kind in Duty.Kind:
        names += [duty.name for duty in duties_on(today, asked.municipality, kind)]
    return list(dict.fromkeys(names))


def _recorded(form: BehalfForm, asked: Request, request: HttpRequest) -> Sent | None:
    """What became of it; None where it was refused, with the reason on the form and every word still there."""
    try:
        return record_on_behalf(asked, form.given(), form.told(), user_of(request), timezone.now())
    except ClosedRequest as closed:
        form.add_error(None, closed.messages)
    except ValidationError as refused:
        if hasattr(refused, "error_dict"):
            form.refuse(refused.message_dict)
        else:
            form.add_error(None, refused.messages)
    return None


def _left(posted: QueryDict, sent: Sent, asked: Request) -> QueryDict:
    """What was posted without the areas that were kept, and knowing the answers that stand in the others now."""
    left = posted.copy()
    for area in sent.areas:
        for name in [name for name in left if name.startswith(f"{area}_")]:
            del left[name]
    for area, one in areas_of(asked, current_scope()).items():
        left[f"{area}_seen"] = str(one.current.pk) if one.current else ""
    return left


def _overtaken(sent: Sent) -> str:
    areas = joined([AREA_SHORT[area] for area in sent.overtaken])
    kept = f" Wel vastgelegd: {joined([AREA_SHORT[area] for area in sent.areas])}." if sent.areas else ""
    return (
        f"Iemand anders was u voor met {areas}. Uw tekst staat er nog: vergelijk die met het antwoord "
        f"dat er nu staat, en leg hem nog een keer vast als hij klopt.{kept}"
    )


def _context(case: Case, asked: Request, form: BehalfForm) -> dict[str, object]:
    today = timezone.localdate()
    return {
        **case_context(case),
        "asked": asked,
        "unsent": asked.state == Request.State.TO_SEND and asks_somebody(asked),
        "form": form,
        "areas": [(one, area_block(case, one.area, asked, one.asked, [], [], today)) for one in form.areas],
        "contacts": _contacts(asked),
    }
