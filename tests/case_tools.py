"""What somebody reads on the pages of a case."""

from cases.models import Case, Request
from nazorg.accounts.models import User
from nazorg.common.scope import system_scope
from tests.cast import client_of


def page(user: User, path: str, data: dict[str, str] | None = None) -> str:
    """What somebody reads there, after a post where there is something to post; white space as one sees it."""
    client = client_of(user)
    answer = client.get(path, follow=True) if data is None else client.post(path, data, follow=True)
    return " ".join(answer.content.decode().split())


def requests_in(case: Case) -> list[tuple[str, str]]:
    with system_scope("the test looks"):
        return [(str(one.municipality), one.state) for one in Request.objects.filter(case=case).order_by("pk")]
