"""The registry for staff: which municipalities there are and were, and who serves them."""

from datetime import date

from django.contrib.auth.models import Group
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from municipalities.agreements.models import Absence
from municipalities.agreements.tables import agreements_table, duties_table, terms_table
from municipalities.models import Grant, Municipality, group_name
from nazorg.accounts.acts import Act, may, requires
from nazorg.accounts.models import User
from nazorg.common.mails.models import Mail
from nazorg.common.tables import Cell, Column, Empty, Row, Table, Tag
from nazorg.common.words import counted, day_words, moment_words

_LAST_MAILS = 5


@requires(Act.SEE_MUNICIPALITIES)
@require_GET
def municipalities(request: HttpRequest) -> HttpResponse:
    """All municipalities through time: those of the region first, those of today before those that are gone."""
    today = timezone.localdate()
    found = list(Municipality.objects.select_related("successor"))
    contacts = {
        group.name: group.user_set.filter(is_active=True).count()
        for group in Group.objects.filter(user__isnull=False).distinct()
    }
    now = [one for one in found if one.in_region and _exists(one, today)]
    former = [one for one in found if one.in_region and not _exists(one, today)]
    elsewhere = [one for one in found if not one.in_region]
    context = {
        "now": _table("Gemeenten in de regio", now, contacts),
        "former": _table("Vroegere en komende gemeenten in de regio", former, None),
        "elsewhere": _table("Gemeenten buiten de regio", elsewhere, None),
        "may_administer": may(request.user, Act.ADMINISTER),
    }
    return render(request, "municipalities/municipalities.html", context)


def _exists(municipality: Municipality, day: date) -> bool:
    starts, ends = municipality.valid_from, municipality.valid_to
    return (starts is None or starts <= day) and (ends is None or day <= ends)


def _table(caption: str, found: list[Municipality], contacts: dict[str, int] | None) -> Table:
    columns = [Column("Naam"), Column("CBS-code", "ref"), Column("Bestaat"), Column("Gaat op in")]
    if contacts is not None:
        columns.append(Column("Contactpersonen", "num"))
    rows = []
    for one in found:
        heir = one.successor
        cells = [
            Cell(one.name, href=_url(one), header=True),
            Cell(one.code, kind="ref"),
            Cell(validity(one)),
            Cell(heir.name if heir else "", href=_url(heir) if heir else ""),
        ]
        if contacts is not None:
            number = contacts.get(group_name(one), 0)
            tag = Tag("geen", "warn", "i-alert") if number == 0 else None
            cells.append(Cell(str(number), value=number, kind="num", tag=tag))
        rows.append(Row(cells))
    empty = Empty("Geen gemeenten", "De beheerder voert gemeenten in bij Beheer.")
    return Table(caption, columns, rows, dense=True, empty=empty)


def _url(municipality: Municipality) -> str:
    return reverse("municipality", args=[municipality.code])


def validity(municipality: Municipality) -> str:
    """Between which days a municipality exists, in words."""
    starts = f"vanaf {municipality.valid_from:%d-%m-%Y}" if municipality.valid_from else ""
    ends = f"tot en met {municipality.valid_to:%d-%m-%Y}" if municipality.valid_to else ""
    return " ".join(filter(None, (starts, ends))) or "altijd"


@requires(Act.SEE_MUNICIPALITIES)
@require_GET
def municipality(request: HttpRequest, code: str) -> HttpResponse:
    """One municipality: its contacts, what was agreed with it, its place in time, the names by which it is found."""
    found = get_object_or_404(Municipality.objects.select_related("successor"), code=code)
    predecessors = [{"text": one.name, "url": _url(one), "meta": validity(one)} for one in found.predecessors.all()]
    facts = [
        {"label": "CBS-code", "value": found.code},
        {"label": "Bestaat", "value": validity(found)},
        {"label": "Regio", "value": _region_words(found)},
    ]
    if found.successor is not None:
        facts.append({"label": "Gaat op in", "value": found.successor.name, "url": _url(found.successor)})
    today = timezone.localdate()
    context = {
        "municipality": found,
        "facts": facts,
        "predecessors": predecessors,
        "aliases": [alias.name for alias in found.aliases.all()],
        "contacts": _contacts(found, today),
        "access": _access_words(found),
        "agreements": agreements_table(found, today),
        "terms": terms_table(found, today),
        "duties": duties_table(found, today),
        "may_administer": may(request.user, Act.ADMINISTER),
        "mails": _last_mails(found, today) if may(request.user, Act.SEE_MAILS) else None,
    }
    return render(request, "municipalities/municipality.html", context)


def _region_words(municipality: Municipality) -> str:
    if not municipality.in_region:
        return "buiten onze regio"
    since = municipality.region_since
    return f"in onze regio sinds {since:%d-%m-%Y}" if since else "in onze regio"


def _contacts(municipality: Municipality, today: date) -> Table:
    """Its contacts, with when they are away and who stands in."""
    users = list(User.objects.filter(groups__name=group_name(municipality), is_active=True).order_by("name"))
    absences: dict[int, list[str]] = {}
    for absence in Absence.objects.filter(user__in=users, to_on__gte=today).select_related("substitute"):
        absences.setdefault(absence.user_id, []).append(_absence_words(absence, today))
    columns = [Column("Naam"), Column("E-mailadres"), Column("Rol"), Column("Afwezig")]
    rows = [
        Row(
            [
                Cell(user.name, header=True),
                Cell(user.email),
                Cell("actief", tag=Tag("actief", "good", "i-check"))
                if user.party
                else Cell("wacht", tag=Tag("wacht op goedkeuring", "warn")),
                Cell("; ".join(absences.get(user.pk, []))),
            ]
        )
        for user in users
    ]
    empty = Empty(
        "Nog geen contactpersoon", "De beheerder maakt bij Beheer een gebruiker met de rol contactpersoon gemeente."
    )
    return Table(f"Contactpersonen van {municipality.name}", columns, rows, empty=empty)


def _absence_words(absence: Absence, today: date) -> str:
    starts = f"vanaf {day_words(absence.from_on, today)} " if absence.from_on > today else ""
    stands_in = f", vervanger {absence.substitute}" if absence.substitute else ", geen vervanger"
    return f"{starts}tot en met {day_words(absence.to_on, today)}{stands_in}"


def _last_mails(municipality: Municipality, today: date) -> list[dict[str, str]]:
    """What was mailed to it last, with how that stands."""
    mails = Mail.objects.filter(municipality_code=municipality.code)[:_LAST_MAILS]
    return [
        {"text": mail.subject, "meta": f"{moment_words(mail.created_at, today)}, {mail.get_state_display()}"}
        for mail in mails
    ]


def _access_words(municipality: Municipality) -> str:
    """Whether the group of this municipality has access to its cases, in a sentence."""
    grants = Grant.objects.filter(content_object=municipality).select_related("approved_by")
    if not grants:
        return "De contactpersonen hebben nog geen toegang tot casussen: de beheerder vraagt die aan."
    waiting = sum(grant.approved_by_id is None for grant in grants)
    if waiting:
        return f"Voor {counted(waiting, 'toegang', 'toegangen')} wacht de goedkeuring nog op de ketenmanager."
    grant = grants[0]
    until = f" tot en met {grant.ends_on:%d-%m-%Y}" if grant.ends_on else ""
    return (
        f"Toegang vanaf {grant.starts_on:%d-%m-%Y}{until}, goedgekeurd door {grant.approved_by}. Reden: {grant.reason}."
    )
