"""The doors by which many rows come in at once: a file, a paste, the old workbook."""

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters

from intake.batches import AT_ONCE, check_later, receive, sources_for
from intake.check import check
from intake.forms import FileForm, PasteForm, RegistrationForm
from intake.models import Batch
from intake.views.common import actor
from nazorg.accounts.acts import Act, may, requires


@requires(Act.TAKE_IN_NOTIFICATIONS)
def intake_file(request: HttpRequest) -> HttpResponse:
    """A file with notifications; read by a worker, so that a large one keeps nobody waiting."""
    form = FileForm(request.POST, request.FILES) if request.method == "POST" else FileForm()
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            batch = receive(
                file.read(),
                source_code=form.cleaned_data["source"] or str(form.fields["source"].initial),
                door=Batch.Door.FILE,
                by=actor(request),
                filename=file.name or "",
                historical=form.cleaned_data["historical"],
            )
        except ValidationError as refused:
            form.add_error("file", refused)
        else:
            check_later(batch)
            return redirect("batch", batch.reference)
    context = {"form": form, "may_registration": may(request.user, Act.TAKE_IN_REGISTRATION)}
    return render(request, "intake/file.html", context)


@requires(Act.TAKE_IN_NOTIFICATIONS)
@sensitive_post_parameters("text")
def intake_paste(request: HttpRequest) -> HttpResponse:
    """Pasted rows or the text of a screen; a paste of usual size is checked at once."""
    form = PasteForm(request.POST) if request.method == "POST" else PasteForm()
    if form.is_valid():
        content = form.cleaned_data["text"].encode()
        try:
            batch = receive(
                content,
                source_code=form.cleaned_data["source"] or str(form.fields["source"].initial),
                door=Batch.Door.PASTE,
                by=actor(request),
            )
        except ValidationError as refused:
            form.add_error("text", refused)
        else:
            if len(content) > AT_ONCE:
                check_later(batch)
            else:
                check(batch, timezone.localdate())
            return redirect("batch", batch.reference)
    return render(request, "intake/paste.html", {"form": form})


@requires(Act.TAKE_IN_REGISTRATION)
def intake_registration(request: HttpRequest) -> HttpResponse:
    """The old workbook: what was done in a year that is past."""
    form = RegistrationForm(request.POST, request.FILES) if request.method == "POST" else RegistrationForm()
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            batch = receive(
                file.read(),
                source_code=sources_for("registration")[0].code,
                door=Batch.Door.FILE,
                by=actor(request),
                filename=file.name or "",
                year=form.cleaned_data["year"],
            )
        except ValidationError as refused:
            form.add_error("file", refused)
        else:
            check_later(batch)
            return redirect("batch", batch.reference)
    return render(request, "intake/registration.html", {"form": form})
