"""Explaining a difference between releases and cases on the page: with a trace, or as a task for somebody."""

from datetime import date

import pytest

from cases.access import scope_for
from cases.models import Person
from cases.people.merge import merge, undo
from nazorg.accounts.models import User
from nazorg.common.scope import open_scope, system_scope
from tests.case_tools import page
from tests.cast import Cast, client_of
from tests.conftest import NOW
from tests.difference_factories import ExplanationFactory
from tests.difference_tools import COUNTS, LIST, SPRING, released_without_case, said, say
from tests.factories import PersonFactory
from tests.reporting_tools import person, released


@pytest.fixture
def who(cast: Cast) -> Person:
    return released_without_case()


# --- Explaining


@pytest.mark.parametrize("role", ["coordinator", "clerk"])
def test_a_difference_is_explained_on_the_page(cast: Cast, who: Person, role: str) -> None:
    shown = say(cast.everybody()[role], who, why="stays_elsewhere", text="adres in Utrecht")
    assert f"Uitleg bij {who.list_name} bewaard." in shown
    assert "verblijft echt in een andere gemeente: adres in Utrecht" in shown
    assert said() == [("stays_elsewhere", "adres in Utrecht", True)]
    assert "1 keer: 1 uitgelegd." in page(cast.coordinator, COUNTS)


def test_what_was_said_before_stays_to_be_read(coordinator: User, clerk: User, who: Person) -> None:
    say(clerk, who, why="not_needed", text="zegt de MMD-er")
    shown = say(coordinator, who, why="too_short")
    assert "Eerder gezegd" in shown
    assert "geen nazorg nodig of gewenst: zegt de MMD-er (Clerk, ma 2 dec)" in shown
    assert said() == [("not_needed", "zegt de MMD-er", False), ("too_short", "", True)]


def test_an_explanation_is_withdrawn_and_the_difference_is_open_again(coordinator: User, who: Person) -> None:
    say(coordinator, who, why="not_needed")
    shown = page(coordinator, f"{LIST}{who.reference}/", {"withdraw": "1"})
    assert "ingetrokken." in shown
    assert "nog geen uitleg" in shown
    assert "uitleg ingetrokken" in shown
    assert said() == [("not_needed", "", False), ("withdrawn", "", False)]
    assert "Er is geen uitleg meer om in te trekken." in page(coordinator, f"{LIST}{who.reference}/", {"withdraw": "1"})


def test_a_task_has_an_owner_and_a_day_and_stands_on_vandaag_until_it_is_explained(cast: Cast, who: Person) -> None:
    say(cast.coordinator, who, why="task", text="bel de PI", due_on="2024-12-04", owner=str(cast.clerk.pk))
    assert "Aansluiting met DPAN" not in page(cast.coordinator, "/"), "not yet late, and another's"
    shown = page(cast.clerk, "/")
    assert who.full_name in shown
    assert "bel de PI" in shown
    assert "wacht op u" in shown
    assert "1 keer: 1 nog uit te zoeken door iemand." in page(cast.coordinator, COUNTS)
    say(cast.clerk, who, why="not_notified")
    assert "bel de PI" not in page(cast.clerk, "/")


def test_a_late_task_of_another_is_on_vandaag_too(cast: Cast, who: Person) -> None:
    with system_scope("records of a test"):
        ExplanationFactory(person=who, why="task", due_on=date(2024, 11, 1), owner=cast.clerk, by=cast.clerk)
    assert f"wacht op {cast.clerk.name}" in page(cast.coordinator, "/")
    for user in (cast.chain_manager, cast.privacy_officer):
        assert who.family_name not in page(user, "/")


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({}, "Kies een uitleg."),
        ({"why": "onzin"}, "Kies een uitleg uit de lijst."),
        ({"why": "withdrawn"}, "Kies een uitleg uit de lijst."),
        ({"why": "other"}, "Schrijf op waardoor het komt."),
        ({"why": "other", "text": "x" * 301}, "300 tekens is het meeste."),
        ({"why": "task"}, "Kies een dag vanaf vandaag."),
        ({"why": "task", "due_on": "2024-12-01"}, "Kies een dag vanaf vandaag."),
        ({"why": "task", "due_on": "morgen"}, "Kies een dag vanaf vandaag."),
        ({"why": "task", "due_on": "2024-12-04", "owner": "0"}, "Kies een collega uit de lijst."),
    ],
)
def test_bad_input_gets_a_sentence_and_nothing_is_lost(
    coordinator: User, who: Person, given: dict[str, str], sentence: str
) -> None:
    shown = say(coordinator, who, **given)
    assert sentence in shown
    assert given.get("text", "") in shown
    assert said() == []


def test_after_one_comes_the_next_without_an_explanation_with_the_form_open(coordinator: User, who: Person) -> None:
    done, last = person(), person()
    for number, each in enumerate((who, done, last)):
        released("0376", date(2013, 6, 9 - number), each)
    say(coordinator, done, why="not_needed")
    shown = page(coordinator, LIST)
    assert f'action="{LIST}{who.reference}/"' in shown, "the first one, unasked"
    assert "autofocus" not in shown
    shown = say(coordinator, who, why="not_needed")
    assert f'action="{LIST}{last.reference}/?page=1"' in shown
    assert "autofocus" in shown
    assert shown.count('name="why"') == 1
    assert f'action="{LIST}{who.reference}/' in page(coordinator, f"{LIST}?uitleg={who.reference}")


def test_nobody_is_explained_who_does_not_differ(coordinator: User, who: Person) -> None:
    client, other = client_of(coordinator), person()
    assert client.post(f"{LIST}{other.reference}/").status_code == 404
    assert client.post(f"{LIST}AAAAAAAA/").status_code == 404


def test_explaining_keeps_the_boundaries_of_the_table(coordinator: User) -> None:
    who = person()
    released("0425", SPRING, who)  # Naarden, Gooise Meren now
    path = "/cijfers/aansluiting/2013/zonder-casus/1942/?grenzen=nu"
    assert "?grenzen=nu" in page(coordinator, path)
    assert "bewaard." in say(coordinator, who, path, why="not_needed")


def test_what_was_said_goes_along_when_two_people_turn_out_to_be_one(coordinator: User, who: Person) -> None:
    with system_scope("records of a test"):
        kept = PersonFactory()
        ExplanationFactory(person=who, by=coordinator)
        ExplanationFactory(person=who, kind="twice", by=coordinator)
        ExplanationFactory(person=kept, kind="twice", by=coordinator)
    with open_scope(scope_for(coordinator)):
        record = merge(kept, who, "zelfde SKN", coordinator, NOW)
        assert sorted(kept.explanations.values_list("kind", flat=True)) == ["no_case", "twice"]
        assert [each.kind for each in who.explanations.all()] == ["twice"]
        undo(record, coordinator, NOW)
        assert [each.kind for each in kept.explanations.all()] == ["twice"]
