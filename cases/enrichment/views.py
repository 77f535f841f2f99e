"""The page of a case about enrichment: what partners were asked, and what they answered."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from cases.disclosures.packs import Part, Section
from cases.disclosures.views import rows_of
from cases.dossiers.models import Case
from cases.enrichment.chasing import remind
from cases.enrichment.forms import AnswerForm, AskForm, TellForm
from cases.enrichment.models import Asking, Enquiry
from cases.enrichment.selectors import enquiries_of, find_asking, unanswered
from cases.enrichment.services import ask, close, question_part, record_answer
from cases.enrichment.shown import shown_enquiry
from cases.views.common import case_context, case_or_404
from nazorg.accounts.acts import Act, requires, user_of
from nazorg.accounts.log import log_access
from nazorg.common.scope import current_scope
from nazorg.common.words import counted, joined


@requires(Act.COORDINATE)
@require_GET
def case_enrichment(request: HttpRequest, reference: str) -> HttpResponse:
    """What was asked in this case, to whom, and what came of it."""
    case = case_or_404(reference)
    log_access(request, "case_enrichment", reference)
    return _page(request, case)


@requires(Act.COORDINATE)
def enquiry_new(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask: first what and to whom, then what each is told with it, word for word."""
    case, scope, now = case_or_404(reference), current_scope(), timezone.now()
    today, step = timezone.localdate(now), request.POST.get("stap", "")
    form = AskForm(case, scope, today, request.POST if request.method == "POST" else None)
    if step == "terug" or not form.is_valid():
        return render(request, "enrichment/ask.html", {**case_context(case), "form": form})
    data = request.POST if step == "vraag" else None
    tells = [TellForm(case, unit, scope, today, data) for unit in form.chosen]
    valid = [tell.is_valid() for tell in tells]  # all of them, so that each says what is wrong with it
    if data is not None and all(valid):
        question, days = form.cleaned_data["question"], form.cleaned_data["days"]
        try:
            ask(case, question, days, [tell.told() for tell in tells], user_of(request), now)
        except ValidationError as refused:
            for tell in tells:
                for words in refused.message_dict.get(tell.unit.reference, []):
                    tell.add_error(None, words)
        else:
            log_access(request, "enquiry_new", reference)
            messages.success(request, _asked_words(tells))
            return redirect("case_enrichment", reference)
    part = question_part(form.cleaned_data["question"])
    context = {
        "form": form,
        "question": part,
        "question_rows": rows_of(part.text),
        "tells": [(tell, _sections(tell)) for tell in tells],
    }
    return render(request, "enrichment/tell.html", {**case_context(case), **context})


@requires(Act.COORDINATE)
@require_POST
def enquiry_answer(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Record what a unit answered."""
    case, now = case_or_404(reference), timezone.now()
    asking = _asking_or_404(case, number)
    form = AnswerForm(asking, current_scope(), timezone.localdate(now), request.POST)
    if form.is_valid():
        given = form.cleaned_data
        try:
            words = (given["text"], given["category"], given["answered_by"], given["on"])
            record_answer(asking, *words, user_of(request), now)
            # Nothing is left to wait for, so nobody has to close it by hand.
            whole = not unanswered(current_scope()).filter(enquiry=asking.enquiry).exists()
            if whole and asking.enquiry.closed_on is None:
                close(asking.enquiry, now)
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            log_access(request, "enquiry_answer", reference)
            rest = " Daarmee is deze verrijking afgesloten." if whole else ""
            messages.success(request, f"Het antwoord van {asking.unit} is vastgelegd.{rest}")
            return redirect("case_enrichment", reference)
    return _page(request, case, form)


@requires(Act.COORDINATE)
@require_POST
def enquiry_remind(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Mail a unit that its answer is awaited."""
    asking = _asking_or_404(case_or_404(reference), number)
    return _act(request, reference, "enquiry_remind", lambda: _reminded(asking))


@requires(Act.COORDINATE)
@require_POST
def enquiry_close(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Nothing more is awaited."""
    case = case_or_404(reference)
    enquiry = Enquiry.objects.visible_to(current_scope()).filter(case=case, pk=number).first()
    if enquiry is None:
        raise Http404
    return _act(
        request, reference, "enquiry_close", lambda: f"De verrijking is afgesloten. {close(enquiry, timezone.now())}"
    )


def _act(request: HttpRequest, reference: str, name: str, act: Callable[[], str]) -> HttpResponse:
    """Do it, say what came of it, and go back to the page."""
    try:
        messages.success(request, act().strip())
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        log_access(request, name, reference)
    return redirect("case_enrichment", reference)


def _reminded(asking: Asking) -> str:
    remind(asking, timezone.now())
    return f"Aan {asking.unit} is een herinnering gestuurd. Daarin staan geen persoonsgegevens."


def _asking_or_404(case: Case, number: int) -> Asking:
    try:
        return find_asking(case, number, current_scope())
    except Asking.DoesNotExist:
        raise Http404 from None


def _page(request: HttpRequest, case: Case, bound: AnswerForm | None = None) -> HttpResponse:
    """The page; `bound` is the answer that was refused."""
    scope, today = current_scope(), timezone.localdate()
    enquiries = [shown_enquiry(one, askings, bound, scope, today) for one, askings in enquiries_of(case, scope)]
    context = {**case_context(case), "form": bound, "enquiries": enquiries}
    return render(request, "enrichment/enrichment.html", context)


def _sections(tell: TellForm) -> list[tuple[Section, bool, list[tuple[Part, int]]]]:
    """What could go to one unit: each section with whether it is ticked, and its words with their height."""
    return [
        (section, section.key in tell.ticked, [(part, rows_of(part.text)) for part in section.parts])
        for section in tell.offer.sections
    ]


def _asked_words(tells: list[TellForm]) -> str:
    words = f"Vastgelegd: {counted(len(tells), 'onderdeel', 'onderdelen')} gevraagd, elk als verstrekking."
    without = [str(tell.unit) for tell in tells if not tell.unit.email]
    if without:
        words += f" Van {joined(without)} is geen e-mailadres bekend: Nazorg herinnert hen niet, bel zelf."
    return words
