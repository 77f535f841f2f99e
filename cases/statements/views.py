"""The statements of a case: reading them, agreeing on one, its release by the police, and taking it back."""

from functools import partial

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from cases.dossiers.models import Case
from cases.profiles.models import Level
from cases.profiles.selectors import latest_profile
from cases.statements.forms import ReleaseForm, StatementForm, WithdrawForm
from cases.statements.models import Statement
from cases.statements.selectors import statements_in
from cases.statements.services import release, withdraw, write_statement
from cases.statements.shown import shown_statements
from cases.statements.texts import STANDARD
from cases.views.common import acted, case_context, case_or_404
from nazorg.accounts.acts import Act, may, requires, user_of
from nazorg.accounts.log import log_access
from nazorg.common.scope import current_scope


@requires(Act.SEE_CASES)
@require_GET
def statements(request: HttpRequest, reference: str) -> HttpResponse:
    """What was agreed: what holds, what waits for the police, and what was."""
    case = case_or_404(reference)
    log_access(request, "statements", reference)
    return _page(request, case)


@requires(Act.COORDINATE)
def statement_new(request: HttpRequest, reference: str) -> HttpResponse:
    """Agree on words for one recipient, beginning with a standard text; a button with a level puts another there."""
    case, today = case_or_404(reference), timezone.localdate()
    begun = STANDARD.get(request.POST.get("begin", ""))
    if begun is not None:
        return _form_page(request, case, StatementForm(case, today, initial=request.POST.dict() | {"text": begun}))
    form = StatementForm(case, today, request.POST or None, _begun(request, case))
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        try:
            words = (form.chosen, given["text"], given["until"], given["of_police"])
            made = write_statement(case, *words, user_of(request), timezone.now())
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            log_access(request, "statement_new", reference)
            messages.success(request, f"Afgesproken wat {made.recipient} mag weten.")
            if made.unit is not None and not made.waits_for_police:
                return redirect("share_with", reference, made.unit.reference)
            return redirect("statements", reference)
    return _form_page(request, case, form)


def _begun(request: HttpRequest, case: Case) -> dict[str, str]:
    """What the form begins with: the recipient in the address, and the standard text at the level of the profile."""
    asked_for = {"recipient": request.GET["voor"]} if "voor" in request.GET else {}
    profile = latest_profile(case, current_scope())
    return asked_for | ({"text": STANDARD[profile.level]} if profile else {})


@requires(Act.COORDINATE)
@require_POST
def statement_release(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Record that the police released the words."""
    case, statement = _case_and_statement(reference, number)
    form = ReleaseForm(number, timezone.localdate(), request.POST)

    def act() -> str:
        given = form.cleaned_data
        release(statement, given["released_by"], given["on"], given["ground"], user_of(request), timezone.now())
        return f"Vrijgegeven: {statement.recipient} mag dit weten."

    return acted(request, case, form, act, partial(_page, request, case), "statements")


@requires(Act.COORDINATE)
@require_POST
def statement_withdraw(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Take the words back."""
    case, statement = _case_and_statement(reference, number)
    form = WithdrawForm(number, request.POST)

    def act() -> str:
        withdraw(statement, form.cleaned_data["why"], user_of(request), timezone.now())
        return f"Ingetrokken: {statement.recipient} krijgt dit niet meer."

    return acted(request, case, form, act, partial(_page, request, case), "statements")


def _case_and_statement(reference: str, number: int) -> tuple[Case, Statement]:
    case = case_or_404(reference)
    statement = statements_in(case, current_scope()).filter(pk=number).first()
    if statement is None:
        raise Http404
    return case, statement


def _page(request: HttpRequest, case: Case, bound: forms.Form | None = None) -> HttpResponse:
    """The page with all statements; `bound` is the form that was refused."""
    today, may_write = timezone.localdate(), may(request.user, Act.COORDINATE)
    context = {
        **case_context(case),
        **shown_statements(statements_in(case, current_scope()), today, bound, may_write),
        "form": bound,
        "may_write": may_write,
    }
    return render(request, "statements/statements.html", context)


def _form_page(request: HttpRequest, case: Case, form: StatementForm) -> HttpResponse:
    return render(request, "statements/new.html", {**case_context(case), "form": form, "levels": Level.choices})
