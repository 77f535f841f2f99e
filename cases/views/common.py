"""What the pages of one case have in common."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from cases.dossiers.models import Case
from cases.selectors import find_case
from nazorg.accounts.log import log_access
from nazorg.common.references import clean_reference
from nazorg.common.scope import current_scope
from nazorg.common.words import spaced


def case_or_404(reference: str) -> Case:
    """The case of this reference, for the scope that is open."""
    try:
        return find_case(reference, current_scope())
    except Case.DoesNotExist:
        raise Http404 from None


def reference_or_404(text: str) -> str:
    """A reference from a query string, as it is stored; what cannot be one is of nothing."""
    try:
        return clean_reference(text)
    except ValidationError:
        raise Http404 from None


def case_context(case: Case) -> dict[str, object]:
    """What the head of a page below a case shows."""
    return {"case": case, "reference": spaced(case.reference)}


def acted(
    request: HttpRequest,
    case: Case,
    form: forms.Form,
    act: Callable[[], str],
    page: Callable[[forms.Form], HttpResponse],
    page_name: str,
    *beside: str,
) -> HttpResponse:
    """Do what a form asks, say what came of it and go back to the page; what is refused comes back on `page`.

    `beside` is what the address of the page holds besides the case. The access log names the act after the view that
    was asked for.
    """
    if form.is_valid():
        try:
            words = act()
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            messages.success(request, words)
            name = request.resolver_match.url_name if request.resolver_match else ""
            log_access(request, name or page_name, case.reference)
            return redirect(page_name, case.reference, *beside)
    return page(form)
