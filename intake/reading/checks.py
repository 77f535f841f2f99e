"""Cells of one row checked against each other, and the day that a row speaks of."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from .days import dutch_date
from .names import split_name, split_prefix
from .wrong import Remark

_DATE_OF = {"instroom": "start_on", "doorstroom": "transfer_on", "uitstroom": "released_on"}
_DATES = ("released_on", "transfer_on", "start_on")
_FOUR_DATES = ("start_on", "released_on", "transfer_on", "expected_end_on")
_ADULT = 18


def day_of(values: dict[str, Any], today: date) -> date:
    """The date that goes with the row's kind, else another of its dates, else the notification's, else `today`."""
    for name in (_DATE_OF.get(str(values.get("kind")), "start_on"), *_DATES):
        if isinstance(day := values.get(name), date):
            return day
    moment = values.get("notified_at")
    return moment.date() if isinstance(moment, datetime) else today


def check_notification(values: dict[str, Any], on: date, today: date) -> list[Remark]:
    """Remarks on what cannot go together; puts the prefix apart from the family name in `values`.

    `on` is the row's own day, which stands in for an arrival that is not known.
    """
    _tidy_name(values)
    start, release, transfer, end = map(values.get, _FOUR_DATES)
    remarks = [*_too_late(today, start_on=start, released_on=release), *_births(values, start or on)]
    if start is None:
        return remarks
    if release and release < start:
        remarks.append(_before("released_on", "vrijlating", release, start))
    if transfer and transfer < start:
        remarks.append(_before("transfer_on", "overplaatsing", transfer, start))
    if end and end < start:
        text = f"Het verwachte einde ({dutch_date(end)}) ligt voor de aanvang van de detentie ({dutch_date(start)})."
        remarks.append(Remark("note", "expected_end_on", text))
    return remarks


def check_registration(values: dict[str, Any], today: date) -> list[Remark]:
    """Remarks on a row of the old workbook."""
    start = values["start_on"]
    return [*_too_late(today, start_on=start), *_births(values, start)]


def _tidy_name(values: dict[str, Any]) -> None:
    family, prefix = values["family_name"], values["prefix"]
    if "," in family and not prefix and not values["given_names"]:
        values |= split_name(family)._asdict()
    elif prefix or " " in family:
        values["family_name"], values["prefix"] = split_prefix(family, prefix)


def _too_late(today: date, **days: date | None) -> Iterable[Remark]:
    latest = today + timedelta(days=1)  # a notification may announce tomorrow's release
    for name, day in days.items():
        if day and day > latest:
            text = f"De datum {dutch_date(day)} ligt in de toekomst. Controleer de datum of wacht met deze melding."
            yield Remark("wrong", name, text)


def _before(column: str, what: str, day: date, start: date) -> Remark:
    text = f"De {what} ({dutch_date(day)}) ligt voor de aanvang van de detentie ({dutch_date(start)})."
    return Remark("wrong", column, f"{text} Controleer beide datums.")


def _births(values: dict[str, Any], arrival: date | None) -> Iterable[Remark]:
    """Born after the start is wrong; not yet an adult on arrival is for a person to decide (nazorg is for adults)."""
    born = values["born"]
    if not born or arrival is None or int(born[:4]) < arrival.year - _ADULT:
        return
    at = arrival.isoformat()
    if born > at[: len(born)]:
        text = "De geboortedatum ligt na de aanvang van de detentie. Controleer beide datums."
        yield Remark("wrong", "born", text)
        return
    # Reduced dates compare as text: below the limit is surely an adult, a prefix of it is not known.
    limit = f"{arrival.year - _ADULT:04}{at[4:]}"
    if born > limit:
        yield Remark(
            "note", "born", "Jonger dan 18 jaar bij aankomst: beslis of hier een casus van komt.", code="minor"
        )
    elif len(born) < len(limit) and limit.startswith(born):
        text = "Misschien jonger dan 18 jaar bij aankomst: de geboortedatum is niet volledig bekend."
        yield Remark("note", "born", text, code="minor")
