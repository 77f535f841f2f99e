"""How the ledger reads on screen and on paper."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import groupby

from django.urls import reverse

from cases.disclosures.models import Disclosure
from nazorg.common.dutch import full_date, short_moment
from nazorg.common.words import joined, spaced
from nazorg.covenant.categories import Category
from nazorg.covenant.parties import Party


def ledger_items(
    disclosures: Iterable[Disclosure], *, with_case: bool = False
) -> Iterator[tuple[datetime, dict[str, object]]]:
    """The lines of a ledger with their moments; what one press gave to several is one line that opens."""
    for (at, *_), together in groupby(disclosures, key=_made_with):
        first, *rest = together
        if not rest:
            yield at, ledger_item(first, with_case=with_case)
            continue
        recipients = list(dict.fromkeys(one.recipient for one in (first, *rest)))
        to_whom = f"{len(recipients)} ontvangers" if len(recipients) > 1 else first.recipient
        of_case = f" Casus {spaced(first.case.reference)}." if with_case else ""
        item: dict[str, object] = {
            "text": f"{_kind(first)}: {to_whom}",
            "meta": f"{'; '.join(recipients)}. {full_date(first.on)}, {first.by.name}.{of_case}",
            "inside": [ledger_item(one) for one in (first, *rest)],
        }
        yield at, item


def _made_with(given: Disclosure) -> tuple[datetime, int, int, str]:
    """The same for what was given by one press: when, by whom, in which case, as what."""
    return given.at, given.by_id, given.case_id, given.kind


def ledger_item(given: Disclosure, *, with_case: bool = False) -> dict[str, object]:
    """One line: what kind, to whom, which kinds of information, when, how, by whom and on which ground."""
    of_case = f" Casus {spaced(given.case.reference)}." if with_case else ""
    return {
        "text": f"{_kind(given)}: {given.recipient}",
        "url": reverse("disclosure", args=[given.reference]),
        "meta": f"{categories_words(given)}. {full_date(given.on)}, {given.get_channel_display()}, {given.by.name}. "
        f"Grond: {given.ground_name}.{of_case}",
    }


def heading_of(given: Disclosure) -> str:
    """What was given and to what kind of recipient; names no person."""
    return f"{_kind(given)} aan {'de MMD-er' if given.party == Party.MMD else given.recipient}"


def facts_of(given: Disclosure) -> list[tuple[str, str]]:
    """What was registered, the recipient first."""
    return [
        ("Ontvanger", given.recipient),
        ("Gegeven op", f"{full_date(given.on)}, {given.get_channel_display()}"),
        ("Grond", given.ground_name),
        ("Soort gegevens", categories_words(given)),
        ("Vastgelegd door", f"{given.by.name}, {short_moment(given.at)}"),
    ]


def categories_words(given: Disclosure) -> str:
    """The kinds of information, in the order of the covenant."""
    return joined([category.short for category in Category if category.value in given.categories])


def is_minutes(given: Disclosure) -> bool:
    """Whether it gave the minutes of a conference; else, for a conference, the papers beforehand."""
    return given.kind == Disclosure.Kind.CONFERENCE and given.categories == [Category.CONFERENCE_CONTENT.value]


def _kind(given: Disclosure) -> str:
    if is_minutes(given):
        return "Verslag van een overleg"
    return str(given.get_kind_display()).capitalize()
