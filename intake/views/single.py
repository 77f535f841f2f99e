"""One notification on one screen: the same path as a file of one row."""

import csv
import io
from collections.abc import Mapping

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.views.decorators.debug import sensitive_post_parameters

from intake.accept import accept
from intake.batch_tables import batch_url
from intake.batches import receive, sources_for
from intake.cell_forms import NotificationForm
from intake.check import check
from intake.correction import place_names
from intake.models import Batch, Row
from intake.places import place_finder
from intake.reading.source import Source
from intake.selectors import case_of
from intake.stored import RECORDED
from intake.tables import row_url
from intake.views.common import actor
from nazorg.accounts.acts import Act, requires
from nazorg.common.scope import current_scope

# Which fields stand together; what is not named here stands under the fold.
PARTS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Wie", ("family_name", "prefix", "given_names", "born", "skn", "bsn")),
    (
        "Detentie",
        ("start_on", "transfer_on", "new_institution", "released_on", "institution", "unit", "expected_end_on"),
    ),
    ("Gemeente", ("registered", "return_to")),
)


@requires(Act.TAKE_IN_NOTIFICATIONS)
@sensitive_post_parameters()
def intake_form(request: HttpRequest) -> HttpResponse:
    """Type a notification over. What is certain is recorded at once, and can be taken back."""
    source = sources_for("notifications")[0]
    context = source.context(today=timezone.localdate(), find_place=place_finder(), bsn_off=settings.BSN_OFF, year=None)
    form = NotificationForm(source.columns, context, request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            return _take_in(request, source, form.cells())
        except ValidationError as refused:
            form.add_error(None, refused)
    return render(request, "intake/form.html", {"form": form, "places": place_names(), **_parts(form)})


def _take_in(request: HttpRequest, source: Source, cells: Mapping[str, str]) -> HttpResponseRedirect:
    by, today = actor(request), timezone.localdate()
    batch = receive(_as_csv(source, cells), source_code=source.code, door=Batch.Door.FORM, by=by)
    check(batch, today)
    row = batch.rows.select_related("batch").first()
    if row is None or row.outcome == Row.Outcome.WRONG:
        return redirect(batch_url(batch))
    if row.outcome == Row.Outcome.CHOOSE:
        messages.warning(request, "Kies eerst wie dit is. Daarna wordt de melding overgenomen.")
        return redirect(row_url(row))
    accept(batch, by, timezone.now(), today)
    row.refresh_from_db()
    if row.outcome not in RECORDED or row.state != Row.State.ACCEPTED:
        messages.info(request, "Deze melding was er al. Er verandert niets.")
        return redirect(batch_url(batch))
    return _recorded(request, batch, row)


def _recorded(request: HttpRequest, batch: Batch, row: Row) -> HttpResponseRedirect:
    """To the case, with the way back."""
    opened = "Er is een casus geopend." if "case" in row.made else "De detentie is bijgewerkt."
    undo = reverse("batch_withdraw", args=[batch.reference])
    said = '<b>Melding overgenomen.</b> {} Klopt het niet? <a href="{}">Trek de melding in</a>'
    messages.success(request, format_html(said, opened, undo))
    case = case_of(row, current_scope())
    if case is not None:
        return redirect("case", case.reference)
    return redirect("person", row.person.reference) if row.person else redirect(batch_url(batch))


def _as_csv(source: Source, cells: Mapping[str, str]) -> bytes:
    """The row as the file of one row that it is."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=source.delimiter, lineterminator="\r\n")
    writer.writerow([column.label for column in source.columns])
    writer.writerow([cells.get(column.name, "") for column in source.columns])
    return out.getvalue().encode("utf-8-sig")


def _parts(form: NotificationForm) -> dict[str, object]:
    """The fields as the page places them; each with the kinds of notification it is shown for."""
    kinds = {column.name: column.required_for for column in form.columns if column.name != "start_on"}
    placed = {name for _, names in PARTS for name in names}
    rest = [name for name in form.fields if name not in placed and name != "kind"]
    return {
        "parts": [
            (label, [(form[name], " ".join(kinds.get(name, ()))) for name in names if name in form.fields])
            for label, names in PARTS
        ],
        "rest": [form[name] for name in rest],
        "rest_open": any(name in form.errors for name in rest),
    }
