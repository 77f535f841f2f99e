"""Giving to a unit of a partner: which unit, what would leave byte for byte, and that it left."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from cases.disclosures.paper import Paper
from cases.disclosures.partner_packs import PartnerOffer, offer_for
from cases.disclosures.views import pdf_response
from cases.dossiers.models import Case
from cases.involvement.selectors import units_in
from cases.involvement.services import ENDABLE, stop_taking_part
from cases.sharing.forms import BUTTONS, ShareForm
from cases.sharing.services import JOINING, OfferChanged, share
from cases.sharing.shown import asks_for_words, shown_sections
from cases.sharing.units import unit_or_404, unit_tables
from cases.views.common import case_context, case_or_404
from nazorg.accounts.acts import Act, requires, user_of
from nazorg.accounts.log import log_access
from nazorg.common.dutch import full_date
from nazorg.common.scope import current_scope
from nazorg.common.words import day_words, joined, spaced
from partners.models import Unit


@requires(Act.COORDINATE)
@require_GET
def share_choose(request: HttpRequest, reference: str) -> HttpResponse:
    """To which unit something is given: those that take part in the case first."""
    case = case_or_404(reference)
    log_access(request, "share_choose", reference)
    tables = unit_tables(case, current_scope(), timezone.localdate(), "share_with")
    return render(request, "sharing/choose.html", {**case_context(case), **tables})


@requires(Act.COORDINATE)
def share_with(request: HttpRequest, reference: str, unit: str) -> HttpResponse:
    """What may leave to this unit, in the words that would leave; a press on a button registers it as given."""
    case, to, today = *_case_and_unit(reference, unit), timezone.localdate()
    log_access(request, "share_with", reference, f"onderdeel {to.reference}")
    offer = offer_for(case, to, current_scope(), today, JOINING)
    form, changes = ShareForm(offer, today, request.POST or None), list[str]()
    if form.is_bound and form.is_valid():
        try:
            given = share(case, to, form.wanted(), user_of(request), timezone.now())
        except OfferChanged as changed:
            offer, changes = changed.offer, changed.changes
            form = ShareForm(offer, today, request.POST)
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            log_access(request, "shared", reference, given.ground_name)
            messages.success(request, f"Verstrekking vastgelegd: {given.recipient}.")
            return redirect("disclosure", given.reference)
    return _page(request, case, offer, form, changes)


@requires(Act.COORDINATE)
@require_POST
def share_pdf(request: HttpRequest, reference: str, unit: str) -> HttpResponse:
    """What was chosen on the page, on paper and marked as a concept."""
    case, to, today = *_case_and_unit(reference, unit), timezone.localdate()
    log_access(request, "share_pdf", reference, f"onderdeel {to.reference}")
    offer = offer_for(case, to, current_scope(), today, JOINING)
    form = ShareForm(offer, today, request.POST)
    if not form.is_valid():
        return _page(request, case, offer, form, [])
    parts = offer.parts(form.cleaned_data["parts"])
    paper = Paper(f"Verstrekking aan {to}", str(to), spaced(case.reference), parts, concept=full_date(today))
    return pdf_response(paper, f"verstrekking-concept-{case.reference}")


@requires(Act.COORDINATE)
@require_POST
def unit_stops(request: HttpRequest, reference: str, unit: str) -> HttpResponse:
    """The unit takes part no more: what goes only to those that do, it gets no longer."""
    case, to = _case_and_unit(reference, unit)
    try:
        stop_taking_part(case, to, user_of(request), timezone.now())
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        log_access(request, "unit_stops", reference, f"onderdeel {to.reference}")
        messages.success(request, f"{to} doet niet meer mee in deze casus. Wat het kreeg, blijft vastgelegd.")
    return redirect("share_choose", reference)


def _case_and_unit(reference: str, unit: str) -> tuple[Case, Unit]:
    return case_or_404(reference), unit_or_404(unit, timezone.localdate())


def _page(request: HttpRequest, case: Case, offer: PartnerOffer, form: ShareForm, changes: list[str]) -> HttpResponse:
    usual, *others = BUTTONS.items()
    context = {
        **case_context(case),
        "offer": offer,
        "unit": offer.unit,
        "taking_part": _taking_part(case, offer.unit),
        "form": form,
        "changes": changes,
        "sections": shown_sections(offer, form.ticked),
        "asks_for_words": asks_for_words(offer, timezone.localdate()),
        "usual": usual,
        "others": others,
    }
    return render(request, "sharing/share.html", context)


def _taking_part(case: Case, unit: Unit) -> str:
    """Why a unit takes part, for whoever may end that; empty where it does not."""
    running = units_in(case, current_scope()).get(unit, [])
    today = timezone.localdate()
    return joined([f"{one.get_why_display()} ({day_words(one.since, today)})" for one in running if one.why in ENDABLE])
