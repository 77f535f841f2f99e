"""The report on paper: tags, bookmarks, metadata, page numbers and heads, and the variant for the archive."""

import re
from datetime import date
from pathlib import Path

import pikepdf
import pytest

from nazorg.accounts.models import User
from reporting.annual.chapters import chapters_of
from reporting.annual.typography import typeset
from tests.annual_tools import PAGE, bookmarks, content_of, draft, opened, small_year, words_of
from tests.cast import client_of
from tests.reporting_tools import act, worked_on
from tests.test_reporting_files import tags

CHAPTERS = [chapter.title for chapter in chapters_of(2013) if chapter.numbered]
# Printing takes long, so the tests of this file look at one draft of the same small year.
_PRINTED: dict[str, bytes] = {}


@pytest.fixture
def pdf(chain_manager: User) -> bytes:
    if "draft" not in _PRINTED:
        small_year()
        client = client_of(chain_manager)
        client.post(
            f"{PAGE}tekst/voorwoord/bewaar/", {"text": 'Het was "druk" - zei <b>men</b>.\n\nTweede alinea.', "seen": 0}
        )
        _PRINTED["draft"] = draft(client)
    return _PRINTED["draft"]


def test_it_is_tagged_in_dutch_with_title_author_and_dates(pdf: bytes) -> None:
    with opened(pdf) as found:
        root = found.Root
        assert str(root.Lang) == "nl"
        assert bool(root.MarkInfo.Marked)
        assert bool(root.ViewerPreferences.DisplayDocTitle)
        assert str(found.docinfo["/Title"]) == "Jaarverslag nazorg 2013, concept"
        assert str(found.docinfo["/Author"]).startswith("Veiligheidshuis")
        assert str(found.docinfo["/CreationDate"]).startswith("D:20241202")
        with found.open_metadata() as about:
            assert about["pdfuaid:part"] == "1"
        kinds = {str(tag.S) for tag in tags(found)}
        assert {"/H1", "/H2", "/H3", "/Table", "/TH", "/TD", "/Caption", "/Figure", "/TOC", "/P"} - kinds <= {"/TOC"}


def test_every_chart_has_alternative_text(pdf: bytes) -> None:
    with opened(pdf) as found:
        figures = [tag for tag in tags(found) if tag.S == "/Figure"]
        assert figures
        texts = [str(tag.get("/Alt", "")) for tag in figures]
    assert all(texts), texts
    assert "Caseload 2013 en uitstroom 2013 per gemeente" in texts


def test_every_cell_names_its_heads(pdf: bytes) -> None:
    with opened(pdf) as found:
        cells = [tag for tag in tags(found) if tag.S == "/TD"]
        heads = {str(tag.ID) for tag in tags(found) if tag.S == "/TH"}
        named = [{str(each) for each in cell.A.get("/Headers", pikepdf.Array())} for cell in cells]
    assert len(cells) > 100
    assert all(each and each <= heads for each in named)


def test_its_bookmarks_are_its_chapters(pdf: bytes) -> None:
    with opened(pdf) as found:
        ((title, chapters),) = bookmarks(found)
    assert title.startswith("Jaarverslag nazorg")
    assert [re.sub(r"^\d+ ", "", chapter) for chapter in chapters] == [
        "Inhoud", "Voorwoord", "Het jaar in het kort", *CHAPTERS, "Bijlage: vergelijking met de evaluatie van 2014",
        "Colofon",
    ]  # fmt: skip


def test_the_contents_name_the_page_of_each_chapter(pdf: bytes, tmp_path: Path) -> None:
    pages = words_of(pdf, tmp_path).split("\f")
    for chapter in [*CHAPTERS, "Colofon"]:
        line = re.search(rf"{chapter}[ .]+(\d+)$", pages[1] + pages[2], re.MULTILINE)
        assert line is not None, chapter
        page = pages[int(line[1]) - 1]
        assert chapter in page
        assert page.rstrip().endswith(line[1])


def test_every_page_has_its_number_and_the_chapter_above_it(pdf: bytes, tmp_path: Path) -> None:
    pages = [page for page in words_of(pdf, tmp_path).split("\f") if page.strip()]
    for number, page in enumerate(pages[1:], start=2):
        assert page.lstrip().startswith("Jaarverslag nazorg 2013"), number
        assert page.rstrip().endswith(str(number))


def test_no_caption_stands_alone_at_the_foot_of_a_page(pdf: bytes, tmp_path: Path) -> None:
    for page in words_of(pdf, tmp_path).split("\f"):
        lines = [line.strip() for line in page.splitlines() if line.strip()]
        if len(lines) > 2:
            assert not re.match(r"(Tabel|Figuur) \d+\.", lines[-2]), lines[-3:]


def test_a_long_table_repeats_its_head(pdf: bytes, tmp_path: Path) -> None:
    pages = words_of(pdf, tmp_path).split("\f")
    annex = [page for page in pages if re.match(r"Jaarverslag nazorg 2013 +Bijlage", page.lstrip())]
    assert len(annex) > 1
    assert all(re.search(r"Cijfer +gepubliceerd +berekend", page) for page in annex)


def test_the_numbers_stand_in_the_sentences(pdf: bytes, tmp_path: Path) -> None:
    text = " ".join(words_of(pdf, tmp_path).split())
    assert "In 2013 werkte het Veiligheidshuis aan 4 casussen." in text
    assert "Er kwamen 3 inwoners van de regio vrij." in text
    assert "met 3 van de 4 casussen (75 procent) in de caseload" in text
    assert "In 4 casussen is een profiel geschreven: 100 procent van de caseload van 4." in text


def test_each_municipality_has_a_page(pdf: bytes, tmp_path: Path) -> None:
    pages = words_of(pdf, tmp_path).split("\f")
    (page,) = [page for page in pages if re.search(r"^ *Huizen$", page, re.MULTILINE) and "Per gemeente" in page[:200]]
    assert re.search(r"Caseload 2013, casussen +1 +4 +25", page)
    assert re.search(r"Uitstroom 2013, personen +1 +3 +33", page)


def test_the_comparison_is_an_annex_of_2013_only(chain_manager: User, pdf: bytes, tmp_path: Path) -> None:
    assert "Bijlage: vergelijking" in words_of(pdf, tmp_path)
    act(worked_on("0402", date(2015, 3, 1)), date(2015, 3, 1), "profile")
    assert "vergelijking" not in {chapter["slug"] for chapter in content_of(chain_manager, 2015)["chapters"]}


def test_a_draft_says_so_on_every_page(pdf: bytes, tmp_path: Path) -> None:
    pages = words_of(pdf, tmp_path).split("\f")
    assert [page for page in pages if page.strip() and "Concept, " not in page] == []


def test_what_was_typed_is_set_as_dutch_print(pdf: bytes, tmp_path: Path) -> None:
    assert "Het was “druk” – zei <b>men</b>." in words_of(pdf, tmp_path)


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("'s avonds", "’s avonds"),
        ("foto's", "foto’s"),
        ("in '13", "in ’13"),
        ("hij zei 'nee'.", "hij zei ‘nee’."),
        ('"ja", zei hij', "“ja”, zei hij"),
        ("54 % van", "54\u00a0% van"),
        ("54 procent", "54\u00a0procent"),
        ("wonen - en werk", "wonen\u00a0– en werk"),
        ("en zo...", "en zo…"),
        ("art. 18a", "art.\u00a018a"),
        ("zorg-en-werk", "zorg-en-werk"),
    ],
)
def test_typography(typed: str, printed: str) -> None:
    assert typeset(typed) == printed
