"""What one does with a whole batch: accept it, withdraw it, have it read again, take the file back with remarks."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from intake.accept import accept
from intake.batch_tables import came_as
from intake.batches import check_later
from intake.feedback import feedback
from intake.forms import WhyForm
from intake.models import Batch, Row
from intake.selectors import cases_opened
from intake.tables import rows_words
from intake.views.common import actor, batch_or_404, check_may_act, sentence
from intake.withdraw import obstacles, withdraw
from nazorg.accounts.acts import Act, may, requires
from nazorg.accounts.log import log_access
from nazorg.common.jobs.services import enqueue
from nazorg.common.words import counted, spaced

# Up to so many rows are accepted while one waits; more by a worker, with progress.
AT_ONCE = 500


@requires(Act.SEE_NOTIFICATIONS)
@require_POST
def batch_accept(request: HttpRequest, reference: str) -> HttpResponse:
    """Take over what is certain in a checked batch."""
    found = batch_or_404(reference)
    check_may_act(request, found)
    if found.rows.filter(state=Row.State.WAITING).count() > AT_ONCE:
        _accept_later(request, found)
    else:
        try:
            accept(found, actor(request), timezone.now(), timezone.localdate())
        except ValidationError as refused:
            messages.error(request, sentence(refused))
        else:
            messages.success(request, accepted_words(found))
    return redirect("batch", reference)


def _accept_later(request: HttpRequest, found: Batch) -> None:
    changed = Batch.objects.filter(pk=found.pk, state=Batch.State.CHECKED).update(state=Batch.State.ACCEPTING)
    if changed:
        enqueue("accept_batch", found.reference, actor(request).pk)
    else:
        messages.error(request, "Deze partij wordt al overgenomen, of dat is al gebeurd.")


def accepted_words(found: Batch) -> str:
    """What accepting a batch came to: "24 regels overgenomen, 12 casussen geopend. 3 regels blijven staan."."""
    taken = rows_words(found.rows.filter(state=Row.State.ACCEPTED).count()).capitalize()
    opened = cases_opened(found)
    words = f"{taken} overgenomen" + (f", {counted(opened, 'casus', 'casussen')} geopend." if opened else ".")
    held = found.rows.filter(state=Row.State.HELD).count()
    if held:
        words += (
            f" {rows_words(held).capitalize()} {'blijft' if held == 1 else 'blijven'} staan tot u er iets mee doet."
        )
    return words


@requires(Act.SEE_NOTIFICATIONS)
def batch_withdraw(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask for a reason, say what goes, and withdraw."""
    found = batch_or_404(reference)
    check_may_act(request, found)
    form = WhyForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            withdraw(found, form.cleaned_data["why"], actor(request), timezone.now())
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            undone = " Wat zij vastlegde, is teruggenomen." if found.accepted_at else ""
            messages.success(request, f"De partij is ingetrokken.{undone}")
            return redirect("batch", reference)
    context = {
        "form": form,
        "batch": found,
        "reference": spaced(reference),
        "came": came_as(found),
        "obstacles": obstacles(found),
        "taken": found.rows.filter(state=Row.State.ACCEPTED).count(),
        "opened": cases_opened(found),
    }
    return render(request, "intake/batch_withdraw.html", context)


@requires(Act.SEE_NOTIFICATIONS)
@require_POST
def batch_retry(request: HttpRequest, reference: str) -> HttpResponseRedirect:
    """Put the work on a batch in the queue again after it was given up."""
    found = batch_or_404(reference)
    check_may_act(request, found)
    if found.state == Batch.State.READING:
        check_later(found)
    elif found.state == Batch.State.ACCEPTING:
        enqueue("accept_batch", reference, actor(request).pk)
    return redirect("batch", reference)


@requires(Act.SEE_NOTIFICATIONS)
@require_GET
def batch_file(request: HttpRequest, reference: str) -> HttpResponse:
    """The user's own rows with two columns more: result and remark. Logged, since it leaves the building."""
    found = batch_or_404(reference)
    rows = found.rows.count()
    log_access(request, "batch_file", reference, f"{rows} regels")
    file = feedback(found, with_bsn=may(request.user, Act.SEE_BSN))
    response = HttpResponse(file.content, content_type=file.content_type)
    response["Content-Disposition"] = f'attachment; filename="{file.name}"'
    return response
