"""The words of a pack: who said what and when, from which source, what is needed, and what is still to come."""

from datetime import date, timedelta

import pytest

from cases.access import scope_for
from cases.models import Request
from cases.needs.services import add_need, update_need
from cases.requests.answering import OnBehalf
from cases.requests.models import Answer
from municipalities.agreements.models import Agreement
from nazorg.accounts.models import User
from nazorg.common.scope import open_scope
from tests.cast import client_of
from tests.chain_tools import answered, asked, given, handed_over, sent
from tests.conftest import NOW
from tests.factories import municipality
from tests.handoff_tools import form, give, kept, ledger, page, words_on

TODAY = NOW.date()


@pytest.fixture
def request_(clerk: User) -> Request:
    return asked(
        clerk, unit="B1", mmd_worker="J. Bakker", expected_end_on="15-03-2025", expected_end_kind="einde straf",
        person=None,
    )  # fmt: skip


def part(user: User, request: Request, beginning: str) -> str:
    """The text on the page that begins so."""
    (found,) = [text for text in words_on(page(user, request)) if text.startswith(beginning)]
    return found


def test_the_head_says_who_and_where(clerk: User, request_: Request) -> None:
    person = request_.case.person
    head, detention, *_ = words_on(page(clerk, request_))
    born = "-".join(reversed(person.born.split("-")))
    reference = f"{request_.case.reference[:4]} {request_.case.reference[4:]}"
    assert head == f"Naam: {person.full_name}\nGeboren: {born}\nSKN: {person.skn}\nCasus: {reference}"
    assert detention == (
        "PI Almere, unit B1\nIn detentie sinds 29 november 2024\nVrij, verwacht: 15 maart 2025 (einde straf)"
    )
    assert "Aan <b>MMD-er PI Almere, J. Bakker</b>." in page(clerk, request_)


def test_an_answer_says_who_gave_it_and_when(clerk: User, hilversum: User, request_: Request) -> None:
    answered(request_, hilversum, housing="Huurt een flat.\r\n\r\nTot mei.", debts="not_applicable")
    assert part(clerk, request_, "Huurt") == (
        "Huurt een flat.\n\nTot mei.\n\nBeantwoord op 2 december 2024 door Hilversum, gemeente Hilversum."
    )
    assert part(clerk, request_, "Niet van toepassing.").endswith("door Hilversum, gemeente Hilversum.")


def test_an_answer_by_phone_says_of_whom_it_was_heard(clerk: User, request_: Request) -> None:
    told = OnBehalf(Answer.Channel.PHONE, "E. Jansen", date(2024, 11, 30))
    sent(request_, clerk, [given(request_, "housing", text="Een flat.")], on_behalf=told)
    words = "Gehoord op 30 november 2024 van E. Jansen, gemeente Hilversum (telefoon). Vastgelegd door Clerk."
    assert part(clerk, request_, "Een flat.").endswith(words)


def test_what_came_from_suwinet_says_so_and_is_of_its_own_category(
    clerk: User, hilversum: User, request_: Request
) -> None:
    sent(request_, hilversum, [given(request_, "income", text="Bijstand.", from_suwinet=True)])
    with open_scope(scope_for(clerk)):
        add_need(request_.case, "income", "Inkomen bij vrijlating", "", clerk, NOW)
    assert part(clerk, request_, "Bijstand.").endswith("\nDit antwoord komt uit SUWINET.")
    give(clerk, request_, form(page(clerk, request_), "income"))
    assert set(ledger()[0].categories) == {"identity", "detention", "suwinet", "area_income"}
    assert "Hulpvragen:\n- Inkomen bij vrijlating. Stand: open. Wie zorgt ervoor: nog niet bekend." in kept(ledger()[0])


def test_needs_stand_under_their_area_without_the_notes_of_whoever_works_on_them(
    clerk: User, hilversum: User, request_: Request
) -> None:
    answered(request_, hilversum, housing="Een flat.")
    with open_scope(scope_for(clerk)):
        need = add_need(request_.case, "housing", "Kamer zoeken", "gemeente, loket Wonen", clerk, NOW)
        update_need(need, "in_progress", "Alleen voor ons.", TODAY, clerk, NOW)
    words = "\n\nHulpvragen:\n- Kamer zoeken. Stand: in behandeling. Wie zorgt ervoor: gemeente, loket Wonen."
    assert part(clerk, request_, "Een flat.").endswith(words)
    assert "Alleen voor ons." not in page(clerk, request_)


def test_what_is_still_to_come_says_of_whom_and_since_when(clerk: User, hilversum: User) -> None:
    hilversum_ = municipality("0402")
    Agreement.objects.create(municipality=hilversum_, area="debts", delivers="direct", from_on=date(2024, 1, 1))
    Agreement.objects.create(municipality=hilversum_, area="care", delivers="safety_house", from_on=date(2024, 1, 1))
    made = asked(clerk)
    sent(made, hilversum, [given(made, "income", "waiting", suwinet_by="R. Smit"), given(made, "papers", "waiting")])
    later = [given(made, "papers", text="Paspoort."), given(made, "income", "waiting", suwinet_by="L. Bos")]
    sent(made, hilversum, later, NOW + timedelta(days=2))
    assert words_on(page(clerk, made))[-1] == (
        "Gevraagd aan gemeente Hilversum op 2 december 2024: huisvesting.\n"
        "Geeft gemeente Hilversum zelf aan de MMD-er: schulden.\n"
        "Zoekt het Veiligheidshuis op: zorg.\n"
        "Wacht op SUWINET sinds 2 december 2024: inkomen. Zoekt het op: L. Bos."
    )


def test_what_the_municipality_gave_itself_is_told_in_the_first_pack_only(
    clerk: User, hilversum: User, request_: Request
) -> None:
    answered(request_, hilversum, housing="Een flat.", debts="delivered")
    direct = "De gemeente gaf dit op 2 december 2024 zelf aan de MMD-er van PI Almere."
    assert part(clerk, request_, direct)
    handed_over(request_.case, clerk)
    assert direct not in page(clerk, request_)


def test_script_in_an_answer_is_words(clerk: User, hilversum: User, request_: Request) -> None:
    answered(request_, hilversum, housing="</textarea><script>alert(1)</script>")
    shown = page(clerk, request_)
    assert "<script>alert" not in shown
    give(clerk, request_, form(shown, "housing"))
    assert kept(ledger()[0])[2].startswith("</textarea><script>alert(1)</script>\n")
    assert b"<script>alert" not in client_of(clerk).get(f"/verstrekkingen/{ledger()[0].reference}/").content
