"""Handing over to the MMD-er: what would leave, and that it left."""

from math import ceil
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from cases.chain.models import Chain
from cases.chain.words import clock_of
from cases.disclosures.forms import BUTTONS, HandoffForm
from cases.disclosures.models import Disclosure
from cases.disclosures.packs import Offer
from cases.disclosures.paper import Paper, as_pdf
from cases.disclosures.selectors import NothingLeaves, offer_of
from cases.disclosures.services import OfferChanged, hand_over
from cases.dossiers.models import Case
from cases.views.common import case_context, case_or_404
from nazorg.accounts.acts import Act, requires, user_of
from nazorg.accounts.log import log_access
from nazorg.common.dutch import full_date
from nazorg.common.scope import current_scope
from nazorg.common.words import spaced
from nazorg.covenant.areas import AREA_SHORT

# About so many characters stand on a line of the preview.
_LINE = 88


@requires(Act.WORK_CASE)
def handoff(request: HttpRequest, reference: str) -> HttpResponse:
    """What would leave, byte for byte; a press on a button registers it as given."""
    case, today = case_or_404(reference), timezone.localdate()
    log_access(request, "handoff", reference)
    try:
        offer = offer_of(case, current_scope(), today)
    except NothingLeaves as nothing:
        return render(request, "disclosures/handoff.html", {**case_context(case), "nothing": str(nothing)})
    form, changes = HandoffForm(offer, today, request.POST or None), list[str]()
    if form.is_bound and form.is_valid():
        try:
            given = hand_over(case, form.wanted(), user_of(request), timezone.now())
        except OfferChanged as changed:
            offer, changes = changed.offer, changed.changes
            form = HandoffForm(offer, today, request.POST)
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            log_access(request, "handed_over", reference, given.ground_name)
            messages.success(request, f"{str(given.get_kind_display()).capitalize()} vastgelegd: {given.recipient}.")
            return redirect("disclosure", given.reference)
    return _page(request, case, offer, form, changes)


@requires(Act.WORK_CASE)
def handoff_pdf(request: HttpRequest, reference: str) -> HttpResponse:
    """What would leave, on paper and marked as a concept; posted, with what was chosen and added on the page."""
    case, today = case_or_404(reference), timezone.localdate()
    log_access(request, "handoff_pdf", reference)
    try:
        offer = offer_of(case, current_scope(), today)
    except NothingLeaves:
        return redirect("handoff", reference)
    areas, added = list(offer.areas), ""
    if request.method == "POST":
        form = HandoffForm(offer, today, request.POST)
        if not form.is_valid():
            return _page(request, case, offer, form, [])
        areas, added = form.cleaned_data["areas"], form.cleaned_data["added"]
    paper = Paper(
        _title(offer),
        offer.recipient,
        spaced(case.reference),
        offer.parts(areas, added),
        concept=full_date(today),
    )
    return pdf_response(paper, f"overdracht-concept-{case.reference}")


def pdf_response(paper: Paper, name: str) -> HttpResponse:
    """A PDF to keep; `name` names nobody."""
    response = HttpResponse(as_pdf(paper), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{name}.pdf"'
    return response


def _page(request: HttpRequest, case: Case, offer: Offer, form: HandoffForm, changes: list[str]) -> HttpResponse:
    chain = Chain.objects.visible_to(current_scope()).select_related("municipality").filter(case=case).first()
    ticked = form.ticked
    usual, *others = BUTTONS.items()
    context: dict[str, Any] = {
        **case_context(case),
        "clock": clock_of(chain, timezone.localdate()) if chain is not None else None,
        "title": _title(offer),
        "offer": offer,
        "supplement": offer.kind == Disclosure.Kind.SUPPLEMENT,
        "form": form,
        "changes": changes,
        "sections": [
            (section, section.key in ticked, [(part, rows_of(part.text)) for part in section.parts])
            for section in offer.sections
        ],
        "left_out": [(AREA_SHORT[area], why) for area, why in offer.left_out],
        "usual": usual,
        "others": others,
    }
    return render(request, "disclosures/handoff.html", context)


def _title(offer: Offer) -> str:
    return "Aanvulling voor de MMD-er" if offer.kind == Disclosure.Kind.SUPPLEMENT else "Overdracht aan de MMD-er"


def rows_of(text: str) -> int:
    """The height in lines of a text, for a browser that does not fit it by itself."""
    return sum(max(1, ceil(len(line) / _LINE)) for line in text.split("\n"))
