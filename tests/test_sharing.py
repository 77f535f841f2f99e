"""Giving to partners: what is shown is what leaves, never is never mentioned, and one press gives nothing twice."""

from datetime import date
from pathlib import Path

import pytest

from cases.access import scope_for
from cases.disclosures.grounds import grounds_for
from cases.models import Act, Case, Delivery, Participation, Request
from cases.needs.services import give_consent, withdraw_consent
from nazorg.accounts.models import AccessLog, User
from nazorg.common.scope import open_scope, system_scope
from nazorg.covenant.parties import Party
from partners.models import Unit
from tests.cast import Cast, client_of
from tests.chain_tools import answered, asked, given, sent
from tests.conftest import NOW
from tests.handoff_tools import kept, ledger
from tests.judging_factories import CareInformationFactory, FindingFactory, PoliceInformationFactory, ProfileFactory
from tests.partner_factories import UnitFactory
from tests.plan_factories import ActionLineFactory
from tests.sharing_tools import address_of, form, give_on_page, joins, page, shown_words, ticked
from tests.test_disclosures import pdf_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def request_(clerk: User, hilversum: User) -> Request:
    made = asked(clerk)
    answered(made, hilversum, papers="Paspoort.", housing="Huurt een flat.", debts="Bewind.", care="Wijkteam.",
             income="Bijstand.")  # fmt: skip
    return made


@pytest.fixture
def case(request_: Request) -> Case:
    return request_.case


@pytest.fixture
def probation(db: None) -> Unit:
    return UnitFactory(organisation__name="Inforsa", name="reclassering", party=Party.PROBATION)


@pytest.fixture
def corporation(db: None) -> Unit:
    return UnitFactory(organisation__name="Woningcorporatie", party=Party.HOUSING)


# --- Who may


def test_only_the_coordinator_gives_to_partners(cast: Cast, case: Case, corporation: Unit) -> None:
    paths = (f"/casussen/{case.reference}/verstrekkingen/nieuw/", address_of(case, corporation),
             f"{address_of(case, corporation)}pdf/", f"/casussen/{case.reference}/wat-ziet/",
             f"/casussen/{case.reference}/wat-ziet/{corporation.reference}/")  # fmt: skip
    for user, status in (
        (cast.clerk, 403), (cast.chain_manager, 403), (cast.privacy_officer, 403), (cast.administrator, 403),
        (cast.hilversum, 404), (cast.huizen, 404),
    ):  # fmt: skip
        for path in paths:
            assert client_of(user).get(path).status_code == status, (user.name, path)
            assert client_of(user).post(path, {"parts": ["person"], "channel": "mail"}).status_code == status
    assert ledger() == []


def test_a_unit_that_left_or_a_case_that_is_not_there_is_not_found(coordinator: User, case: Case) -> None:
    left = UnitFactory(until_on=date(2024, 11, 30))
    client = client_of(coordinator)
    assert client.get(address_of(case, left)).status_code == 404
    assert client.get(f"/casussen/23456789/verstrekkingen/nieuw/{left.reference}/").status_code == 404


# --- Choosing


def test_who_takes_part_stands_first_and_the_others_stand_by_party(
    coordinator: User, case: Case, corporation: Unit, probation: Unit
) -> None:
    police = UnitFactory(organisation__name="Politie", party=Party.POLICE)
    joins(case, corporation, coordinator)
    text = client_of(coordinator).get(f"/casussen/{case.reference}/verstrekkingen/nieuw/").content.decode()
    places = [text.index(name) for name in ("Woningcorporatie", "Andere partners", "Politie", "Inforsa, reclassering")]
    assert places == sorted(places)
    assert "bevraagd" in text
    assert police.reference in text


def test_without_partners_the_page_says_what_to_do(coordinator: User, case: Case) -> None:
    text = client_of(coordinator).get(f"/casussen/{case.reference}/verstrekkingen/nieuw/").content.decode()
    assert "De beheerder voert organisaties en hun onderdelen in bij Beheer." in text


# --- What is offered


def test_everything_that_may_leave_is_there_unticked_but_the_person(
    coordinator: User, case: Case, probation: Unit
) -> None:
    joins(case, probation, coordinator)
    text = page(coordinator, case, probation)
    assert {"person", "detention", "papers", "housing", "income", "debts", "care"} <= shown_words(text).keys()
    assert ticked(text) == {"person"}


def test_what_is_never_given_is_not_mentioned(coordinator: User, case: Case, corporation: Unit) -> None:
    joins(case, corporation, coordinator)
    text = page(coordinator, case, corporation)
    main = text.split("<main")[1]
    assert shown_words(text).keys() == {"person", "detention", "housing"}
    assert not {
        word for word in ("schulden", "Zorg", "Bewind", "Wijkteam", "politie-informatie", "elict") if word in main
    }


def test_what_was_judged_goes_to_whom_the_covenant_gives_it(coordinator: User, case: Case, probation: Unit) -> None:
    act = UnitFactory(organisation__name="GGZ", name="ACT-team", party=Party.CARE)
    police = UnitFactory(organisation__name="Politie", party=Party.POLICE)
    with system_scope("the test writes what was judged"):
        ProfileFactory(case=case, by=coordinator, level="high", grounds="stal vaker", crime=["inbraak"])
        told = PoliceInformationFactory(case=case, by=coordinator, text="Gezien bij de garage.")
        care = CareInformationFactory(case=case, by=coordinator, text="Heeft een angststoornis.")
        FindingFactory(case=case, by=coordinator, group="oggz", belongs=True)
    offered = {}
    for unit in (probation, act, police):
        joins(case, unit, coordinator)
        offered[unit] = shown_words(page(coordinator, case, unit))
    keys = {"profile", f"police-{told.pk}", f"care-{care.pk}", "target-findings"}
    assert {unit.party: keys & words.keys() for unit, words in offered.items()} == {
        "probation": keys,
        "care": {f"care-{care.pk}", "target-findings"},
        "police": {"profile", f"police-{told.pk}"},
    }
    assert offered[probation]["profile"].startswith("Risico: hoog. Gronden: stal vaker.\nDelictpatroon: inbraak.")
    assert offered[probation]["target-findings"] == "OGGZ-verleden"


def test_what_lacks_a_condition_says_which(coordinator: User, case: Case, corporation: Unit) -> None:
    text = page(coordinator, case, corporation)
    assert "Arbeid en inkomen: Dit mag alleen met toestemming van de persoon. Die is niet vastgelegd." in text
    with open_scope(scope_for(coordinator)):
        consent = give_consent(case, "housing", NOW.date(), "mondeling", coordinator, NOW)
        withdraw_consent(consent, NOW.date(), coordinator, NOW)
    text = page(coordinator, case, corporation)
    assert "Huisvesting: De persoon trok de toestemming in." in text
    assert "housing" not in shown_words(text)


def test_a_mayor_gets_nothing_without_a_return_to_be_told_of(coordinator: User, case: Case) -> None:
    text = page(coordinator, case, UnitFactory(organisation__name="Burgemeester", party=Party.MAYOR))
    assert "Dit onderdeel kan nu niets krijgen" in text
    assert "doet nog niet mee in deze casus: bij BIJ" in text


@pytest.mark.parametrize(
    ("party", "on", "ground"),
    [
        (Party.HOUSING, "2024-12-02", "avg"), (Party.HOUSING, "2017-03-01", "wbp"),
        (Party.POLICE, "2024-12-02", "wjsg"), (Party.PROBATION, "2024-12-02", "bjsg"),
        (Party.MAYOR, "2024-12-02", "gemeentewet"),
    ],
)  # fmt: skip
def test_the_usual_ground_of_the_party_on_that_day_comes_first(party: Party, on: str, ground: str) -> None:
    assert grounds_for(party, date.fromisoformat(on))[0].code == ground


# --- Giving


def test_the_preview_is_the_pack_the_ledger_and_the_paper_byte_for_byte(
    coordinator: User, case: Case, corporation: Unit, tmp_path: Path
) -> None:
    joins(case, corporation, coordinator)
    shown = shown_words(page(coordinator, case, corporation))
    answer = give_on_page(coordinator, case, corporation, "person", "housing")
    assert "Verstrekking vastgelegd: Woningcorporatie." in answer
    (pack,) = ledger()
    assert kept(pack) == [shown["person"], shown["housing"]]
    assert (pack.party, pack.unit, pack.kind, pack.channel, pack.ground, pack.by) == (
        "housing", corporation, "partner", "mail", "avg", coordinator,
    )  # fmt: skip
    assert pack.categories == ["area_housing", "identity"]
    text, pdf = pdf_of(client_of(coordinator), f"/verstrekkingen/{pack.reference}/pdf/", tmp_path)
    assert all(" ".join(words.split()) in text for words in kept(pack))
    assert "Voor Woningcorporatie. Vertrouwelijk." in text
    assert str(pdf.docinfo["/Title"]).startswith("Verstrekking aan Woningcorporatie, ")


def test_a_concept_on_paper_holds_what_was_ticked_and_registers_nothing(
    coordinator: User, case: Case, probation: Unit, tmp_path: Path
) -> None:
    joins(case, probation, coordinator)
    data = form(page(coordinator, case, probation), "person", "care")
    text, _ = pdf_of(client_of(coordinator), f"{address_of(case, probation)}pdf/", tmp_path, data)
    assert ("Wijkteam." in text, "Huurt" in text, "Concept." in text) == (True, False, True)
    nothing = client_of(coordinator).post(
        f"{address_of(case, probation)}pdf/", form(page(coordinator, case, probation))
    )
    assert "Vink aan wat u geeft." in nothing.content.decode()
    assert ledger() == []


def test_a_unit_joins_in_the_same_act(coordinator: User, case: Case, corporation: Unit) -> None:
    text = page(coordinator, case, corporation)
    assert "Woningcorporatie wordt over deze casus bevraagd en doet vanaf die dag mee" in text
    assert "Alleen als dit onderdeel meedoet in deze casus." in text
    refused = give_on_page(coordinator, case, corporation, "person", "housing")
    assert "Vink aan dat Woningcorporatie meedoet, of laat huisvesting weg." in refused
    assert ticked(refused) == {"person", "housing"}, "what was ticked stays"
    with system_scope("nothing half done"):
        assert not Participation.objects.exists()
    give_on_page(coordinator, case, corporation, "person", "housing", joins="on")
    with system_scope("the test looks"):
        one = Participation.objects.get()
    assert (one.unit, one.why, one.since, len(ledger())) == (corporation, "enrichment", NOW.date(), 1)


def test_a_unit_gets_what_needs_no_joining_without_it(coordinator: User, case: Case, corporation: Unit) -> None:
    give_on_page(coordinator, case, corporation, "person")
    with system_scope("the test looks"):
        assert not Participation.objects.exists()
    assert ledger()[0].categories == ["identity"]


def test_one_press_is_one_disclosure(coordinator: User, case: Case, probation: Unit) -> None:
    data = form(page(coordinator, case, probation), "person")
    client = client_of(coordinator)
    for _ in range(2):
        answer = client.post(address_of(case, probation), data, follow=True).content.decode()
    assert "Er is net iets veranderd. Er is niets vastgelegd." in answer
    assert "Veranderd: wat de ontvanger al kreeg." in answer
    assert len(ledger()) == 1


def test_what_changed_since_it_was_shown_is_said_and_nothing_leaves(
    coordinator: User, hilversum: User, request_: Request, probation: Unit
) -> None:
    joins(request_.case, probation, coordinator)
    data = form(page(coordinator, request_.case, probation), "housing")
    sent(request_, hilversum, [given(request_, "housing", text="Woont bij zijn zus.", reason="verhuisd")])
    answer = client_of(coordinator).post(address_of(request_.case, probation), data).content.decode()
    assert "Veranderd: huisvesting." in answer
    assert "Woont bij zijn zus." in answer
    assert ledger() == []


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"on": "2024-12-03"}, "niet in de toekomst"),
        ({"on": "geen"}, "Vul in wanneer u dit gaf."),
        ({"ground": "wgs"}, "Kies een grond die op deze datum gold."),
        ({"channel": "dpan"}, "Zeg hoe u dit gaf"),
        ({"ground": "toestemming"}, "Geen toestemming vastgelegd voor huisvesting."),
    ],
)
def test_bad_input_gets_a_sentence_and_keeps_what_was_ticked(
    coordinator: User, case: Case, probation: Unit, fields: dict[str, str], sentence: str
) -> None:
    joins(case, probation, coordinator)
    answer = give_on_page(coordinator, case, probation, "person", "housing", **fields)
    assert sentence in answer
    assert ticked(answer) == {"person", "housing"}
    assert ledger() == []


def test_a_section_that_is_not_offered_cannot_be_posted(coordinator: User, case: Case, corporation: Unit) -> None:
    joins(case, corporation, coordinator)
    assert "Er is 1 fout" in give_on_page(coordinator, case, corporation, "person", "care")
    assert ledger() == []


def test_giving_is_a_dated_act_and_is_logged_without_a_word_of_it(
    coordinator: User, case: Case, corporation: Unit
) -> None:
    give_on_page(coordinator, case, corporation, "person", channel="talk")
    with system_scope("the test looks"):
        act = Act.objects.get(kind="disclosed")
        log = list(AccessLog.objects.filter(user=coordinator).order_by("pk").values_list("act", "reference", "ground"))
    assert act.text == "verstrekking aan Woningcorporatie, gesprek."
    unit = f"onderdeel {corporation.reference}"
    assert log[:3] == [
        ("share_with", case.reference, unit), ("share_with", case.reference, unit),
        ("shared", case.reference, ledger()[0].ground_name),
    ]  # fmt: skip


def test_a_municipality_learns_to_what_kind_of_partner_its_answer_went(
    coordinator: User, hilversum: User, request_: Request, probation: Unit
) -> None:
    joins(request_.case, probation, coordinator)
    give_on_page(coordinator, request_.case, probation, "person", "housing")
    with system_scope("the test looks"):
        assert Delivery.objects.get().answer.question.area == "housing"
    text = client_of(hilversum).get(f"/portaal/vragen/{request_.reference}/").content.decode()
    assert "reclassering, ma 2 dec" in text
    assert "Inforsa" not in text, "to what kind of recipient, not to whom"


def test_what_a_unit_got_before_is_marked(
    coordinator: User, hilversum: User, request_: Request, probation: Unit
) -> None:
    joins(request_.case, probation, coordinator)
    give_on_page(coordinator, request_.case, probation, "person", "housing", "care")
    sent(request_, hilversum, [given(request_, "housing", text="Woont bij zijn zus.", reason="verhuisd")])
    text = page(coordinator, request_.case, probation)
    assert text.count("Kreeg dit al op 2 december 2024.") == 2, "the person, and care"
    assert "Kreeg dit in andere woorden op 2 december 2024." in text
    other = UnitFactory(party=Party.PROBATION)
    assert "Kreeg dit" not in page(coordinator, request_.case, other)


def test_a_unit_may_get_its_own_lines_of_the_plan_apart_from_the_whole(
    coordinator: User, case: Case, corporation: Unit
) -> None:
    line = {"case": case, "created_by": coordinator}
    with system_scope("the test writes a plan"):
        ActionLineFactory(what="Houdt een woning vrij", unit=corporation, **line)
        ActionLineFactory(what="Zoekt werk", name="hijzelf", **line)
    words = shown_words(page(coordinator, case, corporation))
    own, whole = words["plan-own"], words["plan"]
    assert ("Houdt een woning vrij" in own, "Zoekt werk" in own) == (True, False)
    assert ("Houdt een woning vrij" in whole, "Zoekt werk" in whole) == (True, True)
