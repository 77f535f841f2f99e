"""The partners for staff: which units there are, whom to turn to, and what the covenant lets each of them have."""

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from nazorg.accounts.acts import Act, may, requires
from nazorg.common.tables import Cell, Column, Empty, Row, Table, Tag
from nazorg.common.words import joined
from nazorg.covenant.table import covenant_on
from nazorg.covenant.words import does_not_receive, receives
from partners.models import Colleague, Unit
from partners.selectors import every_unit, units_on


@requires(Act.SEE_PARTNERS)
@require_GET
def partners(request: HttpRequest) -> HttpResponse:
    """All units: those that work with us today, and those that no longer or not yet do."""
    today = timezone.localdate()
    now = set(units_on(today))
    found = list(every_unit())
    context = {
        "now": _table("Onderdelen van partners", [one for one in found if one in now]),
        "other": _table("Onderdelen van vroeger en straks", [one for one in found if one not in now]),
        "may_administer": may(request.user, Act.ADMINISTER),
    }
    return render(request, "partners/partners.html", context)


@requires(Act.SEE_PARTNERS)
@require_GET
def partner(request: HttpRequest, reference: str) -> HttpResponse:
    """One unit: its party, whom to turn to, the other units of its organisation, and what it may have."""
    unit, today = get_object_or_404(every_unit(), reference=reference), timezone.localdate()
    facts = [
        {"label": "Partij in het convenant", "value": unit.party_of.label},
        {"label": "E-mailadres", "value": unit.email or "nog geen"},
        {"label": "Werkt met ons", "value": _when(unit)},
    ]
    covenant = covenant_on(today)
    others = [one for one in every_unit() if one.organisation_id == unit.organisation_id and one != unit]
    context = {
        "unit": unit,
        "facts": facts,
        "no_address": not unit.email,
        "colleagues": _colleagues(unit.colleagues.all()),
        "receives": receives(covenant, unit.party_of),
        "not_receives": does_not_receive(covenant, unit.party_of),
        "others": [{"text": str(one), "url": _url(one), "meta": one.party_of.label} for one in others],
        "may_administer": may(request.user, Act.ADMINISTER),
    }
    return render(request, "partners/partner.html", context)


def _table(caption: str, units: Iterable[Unit]) -> Table:
    columns = [Column("Onderdeel"), Column("Partij"), Column("Contactpersonen"), Column("E-mailadres")]
    rows = [
        Row(
            [
                Cell(str(unit), href=_url(unit), header=True),
                Cell(unit.party_of.label),
                Cell(joined([colleague.name for colleague in unit.colleagues.all()])),
                Cell(unit.email or "geen", tag=None if unit.email else Tag("geen adres", "warn", "i-alert")),
            ]
        )
        for unit in units
    ]
    empty = Empty("Nog geen partners", "De beheerder voert organisaties en hun onderdelen in bij Beheer.")
    return Table(caption, columns, rows, dense=True, empty=empty)


def _colleagues(colleagues: Iterable[Colleague]) -> Table:
    columns = [Column("Naam"), Column("Functie"), Column("Telefoon"), Column("E-mailadres")]
    rows = [
        Row([Cell(one.name, header=True), Cell(one.function), Cell(one.phone), Cell(one.email)]) for one in colleagues
    ]
    empty = Empty("Nog geen contactpersoon", "De beheerder voert contactpersonen in bij Beheer.")
    return Table("Wie er te bereiken is", columns, rows, empty=empty)


def _url(unit: Unit) -> str:
    return reverse("partner", args=[unit.reference])


def _when(unit: Unit) -> str:
    since = f"vanaf {unit.from_on:%d-%m-%Y}" if unit.from_on else ""
    until = f"tot en met {unit.until_on:%d-%m-%Y}" if unit.until_on else ""
    return " ".join(filter(None, (since, until))) or "altijd"
