"""BIJ: the group on a page of its own, and the page of one case."""

from datetime import date
from functools import partial

from django import forms
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from cases.bij.forms import InformForm, WhyForm
from cases.bij.models import BijRecord, MayorInformed
from cases.bij.selectors import record_of, the_group, told_of
from cases.bij.services import end, inform, put_in
from cases.disclosures.packs import Part, Section
from cases.disclosures.views import rows_of
from cases.disclosures.wording import detention_text, person_text
from cases.dossiers.models import Case
from cases.selectors import free_on
from cases.views.common import acted, case_context, case_or_404
from cases.views.tables import municipality_words, stays_words
from nazorg.accounts.acts import Act, requires, user_of
from nazorg.accounts.log import log_access
from nazorg.common.scope import current_scope
from nazorg.common.tables import Cell, Column, Empty, Row, Table, Tag
from nazorg.common.words import day_words, spaced
from nazorg.covenant.categories import Category

_EMPTY = Empty("Niemand in de BIJ-groep", "Open een casus en kies het tabblad BIJ om te zeggen dat zij erbij hoort.")


@requires(Act.WORK_BIJ)
@require_GET
def bij(request: HttpRequest) -> HttpResponse:
    """Who belongs to the BIJ group, and whether the mayor knows."""
    log_access(request, "bij")
    today = timezone.localdate()
    columns = [
        Column("Naam"), Column("Gemeente"), Column("Verblijft in"), Column("Vrij", "date"), Column("Burgemeester"),
        Column("Casus", "ref"),
    ]  # fmt: skip
    rows = [_row(record, today) for record in the_group(current_scope())]
    table = Table("De BIJ-groep", columns, rows, dense=True, empty=_EMPTY)
    return render(request, "bij/bij.html", {"table": table, "number": len(rows)})


def _row(record: BijRecord, today: date) -> Row:
    case, free, told = record.case, free_on(record.case), list(record.told.all())
    words = f"{day_words(told[0].on, today)}, {told[0].by.name}" if told else "nog niet geïnformeerd"
    return Row([
        Cell(case.person.list_name, href=reverse("case_bij", args=[case.reference]), header=True),
        Cell(municipality_words(case)),
        Cell(stays_words(case)),
        Cell(day_words(free, today) if free else "-", value=free, kind="date"),
        Cell(words, tag=None if told else Tag(words, "warn", "i-alert")),
        Cell(spaced(case.reference), value=case.reference, kind="ref"),
    ])  # fmt: skip


@requires(Act.WORK_BIJ)
@require_GET
def case_bij(request: HttpRequest, reference: str) -> HttpResponse:
    """Whether a case belongs to the group, why, and what the mayor was told."""
    case = case_or_404(reference)
    log_access(request, "case_bij", reference)
    return _page(request, case)


@requires(Act.WORK_BIJ)
@require_POST
def bij_put(request: HttpRequest, reference: str) -> HttpResponse:
    """The case belongs to the group."""
    case, form = case_or_404(reference), WhyForm(request.POST)

    def act() -> str:
        put_in(case, form.cleaned_data["why"], user_of(request), timezone.now())
        return "De casus hoort nu bij de BIJ-groep."

    return acted(request, case, form, act, partial(_page, request, case), "case_bij")


@requires(Act.WORK_BIJ)
@require_POST
def bij_end(request: HttpRequest, reference: str) -> HttpResponse:
    """The case does not belong to it any more."""
    case, form = case_or_404(reference), WhyForm(request.POST)
    record = _record_or_404(case)

    def act() -> str:
        end(record, form.cleaned_data["why"], timezone.now())
        return "De casus hoort niet meer bij de BIJ-groep. Wat al verteld is, blijft staan."

    return acted(request, case, form, act, partial(_page, request, case), "case_bij")


@requires(Act.WORK_BIJ)
@require_POST
def bij_inform(request: HttpRequest, reference: str) -> HttpResponse:
    """The mayor was told."""
    case, now = case_or_404(reference), timezone.now()
    record, form = _record_or_404(case), InformForm(case, timezone.localdate(now), request.POST)
    beside = _beside(case)

    def act() -> str:
        if request.POST.get("token") != _print(beside):
            raise ValidationError("Er is net iets veranderd. Bekijk opnieuw wat de burgemeester krijgt.")
        unit = form.units[form.cleaned_data["unit"]]
        inform(record, unit, form.cleaned_data["text"], beside, form.how(), user_of(request), now)
        return f"Vastgelegd: {unit} is geïnformeerd."

    return acted(request, case, form, act, partial(_page, request, case), "case_bij")


def _record_or_404(case: Case) -> BijRecord:
    record = record_of(case, current_scope())
    if record is None:
        raise Http404
    return record


def _beside(case: Case) -> list[Part]:
    """What goes with every message: who it is about, and where that person is until when."""
    parts = [Part("Persoon", Category.IDENTITY.value, person_text(case.person, case.reference))]
    if case.detention is not None:
        parts.append(Part("Detentie", Category.DETENTION.value, detention_text(case.detention, None)))
    return parts


def _print(parts: list[Part]) -> str:
    return Section("", "", tuple(parts)).print


def _page(request: HttpRequest, case: Case, bound: forms.Form | None = None) -> HttpResponse:
    """The page; `bound` is the form that was refused."""
    scope, today = current_scope(), timezone.localdate()
    record = record_of(case, scope)
    running = record is not None and record.ended_on is None
    beside = _beside(case)
    context = {
        **case_context(case),
        "form": bound,
        "record": record,
        "running": running,
        "since": day_words(record.since, today) if record else "",
        "ended": day_words(record.ended_on, today) if record and record.ended_on else "",
        "told": [_told(one, today) for one in told_of(record, scope)] if record else [],
        "why": bound if isinstance(bound, WhyForm) else WhyForm(),
        "inform": bound if isinstance(bound, InformForm) else InformForm(case, today),
        "beside": [(part, rows_of(part.text)) for part in beside],
        "token": _print(beside),
    }
    return render(request, "bij/case_bij.html", context)


def _told(one: MayorInformed, today: date) -> dict[str, str]:
    return {
        "text": str(one.unit),
        "url": reverse("disclosure", args=[one.disclosure.reference]),
        "meta": f"{day_words(one.on, today)}, {one.disclosure.get_channel_display()}, door {one.by.name}. "
        f"Grond: {one.disclosure.ground_name}.",
    }
