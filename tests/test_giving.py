"""Giving to a unit of a partner: the covenant decides, the service refuses, and so does the database."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from cases.access import scope_for
from cases.disclosures.giving import Giving, give
from cases.disclosures.packs import Part
from cases.disclosures.partner_packs import offer_for
from cases.involvement.services import take_part
from cases.models import Act, Case, DisclosedPart, Disclosure, Participation
from nazorg.accounts.models import User
from nazorg.common.scope import current_scope, open_scope, system_scope
from nazorg.covenant.categories import Category
from nazorg.covenant.never import NEVER
from nazorg.covenant.parties import PARTNERS, Party
from nazorg.covenant.table import covenant_on
from partners.models import Unit
from tests.cast import Cast
from tests.chain_factories import ConsentFactory, DisclosureFactory
from tests.chain_tools import answered, asked
from tests.conftest import NOW
from tests.database import count, refusal
from tests.factories import case_in
from tests.partner_factories import UnitFactory

pytestmark = pytest.mark.django_db
TODAY = NOW.date()


def how(**changes: object) -> Giving:
    values = {"kind": "partner", "channel": "mail", "ground": "avg", "on": TODAY} | changes
    return Giving(**values)  # type: ignore[arg-type]


def words(category: Category) -> list[Part]:
    return [Part("Kop", category.value, "Precies deze woorden.")]


@pytest.fixture
def case(coordinator: User) -> Case:
    with system_scope("the test makes a case"):
        return case_in("0402")


@pytest.fixture
def corporation(db: None) -> Unit:
    return UnitFactory(organisation__name="Woningcorporatie", party=Party.HOUSING)


def given_by(user: User, case: Case, unit: Unit, category: Category, **changes: object) -> Disclosure:
    with open_scope(scope_for(user)):
        return give(case, unit, words(category), how(**changes), user, NOW)


def test_what_was_given_is_kept_word_for_word_with_recipient_ground_and_categories(
    coordinator: User, case: Case, corporation: Unit
) -> None:
    given = given_by(coordinator, case, corporation, Category.IDENTITY)
    with system_scope("the test looks"):
        part, act = DisclosedPart.objects.get(disclosure=given), Act.objects.get(case=case, kind="disclosed")
    assert (given.recipient, given.party, given.ground, given.categories) == (
        "Woningcorporatie", "housing", "avg", ["identity"],
    )  # fmt: skip
    assert (part.text, part.party, part.category) == ("Precies deze woorden.", "housing", "identity")
    assert act.text == "verstrekking aan Woningcorporatie, beveiligde e-mail."


@pytest.mark.parametrize(("category", "parties"), NEVER.items())
def test_what_is_never_given_is_refused_by_the_service_and_by_the_database(
    coordinator: User, case: Case, category: Category, parties: tuple[Party, ...]
) -> None:
    for party in parties:
        unit = UnitFactory(party=party)
        with open_scope(scope_for(coordinator)):
            why = Participation.Why.BIJ if party == Party.MAYOR else Participation.Why.CONFERENCE
            take_part(case, unit, why, TODAY)
        with pytest.raises(ValidationError, match="Het convenant geeft dit niet"):
            given_by(coordinator, case, unit, category)
        with system_scope("not even the software itself"):
            ledger = DisclosureFactory(case=case, party=party, unit=unit, by=coordinator)
            assert f"part_never_{category.value}" in refusal(
                "INSERT INTO cases_disclosedpart (disclosure_id, case_id, party, category, position, heading, text)"
                f" VALUES ({ledger.pk}, {case.pk}, '{party.value}', '{category.value}', 1, '', 'x')"
            )


def test_the_covenant_in_force_says_never_wherever_the_code_does() -> None:
    cells = {
        (category, party)
        for category in Category
        for party in PARTNERS
        if covenant_on(TODAY).cell(party, category).never
    }
    assert cells <= {(category, party) for category, parties in NEVER.items() for party in parties}
    assert all(not covenant_on(TODAY).cell(party, c).receive for c, parties in NEVER.items() for party in parties)


def test_a_unit_gets_some_kinds_only_while_it_takes_part(coordinator: User, case: Case, corporation: Unit) -> None:
    with pytest.raises(ValidationError, match="doet nog niet mee in deze casus"):
        given_by(coordinator, case, corporation, Category.DETENTION)
    with open_scope(scope_for(coordinator)):
        take_part(case, corporation, Participation.Why.ENRICHMENT, TODAY)
    assert given_by(coordinator, case, corporation, Category.DETENTION).categories == ["detention"]
    with pytest.raises(ValidationError, match="doet nog niet mee"):
        given_by(coordinator, case, corporation, Category.AREA_HOUSING, on=TODAY - timedelta(days=1))


def test_income_goes_to_a_corporation_only_with_consent(coordinator: User, case: Case, corporation: Unit) -> None:
    with open_scope(scope_for(coordinator)):
        take_part(case, corporation, Participation.Why.ENRICHMENT, TODAY)
    with pytest.raises(ValidationError, match="alleen met toestemming"):
        given_by(coordinator, case, corporation, Category.AREA_INCOME)
    with system_scope("the test records consent"):
        consent = ConsentFactory(case=case, area="income", category=Category.AREA_INCOME, recorded_by=coordinator)
    assert given_by(coordinator, case, corporation, Category.AREA_INCOME)
    with system_scope("the person takes it back"):
        consent.withdrawn_on, consent.withdrawn_by = TODAY, coordinator
        consent.save()
    with pytest.raises(ValidationError, match="trok de toestemming in"):
        given_by(coordinator, case, corporation, Category.AREA_INCOME)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"ground": "wgs"}, "Kies een grond die op deze datum gold."),
        ({"ground": ""}, "Kies een grond die op deze datum gold."),
        ({"on": date(2024, 12, 3)}, "niet in de toekomst"),
    ],
)
def test_nothing_leaves_without_a_ground_of_its_day(
    coordinator: User, case: Case, corporation: Unit, changes: dict[str, object], sentence: str
) -> None:
    with pytest.raises(ValidationError, match=sentence):
        given_by(coordinator, case, corporation, Category.IDENTITY, **changes)
    with system_scope("nothing half-done"):
        assert not Disclosure.objects.exists()


def test_nothing_goes_to_a_unit_that_has_left(coordinator: User, case: Case, corporation: Unit) -> None:
    corporation.until_on = TODAY - timedelta(days=1)
    corporation.save()
    with pytest.raises(ValidationError, match="werkte op die dag niet met ons samen"):
        given_by(coordinator, case, corporation, Category.IDENTITY)
    assert given_by(coordinator, case, corporation, Category.IDENTITY, on=TODAY - timedelta(days=1))


def test_a_unit_is_offered_only_what_it_may_have(
    coordinator: User, clerk: User, hilversum: User, corporation: Unit
) -> None:
    request = asked(clerk)
    answered(request, hilversum)
    case = request.case
    with open_scope(scope_for(coordinator)):
        take_part(case, corporation, Participation.Why.ENRICHMENT, TODAY)
        offer = offer_for(case, corporation, current_scope(), TODAY)
    keys = {section.key for section in offer.sections}
    assert {"person", "detention", "housing"} <= keys
    assert not {"debts", "care", "income"} & keys


def test_who_takes_part_is_seen_by_those_who_invite_and_by_nobody_else(cast: Cast, case: Case) -> None:
    with system_scope("the test makes a unit take part"):
        take_part(case, UnitFactory(), Participation.Why.PLAN, TODAY)
    seen = {}
    for role, user in cast.everybody().items():
        with open_scope(scope_for(user)):
            seen[role] = count("cases_participation")
    assert {role for role, number in seen.items() if number} == {"coordinator", "clerk"}
