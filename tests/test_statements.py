"""What may be told, to whom, in which words: one recipient, an end date, nothing that the police did not release."""

from datetime import date, timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError

from cases.access import scope_for
from cases.disclosures.giving import Giving, give
from cases.disclosures.packs import Part
from cases.models import Act, Case, PoliceRelease, Request, Statement
from cases.requests.moving import move_case
from cases.statements.forms import months_later
from cases.statements.services import release, withdraw
from cases.statements.texts import STANDARD
from nazorg.accounts.models import User
from nazorg.common.scope import open_scope, system_scope
from nazorg.covenant.parties import Party
from partners.models import Unit
from tests.cast import Cast, client_of
from tests.chain_factories import DisclosureFactory
from tests.chain_tools import answered, asked
from tests.conftest import NOW
from tests.database import count, refusal, sql
from tests.factories import case_in, exception, municipality
from tests.handoff_tools import kept, ledger
from tests.judging_factories import ProfileFactory
from tests.partner_factories import UnitFactory
from tests.sharing_tools import UNTIL, WORDS, agreed, give_on_page, joins, page, shown_words

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


def address(case: Case, rest: str = "") -> str:
    return f"/casussen/{case.reference}/deelbare-zinnen/{rest}"


def post(user: User, case: Case, **fields: str) -> str:
    data = {"recipient": "gemeente", "text": WORDS, "until": "2025-06-02"} | fields
    return client_of(user).post(address(case, "nieuw/"), data, follow=True).content.decode()


def only() -> Statement:
    with system_scope("the test looks"):
        return Statement.objects.get()


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


# --- Police


def test_words_of_the_police_wait_until_the_police_release_them(
    coordinator: User, case: Case, corporation: Unit
) -> None:
    answer = post(coordinator, case, recipient=corporation.reference, of_police="on")
    assert "wacht op de politie" in answer
    one = only()
    joins(case, corporation, coordinator)
    assert WORDS not in shown_words(page(coordinator, case, corporation)).values()
    form = {f"vrijgave{one.pk}-released_by": "R. Maas", f"vrijgave{one.pk}-on": "2024-12-02",
            f"vrijgave{one.pk}-ground": "wpg"}  # fmt: skip
    released = client_of(coordinator).post(address(case, f"{one.pk}/vrijgave/"), form, follow=True).content.decode()
    assert "Vrijgegeven door R. Maas (politie) op 2 december 2024. Grond: Wet politiegegevens" in released
    assert WORDS in shown_words(page(coordinator, case, corporation)).values()
    with system_scope("the test looks"):
        acts = list(Act.objects.filter(kind="statement").order_by("pk").values_list("category", flat=True))
    assert acts == ["police", "police"], "that there was police information is police information"


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"released_by": ""}, "Vul in wie van de politie dit vrijgaf."),
        ({"on": "2024-12-03"}, "niet in de toekomst"),
        ({"ground": "wgs"}, "Kies een grond die op deze datum gold."),
    ],
)
def test_a_release_says_who_when_and_on_which_ground(
    coordinator: User, case: Case, corporation: Unit, fields: dict[str, str], sentence: str
) -> None:
    one = agreed(case, corporation, coordinator, of_police=True)
    typed = {"released_by": "R. Maas", "on": "2024-12-02", "ground": "wpg"} | fields
    data = {f"vrijgave{one.pk}-{name}": value for name, value in typed.items()}
    assert sentence in client_of(coordinator).post(address(case, f"{one.pk}/vrijgave/"), data).content.decode()
    with system_scope("the test looks"):
        assert not PoliceRelease.objects.exists()


def test_the_database_lets_no_police_words_become_a_statement_without_a_release(
    coordinator: User, case: Case, corporation: Unit
) -> None:
    one = agreed(case, corporation, coordinator, of_police=True)
    change = "UPDATE cases_statement SET category = 'statement' WHERE id = %s"
    with open_scope(scope_for(coordinator)):
        assert "did not release" in refusal(change, one.pk)
        release(one, "R. Maas", TODAY, "wpg", coordinator, NOW)
        with pytest.raises(ValidationError, match="wacht niet op de politie"):
            release(one, "R. Maas", TODAY, "wpg", coordinator, NOW)


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


# --- The municipality


def told(user: User, request: Request) -> bool:
    return WORDS in client_of(user).get(f"/portaal/vragen/{request.reference}/").content.decode()


def test_the_addressed_municipality_reads_the_words_until_their_end(cast: Cast, request_: Request) -> None:
    case = request_.case
    agreed(case, municipality("0402"), cast.coordinator, until=TODAY)
    assert told(cast.hilversum, request_)
    preview = client_of(cast.coordinator).get(f"/casussen/{case.reference}/wat-ziet/0402/").content.decode()
    assert WORDS in preview, "the preview is the page"
    with time_machine.travel(NOW + timedelta(days=1)):
        assert not told(cast.hilversum, request_)
        with open_scope(scope_for(cast.hilversum)):
            assert count("cases_statement") == 0


def test_words_can_be_addressed_to_the_responsible_municipality_only(
    coordinator: User, clerk: User, case: Case
) -> None:
    with pytest.raises(ValidationError, match="Alleen de verantwoordelijke gemeente"):
        agreed(case, municipality("0406"), coordinator)


def test_after_a_move_nobody_reads_what_was_meant_for_the_former_municipality(cast: Cast, request_: Request) -> None:
    agreed(request_.case, municipality("0402"), cast.coordinator)
    with open_scope(scope_for(cast.clerk)):
        move_case(request_.case, municipality("0406"), "woont daar", cast.clerk, NOW)
    for user in (cast.hilversum, cast.huizen):
        with open_scope(scope_for(user)):
            assert count("cases_statement") == 0, user.name
    assert "verhuisd, niemand leest dit" in client_of(cast.coordinator).get(address(request_.case)).content.decode()


def test_by_raw_sql_a_contact_reads_only_what_is_addressed_valid_and_of_the_own_municipality(
    cast: Cast, request_: Request, corporation: Unit
) -> None:
    case, by = request_.case, cast.coordinator
    answered(request_, cast.hilversum)
    mine = agreed(case, municipality("0402"), by)
    agreed(case, municipality("0402"), by, "Nog niet vrij.", of_police=True)
    agreed(case, corporation, by, "Voor de corporatie.")
    gone = agreed(case, municipality("0402"), by, "Ingetrokken.")
    theirs = agreed(asked(cast.clerk, "0406").case, municipality("0406"), by, "Voor Huizen.")
    with open_scope(scope_for(by)):
        withdraw(gone, "vergissing", by, NOW)
    with system_scope("Huizen reads this file by exception, and still it is not addressed to Huizen"):
        exception(cast.huizen, case, cast)
    seen = {}
    for role, user in cast.everybody().items():
        with open_scope(scope_for(user)):
            seen[role] = ({text for (text,) in sql("SELECT text FROM cases_statement")}, count("cases_policerelease"))
    assert seen["hilversum"] == ({mine.text}, 0)
    assert seen["huizen"] == ({theirs.text}, 0)
    assert seen["clerk"] == ({WORDS, "Voor de corporatie.", "Ingetrokken.", "Voor Huizen."}, 0)
    assert len(seen["coordinator"][0]) == 5
    for role in ("chain_manager", "privacy_officer", "administrator"):
        assert seen[role] == (set(), 0), role
    with open_scope(scope_for(cast.hilversum)):
        assert sql("UPDATE cases_statement SET withdrawn_on = now() RETURNING id") == []
        assert sql("DELETE FROM cases_statement RETURNING id") == []


def test_the_clerk_writes_no_statement_by_raw_sql(cast: Cast, case: Case, corporation: Unit) -> None:
    one = agreed(case, corporation, cast.coordinator)
    with open_scope(scope_for(cast.clerk)):
        assert sql("UPDATE cases_statement SET category = category RETURNING id") == []
        assert sql(f"DELETE FROM cases_statement WHERE id = {one.pk} RETURNING id") == []


def test_no_paper_says_that_words_of_the_police_left_before_their_release(
    coordinator: User, case: Case, corporation: Unit
) -> None:
    joins(case, corporation, coordinator)
    made = agreed(case, corporation, coordinator, of_police=True)
    later = NOW + timedelta(days=3)
    with time_machine.travel(later, tick=False), open_scope(scope_for(coordinator)):
        release(made, "J. de Wit", later.date(), "wpg", coordinator, later)
        part = Part("Deelbare zin", "statement", WORDS)
        before, since = (Giving("partner", "mail", "avg", day) for day in (TODAY + timedelta(days=1), later.date()))
        with pytest.raises(ValidationError, match="niet afgesproken"):
            give(case, corporation, [part], before, coordinator, later)
        assert give(case, corporation, [part], since, coordinator, later).on == later.date()


def test_the_clerk_cannot_tell_from_the_trail_which_words_rest_on_the_police(
    cast: Cast, case: Case, corporation: Unit
) -> None:
    made = agreed(case, corporation, cast.coordinator, of_police=True)
    with open_scope(scope_for(cast.coordinator)):
        release(made, "J. de Wit", TODAY, "wpg", cast.coordinator, NOW)
    with open_scope(scope_for(cast.clerk)):
        assert count("cases_statement") == 1
        assert sql("SELECT changes FROM cases_auditentry WHERE changes::text LIKE '%%police%%'") == []
