"""The ledger: the exact words for whoever may read them, for others less, and never what may not leave."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pikepdf
import pytest
from django.test import Client

from cases.access import scope_for
from cases.disclosures import selectors
from cases.models import Request
from cases.needs.services import give_consent, withdraw_consent
from nazorg.accounts.models import AccessLog, User
from nazorg.common.scope import open_scope, system_scope
from nazorg.covenant.categories import Category
from nazorg.covenant.parties import Party
from nazorg.covenant.table import NOTHING, Covenant, covenant_on, versions
from tests.cast import Cast, client_of
from tests.chain_tools import answered, asked, chain_of, given, handed_over, sent
from tests.conftest import NOW
from tests.database import count, refusal, sql
from tests.handoff_tools import address_of, form, give, kept, ledger, page, words_on
from tests.test_reporting_files import tags, text_of

TODAY = NOW.date()


@pytest.fixture
def request_(clerk: User, hilversum: User) -> Request:
    made = asked(clerk, mmd_worker="J. Bakker")
    answered(made, hilversum, papers="Paspoort tot 2027.", housing="Huurt een flat.", debts="nothing_known")
    return made


def pdf_of(client: Client, path: str, folder: Path, data: dict[str, object] | None = None) -> tuple[str, pikepdf.Pdf]:
    """The text of a PDF without its layout's spaces, and the PDF itself."""
    answer = client.get(path) if data is None else client.post(path, data)
    assert answer["Content-Type"] == "application/pdf"
    (folder / "pack.pdf").write_bytes(answer.content)
    return " ".join(text_of(folder / "pack.pdf").split()), pikepdf.open(folder / "pack.pdf")


# --- Who reads it


def test_who_may_reads_one_disclosure_and_its_paper(cast: Cast, request_: Request) -> None:
    address = f"/verstrekkingen/{handed_over(request_.case, cast.clerk).reference}/"
    for user, status in (
        (cast.clerk, 200), (cast.coordinator, 200), (cast.chain_manager, 403), (cast.privacy_officer, 403),
        (cast.administrator, 403), (cast.hilversum, 404), (cast.huizen, 404),
    ):  # fmt: skip
        for path in (address, f"{address}pdf/", f"/casussen/{request_.case.reference}/verstrekkingen/"):
            assert client_of(user).get(path).status_code == status, (user.name, path)
    with system_scope("the test reads the log"):
        acts = set(AccessLog.objects.filter(user=cast.clerk).values_list("act", flat=True))
    assert acts == {"disclosure", "disclosure_pdf", "case_disclosures"}


def test_a_clerk_reads_the_own_acts_of_the_ledger_only(cast: Cast, request_: Request) -> None:
    pack = handed_over(request_.case, cast.coordinator)
    with open_scope(scope_for(cast.clerk)):
        assert count("cases_disclosure") == 0
    address = f"/casussen/{request_.case.reference}/verstrekkingen/"
    own = client_of(cast.clerk).get(address).content.decode()
    assert "De coördinator ziet alles." in own
    assert ("Vraag: gemeente Hilversum" in own, "MMD-er PI Almere" in own) == (True, False)
    assert client_of(cast.clerk).get(f"/verstrekkingen/{pack.reference}/").status_code == 404
    everything = client_of(cast.coordinator).get(address).content.decode()
    assert "Overdracht: MMD-er PI Almere, J. Bakker" in everything
    assert "identiteit, detentie, identiteitsbewijs, huisvesting en schulden." in everything
    assert "Vraag: gemeente Hilversum" in everything


def test_a_clerk_supplements_what_a_colleague_began(cast: Cast, request_: Request) -> None:
    handed_over(request_.case, cast.coordinator)
    sent(request_, cast.hilversum, [given(request_, "care", text="Wijkteam.")], NOW + timedelta(hours=1))
    shown = page(cast.clerk, request_)
    assert ("Aanvulling voor de MMD-er" in shown, "Huurt een flat." in shown) == (True, False)


def test_under_raw_sql_nobody_reads_more(cast: Cast, request_: Request) -> None:
    handed_over(request_.case, cast.clerk)
    tables = ("cases_disclosure", "cases_disclosedpart", "cases_delivery")
    seen = {}
    for name, user in cast.everybody().items():
        with open_scope(scope_for(user)):
            seen[name] = tuple(count(table) for table in tables)
    # Six parts: person, detention, three areas, and what is still to come.
    assert seen == {
        "coordinator": (1, 6, 3),
        "clerk": (1, 6, 3),
        "hilversum": (0, 0, 3),
        "huizen": (0, 0, 0),
        "chain_manager": (1, 0, 0),
        "privacy_officer": (1, 0, 0),
        "administrator": (0, 0, 0),
    }, "the covenant gives log entries to some, and words to those who may read the areas"


def test_a_municipality_learns_to_what_kind_of_recipient_its_own_answer_went(cast: Cast, request_: Request) -> None:
    handed_over(request_.case, cast.clerk)
    with open_scope(scope_for(cast.hilversum)):
        assert set(sql('SELECT party, "on" FROM cases_delivery')) == {("mmd", TODAY)}
        for table in ("cases_disclosure", "cases_disclosedpart", "cases_delivery"):
            assert refusal(f'INSERT INTO "{table}" SELECT * FROM "{table}"') or count(table) in (0, 3)
            sql(f'DELETE FROM "{table}"')
    assert (len(ledger()), len(kept(ledger()[0]))) == (1, 6)


# --- The words stay


def test_what_left_reads_the_same_after_the_answer_was_corrected(
    clerk: User, hilversum: User, request_: Request, tmp_path: Path
) -> None:
    shown = words_on(page(clerk, request_))
    pack = handed_over(request_.case, clerk)
    correction = given(request_, "housing", text="Woont bij zijn zus.", reason="verhuisd")
    sent(request_, hilversum, [correction], NOW + timedelta(hours=1))
    client = client_of(clerk)
    assert words_on(client.get(f"/verstrekkingen/{pack.reference}/").content.decode()) == shown
    text, _ = pdf_of(client, f"/verstrekkingen/{pack.reference}/pdf/", tmp_path)
    assert ("Huurt een flat." in text, "zus" in text) == (True, False)


def test_the_paper_holds_the_words_and_what_was_registered(clerk: User, request_: Request, tmp_path: Path) -> None:
    pack = handed_over(request_.case, clerk)
    text, pdf = pdf_of(client_of(clerk), f"/verstrekkingen/{pack.reference}/pdf/", tmp_path)
    for words in kept(pack):
        assert " ".join(words.split()) in text
    for words in (
        "Voor MMD-er PI Almere, J. Bakker. Vertrouwelijk.", "Gegeven op 2 december 2024, DPAN",
        "Penitentiaire beginselenwet art. 18a en 18b", "Vastgelegd door Clerk, ma 2 dec 2024",
    ):  # fmt: skip
        assert words in text
    assert "concept" not in text.lower()
    assert str(pdf.Root.Lang) == "nl"
    assert pdf.open_metadata()["pdfuaid:part"] == "1"
    # A heading for each part, and one over what was registered.
    assert [str(tag.S) for tag in tags(pdf)].count("/H2") == len(kept(pack)) + 1 == 7
    reference = f"{pack.reference[:4]} {pack.reference[4:]}"
    assert str(pdf.docinfo["/Title"]) == f"Overdracht aan de MMD-er, {reference}"


def test_lines_on_paper_break_where_they_broke_on_the_screen(clerk: User, request_: Request, tmp_path: Path) -> None:
    pack = handed_over(request_.case, clerk)
    (tmp_path / "p.pdf").write_bytes(client_of(clerk).get(f"/verstrekkingen/{pack.reference}/pdf/").content)
    shown = [line.strip() for line in text_of(tmp_path / "p.pdf").splitlines()]
    for line in kept(pack)[0].splitlines():
        assert line in shown


def test_a_concept_says_so_and_holds_what_was_chosen(clerk: User, request_: Request, tmp_path: Path) -> None:
    address = f"{address_of(request_)}pdf/"
    client = client_of(clerk)
    text, pdf = pdf_of(client, address, tmp_path)
    assert "Concept. Stand van 2 december 2024. Nog niet gegeven en niet vastgelegd." in text
    assert "concept" in str(pdf.docinfo["/Title"])
    chosen, _ = pdf_of(client, address, tmp_path, form(page(clerk, request_), "papers", added="Bel eerst."))
    assert ("Paspoort" in chosen, "Bel eerst." in chosen, "Huurt" in chosen) == (True, True, False)
    assert ledger() == []
    refused = client.post(address, form(page(clerk, request_), "papers", added="x" * 6_000)).content.decode()
    assert "5.000 tekens is het meeste" in refused


def test_no_name_is_in_a_file_name_or_a_title(clerk: User, request_: Request) -> None:
    pack, client = handed_over(request_.case, clerk), client_of(clerk)
    name = request_.case.person.family_name
    for path in (address_of(request_), f"/verstrekkingen/{pack.reference}/", "/overdracht/"):
        assert name not in client.get(path).content.decode().split("</title>")[0]
    for path in (f"/verstrekkingen/{pack.reference}/pdf/", f"{address_of(request_)}pdf/"):
        answer = client.get(path)
        assert name not in answer["Content-Disposition"]
        assert name.encode() not in answer.content, "nor in the metadata"


# --- What may not leave


def without_debts(day: date) -> Covenant:
    """The covenant of that day, in which the MMD-er receives nothing about debts."""
    covenant = covenant_on(day)
    debts = {**covenant.cells[Category.AREA_DEBTS], Party.MMD: NOTHING}
    return replace(covenant, cells={**covenant.cells, Category.AREA_DEBTS: debts})


def test_the_covenant_decides_what_is_offered(clerk: User, request_: Request, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(selectors, "covenant_on", without_debts)
    shown = page(clerk, request_)
    assert "Schulden: het convenant laat dit niet toe." in shown
    assert "Dit kan niet mee: schulden (het convenant laat dit niet toe)." in give(
        clerk, request_, form(shown, "papers", "debts")
    )
    assert ledger() == []


def test_the_database_refuses_what_no_covenant_gives_to_anybody(request_: Request, clerk: User) -> None:
    pack = handed_over(request_.case, clerk)
    insert = "INSERT INTO cases_disclosedpart (disclosure_id, case_id, party, category, position, heading, text)"
    refused = []
    with system_scope("past the service"):
        for category in Category:
            values = (pack.pk, pack.case_id, "mmd", category.value, 90, "x", "x")
            if "part_may_leave" in refusal(f"{insert} VALUES (%s, %s, %s, %s, %s, %s, %s)", *values):
                refused.append(category)
    given_to_nobody = [
        category
        for category in Category
        if not any(covenant.cell(party, category).receive for covenant in versions() for party in Party)
    ]
    assert refused == given_to_nobody


def test_the_database_refuses_an_area_whose_consent_was_withdrawn(request_: Request, clerk: User) -> None:
    pack = handed_over(request_.case, clerk, NOW, "papers")
    with open_scope(scope_for(clerk)):
        consent = give_consent(request_.case, "debts", TODAY, "mondeling", clerk, NOW)
        withdraw_consent(consent, TODAY, clerk, NOW)
    part = "INSERT INTO cases_disclosedpart (disclosure_id, case_id, party, category, position, heading, text) VALUES"
    delivery = (
        'INSERT INTO cases_delivery (answer_id, disclosure_id, category, party, institution, "on") '
        "SELECT a.id, %s, a.category, 'mmd', 'PI Almere', current_date FROM cases_answer a "
        "JOIN cases_question q ON q.id = a.question_id WHERE q.area = %s"
    )
    with system_scope("past the service"):
        for area, says in (("debts", "consent for this area was withdrawn"), ("housing", "")):
            values = (pack.pk, pack.case_id, f"area_{area}")
            assert says in refusal(f"{part} (%s, %s, 'mmd', %s, 91, 'x', 'x')", *values)
            assert says in refusal(delivery, pack.pk, area)
            assert bool(refusal(delivery, pack.pk, area)) == bool(says)


# --- What a municipality gave itself


def test_a_direct_delivery_is_in_the_ledger_without_words(
    clerk: User, coordinator: User, hilversum: User, request_: Request
) -> None:
    sent(request_, hilversum, [given(request_, "care", "delivered", delivered_on=date(2024, 11, 30))])
    (direct,) = ledger()
    assert (direct.kind, direct.channel, direct.by, direct.on) == ("direct", "direct", hilversum, date(2024, 11, 30))
    assert (direct.categories, direct.recipient, kept(direct)) == (["area_care"], "MMD-er PI Almere", [])
    text = client_of(coordinator).get(f"/verstrekkingen/{direct.reference}/").content.decode()
    assert "De gemeente gaf dit zelf aan de MMD-er." in text
    assert client_of(coordinator).get(f"/verstrekkingen/{direct.reference}/pdf/").status_code == 404
    with open_scope(scope_for(hilversum)):
        assert sql('SELECT party, "on" FROM cases_delivery') == [("mmd", date(2024, 11, 30))]
    assert chain_of(request_.case).ready == 3, "what the MMD-er has is not ready to be given"


def test_words_that_are_put_right_tell_of_no_second_delivery(hilversum: User, request_: Request) -> None:
    sent(request_, hilversum, [given(request_, "care", "delivered", delivered_on=TODAY)])
    mended = given(request_, "care", "delivered", delivered_on=TODAY, text="Aan J. de Wit.", reason="naam erbij")
    sent(request_, hilversum, [mended])
    (direct,) = ledger()
    with system_scope("the test looks"):
        assert direct.deliveries.count() == 2
    other_day = given(request_, "care", "delivered", delivered_on=date(2024, 11, 30), reason="het was zaterdag")
    sent(request_, hilversum, [other_day])
    assert len(ledger()) == 2


def test_all_given_directly_in_time_is_a_handoff_in_time(clerk: User, hilversum: User) -> None:
    made = asked(clerk)
    answered(made, hilversum, papers="delivered", housing="delivered", income="delivered", debts="delivered",
             care="delivered")  # fmt: skip
    clock = chain_of(made.case)
    assert (clock.step, clock.handed_over_on, clock.late_why) == ("done", TODAY, "")


def test_a_direct_delivery_before_the_detention_is_a_slip_of_the_pen(hilversum: User, request_: Request) -> None:
    with pytest.raises(Exception, match="De detentie begon op 29-11-2024"):
        sent(request_, hilversum, [given(request_, "care", "delivered", delivered_on=date(2024, 1, 30))])


def test_what_was_given_directly_is_registered_though_the_consent_was_withdrawn(
    clerk: User, hilversum: User, request_: Request
) -> None:
    with open_scope(scope_for(clerk)):
        consent = give_consent(request_.case, "care", TODAY, "mondeling", clerk, NOW)
        withdraw_consent(consent, TODAY, clerk, NOW)
    sent(request_, hilversum, [given(request_, "care", "delivered", delivered_on=TODAY)])
    assert [one.kind for one in ledger()] == ["direct"]
    assert "zorg" not in " ".join(words_on(page(clerk, request_))), "and no pack speaks of it"
