"""Agreeing on words as a user does, and the one statement of a test."""

from cases.models import Case, Statement
from nazorg.accounts.models import User
from nazorg.common.scope import system_scope
from tests.cast import client_of
from tests.sharing_tools import WORDS


def address(case: Case, rest: str = "") -> str:
    return f"/casussen/{case.reference}/deelbare-zinnen/{rest}"


def post(user: User, case: Case, **fields: str) -> str:
    data = {"recipient": "gemeente", "text": WORDS, "until": "2025-06-02"} | fields
    return client_of(user).post(address(case, "nieuw/"), data, follow=True).content.decode()


def only() -> Statement:
    with system_scope("the test looks"):
        return Statement.objects.get()
