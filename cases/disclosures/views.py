"""Handing over to the MMD-er, and the ledger of what left."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from cases.chain.words import clock_of
from cases.disclosures.forms import BUTTONS, HandoffForm
from cases.disclosures.models import Disclosure
from cases.disclosures.packs import Offer
from cases.disclosures.paper import pack_pdf
from cases.disclosures.selectors import (
    NothingLeaves,
    disclosures_of,
    find_disclosure,
    lately_handed_over,
    offer_of,
    parts_of,
)
from cases.disclosures.services import OfferChanged, hand_over
from cases.dossiers.models import Case
from cases.requests.lines import list_line
from cases.requests.lists import READY, Wanted, listed
from cases.views.common import case_context, case_or_404
from nazorg.accounts.acts import Act, requires, user_of
from nazorg.accounts.log import log_access
from nazorg.common.scope import current_scope
from nazorg.common.words import day_words, moment_words, spaced
from nazorg.covenant.areas import AREA_SHORT
from nazorg.covenant.categories import Category

_LATELY = 20


@requires(Act.WORK_CASE)
def handoff(request: HttpRequest, reference: str) -> HttpResponse:
    """What would leave, byte for byte; a press on a button registers it as given."""
    case, today = case_or_404(reference), timezone.localdate()
    log_access(request, "handoff", reference)
    try:
        offer = offer_of(case, current_scope(), today)
    except NothingLeaves as nothing:
        return render(request, "disclosures/handoff.html", {**case_context(case), "nothing": str(nothing)})
    form = HandoffForm(offer, today, request.POST or None)
    changes: list[str] = []
    if form.is_bound and form.is_valid():
        try:
            given = hand_over(case, form.wanted(), user_of(request), timezone.now())
        except OfferChanged as changed:
            changes = changed.changes
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            messages.success(request, f"{str(given.get_kind_display()).capitalize()} vastgelegd: {given.recipient}.")
            return redirect("disclosure", given.reference)
    return render(request, "disclosures/handoff.html", _context(case, offer, form, changes, today))


def _context(case: Case, offer: Offer, form: HandoffForm, changes: list[str], today: date) -> dict[str, Any]:
    chain = getattr(case, "chain", None)
    ticked = set(form.ticked)
    return {
        **case_context(case),
        "offer": offer,
        "form": form,
        "changes": changes,
        "clock": clock_of(chain, today) if chain else None,
        "sections": [(section, section.key in ticked) for section in offer.sections],
        "left_out": [(AREA_SHORT[area], why) for area, why in offer.left_out],
        "usual": BUTTONS["dpan"],
        "others": [(code, words) for code, words in BUTTONS.items() if code != "dpan"],
        "supplement": offer.kind == Disclosure.Kind.SUPPLEMENT,
        "new": any(section.is_area for section in offer.sections),
    }


@requires(Act.WORK_CASE)
@require_GET
def handoff_pdf(request: HttpRequest, reference: str) -> HttpResponse:
    """What would leave, on paper, marked as a draft."""
    case = case_or_404(reference)
    try:
        offer = offer_of(case, current_scope(), timezone.localdate())
    except NothingLeaves:
        raise Http404 from None
    log_access(request, "handoff_pdf", reference)
    parts = [(part.heading, part.text) for part in offer.parts(list(offer.areas))]
    return _pdf(pack_pdf(parts, offer.recipient, case.reference, [("Concept", "nog niet overgedragen")]), "concept")


@requires(Act.SEE_CASES)
@require_GET
def disclosure(request: HttpRequest, reference: str) -> HttpResponse:
    """One entry of the ledger, with the words that left."""
    found = _disclosure_or_404(reference)
    log_access(request, "disclosure", reference)
    context = {
        **case_context(found.case),
        "given": found,
        "facts": [{"label": label, "value": value} for label, value in _facts(found)],
        "parts": parts_of(found, current_scope()),
        "direct": found.kind == Disclosure.Kind.DIRECT,
        "given_reference": spaced(found.reference),
    }
    return render(request, "disclosures/disclosure.html", context)


@requires(Act.SEE_CASES)
@require_GET
def disclosure_pdf(request: HttpRequest, reference: str) -> HttpResponse:
    """The same on paper, for the MMD-er."""
    found = _disclosure_or_404(reference)
    parts = [(part.heading, part.text) for part in parts_of(found, current_scope())]
    if not parts:
        raise Http404
    log_access(request, "disclosure_pdf", reference)
    return _pdf(pack_pdf(parts, found.recipient, found.case.reference, _facts(found)), found.reference)


@requires(Act.SEE_CASES)
@require_GET
def case_disclosures(request: HttpRequest, reference: str) -> HttpResponse:
    """The ledger of a case."""
    case, today = case_or_404(reference), timezone.localdate()
    log_access(request, "case_disclosures", reference)
    items = [
        {
            "text": f"{str(one.get_kind_display()).capitalize()}: {one.recipient}",
            "url": reverse("disclosure", args=[one.reference]),
            "meta": f"{_categories(one)}. {day_words(one.on, today)}, {one.get_channel_display()}, {one.by.name}.",
        }
        for one in disclosures_of(case, current_scope())
    ]
    return render(request, "disclosures/ledger.html", {**case_context(case), "items": items})


@requires(Act.WORK_CASE)
@require_GET
def handoffs(request: HttpRequest) -> HttpResponse:
    """What is ready to go to an MMD-er, by the clock, and what went lately."""
    scope, today = current_scope(), timezone.localdate()
    wanted = Wanted(READY)
    lately = [
        {
            "text": chain.case.person.full_name,
            "url": reverse("case_disclosures", args=[chain.case.reference]),
            "meta": f"{chain.handed_to}. {clock_of(chain, today)}",
        }
        for chain in lately_handed_over(scope, _LATELY)
    ]
    lines = [list_line(chain, today, wanted, ticked=False) for chain in listed(wanted, scope, today)]
    return render(request, "disclosures/handoffs.html", {"lines": lines, "lately": lately})


def _disclosure_or_404(reference: str) -> Disclosure:
    try:
        return find_disclosure(reference, current_scope())
    except Disclosure.DoesNotExist:
        raise Http404 from None


def _facts(given: Disclosure) -> list[tuple[str, str]]:
    today = timezone.localdate()
    return [
        ("Ontvanger", given.recipient),
        ("Grond", given.ground_name),
        ("Gegeven op", f"{given.on:%d-%m-%Y}, {given.get_channel_display()}"),
        ("Soort gegevens", _categories(given)),
        ("Vastgelegd door", f"{given.by.name}, {moment_words(given.at, today)}"),
    ]


def _categories(given: Disclosure) -> str:
    labels = [str(Category(code).label).partition(" (")[0] for code in given.categories]
    return ", ".join(labels)


def _pdf(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="overdracht-{name}.pdf"'
    return response
