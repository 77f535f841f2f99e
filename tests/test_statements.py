"""What may be told, to whom, in which words: one recipient, an end date, nothing that the police did not release."""

from datetime import date, timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError

from cases.access import scope_for
from cases.disclosures.giving import Giving, give
from cases.disclosures.packs import Part
from cases.models import Act, Case, Request, Statement
from cases.statements.forms import months_later
from cases.statements.services import withdraw
from cases.statements.texts import STANDARD
from nazorg.accounts.models import User
from nazorg.common.scope import open_scope, system_scope
from nazorg.covenant.parties import Party
from partners.models import Unit
from tests.cast import Cast, client_of
from tests.chain_factories import DisclosureFactory
from tests.chain_tools import asked
from tests.conftest import NOW
from tests.database import refusal
from tests.factories import case_in
from tests.handoff_tools import kept, ledger
from tests.judging_factories import ProfileFactory
from tests.partner_factories import UnitFactory
from tests.sharing_tools import UNTIL, WORDS, agreed, give_on_page, joins, page, shown_words
from tests.statement_tools import address, only, post

pytestmark = pytest.mark.django_db
TODAY = NOW.date()


@pytest.fixture
def request_(clerk: User) -> Request:
    return asked(clerk)


@pytest.fixture
def case(request_: Request) -> Case:
    return request_.case


@pytest.fixture
def corporation(db: None) -> Unit:
    return UnitFactory(organisation__name="Woningcorporatie", party=Party.HOUSING)


# --- Agreeing
def test_words_are_agreed_for_one_recipient_and_lead_to_giving_them(
    coordinator: User, case: Case, corporation: Unit
) -> None:
    answer = post(coordinator, case, recipient=corporation.reference)
    assert "Afgesproken wat Woningcorporatie mag weten." in answer
    assert "Geven aan Woningcorporatie" in answer
    one = only()
    assert (one.unit, one.municipality, one.text, one.from_on, one.until_on, one.category) == (
        corporation, None, WORDS, TODAY, UNTIL, "statement",
    )  # fmt: skip
    with system_scope("the test looks"):
        act = Act.objects.get(kind="statement")
    assert (act.category, act.text) == (
        "statement", "Afgesproken wat Woningcorporatie mag weten, tot en met 2 juni 2025.",
    )  # fmt: skip


def test_half_a_year_is_offered_and_the_giving_page_names_the_recipient(
    coordinator: User, case: Case, corporation: Unit
) -> None:
    text = client_of(coordinator).get(f"{address(case, 'nieuw/')}?voor={corporation.reference}").content.decode()
    assert 'value="2025-06-02"' in text
    assert f'value="{corporation.reference}" selected' in text
    assert months_later(date(2024, 8, 31), 6) == date(2025, 2, 28)


@pytest.mark.parametrize("level", STANDARD)
def test_a_level_puts_its_standard_text_in_the_field_and_saves_nothing(
    coordinator: User, case: Case, corporation: Unit, level: str
) -> None:
    fields = {"recipient": corporation.reference, "text": "", "until": "2025-01-31", "of_police": "on", "begin": level}
    text = client_of(coordinator).post(address(case, "nieuw/"), fields).content.decode()
    assert STANDARD[level] in text
    assert 'value="2025-01-31"' in text
    assert f'value="{corporation.reference}" selected' in text
    assert "checked" in text
    assert "Er is" not in text
    with system_scope("the test looks"):
        assert not Statement.objects.exists()


def test_the_level_of_the_profile_says_with_which_text_one_begins(coordinator: User, case: Case) -> None:
    with system_scope("the test writes a profile"):
        ProfileFactory(case=case, by=coordinator, level="raised")
    assert STANDARD["raised"] in client_of(coordinator).get(address(case, "nieuw/")).content.decode()


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"text": " "}, "Schrijf op wat verteld mag worden"),
        ({"text": "x" * 601}, "Zeg het korter: 600 tekens is het meeste."),
        ({"until": "2024-12-01"}, "Kies vandaag of een latere dag."),
        ({"until": "morgen"}, "Vul in tot wanneer dit geldt."),
        ({"recipient": "niemand"}, "Kies voor wie."),
    ],
)
def test_bad_input_gets_a_sentence_and_keeps_what_was_typed(
    coordinator: User, case: Case, fields: dict[str, str], sentence: str
) -> None:
    answer = post(coordinator, case, **fields)
    assert sentence in answer
    assert fields.get("text", WORDS).strip() in answer
    with system_scope("the test looks"):
        assert not Statement.objects.exists()


def test_a_municipality_that_was_asked_nothing_would_never_read_it(coordinator: User) -> None:
    with system_scope("a case that nobody was asked about"):
        unasked = case_in("0402")
    assert "Hilversum kreeg over deze casus geen vraag" in post(coordinator, unasked)
    with system_scope("the test looks"):
        assert not Statement.objects.exists()


def test_the_clerk_reads_what_was_agreed_and_writes_nothing(cast: Cast, case: Case, corporation: Unit) -> None:
    one = agreed(case, corporation, cast.coordinator)
    agreed(case, corporation, cast.coordinator, "Van de politie.", of_police=True)
    text = client_of(cast.clerk).get(address(case)).content.decode()
    assert WORDS in text
    assert "Van de politie." not in text
    assert "Trek in" not in text
    for path in ("nieuw/", f"{one.pk}/intrekken/", f"{one.pk}/vrijgave/"):
        assert client_of(cast.clerk).post(address(case, path)).status_code == 403
    for user, status in ((cast.chain_manager, 403), (cast.administrator, 403), (cast.hilversum, 404)):
        for path in ("", "nieuw/"):
            assert client_of(user).get(address(case, path)).status_code == status


# --- Giving them


def test_only_the_words_for_this_unit_that_hold_today_can_be_given(
    coordinator: User, case: Case, corporation: Unit
) -> None:
    other = UnitFactory(organisation__name="Kansrijk Wonen", party=Party.WELFARE)
    mine = agreed(case, corporation, coordinator)
    agreed(case, other, coordinator, "Voor een ander.")
    agreed(case, corporation, coordinator, "Alleen vandaag.", until=TODAY)
    joins(case, corporation, coordinator)
    shown = shown_words(page(coordinator, case, corporation))
    assert WORDS in shown.values()
    assert "Voor een ander." not in shown.values()
    give_on_page(coordinator, case, corporation, "person", f"statement-{mine.pk}")
    assert kept(ledger()[0])[1] == WORDS
    with time_machine.travel(NOW + timedelta(days=1)):
        assert "Alleen vandaag." not in shown_words(page(coordinator, case, corporation)).values()


def test_who_may_be_told_something_and_has_no_words_yet_is_asked_about(
    coordinator: User, case: Case, corporation: Unit
) -> None:
    question = "Wat mag Woningcorporatie weten van het risico?"
    assert question in page(coordinator, case, corporation)
    assert f"?voor={corporation.reference}" in page(coordinator, case, corporation)
    agreed(case, corporation, coordinator)
    assert question not in page(coordinator, case, corporation)


def test_other_words_are_refused_by_the_service_and_by_the_database(
    coordinator: User, case: Case, corporation: Unit
) -> None:
    joins(case, corporation, coordinator)
    how = Giving("oral", "phone", "avg", TODAY)
    with open_scope(scope_for(coordinator)), pytest.raises(ValidationError, match="niet afgesproken"):
        give(case, corporation, [Part("Zin", "statement", WORDS)], how, coordinator, NOW)
    agreed(case, corporation, coordinator)
    with open_scope(scope_for(coordinator)), pytest.raises(ValidationError, match="alleen de woorden"):
        give(case, corporation, [Part("Zin", "statement", f"{WORDS} Echt.")], how, coordinator, NOW)
    with system_scope("past the service"):
        entry = DisclosureFactory(case=case, party=Party.HOUSING, unit=corporation, by=coordinator)
        insert = "INSERT INTO cases_disclosedpart (disclosure_id, case_id, party, category, position, heading, text)"
        values = f"VALUES ({entry.pk}, {case.pk}, 'housing', 'statement', 1, '', %s)"
        assert "were not agreed" in refusal(f"{insert} {values}", "Andere woorden.")
        assert refusal(f"{insert} {values}", WORDS) == ""


def test_what_was_agreed_does_not_change(coordinator: User, case: Case, corporation: Unit) -> None:
    one, other = agreed(case, corporation, coordinator), UnitFactory()
    with open_scope(scope_for(coordinator)):
        for change in ("text = 'Anders.'", "until_on = until_on + 1", f"unit_id = {other.pk}"):
            assert "does not change" in refusal(f"UPDATE cases_statement SET {change} WHERE id = {one.pk}")


# --- Withdrawing


def test_words_are_withdrawn_with_a_trace(coordinator: User, case: Case, corporation: Unit) -> None:
    one = agreed(case, corporation, coordinator)
    joins(case, corporation, coordinator)
    where = address(case, f"{one.pk}/intrekken/")
    refused = client_of(coordinator).post(where, {f"intrekken{one.pk}-why": " "}).content.decode()
    assert "Zeg in een paar woorden waarom." in refused
    done = client_of(coordinator).post(where, {f"intrekken{one.pk}-why": "woont er niet"}, follow=True).content.decode()
    assert "Ingetrokken op 2 december 2024 door Coordinator: woont er niet." in done
    assert WORDS in done, "the trace keeps the words"
    assert WORDS not in shown_words(page(coordinator, case, corporation)).values()
    with open_scope(scope_for(coordinator)):
        with pytest.raises(ValidationError, match="al ingetrokken"):
            withdraw(one, "nog eens", coordinator, NOW)
        assert "does not change" in refusal("UPDATE cases_statement SET withdrawn_on = NULL, withdrawn_by_id = NULL,"
                                            f" withdrawn_why = '' WHERE id = {one.pk}")  # fmt: skip
