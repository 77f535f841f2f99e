"""What is ready to be handed over, and the ledger of what was: per case, and one disclosure word for word."""

from dataclasses import replace
from datetime import date, datetime

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from cases.chain.models import Chain
from cases.chain.rules import FINAL
from cases.chain.terms import interview_length
from cases.chain.words import Clock, areas_words, timeliness
from cases.disclosures.ledger import facts_of, heading_of, ledger_items
from cases.disclosures.models import Disclosure
from cases.disclosures.paper import Paper
from cases.disclosures.selectors import disclosures_about, disclosures_of, find_disclosure, lately_handed_over, parts_of
from cases.disclosures.views import pdf_response, rows_of
from cases.people.models import Person
from cases.requests.lines import list_line
from cases.requests.lists import READY, Wanted, listed
from cases.requests.models import Request
from cases.requests.of_case import requests_in
from cases.selectors import find_person
from cases.views.common import case_context, case_or_404
from municipalities.agreements.selectors import Terms
from nazorg.accounts.acts import Act, may, requires
from nazorg.accounts.log import log_access
from nazorg.common.dutch import full_date
from nazorg.common.lines import Line
from nazorg.common.scope import current_scope
from nazorg.common.words import day_words, spaced
from nazorg.covenant.categories import Category
from nazorg.covenant.parties import Party

PAGE, LATELY = 50, 15


@requires(Act.WORK_CASE)
@require_GET
def handoffs(request: HttpRequest) -> HttpResponse:
    """What is ready to go to an MMD-er, spoed first and then by the clock; and what went lately, in time or not."""
    scope, today, terms = current_scope(), timezone.localdate(), Terms.load()
    wanted = Wanted(READY)
    page = Paginator(listed(wanted, scope, today), PAGE).get_page(request.GET.get("page"))
    lines = [list_line(chain, today, wanted, ticked=False) for chain in page]
    context = {
        "page": page,
        "lines": [replace(line, primary=number == 0) for number, line in enumerate(lines)],
        "lately": [_lately(chain, terms, today) for chain in lately_handed_over(scope, LATELY)],
    }
    return render(request, "disclosures/handoffs.html", context)


def _lately(chain: Chain, terms: Terms, today: date) -> Line:
    """A case whose first pack left: in time, or how late and why; and whether more is to come."""
    case, due, given = chain.case, chain.handoff_due_on, chain.handed_over_on
    still = ""
    if chain.step not in FINAL:
        areas = areas_words(chain.waits_for, chain.waits_for_suwinet) if chain.waits_for else ""
        still = f"deel, nog te komen: {areas}" if areas else "deel"
    late = given is not None and due is not None and given > due
    how = timeliness(chain, interview_length(case, terms, today).unit) or "overgedragen"
    return Line(
        clock=Clock("late" if late else "done", how, day_words(given, today) if given else "", still),
        subject=case.person.full_name,
        url=reverse("case", args=[case.reference]),
        meta=", ".join(filter(None, (str(chain.municipality or ""), chain.handed_to))),
    )


@requires(Act.SEE_CASES)
@require_GET
def case_disclosures(request: HttpRequest, reference: str) -> HttpResponse:
    """The ledger of a case, the latest first; whoever may read no more sees the own acts and what was asked."""
    case, scope = case_or_404(reference), current_scope()
    log_access(request, "case_disclosures", reference)
    entries = list(ledger_items(disclosures_of(case, scope)))
    entries += [(one.sent_at, _asked_item(one, one.sent_at)) for one in requests_in(case, scope) if one.sent_at]
    items = [item for _, item in sorted(entries, key=lambda entry: entry[0], reverse=True)]
    own_only = not scope.may_read(Category.LOG.value)
    context = {
        **case_context(case),
        "items": items,
        "own_only": own_only,
        "may_give": may(request.user, Act.COORDINATE),
        "person_url": reverse("person_disclosures", args=[case.person.reference]),
    }
    return render(request, "disclosures/ledger.html", context)


@requires(Act.SEE_CASES)
@require_GET
def person_disclosures(request: HttpRequest, reference: str) -> HttpResponse:
    """The ledger of a person, over all cases; whoever may read no more sees the own acts."""
    scope = current_scope()
    try:
        person = find_person(reference, scope)
    except Person.DoesNotExist:
        raise Http404 from None
    log_access(request, "person_disclosures", reference)
    context = {
        "person": person,
        "reference": spaced(reference),
        "items": [item for _, item in ledger_items(disclosures_about(person, scope), with_case=True)],
        "own_only": not scope.may_read(Category.LOG.value),
    }
    return render(request, "disclosures/person_ledger.html", context)


def _asked_item(asked: Request, sent_at: datetime) -> dict[str, object]:
    """What a municipality learned from being asked."""
    by = asked.sent_by.name if asked.sent_by else "vanzelf"
    return {
        "text": f"Vraag: gemeente {asked.municipality}",
        "meta": f"identiteit en detentie. {full_date(timezone.localdate(sent_at))}, {by}.",
    }


@requires(Act.SEE_CASES)
@require_GET
def disclosure(request: HttpRequest, reference: str) -> HttpResponse:
    """One entry of the ledger, with the words that left."""
    given = _disclosure_or_404(reference)
    log_access(request, "disclosure", reference)
    context = {
        **case_context(given.case),
        "given": given,
        "given_reference": spaced(given.reference),
        "heading": heading_of(given),
        "facts": [{"label": label, "value": value} for label, value in facts_of(given)],
        "parts": [(part, rows_of(part.text)) for part in parts_of(given, current_scope())],
        "direct": given.kind == Disclosure.Kind.DIRECT,
    }
    return render(request, "disclosures/disclosure.html", context)


@requires(Act.SEE_CASES)
@require_GET
def disclosure_pdf(request: HttpRequest, reference: str) -> HttpResponse:
    """The same on paper, for the recipient. What a municipality gave itself has no words, so no paper."""
    given = _disclosure_or_404(reference)
    parts = parts_of(given, current_scope())
    if not parts:
        raise Http404
    log_access(request, "disclosure_pdf", reference)
    paper = Paper(heading_of(given), given.recipient, spaced(given.reference), parts, facts_of(given)[1:])
    name = "overdracht" if given.party == Party.MMD else "verstrekking"
    return pdf_response(paper, f"{name}-{given.reference}")


def _disclosure_or_404(reference: str) -> Disclosure:
    try:
        return find_disclosure(reference, current_scope())
    except Disclosure.DoesNotExist:
        raise Http404 from None
