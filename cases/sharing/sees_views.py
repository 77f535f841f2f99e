""" "Wat ziet …?": what a party could get of a case today, what it got already, and what it never gets."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from cases.disclosures.ledger import ledger_item
from cases.disclosures.partner_packs import offer_for
from cases.disclosures.selectors import disclosures_of
from cases.dossiers.models import Case
from cases.sharing.services import JOINING
from cases.sharing.shown import asks_for_words, shown_sections
from cases.sharing.units import unit_or_404, unit_tables
from cases.views.common import case_context, case_or_404
from nazorg.accounts.acts import Act, requires
from nazorg.accounts.log import log_access
from nazorg.common.scope import current_scope
from nazorg.covenant.table import covenant_on
from nazorg.covenant.words import does_not_receive


@requires(Act.COORDINATE)
@require_GET
def case_sees(request: HttpRequest, reference: str) -> HttpResponse:
    """Of whom one wants to know it: the municipality, the MMD-er, or a unit of a partner."""
    case = case_or_404(reference)
    log_access(request, "case_sees", reference)
    tables = unit_tables(case, current_scope(), timezone.localdate(), "unit_sees")
    context = {**case_context(case), **tables, "others": _others(case)}
    return render(request, "sharing/sees_choose.html", context)


@requires(Act.COORDINATE)
@require_GET
def unit_sees(request: HttpRequest, reference: str, unit: str) -> HttpResponse:
    """What one unit could get today, word for word as the page that gives it, what it got, and what it never gets."""
    scope, today = current_scope(), timezone.localdate()
    case, of = case_or_404(reference), unit_or_404(unit, today)
    log_access(request, "unit_sees", reference, f"onderdeel {of.reference}")
    offer = offer_for(case, of, scope, today, JOINING)
    shown = shown_sections(offer)
    context = {
        **case_context(case),
        "unit": of,
        "offer": offer,
        "now": [one for one in shown if one.section.key not in offer.joining],
        "later": [one for one in shown if one.section.key in offer.joining],
        "asks_for_words": asks_for_words(offer, today),
        "got": [ledger_item(one) for one in disclosures_of(case, scope).filter(unit=of)],
        "not_receives": does_not_receive(covenant_on(today), of.party_of),
    }
    return render(request, "sharing/sees.html", context)


def _others(case: Case) -> list[dict[str, str]]:
    found = []
    if case.responsible is not None:
        url = reverse("case_preview", args=[case.reference, case.responsible.code])
        meta = "logt in op het portaal: dit is haar pagina zelf"
        found.append({"text": f"Gemeente {case.responsible}", "url": url, "meta": meta})
    if case.detention is not None:
        url = reverse("handoff", args=[case.reference])
        place = f"MMD-er {case.detention.institution}".strip()
        found.append({"text": place, "url": url, "meta": "krijgt de overdracht: dit is wat er klaarstaat"})
    return found
