"""The figures of answer time and handoff as somebody reads them: from the workbook that the page offers."""

import re
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any

from django.test import Client
from openpyxl import load_workbook

from cases.chasing.services import settle_running
from nazorg.accounts.models import User
from tests.cast import client_of
from tests.chain_tools import asked
from tests.conftest import NOW

PAGE, OWN = "/cijfers/doorlooptijd/", "/portaal/cijfers/"
# By row and by "group, column".
Figures = dict[str, dict[str, Any]]


def november(day: int, hour: int = 10) -> datetime:
    """A moment in November 2024; that month is over at the tests' own moment."""
    return datetime(2024, 11, day, hour, tzinfo=UTC)


def figures(client: Client, query: str = "jaar=2024") -> Figures:
    """Both tables of the page, after the night's round over the clocks."""
    settle_running(NOW)
    response = client.get(f"/cijfers/doorlooptijd.xlsx?{query}")
    assert response.status_code == 200, response.content.decode()
    book = load_workbook(BytesIO(response.content))
    found: Figures = {}
    for name in ("Antwoord", "Overdracht"):
        groups, heads, *rows = book[name].iter_rows(values_only=True)
        group: Any = ""
        names = []
        for above, head in zip(groups, heads, strict=True):
            group = above or group
            names.append(f"{group}, {head}")
        for row in rows:
            found.setdefault(str(row[0]), {}).update(zip(names[1:], row[1:], strict=True))
    return found


def ask_in_november(clerk: User, code: str = "0402", **cells: Any) -> str:
    """A request sent on Monday 4 November; the reference of its case."""
    return asked(clerk, code, on=date(2024, 11, 4), now=november(4), **cells).case.reference


def page(user: User, query: str = "jaar=2024", path: str = PAGE) -> str:
    response = client_of(user).get(f"{path}?{query}")
    assert response.status_code == 200
    return response.content.decode()


def text(html: str) -> str:
    """What one reads: no tags, single spaces."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def numbers(html: str) -> set[str]:
    """What the cells of all tables say."""
    return set(re.findall(r'<td class="(?:num|pct)">\s*(?:<a[^>]*>)?([^<]*)', html))


def rows(html: str) -> list[str]:
    """The names of the rows of all tables."""
    return re.findall(r'<th scope="row"[^>]*>\s*(?:<a[^>]*>)?([^<]*)', html)
