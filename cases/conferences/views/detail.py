"""One conference: its agenda, its parts, who is invited, and what they answered."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from cases.conferences.content import Motive
from cases.conferences.criteria import names_of
from cases.conferences.forms import AnswersForm, CaseForm, MotiveForm, TopicForm, part_forms
from cases.conferences.information import information_for
from cases.conferences.inviting import answer
from cases.conferences.minutes import set_motive
from cases.conferences.models import AgendaItem, Conference, ConferencePart, Invitation
from cases.conferences.pack_ticks import label_of
from cases.conferences.packing import given_for
from cases.conferences.planning import add_case, add_topic, set_parts, take_off
from cases.conferences.seating import short_name
from cases.conferences.selectors import agenda_of, invitations_of, parts_of
from cases.conferences.views.common import conference_context, conference_or_404, refusal, settled
from cases.disclosures.models import Disclosure
from cases.dossiers.models import Case
from cases.selectors import find_case
from nazorg.accounts.acts import Act, may, requires
from nazorg.accounts.log import log_access
from nazorg.common.dutch import short_moment
from nazorg.common.scope import current_scope
from nazorg.common.words import joined, spaced
from nazorg.covenant.categories import Category


@requires(Act.SEE_CONFERENCES)
@require_GET
def conference(request: HttpRequest, reference: str) -> HttpResponse:
    """What is on the agenda, in which parts, and who is invited."""
    found = conference_or_404(reference)
    log_access(request, "conference", reference)
    return _page(request, found)


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
        return _page(request, found, case_form=form)
    topic = TopicForm(request.POST)
    if topic.is_valid():
        given = topic.cleaned_data
        try:
            add_topic(found, given["title"], given["outside_number"], given["starts"])
        except ValidationError as refused:
            topic.add_error(None, refused)
        else:
            return _kept(request, found, "Het onderwerp staat op de agenda.")
    return _page(request, found, topic_form=topic)


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
    return _page(request, found, motive_form=form)


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
        return _page(request, found, answers=form)

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


def _page(
    request: HttpRequest,
    found: Conference,
    case_form: CaseForm | None = None,
    topic_form: TopicForm | None = None,
    motive_form: MotiveForm | None = None,
    answers: AnswersForm | None = None,
) -> HttpResponse:
    """The page; a form that was refused comes back with what was typed."""
    scope, today = current_scope(), timezone.localdate()
    invitations = invitations_of(found, scope)
    reads = scope.may_read(Category.CONFERENCE_CONTENT.value)
    motives = {one.item_id: one for one in Motive.objects.visible_to(scope).filter(item__conference=found)}
    items = agenda_of(found, scope)
    seen = answers or AnswersForm(invitations)
    context: dict[str, Any] = {
        **conference_context(found),
        "items": [_item(item, motives.get(item.pk), motive_form, reads) for item in items],
        "parts": [_part(part) for part in parts_of(found, scope)],
        "guests": [_guest(one, seen) for one in invitations],
        "phone": joined(
            [one.guest for one in invitations if found.is_planned and one.channel == Invitation.Channel.PHONE]
        ),
        "information": information_for(found, scope),
        "given": [_given(one) for one in given_for(found, scope)],
        "case_form": case_form or CaseForm(),
        "topic_form": topic_form or TopicForm(),
        "open_topic": topic_form is not None,
        "form": case_form or topic_form or motive_form or answers,
        "may_convene": may(request.user, Act.CONVENE) and found.is_planned,
        "may_minute": may(request.user, Act.TAKE_MINUTES) and found.state != Conference.State.CANCELLED,
        "is_due": found.on <= today and found.state != Conference.State.CANCELLED,
        "held": found.state == Conference.State.HELD,
    }
    return render(request, "conferences/conference.html", context)


def _item(item: AgendaItem, motive: Motive | None, bound: MotiveForm | None, reads: bool) -> dict[str, object]:
    mine = bound is not None and bound.prefix == f"reden{item.pk}"
    initial = {"criteria": motive.criteria, "text": motive.text} if motive else None
    form = None
    if reads and item.case is not None:
        form = bound if mine else MotiveForm(item.pk, item.conference.on, initial=initial)
    return {
        "item": item,
        "label": label_of(item),
        "time": f"{item.starts:%H.%M}" if item.starts else "",
        "number": spaced(item.case.reference) if item.case else item.outside_number,
        "place": str(item.case.responsible or "") if item.case else "",
        "why": "; ".join([*names_of(motive.criteria), *filter(None, [motive.text])]) if motive else "",
        "form": form,
        "open": mine,
        "postponed": item.discussed is False,
    }


def _part(part: ConferencePart) -> dict[str, str]:
    about = joined([short_name(Category(code)) for code in part.categories])
    return {"title": part.title, "starts": f"{part.starts:%H.%M}", "about": about}


def _given(one: Disclosure) -> dict[str, str]:
    return {
        "text": f"{one.recipient}, over {one.case.person.full_name}",
        "url": reverse("disclosure", args=[one.reference]),
        "meta": f"{joined([short_name(Category(code)) for code in one.categories])}. {short_moment(one.at)}.",
    }


def _guest(one: Invitation, form: AnswersForm) -> dict[str, object]:
    seats = list(one.seats.all())
    return {
        "name": one.guest,
        "field": form[f"antwoord-{one.code}"],
        "answer": one.get_answer_display(),
        "hours": f"{one.starts:%H.%M} – {one.ends:%H.%M}" if seats else "",
        "parts": joined([seat.part.title for seat in seats]) or "alleen informatie",
        "there": joined([seat.part.title for seat in seats if seat.attended]),
        "how": one.get_channel_display(),
    }
