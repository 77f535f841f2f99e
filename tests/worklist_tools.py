"""Cases whose clocks say just what a test wants, and the working lists as somebody sees them."""

import re
from html import unescape
from typing import Any

from cases.models import Chain
from nazorg.accounts.models import User
from nazorg.common.scope import system_scope
from tests.cast import client_of
from tests.chain_factories import ChainFactory
from tests.factories import case_in


def words(answer: Any) -> str:
    """What stands in the page that was answered, without menu and search box."""
    return " ".join(unescape(answer.content.decode()).split("<main", 1)[1].split())


def page(user: User, path: str) -> str:
    """All of a page."""
    return " ".join(unescape(client_of(user).get(path).content.decode()).split())


def main(user: User, path: str) -> str:
    """What stands in the page itself, without menu and search box."""
    return words(client_of(user).get(path))


def standing(user: User, slug: str, query: str = "") -> list[str]:
    """The names in a list, in its order."""
    return re.findall(r'class="subject"><a [^>]*>([^<]*)<', main(user, f"/vragen/{slug}/{query}"))


def clock(name: str, code: str = "0402", **fields: Any) -> Chain:
    """A case whose clock says just this; `name` is the family name."""
    detention = {f"detention__{key}": fields.pop(key) for key in ("institution", "expected_end_on") if key in fields}
    with system_scope("the test makes a case"):
        case = case_in(code, detention__person__family_name=name, detention__person__given_names="", **detention)
        case.person.prefix = ""
        case.person.save()
        chain: Chain = ChainFactory(case=case, **fields)
    return chain
