"""Two people who turn out to be one: find the other, compare, merge; and take that back."""

from dataclasses import replace

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from cases.forms_by_hand import MergeForm, WhoForm
from cases.people.comparing import compare, describe, differing
from cases.people.merge import merge, undo
from cases.people.models import MergeRecord, Person
from cases.people.search import MOST, find_people
from cases.selectors import cases_of_people, find_person
from cases.views.common import reference_or_404
from cases.views.tables import merge_lines, people_table
from nazorg.accounts.acts import Act, requires
from nazorg.accounts.log import log_access
from nazorg.accounts.models import User
from nazorg.common.scope import current_scope
from nazorg.common.tables import Cell, Column, Empty, Row, Table
from nazorg.common.words import spaced

_NOBODY = Empty("Niemand gevonden", "Zoek met alleen het begin van de achternaam, of met de geboortedatum.")


@requires(Act.MERGE_PERSONS)
@sensitive_post_parameters("q")
def person_merge(request: HttpRequest, reference: str) -> HttpResponse:
    """Search the other one (posted); `?met=` holds the reference of whom was found, to compare and merge."""
    ours = _person_or_404(reference)
    other = request.GET.get("met", "")
    if other:
        return _compare(request, ours, _person_or_404(reference_or_404(other)))
    who = WhoForm(request.POST if request.method == "POST" else None)
    context = {"person": ours, "reference": spaced(reference), "form": who, "merges": merge_lines(ours)}
    if who.is_valid():
        people = [one for one in find_people(who.cleaned_data["q"], current_scope()) if one != ours]
        log_access(request, "search", ground=f"{len(people)} gevonden")
        context |= {"table": _choose_table(people[:MOST]), "more": len(people) > MOST, "most": MOST}
    return render(request, "cases/person_merge.html", context)


def _compare(request: HttpRequest, ours: Person, theirs: Person) -> HttpResponse:
    scope = current_scope()
    form = MergeForm(ours, theirs, request.POST if request.method == "POST" else None)
    if form.is_valid():
        kept, double = (ours, theirs) if form.cleaned_data["keep"] == ours.reference else (theirs, ours)
        try:
            assert isinstance(request.user, User)  # noqa: S101  `requires` saw to it
            merge(kept, double, form.cleaned_data["reason"], request.user, timezone.now())
        except ValidationError as refused:
            form.add_error(None, " ".join(refused.messages))
        else:
            log_access(request, "person_merge", kept.reference, f"met {double.reference}")
            messages.success(request, "De twee zijn samengevoegd. Bij “Voeg samen” kunt u dat ongedaan maken.")
            return redirect("person", kept.reference)
    else:
        log_access(request, "person", theirs.reference)
    lines = compare(describe(ours, scope), describe(theirs, scope))
    context = {
        "person": ours,
        "other": theirs,
        "reference": spaced(ours.reference),
        "form": form,
        "lines": lines,
        "differing": differing(lines),
        "ours_label": f"{ours.full_name} ({spaced(ours.reference)})",
        "theirs_label": f"{theirs.full_name} ({spaced(theirs.reference)})",
    }
    return render(request, "cases/merge.html", context)


@requires(Act.MERGE_PERSONS)
@require_POST
def merge_undo(request: HttpRequest, reference: str, number: int) -> HttpResponseRedirect:
    """Take a merge back: each has his own again."""
    kept = _person_or_404(reference)
    record = MergeRecord.objects.visible_to(current_scope()).filter(kept=kept, pk=number).first()
    if record is None:
        raise Http404
    try:
        assert isinstance(request.user, User)  # noqa: S101  `requires` saw to it
        undo(record, request.user, timezone.now())
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        log_access(request, "merge_undo", reference, f"met {record.double.reference}")
        messages.success(request, "De samenvoeging is ongedaan gemaakt: het zijn weer twee personen.")
    return redirect("person", reference)


def _person_or_404(reference: str) -> Person:
    try:
        return find_person(reference, current_scope())
    except Person.DoesNotExist:
        raise Http404 from None


def _choose_table(people: list[Person]) -> Table:
    """Who was found, each with the act to compare."""
    table = people_table(people, cases_of_people(people, current_scope()), timezone.localdate())
    rows = [
        Row([*row.cells, Cell("Vergelijk", href=f"?met={person.reference}", for_whom=person.full_name)])
        for row, person in zip(table.rows, people, strict=True)
    ]
    columns = [*table.columns, Column("Wat te doen", "action", hidden=True)]
    return replace(table, columns=columns, rows=rows, empty=_NOBODY)
