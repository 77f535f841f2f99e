"""Files that a job makes: how far it is, the file, calling it off. Nobody but who asked finds them."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from nazorg.accounts.acts import Act, requires, user_of
from nazorg.accounts.log import log_access
from nazorg.common.dutch import full_date, short_moment
from nazorg.common.tables import Cell, Column, Empty, Row, Table
from reporting.results.models import Result
from reporting.results.selectors import listed, own_results, stand_of
from reporting.results.services import again, call_off

_NONE = Empty("Geen bestanden", "Wat u bij de cijfers laat maken, staat hier een week klaar.")


@requires(Act.SEE_FIGURES)
@require_GET
def results(request: HttpRequest) -> HttpResponse:
    """What one had made in the last week."""
    rows = [
        Row([
            Cell(each.title, href=reverse("result", args=[each.reference]), header=True),
            Cell(short_moment(each.asked_at)),
            Cell("klaar" if each.name else "wordt gemaakt"),
            Cell(full_date(timezone.localdate(each.keep_until))),
        ])
        for each in listed(user_of(request))
    ]  # fmt: skip
    columns = [Column("Bestand"), Column("Gevraagd"), Column("Stand"), Column("Bewaard tot")]
    table = Table("Uw bestanden", columns, rows, empty=_NONE)
    return render(request, "reporting/results/results.html", {"table": table})


@requires(Act.SEE_FIGURES)
@require_GET
def result(request: HttpRequest, reference: str) -> HttpResponse:
    """One file: progress, that it failed, or the file itself."""
    found = _own_or_404(request, reference)
    context = {"result": found, "stand": stand_of(found), "until": full_date(timezone.localdate(found.keep_until))}
    return render(request, "reporting/results/result.html", context)


@requires(Act.SEE_FIGURES)
@require_GET
def result_progress(request: HttpRequest, reference: str) -> HttpResponse:
    """How far it is, for a page that is open; tells that page to renew itself at the end."""
    found = _own_or_404(request, reference)
    stand = stand_of(found)
    response = render(request, "reporting/results/_progress.html", {"result": found, "stand": stand})
    if found.name or stand.failed:
        response["HX-Refresh"] = "true"
    return response


@requires(Act.SEE_FIGURES)
@require_GET
def result_file(request: HttpRequest, reference: str) -> HttpResponse:
    """The file."""
    found = _own_or_404(request, reference)
    if found.content is None:
        raise Http404("Dit bestand is er nog niet.")
    log_access(request, "result_file", reference, found.name)
    response = HttpResponse(bytes(found.content), content_type=found.content_type)
    response["Content-Disposition"] = f'attachment; filename="{found.name}"'
    return response


@requires(Act.SEE_FIGURES)
@require_POST
def result_call_off(request: HttpRequest, reference: str) -> HttpResponse:
    """Call it off, or take the file away before its week is over."""
    found = _own_or_404(request, reference)
    call_off(found)
    log_access(request, "result_call_off", reference)
    messages.success(request, "Het bestand is weg." if found.name else "Dit wordt niet gemaakt.")
    return redirect("results")


@requires(Act.SEE_FIGURES)
@require_POST
def result_again(request: HttpRequest, reference: str) -> HttpResponse:
    """Have it made once more after it was given up."""
    found = _own_or_404(request, reference)
    if not found.name and stand_of(found).failed:
        again(found)
    return redirect("result", reference)


def _own_or_404(request: HttpRequest, reference: str) -> Result:
    found = own_results(user_of(request)).filter(reference=reference).first()
    if found is None:
        raise Http404("Dit bestand is er niet, of niet voor u.")
    return found
