"""What was agreed with a municipality and who works there, as its own contacts may read it."""

from dataclasses import dataclass
from datetime import date

from municipalities.agreements.models import Absence
from municipalities.agreements.selectors import contacts_of
from municipalities.agreements.tables import agreements_table, duties_table, terms_table
from municipalities.models import Municipality
from nazorg.accounts.models import User
from nazorg.common.tables import Cell, Column, Empty, Row, Table
from nazorg.common.words import day_words


@dataclass(frozen=True)
class Agreed:
    """One municipality: who delivers what, how fast, and who is there."""

    name: str
    agreements: Table
    terms: Table
    contacts: Table
    duties: Table


@dataclass(frozen=True)
class Away:
    """An absence that runs or is to come."""

    number: str
    words: str
    runs: bool


def agreed_with(municipality: Municipality, today: date) -> Agreed:
    """Everything that holds for a municipality on `today`, and what was agreed for later."""
    return Agreed(
        str(municipality),
        agreements_table(municipality, today),
        terms_table(municipality, today),
        _contacts(municipality, today),
        duties_table(municipality, today),
    )


def away(user: User, today: date) -> list[Away]:
    """When somebody is away, from now on."""
    absences = Absence.objects.filter(user=user, to_on__gte=today).select_related("substitute")
    return [Away(str(one.pk), _words(one, today), one.from_on <= today) for one in absences]


def _contacts(municipality: Municipality, today: date) -> Table:
    contacts = list(contacts_of(municipality, today))
    absences: dict[int, list[str]] = {}
    for one in Absence.objects.filter(user__in=contacts, to_on__gte=today).select_related("substitute"):
        absences.setdefault(one.user_id, []).append(_words(one, today))
    rows = [
        Row(
            [
                Cell(contact.name, header=True),
                Cell(contact.email),
                Cell("; ".join(absences.get(contact.pk, []))),
            ]
        )
        for contact in contacts
    ]
    columns = [Column("Naam"), Column("E-mailadres"), Column("Afwezig")]
    empty = Empty("Nog geen contactpersoon", "De functioneel beheerder voegt contactpersonen toe.")
    return Table(f"Contactpersonen van {municipality}", columns, rows, empty=empty)


def _words(absence: Absence, today: date) -> str:
    starts = f"vanaf {day_words(absence.from_on, today)} " if absence.from_on > today else ""
    stands_in = f"vervanger {absence.substitute}" if absence.substitute else "geen vervanger"
    return f"{starts}tot en met {day_words(absence.to_on, today)}, {stands_in}"
