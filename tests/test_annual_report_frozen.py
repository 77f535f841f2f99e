"""Publishing: what stands fast from then on, and what has changed since."""

import hashlib
import json
from datetime import date
from pathlib import Path

import pikepdf
import pytest
from django.test import Client

from cases.models import Detention
from nazorg.accounts.models import User
from nazorg.common.scope import system_scope
from reporting.models import AnnualPublication, Result
from tests.annual_tools import PAGE, SPRING, content_of, draft, kept, opened, published, small_year, words_of
from tests.cast import Cast, client_of
from tests.database import refusal, sql
from tests.reporting_tools import person, released, worked_on

VERSION = f"{PAGE}versie/1/"
FILES = ["verslag.pdf", "archief.pdf", "inhoud.json"]


@pytest.fixture
def client(chain_manager: User) -> Client:
    small_year()
    return client_of(chain_manager)


def files(client: Client) -> dict[str, bytes]:
    return {name: client.get(f"{VERSION}{name}").content for name in FILES}


def changes(client: Client) -> str:
    return " ".join(client.get(f"{VERSION}sindsdien/").content.decode().split())


# --- Who may


@pytest.mark.parametrize("role", ["coordinator", "clerk", "privacy_officer"])
def test_only_the_chain_manager_publishes(cast: Cast, role: str) -> None:
    small_year()
    client = client_of(cast.everybody()[role])
    assert client.get(f"{PAGE}publiceren/").status_code == 403
    assert client.post(f"{PAGE}publiceren/").status_code == 403
    with system_scope("the test looks"):
        assert not AnnualPublication.objects.exists()
        assert not Result.objects.exists()


@pytest.mark.parametrize("role", ["coordinator", "clerk", "privacy_officer"])
def test_who_reads_figures_reads_what_was_published(client: Client, cast: Cast, role: str) -> None:
    kept(cast.chain_manager)
    reader = client_of(cast.everybody()[role])
    assert "versie 1" in reader.get(VERSION).content.decode()
    assert all(files(reader).values())


@pytest.mark.parametrize("path", [VERSION, *(f"{VERSION}{name}" for name in FILES), f"{VERSION}sindsdien/"])
def test_a_contact_finds_nothing_that_was_published(client: Client, cast: Cast, path: str) -> None:
    kept(cast.chain_manager)
    assert client_of(cast.hilversum).get(path).status_code == 404


def test_what_was_not_published_is_not_found(client: Client) -> None:
    assert client.get(VERSION).status_code == 404
    assert client.get(f"{VERSION}verslag.pdf").status_code == 404


# --- What stands fast


def test_what_is_published_has_a_hash_that_anybody_can_compute(client: Client, tmp_path: Path) -> None:
    client.post(f"{PAGE}tekst/voorwoord/bewaar/", {"text": "Een druk jaar.", "seen": 0})
    made = published(client)
    content = client.get(f"{VERSION}inhoud.json").content
    assert hashlib.sha256(content).hexdigest() == made.sha256
    words = words_of(bytes(made.pdf), tmp_path)
    assert made.sha256 in "".join(words.split())
    assert "Concept" not in words
    assert made.sha256 in client.get(VERSION).content.decode()
    _as_an_archive_asks(bytes(made.archive_pdf), content)


def _as_an_archive_asks(pdf: bytes, content: bytes) -> None:
    with opened(pdf) as found:
        assert bool(found.Root.MarkInfo.Marked)
        assert str(found.Root.Lang) == "nl"
        assert found.Root.OutputIntents[0].S == "/GTS_PDFA1"
        assert found.Root.AF[0].AFRelationship == "/Source"
        (inside,) = found.attachments.values()
        assert inside.get_file().read_bytes() == content, "the archive holds what the hash is of"
        with found.open_metadata() as about:
            assert (about["pdfaid:part"], about["pdfaid:conformance"]) == ("3", "A")
            assert about["dc:title"] == "Jaarverslag nazorg 2013"
        assert not found.is_encrypted
        fonts = [each for each in found.objects if isinstance(each, pikepdf.Dictionary) and "/FontName" in each]
        assert fonts
        assert all(any(key in font for key in ("/FontFile", "/FontFile2", "/FontFile3")) for font in fonts)


def test_what_is_kept_holds_numbers_texts_definitions_day_and_version(client: Client, chain_manager: User) -> None:
    client.post(f"{PAGE}tekst/voorwoord/bewaar/", {"text": "Een druk jaar.", "seen": 0})
    content = json.loads(kept(chain_manager).content)
    assert (content["version"], content["published_by"], content["year"]) == (1, "Chain Manager", 2013)
    assert content["as_of"].startswith("2024-12-02")
    chapters = {chapter["slug"]: chapter for chapter in content["chapters"]}
    assert chapters["voorwoord"]["text"]["text"] == "Een druk jaar."
    table = chapters["caseload-en-uitstroom"]["sections"][0]["tables"][0]
    assert [cell["text"] for cell in table["rows"][0]["cells"][:3]] == ["Hilversum", "3", "75"]
    assert "Casussen waaraan in het jaar is gewerkt" in json.dumps(chapters["wat-telt-mee"], ensure_ascii=False)


def test_in_the_database_nobody_changes_or_deletes_what_was_published(client: Client, chain_manager: User) -> None:
    made = kept(chain_manager)
    with system_scope("even the software itself may not"):
        for change in ("sha256 = 'x'", "pdf = 'x'", "content = '{}'", "published_by_id = 1", "version = 2"):
            assert "never changed or deleted" in refusal(f"UPDATE reporting_annualpublication SET {change}")
        assert "never changed or deleted" in refusal("DELETE FROM reporting_annualpublication")
        sql("SET CONSTRAINTS ALL IMMEDIATE")
        assert "violates foreign key" in refusal(f"DELETE FROM reporting_annualreport WHERE id = {made.report_id}")
        copy = "INSERT INTO reporting_annualpublication (report_id, version, as_of, published_by_id, published_at,"
        copy += " content, sha256, pdf, archive_pdf) SELECT report_id, {version}, as_of, published_by_id,"
        copy += " published_at, content || {more}, sha256, pdf, archive_pdf FROM reporting_annualpublication"
        assert "publication_version_once" in refusal(copy.format(version=1, more="''"))
        assert "publication_has_its_hash" in refusal(copy.format(version=2, more="'!'"))


def test_a_correction_changes_no_byte_of_the_first_version_and_stands_in_the_second(client: Client) -> None:
    first = published(client)
    before = files(client)
    assert "Niets veranderd" in changes(client)
    with system_scope("a correction in the records"):
        gone = Detention.objects.filter(registered__code="0402")[0]
        gone.released_on = date(2014, 1, 2)
        gone.save(update_fields=["released_on"])
    assert files(client) == before
    shown = changes(client)
    assert '<th scope="row" class="text">Hilversum</th> <td class="text">Uitstroom 2013, personen</td>' in shown
    assert '<td class="num">2</td> <td class="num">1</td>' in shown
    second = published(client)
    assert (first.version, second.version) == (1, 2)
    assert first.sha256 != second.sha256
    assert files(client) == before
    page = client.get(PAGE).content.decode()
    assert f"{PAGE}versie/1/" in page
    assert f"{PAGE}versie/2/" in page
    assert "Niets veranderd" in client.get(f"{PAGE}versie/2/sindsdien/").content.decode()


# --- Since then


def test_since_can_be_printed(client: Client, chain_manager: User, tmp_path: Path) -> None:
    kept(chain_manager)
    released("0406", SPRING)
    response = client.get(f"{VERSION}sindsdien.pdf")
    assert "jaarverslag-nazorg-2013-versie-1-sindsdien.pdf" in response["Content-Disposition"]
    text = words_of(response.content, tmp_path)
    assert "Gepubliceerd op 2 december 2024" in text
    assert "Huizen" in text


def test_a_new_text_and_a_new_row_appear_under_since(client: Client, chain_manager: User) -> None:
    kept(chain_manager)
    client.post(f"{PAGE}tekst/signalen/bewaar/", {"text": "Wonen blijft het grootst.", "seen": 0})
    for _ in range(2):
        released("none", SPRING)
    shown = changes(client)
    assert '<th scope="row" class="text">Tekst</th>' in shown
    assert "Personen zonder vaste woon- of verblijfplaats" in shown


def test_other_boundaries_later_do_not_make_the_whole_report_differ(client: Client, chain_manager: User) -> None:
    kept(chain_manager)
    client.post(f"{PAGE}grenzen/", {"boundaries": "nu"})
    assert "Niets veranderd" in changes(client)


def test_when_all_records_are_gone_every_table_that_was_there_is_named(client: Client, chain_manager: User) -> None:
    kept(chain_manager)
    with system_scope("everything goes"):
        sql("DELETE FROM cases_act")
        sql("UPDATE cases_detention SET released_on = NULL")
    shown = changes(client)
    assert "Caseload 2013, uitstroom 2013 en uitstroom 2012 per gemeente" in shown
    assert "staat er niet meer" in shown


# --- The draft


def test_deleting_one_row_changes_the_draft(client: Client, tmp_path: Path) -> None:
    before = words_of(draft(client), tmp_path)
    assert "werkte het Veiligheidshuis aan 4 casussen" in before
    with system_scope("one row less"):
        (found,) = sql("SELECT case_id FROM cases_act LIMIT 1")
        sql("DELETE FROM cases_act WHERE case_id = %s", found[0])
    assert "werkte het Veiligheidshuis aan 3 casussen" in words_of(draft(client), tmp_path)


def test_a_running_year_says_until_when(chain_manager: User) -> None:
    worked_on("0402", date(2024, 3, 1))
    shown = client_of(chain_manager).get("/cijfers/jaarverslag/2024/").content.decode()
    assert "Geteld is tot en met 2 december 2024." in shown
    content = content_of(chain_manager, 2024)
    assert content["period"] == "2024 tot en met 2 december"
    assert content["running"] == "Het jaar loopt nog: geteld is tot en met 2 december 2024."


def test_a_chapter_without_records_says_so_and_has_no_zeros(client: Client, chain_manager: User) -> None:
    chain = next(each for each in content_of(chain_manager)["chapters"] if each["slug"] == "de-keten")
    timeliness = chain["sections"][0]
    assert timeliness["tables"] == []
    assert "Over 2013 staan er geen verstuurde vragen in de registratie." in timeliness["remarks"]


def test_no_person_stands_in_the_report(client: Client, chain_manager: User) -> None:
    who = person()
    released("0402", SPRING, who)
    assert who.family_name not in json.dumps(content_of(chain_manager), ensure_ascii=False)
