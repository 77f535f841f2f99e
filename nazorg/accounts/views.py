"""Privacy pages: the covenant that everybody can read, and the log of who looked."""

from datetime import date, datetime, time, timedelta
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.core.paginator import Paginator
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from nazorg.accounts.acts import Act, requires
from nazorg.accounts.covenant_tables import conditions_of, ground_facts, party_table, whole_table
from nazorg.accounts.log_words import ACTS, act_words
from nazorg.accounts.models import AccessLog, User
from nazorg.common.tables import Cell, Column, Empty, Row, Table, Tag
from nazorg.common.words import spaced
from nazorg.covenant.parties import Party
from nazorg.covenant.table import covenant_on

LOG_PAGE = 50


@requires(Act.SEE_COVENANT)
def privacy(request: HttpRequest) -> HttpResponse:
    """There is no page of its own: the covenant is the first of the privacy pages."""
    return redirect("covenant")


class PartyForm(forms.Form):
    """Whose column to show."""

    partij = forms.ChoiceField(
        label="Partij", required=False, choices=[("", "alle partijen naast elkaar"), *Party.choices]
    )


@requires(Act.SEE_COVENANT)
def covenant(request: HttpRequest) -> HttpResponse:
    """The covenant in force today: the whole table, or with `?partij=` one party's column in words."""
    today = timezone.localdate()
    version = covenant_on(today)
    form = PartyForm(request.GET)
    chosen = form.cleaned_data["partij"] if form.is_valid() else ""
    party = Party(chosen) if chosen else None
    context = {
        "form": form,
        "version": version,
        "party": party,
        "table": party_table(version, party) if party else whole_table(version),
        "conditions": conditions_of(version),
        "grounds": ground_facts(version, today),
    }
    return render(request, "privacy/covenant.html", context)


def _day_field(label: str) -> forms.DateField:
    """A day that the calendar can still count on from."""
    sentence = "Vul een datum in van 2000 tot en met 2100."
    return forms.DateField(
        label=label,
        required=False,
        widget=forms.DateInput({"class": "w-date", "type": "date"}),
        validators=[MinValueValidator(date(2000, 1, 1), sentence), MaxValueValidator(date(2100, 12, 31), sentence)],
    )


class LogForm(forms.Form):
    """What to show of the log. No personal data of people whom Nazorg is for: it goes into the address."""

    wie = forms.ModelChoiceField(User.objects.order_by("name"), label="Wie", required=False, empty_label="iedereen")
    wat = forms.ChoiceField(label="Wat", required=False, choices=[("", "alles"), *ACTS.items()])
    uitslag = forms.ChoiceField(
        label="Uitslag", required=False, choices=[("", "gedaan en geweigerd"), *AccessLog.Result.choices]
    )
    vanaf = _day_field("Vanaf")
    tot = _day_field("Tot en met")


@requires(Act.SEE_LOG)
def log(request: HttpRequest) -> HttpResponse:
    """Who did what and when, with a reference and a ground; never content."""
    form = LogForm(request.GET)
    entries = AccessLog.objects.select_related("user")
    if form.is_valid():
        entries = _filtered(entries, form.cleaned_data)
    page = Paginator(entries, LOG_PAGE).get_page(request.GET.get("page"))
    context = {"form": form, "page": page, "table": _log_table(list(page)), "chips": _chips(form)}
    return render(request, "privacy/log.html", context)


def _filtered(entries: QuerySet[AccessLog], wanted: dict[str, Any]) -> QuerySet[AccessLog]:
    if wanted["wie"]:
        entries = entries.filter(user=wanted["wie"])
    if wanted["wat"]:
        entries = entries.filter(act=wanted["wat"])
    if wanted["uitslag"]:
        entries = entries.filter(result=wanted["uitslag"])
    if wanted["vanaf"]:
        entries = entries.filter(at__gte=_start_of(wanted["vanaf"]))
    if wanted["tot"]:
        entries = entries.filter(at__lt=_start_of(wanted["tot"] + timedelta(days=1)))
    return entries


def _start_of(day: Any) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _chips(form: LogForm) -> list[dict[str, str]]:
    """The filters in force, each with the address without it."""
    given = {name: value for name, value in form.data.items() if name in form.fields and value}
    chips = []
    for name, value in given.items():
        field = form.fields[name]
        choices = {str(key): str(label) for key, label in getattr(field, "choices", [])}
        rest = {other: kept for other, kept in given.items() if other != name}
        chips.append({"label": f"{field.label}: {choices.get(value, value)}", "url": f"?{urlencode(rest)}"})
    return chips


def _log_table(entries: list[AccessLog]) -> Table:
    columns = [
        Column("Wanneer", "date"),
        Column("Wie"),
        Column("Wat"),
        Column("Kenmerk", "ref"),
        Column("Grond of reden"),
        Column("Uitslag"),
    ]
    rows = [
        Row(
            [
                Cell(f"{timezone.localtime(entry.at):%d-%m-%Y %H.%M}", value=entry.at, kind="date"),
                Cell(entry.user.name if entry.user else "niet ingelogd", header=True),
                Cell(act_words(entry.act)),
                Cell(spaced(entry.reference) if len(entry.reference) == 8 else entry.reference, kind="ref"),
                Cell(entry.ground),
                Cell("geweigerd", tag=Tag("geweigerd", "late", "i-cross"))
                if entry.result == AccessLog.Result.REFUSED
                else Cell("gedaan"),
            ]
        )
        for entry in entries
    ]
    empty = Empty("Niets gevonden", "In deze selectie staat niets in het logboek. Haal een filter weg om meer te zien.")
    return Table("Logboek: wie deed wat, wanneer", columns, rows, empty=empty)
