"""How days, times, ages and references read on screen: one spelling everywhere."""

from datetime import date, datetime

from django.utils import timezone
from django.utils.formats import date_format

UNKNOWN = "onbekend"


def day_words(day: date, today: date) -> str:
    """ "wo 4 dec", with the year when it is another than today's."""
    return date_format(day, "D j M" if day.year == today.year else "D j M Y").lower()


def moment_words(moment: datetime, today: date) -> str:
    """ "vandaag 08.32", "gisteren 17.05" or "ma 2 dec 10.15", in local time."""
    local = timezone.localtime(moment)
    ago = (today - local.date()).days
    day = {0: "vandaag", 1: "gisteren"}.get(ago) or day_words(local.date(), today)
    return f"{day} {local:%H.%M}"


def long_day(day: date) -> str:
    """ "maandag 2 december"."""
    return date_format(day, "l j F").lower()


def born_words(born: str) -> str:
    """A reduced ISO date as one says it: "14-05-2000", "05-2000", "2000"; an unknown one as such."""
    return "-".join(reversed(born.split("-"))) if born else UNKNOWN


def age_words(born: str, today: date) -> str:
    """ "24 jaar"; from a partly unknown birth date "24 of 25 jaar"; empty where nothing is known."""
    if not born:
        return ""
    year, *rest = (int(part) for part in born.split("-"))
    oldest = today.year - year
    if len(rest) == 2:
        return f"{oldest - ((today.month, today.day) < (rest[0], rest[1]))} jaar"
    if rest and rest[0] != today.month:
        return f"{oldest - (today.month < rest[0])} jaar"
    return f"{oldest - 1} of {oldest} jaar"


# Further off than this a number of days says less than the date.
_FAR = 100


def in_days(day: date, today: date) -> str:
    """How far off a day is: "vandaag", "over 38 dagen", "5 dagen geleden"; empty beyond a hundred days."""
    days = (day - today).days
    if days in (-1, 0, 1):
        return {-1: "gisteren", 0: "vandaag", 1: "morgen"}[days]
    if abs(days) > _FAR:
        return ""
    return f"over {days} dagen" if days > 0 else f"{-days} dagen geleden"


def spaced(reference: str) -> str:
    """A reference as one reads it out: "K7MW 3QXP"."""
    return f"{reference[:4]} {reference[4:]}".strip()


def counted(number: int, one: str, many: str) -> str:
    """ "1 melding", "3 meldingen", "geen meldingen"."""
    if number == 0:
        return f"geen {many}"
    return f"{number} {one if number == 1 else many}"


def joined(words: list[str]) -> str:
    """ "Huizen", "Huizen en Laren", "Blaricum, Huizen en Laren"."""
    return " en ".join(filter(None, (", ".join(words[:-1]), words[-1]))) if words else ""


def within(name: str) -> str:
    """A name as it stands within a sentence: "aan de MMD-er"; one that is all capitals keeps them: "SUWINET"."""
    return name if name[:2].isupper() else name[:1].lower() + name[1:]
