"""Words that rest on police information: nobody is told them before the police release them."""

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError

from cases.access import scope_for
from cases.disclosures.giving import Giving, give
from cases.disclosures.packs import Part
from cases.models import Act, Case, PoliceRelease, Request
from cases.statements.services import release
from nazorg.accounts.models import User
from nazorg.common.scope import open_scope, system_scope
from nazorg.covenant.parties import Party
from partners.models import Unit
from tests.cast import Cast, client_of
from tests.chain_tools import asked
from tests.conftest import NOW
from tests.database import count, refusal, sql
from tests.partner_factories import UnitFactory
from tests.sharing_tools import WORDS, agreed, joins, page, shown_words
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
