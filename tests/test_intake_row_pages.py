"""One row on screen: correcting, choosing a person, setting aside; and the form for a single notification."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.test import Client

from cases.models import Case, Person
from intake.models import Batch, Row
from nazorg.accounts.models import User
from nazorg.common.scope import system_scope
from tests.cast import client_of
from tests.intake_tools import accepted, arrival, checked, row_of, somebody
from tests.test_intake_pages import state_of, text, the_batch, url_of

SINGLE = {
    "kind": "instroom", "family_name": "Kortenaer", "given_names": "Dennis", "born": "14-05-1971",
    "start_on": "29-11-2024", "registered": "Huizen",
}  # fmt: skip


def people() -> list[Person]:
    with system_scope("the test counts people"):
        return list(Person.objects.order_by("pk"))


def the_case() -> Case:
    with system_scope("the test looks at the case"):
        return Case.objects.select_related("person", "responsible").get()


@pytest.fixture
def alike(clerk: User) -> Batch:
    """A batch of which the only row looks like somebody known."""
    known = somebody()
    accepted([arrival(known, date(2022, 5, 3), bsn="", skn="")], clerk)
    double = replace(known, family_name=known.family_name + "s", skn="", bsn="")
    return checked([arrival(double, date(2024, 11, 4))], clerk)


def test_a_wrong_cell_is_shown_beside_what_came_and_mended_in_place(clerk: User) -> None:
    batch = checked([arrival(), arrival(born="14-05-2099")], clerk)
    client = client_of(clerk)
    page = text(client, url_of(batch, "?regel=3"))
    assert "In het bestand: <b>14-05-2099</b>" in page
    assert 'value="born:14-05-1999"' in page
    page = text(client, url_of(batch, "regels/3/herstellen/"), {"born": "14-05-1979", "terug": "partij"})
    assert "Regel 3 is nu nieuw." in page
    assert "Neem 2 regels over" in page
    page = text(client, url_of(batch, "regels/3/"))
    assert "in het bestand: 14-05-2099" in page


def test_a_suggestion_is_one_press(clerk: User) -> None:
    batch = checked([arrival(registered="Loosdregt")], clerk)
    client = client_of(clerk)
    assert 'value="registered:Wijdemeren"' in text(client, url_of(batch, "regels/2/"))
    text(client, url_of(batch, "regels/2/herstellen/"), {"registered": "Loosdregt", "vul": "registered:Wijdemeren"})
    assert row_of(batch).outcome == Row.Outcome.NEW


def test_what_is_still_wrong_stays_open_with_the_new_reason(clerk: User) -> None:
    batch = checked([arrival(born="14-05-2099")], clerk)
    page = text(client_of(clerk), url_of(batch, "regels/2/herstellen/"), {"born": "31-02-1971"})
    assert "vraagt nog iets: fout" in page
    assert "Februari 1971 heeft geen 31 dagen" in page


def test_a_wrong_bsn_left_empty_goes_and_a_right_one_left_empty_stays(clerk: User) -> None:
    person = somebody()
    batch = checked([arrival(bsn="999912345"), arrival(person, born="1-1-2099")], clerk)
    client = client_of(clerk)
    text(client, url_of(batch, "regels/2/herstellen/"), {"bsn": ""})
    text(client, url_of(batch, "regels/3/herstellen/"), {"bsn": "", "born": "1-1-1970"})
    text(client, url_of(batch, "overnemen/"), {})
    with system_scope("the test looks at the BSNs"):
        assert [hasattr(one, "bsn") for one in Person.objects.order_by("pk")] == [False, True]


def test_in_an_accepted_batch_a_mended_row_is_recorded_at_once_and_the_next_one_follows(clerk: User) -> None:
    batch = accepted([arrival(born="1-1-2099"), arrival(born="2-2-2099")], clerk)
    client = client_of(clerk)
    page = text(client, "/meldingen/vastgehouden/")
    assert "2 regels wachten op u" in page
    page = text(client, url_of(batch, "regels/2/"))
    assert "1 van 2" in page
    assert "Volgende" in page
    page = text(client, url_of(batch, "regels/2/herstellen/"), {"born": "1-1-1970"})
    assert "Regel 2 is overgenomen." in page
    assert "Herstel regel 3" in page
    assert len(people()) == 1


def test_a_row_is_set_aside_with_a_reason_and_taken_back(clerk: User) -> None:
    batch = checked([arrival(born="1-1-2099")], clerk)
    client = client_of(clerk)
    assert "Vul in waarom" in text(client, url_of(batch, "regels/2/opzij/"), {"why": " "})
    text(client, url_of(batch, "regels/2/opzij/"), {"why": "Hoort niet bij ons."})
    assert row_of(batch).state == Row.State.SET_ASIDE
    assert "Hoort niet bij ons." in text(client, url_of(batch, "regels/2/"))
    assert "Dit BSN" not in text(client, url_of(batch, "?uitkomst=opzij"))
    assert "telt weer mee" in text(client, url_of(batch, "regels/2/terugnemen/"), {})
    assert row_of(batch).state == Row.State.WAITING


def test_a_likely_match_is_shown_side_by_side(clerk: User, alike: Batch) -> None:
    page = text(client_of(clerk), url_of(alike, "regels/2/"))
    assert "Is dit dezelfde persoon?" in page
    assert "verschilt" in page
    assert "gelijk" in page
    assert "Later kiezen" in page


def test_the_same_person_is_kept_when_chosen(clerk: User, alike: Batch) -> None:
    client = client_of(clerk)
    known = people()[0]
    assert "Regel 2 is nu nieuw." in text(client, url_of(alike, "regels/2/kiezen/"), {"persoon": known.reference})
    text(client, url_of(alike, "overnemen/"), {})
    assert people() == [known]


def test_somebody_new_is_made_when_chosen(clerk: User, alike: Batch) -> None:
    client = client_of(clerk)
    text(client, url_of(alike, "regels/2/kiezen/"), {"persoon": "nieuw"})
    assert "Gekozen: een nieuwe persoon." in text(client, url_of(alike))
    text(client, url_of(alike, "overnemen/"), {})
    assert len(people()) == 2


def test_somebody_who_is_no_candidate_cannot_be_chosen(clerk: User, alike: Batch) -> None:
    accepted([arrival()], clerk)
    stranger = people()[-1]
    page = text(client_of(clerk), url_of(alike, "regels/2/kiezen/"), {"persoon": stranger.reference})
    assert "Kies een van de personen" in page
    assert row_of(alike).choice == ""


def single(client: Client, **changes: Any) -> str:
    return text(client, "/meldingen/nieuw/", SINGLE | changes)


def test_one_notification_typed_over_opens_a_case_with_a_way_back(clerk: User) -> None:
    client = client_of(clerk)
    page = single(client)
    case = the_case()
    assert "Melding overgenomen." in page
    assert "Dennis Kortenaer" in page
    batch = the_batch()
    assert url_of(batch, "intrekken/") in page
    assert (batch.door, case.responsible and case.responsible.name) == (Batch.Door.FORM, "Huizen")
    assert "ingetrokken" in text(client, url_of(batch, "intrekken/"), {"why": "Verkeerde persoon."})


def test_errors_of_the_form_stand_at_their_fields_and_nothing_is_kept(clerk: User) -> None:
    page = single(client_of(clerk), born="14-05-2099", registered="Huisen", start_on="")
    assert "Er zijn 3 fouten" in page
    assert "Bedoelt u Huizen" in page
    assert 'href="#id_start_on"' in page
    with system_scope("the test looks for batches"):
        assert not Batch.objects.exists()


def test_a_field_of_another_kind_is_left_out(clerk: User) -> None:
    client = client_of(clerk)
    single(client, skn="01234567", released_on="geen datum", new_institution="PI Lelystad")
    assert the_case().person.family_name == "Kortenaer"
    page = single(client, skn="01234567", kind="uitstroom", released_on="01-12-2024")
    assert "De detentie is bijgewerkt." in page


def test_the_same_notification_again_changes_nothing(clerk: User) -> None:
    client = client_of(clerk)
    single(client)
    assert "Deze melding was er al. Er verandert niets." in single(client)
    assert len(people()) == 1


def test_somebody_who_looks_like_another_is_asked_about_before_the_form_is_taken_over(clerk: User) -> None:
    client = client_of(clerk)
    single(client)
    page = single(client, family_name="Cortenaer", start_on="28-11-2024")
    batch = the_batch()
    assert "Is dit dezelfde persoon?" in page
    assert state_of(batch) == Batch.State.CHECKED
    page = text(client, url_of(batch, "regels/2/kiezen/"), {"persoon": people()[0].reference})
    assert state_of(batch) == Batch.State.ACCEPTED
    assert "Casus" in page
    assert len(people()) == 1


def test_an_under_aged_arrival_typed_over_comes_to_be_decided(clerk: User) -> None:
    assert "Te beslissen." in single(client_of(clerk), born="14-05-2010")
