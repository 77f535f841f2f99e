"""Bottlenecks: counted over cases, structural ones brought to the board, and who sees which part."""

import pytest

from cases.access import scope_for
from cases.models import Act, Bottleneck, Case
from nazorg.accounts.models import User
from nazorg.common.scope import open_scope, system_scope
from tests.case_tools import page
from tests.cast import Cast, client_of
from tests.database import count, sql
from tests.factories import case_in

TEXT = "De wachtlijst voor een kamer is langer dan de detentie."


@pytest.fixture
def case(cast: Cast) -> Case:
    with system_scope("the test makes a case"):
        return case_in("0402", detention__person__family_name="Geheimhouder")


def in_case(user: User, case: Case, theme: str = "housing", aspect: str = "capacity", text: str = "") -> str:
    path = f"/casussen/{case.reference}/knelpunten/nieuw/"
    return page(user, path, {"theme": theme, "aspect": aspect, "text": text})


def structural(user: User, **changes: str) -> str:
    values = {"theme": "housing", "aspect": "quality", "municipality": "0402", "text": TEXT}
    return page(user, "/knelpunten/nieuw/", values | changes)


def the_bottleneck() -> Bottleneck:
    with system_scope("the test looks"):
        return Bottleneck.objects.get()


def stand(user: User, state: str, answer: str = "") -> str:
    number = the_bottleneck().pk
    data = {f"stand{number}-state": state, f"stand{number}-answer": answer}
    return page(user, f"/knelpunten/{number}/stand/", data)


def test_bottlenecks_of_cases_are_grouped_and_each_case_counts_once(coordinator: User, case: Case) -> None:
    with system_scope("the test makes a second case"):
        other = case_in("0406")
    assert "Het knelpunt is vastgelegd, en telt mee." in in_case(coordinator, case, text="Geen kamer te vinden.")
    in_case(coordinator, case, text="Nog steeds niet.")
    in_case(coordinator, other)
    in_case(coordinator, other, "care", "quality")
    text = page(coordinator, "/knelpunten/")
    row = '<th scope="row" class="text">huisvesting</th> <td class="text">capaciteit: te weinig</td>'
    assert f'{row} <td class="num">2</td> <td class="num">0</td>' in text
    assert text.index("huisvesting</th>") < text.index("zorg</th>")
    with system_scope("the test looks"):
        act = Act.objects.filter(case=case, kind="note").first()
    assert act is not None
    assert act.category == "risk"


def test_a_structural_bottleneck_goes_to_the_board_step_by_step(coordinator: User, chain_manager: User) -> None:
    assert "Het knelpunt is gesignaleerd." in structural(coordinator)
    assert TEXT in page(chain_manager, "/knelpunten/")
    assert "De stand is bewaard." in stand(chain_manager, "board")
    assert "Kies een stand die hierop volgt." in stand(chain_manager, "weg")
    text = stand(chain_manager, "taken_up", "Overleg met de corporaties in januari.")
    assert "<b>Bestuur:</b> Overleg met de corporaties in januari." in text
    assert "schrijf op wat het bestuur zei" in stand(
        chain_manager, "taken_up", "Overleg met de corporaties in januari."
    )
    stand(coordinator, "solved")
    assert the_bottleneck().state == "solved"


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"text": " "}, "Schrijf op wat er steeds misgaat."),
        ({"text": "x" * 1_001}, "1000 tekens is het meeste."),
        ({"theme": "weer"}, "weer"),
    ],
)
def test_a_bottleneck_without_words_says_what_to_do(coordinator: User, changes: dict[str, str], sentence: str) -> None:
    assert sentence in structural(coordinator, **changes)
    with system_scope("nothing half done"):
        assert not Bottleneck.objects.exists()


def test_the_ketenmanager_and_the_clerk_see_numbers_and_no_case_or_person(cast: Cast, case: Case) -> None:
    in_case(cast.coordinator, case, text="Zijn vader wil hem niet.")
    assert "Geheimhouder" in page(cast.coordinator, "/knelpunten/")
    for user in (cast.chain_manager, cast.clerk):
        text = page(user, "/knelpunten/")
        assert '<td class="num">1</td>' in text
        for secret in ("Geheimhouder", case.reference, "Zijn vader", 'href="/casussen/' + case.reference):
            assert secret not in text
        with open_scope(scope_for(user)):
            assert count("cases_casebottleneck") == 0


def test_a_municipality_sees_its_own_and_of_its_cases_the_number_only(cast: Cast, case: Case) -> None:
    in_case(cast.coordinator, case, text="Zijn vader wil hem niet.")
    structural(cast.coordinator)
    structural(cast.coordinator, municipality="", text="In de hele regio te weinig.")
    own, other = page(cast.hilversum, "/portaal/knelpunten/"), page(cast.huizen, "/portaal/knelpunten/")
    assert TEXT in own
    assert '<td class="num">1</td>' in own
    for secret in ("Geheimhouder", "Zijn vader", "In de hele regio"):
        assert secret not in own
    assert TEXT not in other
    assert "In deze jaren is in geen casus een knelpunt vastgelegd." in other
    for user, number in ((cast.hilversum, 1), (cast.huizen, 0)):
        with open_scope(scope_for(user)):
            assert count("cases_bottleneck") == number
            assert count("cases_casebottleneck") == 0


def test_who_signals_and_who_says_how_it_stands(cast: Cast, case: Case) -> None:
    structural(cast.coordinator)
    number = the_bottleneck().pk
    for user in (cast.clerk, cast.chain_manager, cast.administrator, cast.privacy_officer):
        assert client_of(user).post("/knelpunten/nieuw/", {}).status_code == 403
        assert client_of(user).post(f"/casussen/{case.reference}/knelpunten/nieuw/", {}).status_code == 403
    for user in (cast.clerk, cast.administrator, cast.privacy_officer):
        assert client_of(user).post(f"/knelpunten/{number}/stand/", {}).status_code == 403
    assert client_of(cast.administrator).get("/knelpunten/").status_code == 403
    assert client_of(cast.hilversum).get("/knelpunten/").status_code == 404
    assert client_of(cast.coordinator).post("/knelpunten/0/stand/", {}).status_code == 404
    assert "Verander de stand" not in page(cast.clerk, "/knelpunten/")
    with open_scope(scope_for(cast.coordinator)):
        assert sql("UPDATE cases_bottleneck SET text = 'x' RETURNING id") == []
