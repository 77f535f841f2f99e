"""What Vandaag says of late answers, unconfirmed alerts, messages to family, and BIJ: to the coordinator only."""

from datetime import timedelta

from cases.access import scope_for
from cases.bij.services import put_in
from cases.enrichment.services import Told, ask
from cases.involved.services import add_involved, ask_notice
from cases.urgency.services import Message, raise_urgency
from nazorg.common.scope import open_scope, system_scope
from nazorg.covenant.parties import Party
from tests.case_tools import page
from tests.cast import Cast
from tests.conftest import NOW
from tests.factories import case_in
from tests.partner_factories import UnitFactory

LAST_MONTH = NOW - timedelta(days=28)


def test_what_partners_and_others_wait_for_is_on_vandaag_of_the_coordinator_alone(cast: Cast) -> None:
    by, unit = cast.coordinator, UnitFactory(organisation__name="Politie", party=Party.POLICE)
    with system_scope("the test makes a case"):
        case = case_in("0402", detention__person__family_name="Wachtman")
    with open_scope(scope_for(by)):
        ask(case, "Wat is er bekend?", 5, [Told(unit, [], "phone", "avg")], by, LAST_MONTH)
        raise_urgency(case, Message("Komt vrij.", "identity", "phone"), {unit: ["R. Maas"]}, by, NOW)
        aunt = add_involved(case, "family", "Tante Riet", "", "", by, LAST_MONTH)
        ask_notice(aunt, LAST_MONTH.date(), None, by, LAST_MONTH)
        put_in(case, "op de lijst", by, NOW)
    text = page(by, "/")
    for words in (
        "niet bevestigd door R. Maas",
        "wacht op u",
        "wacht op Politie",
        "burgemeester nog niet geïnformeerd",
    ):
        assert words in text
    assert "Tante Riet" not in text
    other = page(cast.clerk, "/")
    assert "Wachtman" not in other
    assert "Partners en betrokkenen" not in other
