"""Waarneming: one of the staff is away, another looks after the work and gets no right beside the own role."""

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError

from cases.access import scope_for
from municipalities.agreements.absences import add_absence
from municipalities.agreements.models import Absence
from nazorg.accounts.models import User
from tests.case_tools import page
from tests.cast import Cast, client_of
from tests.conftest import NOW

TODAY = NOW.date()


def away(coordinator: User, clerk: User, first: int = 0, last: int = 4) -> Absence:
    return add_absence(coordinator, TODAY + timedelta(days=first), TODAY + timedelta(days=last), clerk, TODAY)


def test_an_absence_that_is_over_is_not_made_longer_by_a_late_press(cast: Cast) -> None:
    absence = away(cast.coordinator, cast.clerk)
    with time_machine.travel(NOW + timedelta(days=20)):
        page(cast.coordinator, f"/waarneming/{absence.pk}/weg/", {})
    absence.refresh_from_db()
    assert absence.to_on == TODAY + timedelta(days=4)


def test_the_deputy_reads_it_on_vandaag_from_the_first_day_to_the_last(cast: Cast) -> None:
    data = {"from_on": "2024-12-02", "to_on": "2024-12-06", "substitute": str(cast.clerk.pk)}
    text = page(cast.coordinator, "/waarneming/", data)
    assert "De waarneming is vastgelegd." in text
    assert "ma 2 dec tot en met vr 6 dec: Clerk" in text
    assert "U neemt waar voor Coordinator, tot en met vr 6 dec." in page(cast.clerk, "/")
    assert "U neemt waar" not in page(cast.coordinator, "/")


@pytest.mark.parametrize(("first", "last", "shown"), [(0, 0, True), (-3, 0, True), (1, 3, False)])
def test_both_days_are_included(cast: Cast, first: int, last: int, shown: bool) -> None:
    away(cast.coordinator, cast.clerk, first, last)
    assert ("U neemt waar" in page(cast.clerk, "/")) is shown


def test_covering_gives_no_right_beside_the_own_role(cast: Cast) -> None:
    before = scope_for(cast.clerk)
    away(cast.coordinator, cast.clerk)
    assert scope_for(cast.clerk) == before


def test_one_who_is_back_early_says_so(cast: Cast) -> None:
    absence = away(cast.coordinator, cast.clerk, -1)
    assert client_of(cast.clerk).post(f"/waarneming/{absence.pk}/weg/").status_code == 404
    assert "De waarneming is opgeheven." in page(cast.coordinator, f"/waarneming/{absence.pk}/weg/", {})
    assert "U neemt waar" not in page(cast.clerk, "/")


def test_only_who_works_in_the_dossiers_covers(cast: Cast) -> None:
    with pytest.raises(ValidationError, match="werkt niet in de dossiers"):
        away(cast.coordinator, cast.chain_manager)
    data = {"from_on": "2024-12-02", "to_on": "2024-12-01", "substitute": str(cast.clerk.pk)}
    assert "De laatste dag ligt" in page(cast.coordinator, "/waarneming/", data | {"to_on": "2024-12-02"} | {
        "from_on": "2024-12-03"})  # fmt: skip
    assert "Kies wie waarneemt." in page(cast.coordinator, "/waarneming/", data | {"substitute": ""})
    for user in (cast.chain_manager, cast.administrator, cast.privacy_officer):
        assert client_of(user).get("/waarneming/").status_code == 403
    assert client_of(cast.hilversum).get("/waarneming/").status_code == 404
