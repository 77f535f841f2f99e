"""Searching people: by name, birth date, SKN, BSN or the reference of a case. Only ever by POST."""

import re

from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet

from cases.outside.selectors import people_with_number
from cases.people.matching import hash_bsn
from cases.people.models import NameKey, Person
from cases.people.names import sound, words
from nazorg.common.references import clean_reference
from nazorg.common.scope import Scope

MOST = 50
_DATE = re.compile(r"^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})$")
_DIGITS = re.compile(r"^\d{7,10}$")


def find_people(text: str, scope: Scope) -> list[Person]:
    """At most MOST + 1 people whom `text` may mean, in the order of their names.

    Words of a name match by their beginning, as written or as they sound; all words have to match. A date is a birth
    date, a number an SKN, a BSN or a case's number elsewhere, eight characters the reference of a case or a person.
    """
    text = " ".join(text.split())
    people: QuerySet[Person] = Person.objects.visible_to(scope).filter(merged_into=None)
    by_other = _by_reference_number_or_date(text)
    # Looked up apart, so that the index on the numbers serves every search.
    holders = people_with_number(text, scope)
    if holders:
        by_other = Q(pk__in=holders) | (by_other or Q(pk__in=()))
    if by_other is not None:
        found = people.filter(by_other)
        if found.exists():
            return _first(found)
    keys = words(text)
    if not keys or max(map(len, keys)) < 2:
        return []
    for key in keys:
        people = people.filter(pk__in=_holders(key, scope))
    return _first(people)


def _by_reference_number_or_date(text: str) -> Q | None:
    if date := _DATE.match(text):
        day, month, year = date.groups()
        return Q(born=f"{year}-{int(month):02}-{int(day):02}")
    number = text.replace(" ", "")
    if _DIGITS.match(number):
        return Q(skn=number) | Q(bsn__hash=hash_bsn(number.zfill(9)))
    try:
        reference = clean_reference(text)
    except ValidationError:
        return None
    return Q(reference=reference) | Q(cases__reference=reference)


def _holders(key: str, scope: Scope) -> QuerySet[NameKey, int]:
    """People of whom a part of the name begins with `key`, or sounds like it. A range stays on the index."""
    heard = "~" + sound(key)
    matching = Q(key__gte=key, key__lt=_next(key)) | Q(key__gte=heard, key__lt=_next(heard))
    return NameKey.objects.visible_to(scope).filter(matching).values_list("person_id", flat=True)


def _next(key: str) -> str:
    """The first text after everything that begins with `key`, in the order of bytes."""
    return key[:-1] + chr(ord(key[-1]) + 1)


def _first(people: QuerySet[Person]) -> list[Person]:
    return list(people.order_by("family_name", "given_names", "pk").distinct()[: MOST + 1])
