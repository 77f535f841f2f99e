"""The page of one batch: how far its reading is, what it would do, what it did."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from intake.batch_tables import came_as, is_historical, who
from intake.batches import may_act
from intake.correction import correction, place_names
from intake.models import Batch, Row
from intake.selectors import (
    ASKING,
    GROUPS,
    able,
    asking,
    case_references,
    cases_opened,
    cases_that_open,
    counts_of,
    rows_of,
)
from intake.shown import Shown, show_rows
from intake.tables import TAGS, next_act, rows_table, rows_words
from intake.views.common import batch_or_404
from nazorg.accounts.acts import Act, requires
from nazorg.accounts.log import log_access
from nazorg.common.jobs.models import Job
from nazorg.common.jobs.progress import progress_of
from nazorg.common.scope import current_scope
from nazorg.common.words import counted, moment_words, spaced

PAGE = 50
UNDER_WAY = (Batch.State.READING, Batch.State.ACCEPTING)
_NOTES = {
    "gewijzigd": "werkt detenties en casussen bij",
    "bekend": "verandert niets",
    "dubbel": "telt één keer",
    "kies": "blijft staan tot u kiest",
    "fout": "blijft staan tot herstel",
    "vastgehouden": "wacht op herstel of keuze",
    "opzij": "telt niet mee",
}
_ORDER = ("vastgehouden", "nieuw", "gewijzigd", "bekend", "dubbel", "kies", "fout", "opzij")


@requires(Act.SEE_NOTIFICATIONS)
@require_GET
def batch(request: HttpRequest, reference: str) -> HttpResponse:
    """One batch, as its state asks: progress, the reason why it cannot be read, preview, or what it did."""
    found = batch_or_404(reference)
    context: dict[str, Any] = {
        "batch": found,
        "reference": spaced(found.reference),
        "historical": is_historical(found),
        "came": _came(request, found),
        "may_act": may_act(request.user, found),
    }
    if found.state in UNDER_WAY:
        return render(request, "intake/batch_progress.html", context | _progress(found))
    if found.state == Batch.State.UNREADABLE:
        return render(request, "intake/batch_unreadable.html", context)
    log_access(request, "batch", reference)
    return render(request, "intake/batch.html", context | _rows_context(request, found))


@requires(Act.SEE_NOTIFICATIONS)
@require_GET
def batch_progress(request: HttpRequest, reference: str) -> HttpResponse:
    """How far the work on a batch is, for a page that is open; tells that page to renew itself at the end."""
    found = batch_or_404(reference)
    progress = _progress(found)
    response = render(request, "intake/_progress.html", {"batch": found, **progress})
    if found.state not in UNDER_WAY or progress["failed"]:
        response["HX-Refresh"] = "true"
    return response


def _came(request: HttpRequest, found: Batch) -> str:
    """ "dpan.csv, door u, vandaag 08.32."."""
    came, by = came_as(found), who(found.created_by, request.user)
    comma = "," if found.filename else ""
    return f"{came}{comma} door {by}, {moment_words(found.created_at, timezone.localdate())}."


def _progress(found: Batch) -> dict[str, Any]:
    """How far the work is, and whether it was given up."""
    kind = "check_batch" if found.state == Batch.State.READING else "accept_batch"
    job = Job.objects.filter(kind=kind, subject=found.reference).order_by("-pk").first()
    now = progress_of(found.reference)
    return {
        "failed": job is not None and job.state == Job.State.FAILED,
        "reading": found.state == Batch.State.READING,
        "label": f"{now.what}: {now.done} van {now.total}".capitalize() if now else "Staat klaar, begint zo.",
        "done": now.done if now else 0,
        "total": max(now.total, 1) if now else 1,
    }


def _rows_context(request: HttpRequest, found: Batch) -> dict[str, Any]:
    scope, today = current_scope(), timezone.localdate()
    counts = counts_of([found], scope)[found.pk]
    group = request.GET.get("uitkomst", "")
    group = group if group in GROUPS else ""
    rows = rows_of(found, group, scope)
    opened = _opened_row(request, found, rows)
    page = Paginator(rows, PAGE).get_page(_page_of(opened, rows) if opened else request.GET.get("page"))
    shown = show_rows(_with_batch(found, page), today)
    mine = may_act(request.user, found)
    details = {
        one.row.line: correction(one, in_place=True) for one in shown if opened and mine and one.row.pk == opened.pk
    }
    query = {"uitkomst": group} if group else {}
    cases = case_references([one.row for one in shown], scope)
    total = sum(counts.values())
    return {
        "total": total,
        "title": _title(found, counts, total),
        "summary": _summary(request, found, counts),
        "counts": _counts(found, counts, total, group),
        "page": page,
        "table": rows_table(
            found, shown, cases, today, details, f"?{urlencode({**query, 'regel': ''})}" if mine else ""
        ),
        "able": rows_words(able(counts)) if found.state == Batch.State.CHECKED and able(counts) else "",
        "asking": asking(counts),
        "first_asking": _first_asking(shown),
        "places": place_names() if details else [],
    }


def _with_batch(found: Batch, rows: Any) -> list[Row]:
    """The rows of a page, with the batch that is at hand already."""
    listed = list(rows)
    for row in listed:
        row.batch = found
    return listed


def _opened_row(request: HttpRequest, found: Batch, rows: QuerySet[Row]) -> Row | None:
    """The row that `?regel=` opens for correction, where it may be corrected."""
    line = request.GET.get("regel", "")
    if not (line.isascii() and line.isdigit() and len(line) < 10):
        return None
    row = rows.filter(line=int(line), outcome=Row.Outcome.WRONG).first()
    if row is not None:
        row.batch = found
    return row if row is not None and next_act(row) else None


def _page_of(opened: Row, rows: QuerySet[Row]) -> int:
    """The page on which a row that asks for a person stands: those come first."""
    return rows.filter(ASKING, line__lt=opened.line).count() // PAGE + 1


def _first_asking(shown: list[Shown]) -> Row | None:
    return next((one.row for one in shown if next_act(one.row)), None)


def _title(found: Batch, counts: Mapping[str, int], total: int) -> str:
    one, many = ("regel", "regels") if found.is_registration else ("melding", "meldingen")
    if found.state == Batch.State.CHECKED:
        return f"{counted(total, one, many)} gelezen".capitalize()
    if found.state == Batch.State.WITHDRAWN:
        return f"{counted(total, one, many)}, ingetrokken".capitalize() if total else "Ingetrokken"
    return f"{counted(able(counts), one, many)} overgenomen".capitalize()


def _summary(request: HttpRequest, found: Batch, counts: Mapping[str, int]) -> str:
    """What happened with the batch since it came in."""
    today = timezone.localdate()
    if found.state == Batch.State.CHECKED:
        return "Er is nog niets overgenomen."
    if found.state == Batch.State.WITHDRAWN:
        when = moment_words(found.withdrawn_at, today) if found.withdrawn_at else ""
        return f"Ingetrokken door {who(found.withdrawn_by, request.user)}, {when}: {found.withdrawn_why}"
    when = moment_words(found.accepted_at, today) if found.accepted_at else ""
    return f"Overgenomen door {who(found.accepted_by, request.user)}, {when}."


def _counts(found: Batch, counts: Mapping[str, int], total: int, group: str) -> list[dict[str, Any]]:
    """The counts on top, each with what it does and the address that filters by it."""
    notes = _NOTES | {"nieuw": _note_on_new(found)}
    listed = [{"n": total, "label": "alle regels", "url": "?", "current": not group}]
    for name in _ORDER:
        if counts.get(name) or name == group:
            tag = TAGS[name]
            note = "" if found.state == Batch.State.WITHDRAWN else notes[name]
            url = f"?{urlencode({'uitkomst': name})}"
            count = {"n": counts.get(name, 0), "label": tag.label, "icon": tag.icon, "note": note}
            listed.append(count | {"url": url, "current": name == group})
    return listed


def _note_on_new(found: Batch) -> str:
    if found.is_registration:
        return "opent of vult een casus"
    if found.historical:
        return "historisch: opent geen casussen"
    if found.state == Batch.State.ACCEPTED:
        return f"opende {counted(cases_opened(found), 'casus', 'casussen')}"
    number = cases_that_open(found, timezone.localdate())
    return "een instroom opent een casus" if number is None else f"opent {counted(number, 'casus', 'casussen')}"
