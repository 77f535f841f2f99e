"""What cannot wait: told to professionals by name, each a disclosure, open until somebody says to have it."""

import pytest

from cases.access import scope_for
from cases.models import Act, Alert, Case, Disclosure, Urgency
from cases.urgency.selectors import unacknowledged
from nazorg.accounts.models import User
from nazorg.common.scope import current_scope, open_scope, system_scope
from nazorg.covenant.parties import Party
from partners.models import Colleague
from tests.case_tools import page
from tests.cast import Cast, client_of
from tests.database import count
from tests.factories import case_in
from tests.partner_factories import UnitFactory


@pytest.fixture
def case(cast: Cast) -> Case:
    with system_scope("the test makes a case"):
        return case_in("0402")


@pytest.fixture
def maas(db: None) -> Colleague:
    unit = UnitFactory(organisation__name="Politie", party=Party.POLICE)
    return Colleague.objects.create(unit=unit, name="R. Maas")


@pytest.fixture
def bos(db: None) -> Colleague:
    unit = UnitFactory(organisation__name="GGZ", name="ACT-team", party=Party.CARE)
    return Colleague.objects.create(unit=unit, name="L. Bos")


def path(case: Case, rest: str = "") -> str:
    return f"/casussen/{case.reference}/dringend/{rest}"


def message(*people: Colleague, **changes: str) -> dict[str, object]:
    values = {"text": "Komt vandaag vrij en heeft geen plek.", "category": "identity", "channel": "phone", "ground": ""}
    return values | changes | {"people": [str(one.pk) for one in people]}


def told() -> list[tuple[str, str]]:
    with system_scope("the test looks"):
        return list(Alert.objects.values_list("name", "acknowledged_by"))


def test_each_unit_is_told_and_each_name_stays_open_until_it_is_acknowledged(
    coordinator: User, case: Case, maas: Colleague, bos: Colleague
) -> None:
    text = page(coordinator, path(case, "melden/"), message(maas, bos))  # type: ignore[arg-type]
    assert "Vastgelegd: gemeld aan 2 personen." in text
    with system_scope("the test looks"):
        given = Disclosure.objects.order_by("pk")
        assert [(one.kind, one.ground, one.recipient) for one in given] == [
            ("urgent", "wjsg", "Politie"), ("urgent", "avg", "GGZ, ACT-team"),
        ]  # fmt: skip
        act = Act.objects.get(kind="contact")
        alert = Alert.objects.get(name="R. Maas")
    assert (act.category, "R. Maas (Politie) en L. Bos (GGZ, ACT-team)" in act.text) == ("risk", True)
    with open_scope(scope_for(coordinator)):
        assert [one.name for one in unacknowledged(current_scope())] == ["R. Maas", "L. Bos"]
    confirm = path(case, f"bevestigd/{alert.pk}/")
    named = f"bevestigd{alert.pk}-"
    assert "Zeg wie dit bevestigde." in page(coordinator, confirm, {f"{named}who": "", f"{named}on": "2024-12-02"})
    early = page(coordinator, confirm, {f"{named}who": "R. Maas", f"{named}on": "2024-12-01"})
    assert "tussen de melding en vandaag" in early
    text = page(coordinator, confirm, {f"{named}who": "collega Vink", f"{named}on": "2024-12-02"})
    assert "Bevestigd door collega Vink, ma 2 dec." in text
    with open_scope(scope_for(coordinator)):
        assert [one.name for one in unacknowledged(current_scope())] == ["L. Bos"]


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"text": " "}, "Schrijf op wat dringend is."),
        ({"category": ""}, "Kies wat voor soort gegevens dit zijn."),
        ({"category": "risk"}, "GGZ, ACT-team: Risicoprofiel"),
        ({"category": "offence"}, "GGZ, ACT-team: Delict"),
        ({"ground": "wgs"}, "Kies een grond die vandaag geldt."),
    ],
)
def test_what_one_may_not_know_is_told_to_nobody(
    coordinator: User, case: Case, maas: Colleague, bos: Colleague, changes: dict[str, str], sentence: str
) -> None:
    text = page(coordinator, path(case, "melden/"), message(maas, bos, **changes))  # type: ignore[arg-type]
    assert sentence.lower() in text.lower()
    assert told() == []
    with system_scope("nothing half done"):
        assert not Disclosure.objects.exists()
        assert not Urgency.objects.exists()


def test_nobody_chosen_or_somebody_who_left_is_asked_again(coordinator: User, case: Case, maas: Colleague) -> None:
    assert "Kies aan wie u dit meldt." in page(coordinator, path(case, "melden/"), message())  # type: ignore[arg-type]
    gone = message(maas)
    maas.delete()
    text = page(coordinator, path(case, "melden/"), gone)  # type: ignore[arg-type]
    assert "Een van deze mensen werkt niet meer met ons." in text
    assert "Komt vandaag vrij en heeft geen plek." in text


def test_without_people_the_page_says_what_to_do(coordinator: User, case: Case) -> None:
    assert "Er zijn geen contactpersonen bekend." in page(coordinator, path(case))


@pytest.mark.parametrize("rest", ["", "melden/", "bevestigd/1/"])
def test_urgency_is_the_coordinators(cast: Cast, case: Case, maas: Colleague, rest: str) -> None:
    page(cast.coordinator, path(case, "melden/"), message(maas))  # type: ignore[arg-type]
    for user in (cast.clerk, cast.chain_manager, cast.administrator, cast.privacy_officer):
        assert client_of(user).post(path(case, rest)).status_code == 403
    assert client_of(cast.hilversum).post(path(case, rest)).status_code == 404
    for role, user in cast.everybody().items():
        with open_scope(scope_for(user)):
            assert (count("cases_urgency") + count("cases_alert")) == 2 * (role == "coordinator"), role
