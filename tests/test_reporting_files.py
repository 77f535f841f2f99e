"""Table 1 as a file, and the commands: the same numbers in each, and a PDF that everybody can read."""

import re
import subprocess
from datetime import date
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from openpyxl import load_workbook

from cases.models import Detention
from fixtures.published import published, published_counts
from nazorg.accounts.models import User
from nazorg.common.pdf import render_pdf
from nazorg.common.scope import system_scope
from tests.cast import client_of
from tests.reporting_tools import act, read_csv, released, worked_on

CODES = {
    "Hilversum": "0402", "Bussum": "0381", "Huizen": "0406", "Weesp": "0457", "Wijdemeren": "1696",
    "Naarden": "0425", "Blaricum": "0376", "Laren": "0417", "Muiden": "0424", "Overig": "0034",
}  # fmt: skip
SPRING = date(2013, 4, 1)


@pytest.fixture
def client(chain_manager: User) -> Client:
    return client_of(chain_manager)


@pytest.fixture
def evaluated(db: None) -> None:
    """Records that give every figure of the evaluation, and our two assumptions."""
    for column, day in (("outflow_2013", SPRING), ("outflow_2012", date(2012, 4, 1))):
        for name, count in published_counts(column).items():
            for _ in range(count):
                released(CODES[name], day)
    for _ in range(36):
        released("none", SPRING)
    cases = [
        worked_on(CODES[name], SPRING, kind="registration")
        for name, count in published_counts("caseload_2013").items()
        for _ in range(count)
    ]
    for kind, count in (("profile", 115), ("network_round", 65), ("offender_meeting", 44)):
        for case in cases[:count]:
            act(case, SPRING, kind)
    for case in cases[44:51]:
        act(case, SPRING, "violence_meeting")
    areas = {"housing": (0, 24), "income": (14, 36), "debts": (0, 15), "care": (0, 12), "papers": (0, 2)}
    for area, (first, last) in areas.items():
        for case in cases[first:last]:
            act(case, SPRING, "intervention", area)
    with system_scope("records of a test"):
        for number in range(0, 36, 2):
            _same_person(cases[number], cases[number + 1])
        _same_person(cases[36], cases[37], cases[38])


def _same_person(first: Any, *others: Any) -> None:
    for other in others:
        other.person = first.person
        other.save(update_fields=["person"])
        Detention.objects.filter(pk=other.detention_id).update(person=first.person)


def compare() -> tuple[int, str]:
    """How the comparison ends, and what it prints."""
    out = StringIO()
    try:
        call_command("compare_with_evaluation", stdout=out)
    except SystemExit as end:
        return int(end.code or 0), out.getvalue().replace("\u00a0", " ")
    return 0, out.getvalue().replace("\u00a0", " ")


def text_of(pdf: Path) -> str:
    return subprocess.run(["pdftotext", "-layout", pdf, "-"], capture_output=True, check=True, text=True).stdout


def tags(pdf: pikepdf.Pdf) -> list[pikepdf.Dictionary]:
    """All elements of the tag tree."""
    found: list[pikepdf.Dictionary] = []

    def walk(node: Any) -> None:
        if isinstance(node, pikepdf.Array):
            for each in node:
                walk(each)
        elif isinstance(node, pikepdf.Dictionary):
            if "/S" in node:
                found.append(node)
            if "/K" in node:
                walk(node.K)

    walk(pdf.Root.StructTreeRoot.K)
    return found


# --- The same numbers everywhere


def test_screen_csv_xlsx_and_pdf_hold_the_same_numbers(client: Client, tmp_path: Path) -> None:
    for where, count in (("0402", 3), ("0406", 2), ("0417", 1)):
        for _ in range(count):
            released(where, SPRING)
            worked_on(where, SPRING)
    query = "jaar=2013&met=2012"
    csv = read_csv(client.get(f"/cijfers/tabel-1.csv?{query}").content)["Hilversum"]
    (tmp_path / "t.pdf").write_bytes(client.get(f"/cijfers/tabel-1.pdf?{query}").content)
    book = load_workbook(BytesIO(client.get(f"/cijfers/tabel-1.xlsx?{query}").content))
    screen = client.get(f"/cijfers/tabel-1/?{query}").content.decode()
    assert list(csv.values()) == ["Hilversum", "3", "50", "3", "50", "-", "-"]
    assert [cell.value for cell in book["Tabel 1"][3]] == ["Hilversum", 3, 0.5, 3, 0.5, "-", "-"]
    assert re.search(r"Hilversum +3 +50 +3 +50 +- +-", text_of(tmp_path / "t.pdf"))
    row = re.search(r">Hilversum</th>(.*?)</tr>", screen, re.DOTALL)
    assert row is not None
    assert re.sub(r"<[^>]+>", " ", row[1]).split() == ["3", "50", "3", "50", "-", "-"]


def test_the_workbook_explains_itself(client: Client) -> None:
    released("0402", SPRING)
    book = load_workbook(BytesIO(client.get("/cijfers/tabel-1.xlsx?jaar=2013").content))
    assert book.sheetnames == ["Tabel 1", "Niet in de tabel", "Uitstroom per jaar", "Toelichting"]
    assert book["Tabel 1"].freeze_panes == "A3"
    terms = {row[0].value: row[1].value for row in book["Toelichting"].iter_rows()}
    assert str(terms["Berekend"]).startswith("Uit de registratie berekend op ma 2 dec 2024")
    assert {"Caseload", "Uitstroom", "Overig", "Procenten"} <= terms.keys()


def test_files_are_named_after_their_years(client: Client) -> None:
    for ending in ("csv", "xlsx", "pdf"):
        response = client.get(f"/cijfers/tabel-1.{ending}?jaar=2013&met=2012")
        assert response["Content-Disposition"] == f'attachment; filename="tabel-1-2013-en-2012.{ending}"'


# --- The PDF


def test_the_pdf_is_tagged_in_dutch_with_a_title_and_its_fonts(client: Client) -> None:
    worked_on("0402", SPRING)
    released("0402", SPRING)
    pdf = pikepdf.open(BytesIO(client.get("/cijfers/tabel-1.pdf?jaar=2013&met=2012").content))
    assert pdf.Root.Lang == "nl"
    assert pdf.Root.MarkInfo.Marked
    assert str(pdf.docinfo["/Title"]) == "Tabel 1. Caseload en uitstroom per gemeente, 2013, vergeleken met 2012"
    assert pdf.open_metadata()["pdfuaid:part"] == "1"
    kinds = [str(tag.S) for tag in tags(pdf)]
    assert {"/H1", "/Table", "/Caption", "/TH", "/TD", "/Figure"} <= set(kinds)
    figures = [tag for tag in tags(pdf) if tag.S == "/Figure"]
    assert [str(figure.Alt) for figure in figures] == ["Caseload 2013 en uitstroom 2013 per gemeente"]
    for page in pdf.pages:
        for font in page.resources.Font.values():
            descriptor = font.get("/DescendantFonts", [font])[0].FontDescriptor
            assert {"/FontFile", "/FontFile2", "/FontFile3"} & set(descriptor.keys())
            assert re.search(r"Open-?Sans|DejaVu", str(font.BaseFont))


def test_a_pdf_takes_nothing_from_elsewhere() -> None:
    for address in ("https://example.org/x.css", "file:///etc/passwd", "static:../manage.py", "static:css/nergens.css"):
        page = f'<html lang="nl"><head><title>T</title><link rel="stylesheet" href="{address}"></head></html>'
        with pytest.raises(ValueError, match="geen bestand van Nazorg"):
            render_pdf(page)


def test_a_pdf_without_language_or_title_is_not_made() -> None:
    with pytest.raises(ValueError, match="taal"):
        render_pdf("<html><title>T</title></html>")
    with pytest.raises(ValueError, match="titel"):
        render_pdf('<html lang="nl"></html>')


# --- The commands


@pytest.mark.parametrize("ending", ["pdf", "xlsx", "csv"])
def test_the_annual_report_writes_each_kind(db: None, tmp_path: Path, ending: str) -> None:
    released("0402", SPRING)
    target = tmp_path / f"verslag.{ending}"
    call_command("annual_report", "2013", "--to", str(target), stdout=StringIO())
    assert target.read_bytes()[:3] == {"pdf": b"%PD", "xlsx": b"PK\x03", "csv": b"\xef\xbb\xbf"}[ending]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["2099", "--to", "x.pdf"], "Het jaar 2099 moet nog komen"),
        (["1999", "--to", "x.pdf"], "Vóór 2010"),
        (["2013", "--to", "x.doc"], "Kies een bestand dat eindigt op"),
        (["2013", "--to", "x.csv", "--annex"], "De bijlage hoort bij de pdf"),
        (["2013", "--to", "/nergens/x.csv"], "niet te schrijven"),
    ],
)
def test_the_annual_report_refuses_with_a_sentence(db: None, arguments: list[str], sentence: str) -> None:
    with pytest.raises(CommandError, match=sentence):
        call_command("annual_report", *arguments, stdout=StringIO())


def test_the_comparison_finds_one_explained_difference(evaluated: None, tmp_path: Path) -> None:
    code, printed = compare()
    assert code == 0, printed
    lines = [line for line in printed.splitlines() if line.endswith("verschil")]
    assert len(lines) == 2  # the line itself and the counts of the verdicts
    assert re.search(r"caseload 2013, Hilversum +177 \(55 %\) +177 \(54 %\) +verschil", printed)
    assert "177 van 325 is 54,46 %." in printed
    for figure in ("Casussen met een profiel", "Casussen met casusoverleg als middel"):
        assert re.search(rf"{figure} .*gelijk, van een ander geheel", printed)
    for assumption in ("39, 12 % van 325", "65, 20 % van 325"):
        assert f"Onze aanname: {assumption}." in printed
    target = tmp_path / "verslag.pdf"
    call_command("annual_report", "2013", "--to", str(target), "--annex", stdout=StringIO())
    text = text_of(target)
    assert "Bijlage. Vergelijking met de evaluatie van 2014" in text
    assert "In de evaluatie van 2014 staat 55. Berekend is 54" in text


def test_the_comparison_names_another_difference_and_ends_with_one(evaluated: None) -> None:
    released("0417", SPRING)
    code, printed = compare()
    assert code == 1
    unexplained = printed.partition("Niet verklaard:")[2]
    assert re.search(r"uitstroom 2013, Laren +1 \(<1 %\) +2 \(1 %\) +verschil", unexplained)
    assert "caseload 2013, Hilversum" not in unexplained


def test_without_records_the_comparison_says_how_to_get_them(db: None) -> None:
    code, printed = compare()
    assert code == 1
    assert "manage.py load_demo" in printed


def test_every_published_figure_is_compared(evaluated: None) -> None:
    printed = compare()[1]
    for figure in published()["figures"]:
        assert figure["label"] in printed
