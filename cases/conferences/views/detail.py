"""One conference: its agenda, its parts, who is invited, and what they answered."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from cases.conferences.forms import AnswersForm, CaseForm, MotiveForm, SlotForm, TopicForm, part_forms
from cases.conferences.inviting import answer
from cases.conferences.minutes import set_motive
from cases.conferences.models import AgendaItem, Conference
from cases.conferences.planning import add_case, add_topic, set_parts, set_slot, take_off
from cases.conferences.selectors import invitations_of, parts_of
from cases.conferences.views.common import conference_context, conference_or_404, refusal, settled
from cases.conferences.views.page import conference_page
from cases.dossiers.models import Case
from cases.selectors import find_case
from nazorg.accounts.acts import Act, requires
from nazorg.accounts.log import log_access
from nazorg.common.scope import current_scope


@requires(Act.SEE_CONFERENCES)
@require_GET
def conference(request: HttpRequest, reference: str) -> HttpResponse:
    """What is on the agenda, in which parts, and who is invited."""
    found = conference_or_404(reference)
    log_access(request, "conference", reference)
    return conference_page(request, found)


@requires(Act.CONVENE)
@require_POST
def conference_agenda(request: HttpRequest, reference: str) -> HttpResponse:
    """Put a case or something without a dossier on the agenda, or take an item off."""
    found = conference_or_404(reference)
    if number := request.POST.get("weg", ""):
        item = _item_or_404(found, number)
        return _did(request, found, lambda: take_off(item), "Het punt is van de agenda gehaald.")
    if "casus" in request.POST:
        form = CaseForm(request.POST)
        if form.is_valid():
            try:
                add_case(found, _case(form.cleaned_data["reference"]), form.cleaned_data["starts"])
            except ValidationError as refused:
                form.add_error(None, _of_field(refused, "case", "reference"))
            else:
                return _kept(request, found, "De casus staat op de agenda.")
        return conference_page(request, found, case_form=form)
    topic = TopicForm(request.POST)
    if topic.is_valid():
        given = topic.cleaned_data
        try:
            add_topic(found, given["title"], given["outside_number"], given["starts"])
        except ValidationError as refused:
            topic.add_error(None, refused)
        else:
            return _kept(request, found, "Het onderwerp staat op de agenda.")
    return conference_page(request, found, topic_form=topic)


def _case(reference: str) -> Case:
    try:
        return find_case(reference, current_scope())
    except Case.DoesNotExist:
        words = "Er is geen casus met dit kenmerk. Zoek de persoon, en zet de casus van daaruit op de agenda."
        raise ValidationError({"case": words}) from None


def _of_field(refused: ValidationError, field: str, shown: str) -> ValidationError:
    """The same refusal, at the field by which it is shown."""
    errors = refused.update_error_dict({})
    return ValidationError({shown if name == field else name: found for name, found in errors.items()})


@requires(Act.CONVENE)
@require_POST
def conference_slot(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Give an item of the agenda another time, or none."""
    found = conference_or_404(reference)
    item = _item_or_404(found, str(number))
    form = SlotForm(item, request.POST)
    if form.is_valid():
        try:
            set_slot(item, form.cleaned_data["starts"])
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            return _kept(request, found, "De tijd is gewijzigd.")
    return conference_page(request, found, slot_form=form)


@requires(Act.TAKE_MINUTES)
@require_POST
def conference_motive(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Say which criteria a case meets."""
    found = conference_or_404(reference)
    item = _item_or_404(found, str(number))
    form = MotiveForm(item.pk, found.on, request.POST)
    if form.is_valid():
        try:
            set_motive(item, form.cleaned_data["criteria"], form.cleaned_data["text"])
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            return _kept(request, found, "De reden is vastgelegd.")
    return conference_page(request, found, motive_form=form)


@requires(Act.CONVENE)
def conference_parts(request: HttpRequest, reference: str) -> HttpResponse:
    """The parts, when they begin, and what is discussed in each."""
    found = conference_or_404(reference)
    if request.method != "POST" and not found.is_planned:
        return settled(request, found)
    parts = part_forms(parts_of(found, current_scope()), request.POST or None)
    problem = None
    if request.method == "POST" and any(one.errors for one in parts):
        problem = refusal("Er klopt iets niet in een deel. Bij het deel staat wat.")
    elif request.method == "POST":
        try:
            set_parts(found, [wanted for one in parts if (wanted := one.wanted)])
        except ValidationError as refused:
            problem = refusal(*refused.messages)
        else:
            return _kept(request, found, "De delen zijn bewaard.")
    context = {**conference_context(found), "parts": parts, "form": problem}
    return render(request, "conferences/parts.html", context)


@requires(Act.CONVENE)
@require_POST
def conference_answers(request: HttpRequest, reference: str) -> HttpResponse:
    """Record what the guests answered, all at once."""
    found = conference_or_404(reference)
    invitations = invitations_of(found, current_scope())
    form = AnswersForm(invitations, request.POST)
    if not form.is_valid():
        return conference_page(request, found, answers=form)

    def keep() -> None:
        for one in invitations:
            said = form.cleaned_data[f"antwoord-{one.code}"]
            if said != one.answer:
                answer(one, said)

    return _did(request, found, keep, "De antwoorden zijn bewaard.")


def _item_or_404(conference: Conference, number: str) -> AgendaItem:
    items = AgendaItem.objects.visible_to(current_scope()).select_related("conference", "case")
    found = items.filter(conference=conference, pk=int(number)).first() if number.isdecimal() else None
    if found is None:
        raise Http404
    return found


def _did(request: HttpRequest, conference: Conference, act: Callable[[], None], words: str) -> HttpResponse:
    """Do it, and back to the page with what came of it; refused, nothing of it is kept."""
    try:
        with transaction.atomic():
            act()
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
        return redirect("conference", conference.reference)
    return _kept(request, conference, words)


def _kept(request: HttpRequest, conference: Conference, words: str) -> HttpResponse:
    name = request.resolver_match.url_name if request.resolver_match else ""
    log_access(request, name or "conference", conference.reference)
    messages.success(request, words)
    return redirect("conference", conference.reference)
