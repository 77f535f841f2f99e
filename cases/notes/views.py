"""The quick note: saved from the page of a case; what is refused comes back on a page of its own."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from cases.notes.forms import NoteForm, category_choices, ground_choices, left_words
from cases.notes.services import take_note
from cases.views.common import case_context, case_or_404
from nazorg.accounts.acts import Act, requires, user_of
from nazorg.accounts.log import log_access
from nazorg.common.scope import current_scope


@requires(Act.NOTE)
def note_add(request: HttpRequest, reference: str) -> HttpResponse:
    """Save a note and go back to the case."""
    case, scope, now = case_or_404(reference), current_scope(), timezone.now()
    form = NoteForm(case, scope, timezone.localdate(now), request.POST if request.method == "POST" else None)
    if form.is_valid():
        told = form.told
        try:
            take_note(case, form.cleaned_data["text"], form.cleaned_data["category"], user_of(request), now, told)
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            log_access(request, "note_add", reference)
            words = f"De notitie is bewaard, en als verstrekking aan {told.unit}." if told else "De notitie is bewaard."
            messages.success(request, words)
            return redirect("case", reference)
    return render(request, "notes/note.html", {**case_context(case), "form": form})


@requires(Act.NOTE)
@require_GET
def note_choices(request: HttpRequest, reference: str) -> HttpResponse:
    """The kinds of information and the grounds for the unit that is chosen, while one types."""
    case, scope, today = case_or_404(reference), current_scope(), timezone.localdate()
    form = NoteForm(case, scope, today)
    sent = {name: request.GET.get(form.add_prefix(name), "") for name in ("unit", "category", "ground")}
    unit = form.units.get(sent["unit"])
    form.fields["category"].choices = category_choices(case, scope, unit, today)  # type: ignore[attr-defined]
    form.fields["ground"].choices = ground_choices(unit, today)  # type: ignore[attr-defined]
    form.initial.update(sent)
    left = left_words(case, scope, unit, sent["category"], today)
    return render(request, "notes/_choices.html", {"form": form, "left": left})
