"""What the pages of one conference have in common."""

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from cases.conferences.models import Conference
from cases.conferences.selectors import find_conference
from cases.conferences.words import when_words
from nazorg.common.scope import current_scope
from nazorg.common.tables import Tag
from nazorg.common.words import spaced

_TAGS = {
    Conference.State.PLANNED: Tag("gepland", "accent", "c-far"),
    Conference.State.HELD: Tag("gehouden", "good", "i-check"),
    Conference.State.CANCELLED: Tag("afgelast", "late", "i-cross"),
}


def conference_or_404(reference: str) -> Conference:
    """The conference of this reference, for the scope that is open."""
    try:
        return find_conference(reference, current_scope())
    except Conference.DoesNotExist:
        raise Http404 from None


def settled(request: HttpRequest, found: Conference) -> HttpResponse:
    """Back to a conference that was held or called off, with why nothing of it can be changed."""
    messages.error(request, f"Dit overleg is {found.get_state_display()}. U kunt het niet meer wijzigen.")
    return redirect("conference", found.reference)


def state_tag(conference: Conference) -> Tag:
    """How it stands, as a tag."""
    return _TAGS[Conference.State(conference.state)]


def kind_words(conference: Conference) -> str:
    """Its kind as a heading."""
    words = str(conference.get_kind_display())
    return words[0].upper() + words[1:]


def conference_context(conference: Conference) -> dict[str, object]:
    """What the head of a page of a conference shows."""
    return {
        "conference": conference,
        "kind": kind_words(conference),
        "when": when_words(conference),
        "reference": spaced(conference.reference),
        "tag": state_tag(conference),
    }


def refusal(*sentences: str) -> forms.Form:
    """A form that only says what was refused, for pages that are not one form."""
    form = forms.Form({})
    form.is_valid()
    form.add_error(None, ValidationError(list(sentences)))
    return form
