"""The quick note on the page of a case."""

from typing import Any

from django import template
from django.utils import timezone

from cases.dossiers.models import Case
from cases.notes.forms import NoteForm
from nazorg.accounts.acts import Act, may
from nazorg.common.scope import current_scope

register = template.Library()


@register.inclusion_tag("notes/_note.html", takes_context=True)
def quick_note(context: dict[str, Any], case: Case) -> dict[str, object]:
    """The form of a quick note on `case`, for whoever may write one."""
    if not may(context["request"].user, Act.NOTE):
        return {}
    form = NoteForm(case, current_scope(), timezone.localdate())
    return {"case": case, "form": form, "csrf_token": context["csrf_token"]}
