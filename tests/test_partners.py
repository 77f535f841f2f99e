"""The partners: staff look, the administrator edits, and each unit says what the covenant lets it have."""

import re

import pytest

from nazorg.covenant.parties import Party
from partners.models import Colleague
from tests.cast import Cast, client_of
from tests.partner_factories import UnitFactory

pytestmark = pytest.mark.django_db
STAFF = ("coordinator", "clerk", "chain_manager", "privacy_officer", "administrator")


def test_staff_look_at_partners_and_a_contact_does_not(cast: Cast) -> None:
    unit = UnitFactory(organisation__name="Inforsa", name="verslavingszorg", party=Party.CARE)
    Colleague.objects.create(unit=unit, name="K. Prins", function="behandelaar", phone="035 555 01 04")
    for role in STAFF:
        client = client_of(cast.everybody()[role])
        listed = client.get("/partners/").content.decode()
        assert "Inforsa, verslavingszorg" in listed, role
        own = client.get(f"/partners/{unit.reference}/").content.decode()
        assert "behandelaar" in own, role
        assert ("Wijzig onderdeel" in own) == (role == "administrator"), role
    for path in ("/partners/", f"/partners/{unit.reference}/"):
        assert client_of(cast.hilversum).get(path).status_code == 404
    assert client_of(cast.clerk).get("/partners/23456789/").status_code == 404


def test_a_unit_says_in_words_what_it_may_have(cast: Cast) -> None:
    care = UnitFactory(organisation__name="Inforsa", name="zorg", party=Party.CARE)
    probation = UnitFactory(organisation__name="Inforsa", name="reclassering", party=Party.PROBATION)
    text = client_of(cast.clerk).get(f"/partners/{care.reference}/").content.decode()
    assert "volgens het convenant, als zorg (GGZ, GGD, verslavingszorg)" in text
    assert "De eenheid doet mee aan het overleg of plan van deze casus of is bevraagd" in text
    never = text.split("Nooit, en geen voorstel kan dat openzetten")[1].split("Niet: het convenant")[0]
    assert re.findall(r"<li>(.*?)</li>", never) == ["Delict", "Antwoorden uit SUWINET", "Politie-informatie"]
    assert f"/partners/{probation.reference}/" in text, "the other unit of the organisation, of another party"


def test_without_partners_or_addresses_the_pages_say_so(cast: Cast) -> None:
    client = client_of(cast.coordinator)
    assert "Nog geen partners" in client.get("/partners/").content.decode()
    unit = UnitFactory(email="")
    assert "geen adres" in client.get("/partners/").content.decode()
    own = client.get(f"/partners/{unit.reference}/").content.decode()
    assert "Dit onderdeel heeft geen e-mailadres." in own
    assert "Nog geen contactpersoon" in own


def test_a_unit_that_left_stands_apart(cast: Cast) -> None:
    UnitFactory(organisation__name="Opgeheven", until_on="2020-12-31")
    assert "Vroeger en straks" in client_of(cast.coordinator).get("/partners/").content.decode()
