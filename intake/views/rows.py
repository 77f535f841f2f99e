"""One row: what came, what is wrong with it, whom it may be about, and what a person does with it."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.text import capfirst
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_POST

from cases.people.comparing import Compared, Described, compare, describe, differing
from cases.people.matching import hash_bsn
from cases.people.models import Person
from intake.accept import accept
from intake.batch_tables import batch_url
from intake.batches import may_act, source_of
from intake.cell_forms import BSN, corrected_cells
from intake.correction import correction, place_names
from intake.forms import WhyForm
from intake.models import Batch, Row
from intake.rows import choose, correct, set_aside, take_back
from intake.selectors import candidates_of, case_of, next_to_mend, place_of
from intake.shown import Shown, labels_of, show_row
from intake.stored import texts
from intake.tables import counted_line, next_act, remarks, row_tag, row_url
from intake.views.common import actor, check_may_act, row_or_404, sentence
from nazorg.accounts.acts import Act, requires
from nazorg.accounts.log import log_access
from nazorg.common.scope import Scope, current_scope
from nazorg.common.words import day_words, spaced

_OPEN = (Row.State.WAITING, Row.State.HELD)


@dataclass(frozen=True)
class Candidate:
    """Somebody whom a row may be about, compared with the row."""

    person: Person
    lines: list[Compared]
    differing: int


@requires(Act.SEE_NOTIFICATIONS)
@require_GET
def row(request: HttpRequest, reference: str, line: int) -> HttpResponse:
    """One row, with the next thing to do about it first."""
    found, scope, today = row_or_404(reference, line), current_scope(), timezone.localdate()
    log_access(request, "row", reference, f"regel {line}")
    shown = show_row(found, today)
    is_open = found.state in _OPEN and found.batch.state in (Batch.State.CHECKED, Batch.State.ACCEPTED)
    act, mine = next_act(found), may_act(request.user, found.batch)
    told = remarks(found, labels_of(found.batch))
    context = {
        "row": found,
        "shown": shown,
        "reference": spaced(reference),
        "title": capfirst(counted_line(shown)),
        "meta": " ".join(filter(None, (shown.kind, day_words(shown.on, today) if shown.on else shown.on_text))),
        "tag": row_tag(found),
        # What is wrong stands at its field, where the form is open.
        "remarks": [note for note in told if act != "Herstel" or not mine or note.tone != "bad"],
        "act": act,
        "may_act": mine,
        "is_open": is_open,
        "detail": correction(shown, in_place=False) if is_open else None,
        "candidates": _candidates(shown, scope) if act == "Kies" else [],
        "facts": _facts(found),
        "why": WhyForm(auto_id="why_%s"),
        "places": place_names() if is_open else [],
        "case": case_of(found, scope),
        "place": place_of(found, scope) if act else None,
        "after": next_to_mend(found, scope) if act else None,
    }
    return render(request, "intake/row.html", context)


@requires(Act.SEE_NOTIFICATIONS)
@require_POST
@sensitive_post_parameters()
def row_correct(request: HttpRequest, reference: str, line: int) -> HttpResponseRedirect:
    """Put the posted cells in place of what came, and judge the row again."""
    found = row_or_404(reference, line)
    check_may_act(request, found.batch)
    wrong = {remark["column"] for remark in found.remarks if remark["level"] == "wrong"}
    before = texts(found.raw, found.corrected)
    cells = corrected_cells(source_of(found.batch).columns, before, request.POST, wrong)
    try:
        found = correct(found, cells, actor(request), timezone.now())
    except ValidationError as refused:
        messages.error(request, sentence(refused))
        return redirect(row_url(found))
    return _onward(request, found)


@requires(Act.SEE_NOTIFICATIONS)
@require_POST
def row_choose(request: HttpRequest, reference: str, line: int) -> HttpResponse:
    """Keep the choice of a person: one of the candidates by reference, or "nieuw"."""
    found = row_or_404(reference, line)
    check_may_act(request, found.batch)
    chosen = request.POST.get("persoon", "")
    person = next((one for one in candidates_of(found, current_scope()) if one.reference == chosen), None)
    if person is None and chosen != "nieuw":
        messages.error(request, "Kies een van de personen, of een nieuwe persoon.")
        return redirect(row_url(found))
    try:
        found = choose(found, person, actor(request), timezone.now())
        if found.batch.door == Batch.Door.FORM and found.batch.state == Batch.State.CHECKED and not next_act(found):
            accept(found.batch, actor(request), timezone.now(), timezone.localdate())
            found.refresh_from_db()
    except ValidationError as refused:
        messages.error(request, sentence(refused))
        return redirect(row_url(found))
    return _onward(request, found)


@requires(Act.SEE_NOTIFICATIONS)
@require_POST
def row_set_aside(request: HttpRequest, reference: str, line: int) -> HttpResponseRedirect:
    """Leave a row out, with a reason."""
    found = row_or_404(reference, line)
    check_may_act(request, found.batch)
    form = WhyForm(request.POST)
    if not form.is_valid():
        messages.error(request, " ".join(map(str, form.errors["why"])))
        return redirect(row_url(found))
    after = next_to_mend(found, current_scope())
    try:
        set_aside(found, form.cleaned_data["why"], actor(request))
    except ValidationError as refused:
        messages.error(request, sentence(refused))
        return redirect(row_url(found))
    messages.success(request, f"Regel {line} is opzij gelegd. U kunt hem altijd terugnemen.")
    return redirect(row_url(after) if after else batch_url(found.batch))


@requires(Act.SEE_NOTIFICATIONS)
@require_POST
def row_take_back(request: HttpRequest, reference: str, line: int) -> HttpResponseRedirect:
    """Let a row that was set aside count again."""
    found = row_or_404(reference, line)
    check_may_act(request, found.batch)
    try:
        take_back(found)
    except ValidationError as refused:
        messages.error(request, sentence(refused))
    else:
        messages.success(request, f"Regel {line} telt weer mee.")
    return redirect(row_url(found))


def _onward(request: HttpRequest, found: Row) -> HttpResponseRedirect:
    """After an act on a row: say what it is now, and go to the next one that asks for something."""
    in_place = request.POST.get("terug") == "partij"
    if next_act(found):
        messages.warning(request, f"Regel {found.line} vraagt nog iets: {found.get_outcome_display()}.")
        return redirect(_at(found, in_place))
    done = "overgenomen" if found.state == Row.State.ACCEPTED else f"nu {row_tag(found).label}"
    messages.success(request, f"Regel {found.line} is {done}.")
    case = case_of(found, current_scope()) if found.batch.door == Batch.Door.FORM else None
    if case is not None:
        return redirect("case", case.reference)
    after = next_to_mend(found, current_scope())
    if after is None:
        return redirect(batch_url(found.batch))
    return redirect(_at(after, in_place and after.batch_id == found.batch_id))


def _at(found: Row, in_place: bool) -> str:
    """Where a row is worked on: opened in the table of its batch, or on its own page."""
    if in_place and found.outcome == Row.Outcome.WRONG:
        return f"{batch_url(found.batch)}?{urlencode({'regel': found.line})}#regel-{found.line}"
    return row_url(found)


def _candidates(shown: Shown, scope: Scope) -> list[Candidate]:
    values = shown.values
    ours = Described(
        name=shown.name,
        born=shown.born,
        skn=values.get("skn", ""),
        bsn_hash=hash_bsn(values.get(BSN, "")),
        address=values.get("address", ""),
        municipality="" if shown.place == "onbekend" else shown.place,
        sex="" if values.get("sex") == "onbekend" else values.get("sex", ""),
    )
    found = []
    for person in candidates_of(shown.row, scope):
        lines = compare(ours, describe(person, scope))
        found.append(Candidate(person, lines, differing(lines)))
    return found


def _facts(found: Row) -> list[dict[str, Any]]:
    """Every agreed cell that is not empty, as it stands now; what was corrected says what came. No BSN."""
    came, now = texts(found.raw, None), texts(found.raw, found.corrected)
    facts = []
    for column in source_of(found.batch).columns:
        was, is_now = came.get(column.name, "").strip(), now.get(column.name, "").strip()
        if column.name == BSN:
            was, is_now = ("ingevuld" if was else ""), ("ingevuld" if is_now else "")
        if was or is_now:
            note = f"in het bestand: {was or 'leeg'}" if was != is_now else ""
            facts.append({"label": column.label, "value": is_now or "leeg", "note": note})
    return facts
