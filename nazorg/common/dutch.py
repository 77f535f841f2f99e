"""Dutch spelling of numbers and dates for running text and exports (days on screen: `words.py`)."""

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

from django.utils import timezone
from django.utils.formats import date_format


def whole(number: int) -> str:
    """A whole number with a dot between the thousands: "1.204"."""
    return f"{number:,}".replace(",", ".")


def decimal(part: int, total: int, places: int = 2) -> str:
    """`part` of `total` in percents, with a comma, rounded half up: "54,46". Raises ZeroDivisionError."""
    exact = Decimal(part) * 100 / Decimal(total)
    return str(exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)).replace(".", ",")


def full_date(day: date) -> str:
    """ "2 december 2024"."""
    return date_format(day, "j F Y").lower()


def short_moment(moment: datetime) -> str:
    """ "ma 2 dec 2024, 09.15", in local time."""
    return date_format(timezone.localtime(moment), "D j M Y, H.i").lower()


def numeric_date(day: date) -> str:
    """ "02-12-2024", as forms and spreadsheets have it."""
    return f"{day:%d-%m-%Y}"
