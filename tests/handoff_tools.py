"""The page of a handoff as somebody at the keyboard goes through it."""

import re
from html import unescape

from cases.models import DisclosedPart, Disclosure, Request
from nazorg.accounts.models import User
from nazorg.common.scope import system_scope
from tests.cast import client_of


def address_of(request: Request) -> str:
    return f"/casussen/{request.case.reference}/overdracht/"


def page(user: User, request: Request) -> str:
    return client_of(user).get(address_of(request)).content.decode()


def words_on(text: str) -> list[str]:
    """The texts on a page, as the copy buttons copy them."""
    return [unescape(found) for found in re.findall(r'<textarea class="words"[^>]*>(.*?)</textarea>', text, re.S)]


def form(text: str, *areas: str, **fields: str) -> dict[str, object]:
    """What the page posts with these areas ticked; `fields` go before what stands in it."""
    token = re.search(r'name="token" value="([^"]*)"', text)
    assert token is not None
    standard = {"token": unescape(token[1]), "ground": "pbw-18", "on": "2024-12-02", "added": "", "channel": "dpan"}
    return {"areas": list(areas), **standard, **fields}


def give(user: User, request: Request, data: dict[str, object]) -> str:
    """Post it; the page that comes of it."""
    return unescape(client_of(user).post(address_of(request), data, follow=True).content.decode())


def ledger() -> list[Disclosure]:
    """What was given, the first first."""
    with system_scope("the test looks at the ledger"):
        return list(Disclosure.objects.order_by("at", "pk"))


def kept(given: Disclosure) -> list[str]:
    """The words that were kept."""
    with system_scope("the test reads what was kept"):
        return list(DisclosedPart.objects.filter(disclosure=given).order_by("position").values_list("text", flat=True))
