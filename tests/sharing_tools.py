"""Giving to partners as somebody at the keyboard goes through it, and statements as they are agreed on."""

import re
from datetime import date
from html import unescape

from cases.access import scope_for
from cases.involvement.services import take_part
from cases.models import Case, Participation, Statement
from cases.selectors import find_case
from cases.statements.services import write_statement
from municipalities.models import Municipality
from nazorg.accounts.models import User
from nazorg.common.scope import open_scope
from partners.models import Unit
from tests.cast import client_of
from tests.conftest import NOW

WORDS = "Overleg met ons voordat u afspraken maakt."
UNTIL = date(2025, 6, 2)


def address_of(case: Case, unit: Unit) -> str:
    return f"/casussen/{case.reference}/verstrekkingen/nieuw/{unit.reference}/"


def page(user: User, case: Case, unit: Unit) -> str:
    return client_of(user).get(address_of(case, unit)).content.decode()


def shown_words(text: str) -> dict[str, str]:
    """The words on the page by the key of their section."""
    return {
        key: unescape(words) for key, words in re.findall(r'class="words" id="tekst-([\w-]+)"[^>]*>(.*?)<', text, re.S)
    }


def ticked(text: str) -> set[str]:
    """The sections (keys) whose box is ticked on the page."""
    return set(re.findall(r'name="parts" value="([\w-]+)" checked', text))


def form(text: str, *parts: str, **fields: str) -> dict[str, object]:
    """What the page posts with these sections ticked; `fields` go before what stands in it."""
    token = re.search(r'name="token" value="([^"]*)"', text)
    ground = re.search(r'<select name="ground".*?<option value="([^"]*)"', text, re.S)
    assert token is not None
    assert ground is not None
    standard = {"token": unescape(token[1]), "ground": ground[1], "on": "2024-12-02", "channel": "mail"}
    return {"parts": list(parts), **standard, **fields}


def give_on_page(user: User, case: Case, unit: Unit, *parts: str, **fields: str) -> str:
    """Open the page, tick and press; the page that comes of it."""
    data = form(page(user, case, unit), *parts, **fields)
    return unescape(client_of(user).post(address_of(case, unit), data, follow=True).content.decode())


def joins(case: Case, unit: Unit, by: User) -> None:
    """The unit is asked about the case, since today."""
    with open_scope(scope_for(by)):
        take_part(case, unit, Participation.Why.ENRICHMENT, NOW.date())


def agreed(
    case: Case, to: Unit | Municipality, by: User, words: str = WORDS, until: date = UNTIL, of_police: bool = False
) -> Statement:
    """Words agreed on for one recipient."""
    with open_scope(scope_for(by)) as scope:
        return write_statement(find_case(case.reference, scope), to, words, until, of_police, by, NOW)
