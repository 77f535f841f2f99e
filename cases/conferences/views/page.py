"""The page of one conference: what stands on it, and the forms that were refused."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from cases.conferences.content import Motive
from cases.conferences.criteria import names_of
from cases.conferences.forms import AnswersForm, CaseForm, MotiveForm, SlotForm, TopicForm
from cases.conferences.information import information_for
from cases.conferences.models import AgendaItem, Conference, ConferencePart, Invitation
from cases.conferences.pack_ticks import label_of
from cases.conferences.packing import given_for
from cases.conferences.seating import short_name
from cases.conferences.selectors import agenda_of, invitations_of, parts_of
from cases.conferences.views.common import conference_context
from cases.disclosures.models import Disclosure
from nazorg.accounts.acts import Act, may
from nazorg.common.dutch import short_moment
from nazorg.common.scope import current_scope
from nazorg.common.words import joined, spaced
from nazorg.covenant.categories import Category


def conference_page(
    request: HttpRequest,
    found: Conference,
    case_form: CaseForm | None = None,
    topic_form: TopicForm | None = None,
    motive_form: MotiveForm | None = None,
    answers: AnswersForm | None = None,
    slot_form: SlotForm | None = None,
) -> HttpResponse:
    """The page of one conference; a form that was refused comes back with what was typed."""
    scope, today = current_scope(), timezone.localdate()
    invitations = invitations_of(found, scope)
    reads = scope.may_read(Category.CONFERENCE_CONTENT.value)
    motives = {one.item_id: one for one in Motive.objects.visible_to(scope).filter(item__conference=found)}
    items = agenda_of(found, scope)
    seen = answers or AnswersForm(invitations)
    context: dict[str, Any] = {
        **conference_context(found),
        "items": [_item(item, motives.get(item.pk), motive_form, slot_form, reads) for item in items],
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
        "form": case_form or topic_form or motive_form or answers or slot_form,
        "may_convene": may(request.user, Act.CONVENE) and found.is_planned,
        "may_minute": may(request.user, Act.TAKE_MINUTES) and found.state != Conference.State.CANCELLED,
        "is_due": found.on <= today and found.state != Conference.State.CANCELLED,
        "held": found.state == Conference.State.HELD,
    }
    return render(request, "conferences/conference.html", context)


def _item(
    item: AgendaItem, motive: Motive | None, bound: MotiveForm | None, slot: SlotForm | None, reads: bool
) -> dict[str, object]:
    moves = slot is not None and slot.prefix == f"tijd{item.pk}"
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
        "slot": slot if moves else SlotForm(item),
        "slot_open": moves,
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
        "number": one.pk,
        "name": one.guest,
        "field": form[f"antwoord-{one.code}"],
        "answer": one.get_answer_display(),
        "hours": f"{one.starts:%H.%M} – {one.ends:%H.%M}" if seats else "",
        "parts": joined([seat.part.title for seat in seats]) or "alleen informatie",
        "there": joined([seat.part.title for seat in seats if seat.attended]),
        "how": one.get_channel_display(),
    }
