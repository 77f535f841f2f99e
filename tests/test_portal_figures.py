"""A municipality's own figures in the portal: all of its own, and nothing of another."""

import re
from datetime import date

from municipalities.models import Municipality, group_of
from nazorg.accounts.models import User
from nazorg.common.scope import system_scope
from tests.cast import Cast, client_of
from tests.chain_tools import answered, asked
from tests.factories import grant_to
from tests.timeliness_tools import OWN, ask_in_november, figures, november, numbers, page

NOVEMBER = date(2024, 11, 4)


def test_a_municipality_sees_its_own_figures_and_no_number_of_another(
    clerk: User, hilversum: User, huizen: User
) -> None:
    # Two of Hilversum; seven of Huizen, answered after four days: together nine, with a median of four.
    for _ in range(2):
        ask_in_november(clerk)
    for _ in range(7):
        answered(asked(clerk, "0406", on=NOVEMBER, now=november(4)), huizen, november(8))
    ours, theirs = page(hilversum, path=OWN), page(huizen, path=OWN)
    assert "Huizen" not in ours and "Hilversum" not in theirs  # noqa: PT018
    assert "2" in numbers(ours)
    assert not numbers(ours) & {"4", "7", "9"}
    assert {"4", "7"} <= numbers(theirs)
    assert not numbers(theirs) & {"2", "9"}
    # No case, and no way to one.
    assert 'href="/casussen/' not in ours
    assert "/cijfers/doorlooptijd" not in ours


def test_another_municipality_cannot_be_asked_for_in_the_address(clerk: User, hilversum: User) -> None:
    ask_in_november(clerk, "0406")
    asked_for = page(hilversum, "jaar=2024&gemeente=0406&per=gemeente", OWN)
    assert "Huizen" not in asked_for
    assert "Over 2024 tot en met 2 december staan er geen verstuurde vragen in de registratie." in asked_for


def test_a_contact_of_several_municipalities_sees_them_apart(clerk: User, hilversum: User, cast: Cast) -> None:
    with system_scope("a second municipality for the same contact"):
        hilversum.groups.add(group_of(Municipality.objects.get(code="0376")))
        grant_to("0376", cast)
    ask_in_november(clerk)
    ask_in_november(clerk)
    ask_in_november(clerk, "0376")
    shown = page(hilversum, path=OWN)
    assert re.findall(r'<h2 id="gemeente-\d">([^<]+)', shown) == ["Hilversum", "Blaricum"]
    assert "3" not in numbers(shown)


def test_a_contact_without_approved_access_is_told_so(cast: Cast) -> None:
    with system_scope("access that was not approved"):
        cast.hilversum.groups.clear()
    assert "Uw toegang is nog niet geregeld" in page(cast.hilversum, path=OWN)


def test_the_portals_figures_are_those_of_the_staff(clerk: User, hilversum: User, chain_manager: User) -> None:
    answered(asked(clerk, on=NOVEMBER, now=november(4)), hilversum, november(8))
    row = figures(client_of(chain_manager), "jaar=2024&gemeente=0402&per=gemeente")["Hilversum"]
    assert row["Antwoordtijd in werkdagen, mediaan"] == 4
    assert "4" in numbers(page(hilversum, path=OWN))
