"""Reminding municipalities by hand: one mail each a working day, however many cases were ticked."""

from cases.access import scope_for
from cases.models import Request
from cases.requests.sending import send_request
from nazorg.accounts.models import AccessLog, User
from nazorg.common.mails.models import Mail
from nazorg.common.scope import open_scope, system_scope
from tests.cast import client_of
from tests.chain_tools import answered, asked
from tests.conftest import NOW
from tests.worklist_tools import words

REMIND = "/vragen/herinneren/"


def chosen(*requests: Request) -> dict[str, list[str]]:
    return {"casus": [request.case.reference for request in requests]}


def mailed() -> list[str]:
    with system_scope("the test looks at the mails"):
        return sorted(Mail.objects.values_list("to", flat=True))


def test_several_cases_make_one_mail_a_municipality(clerk: User, hilversum: User, huizen: User) -> None:
    picked = chosen(asked(clerk), asked(clerk), asked(clerk, "0406"))
    client = client_of(clerk)
    preview = words(client.get(REMIND, picked))
    assert "Dit stuurt 2 mails, over alles wat daar openstaat: Hilversum en Huizen." in preview
    assert mailed() == []
    text = words(client.post(REMIND, picked))
    assert "<b>Herinnerd.</b> Hilversum en Huizen." in text
    assert mailed() == sorted([hilversum.email, huizen.email])
    with system_scope("the test reads the log"):
        logged = AccessLog.objects.filter(act="requests_remind").values_list("reference", flat=True)
        assert set(logged) == {"0402", "0406"}


def test_one_mail_a_day_is_enough_and_the_page_says_so(clerk: User) -> None:
    picked = chosen(asked(clerk))
    client = client_of(clerk)
    client.post(REMIND, picked)
    preview = words(client.get(REMIND, picked))
    assert "Kreeg vandaag al een mail." in preview
    assert "Er gaat nu geen mail." in preview
    assert "Herinner Hilversum" not in preview
    assert "1 gemeente krijgt nu geen mail." in words(client.post(REMIND, picked))
    assert len(mailed()) == 1


def test_where_nobody_logs_in_one_calls(clerk: User) -> None:
    waiting = asked(clerk, "0417")
    with open_scope(scope_for(clerk)):
        send_request(waiting, clerk, NOW, elsewhere="gebeld")
    text = words(client_of(clerk).post(REMIND, chosen(waiting)))
    assert "Daar kan niemand inloggen. Bel, of mail zelf." in text
    assert mailed() == []


def test_who_has_answered_is_not_reminded(clerk: User, hilversum: User) -> None:
    request = asked(clerk)
    answered(request, hilversum)
    answer = client_of(clerk).get(REMIND, chosen(request), follow=True)
    assert "Kies eerst een of meer vragen waarop een gemeente nog moet antwoorden." in words(answer)
