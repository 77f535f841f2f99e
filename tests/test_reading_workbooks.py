"""XLSX files, with all the mess that such sheets have."""

import base64
import io
import zipfile
from datetime import date, datetime
from random import Random

import pytest
from openpyxl import Workbook

from intake.reading.cleaning import clean_row
from tests.reading_tools import DPAN, REGISTRATION, context, read, refusal, saved, sheet_of, workbook

HEADING = ("Meldingnummer", "Soort", "Achternaam", "Geboortedatum", "Aanvang detentie", "SKN")


def rows(content, of=DPAN):
    return list(read(content, of).rows)


def test_numbers_dates_and_text_come_out_as_one_would_type_them():
    book = workbook(HEADING, (17, "instroom", "Kortenaer", date(1971, 5, 14), 41277, "01234567"))
    ((line, row),) = rows(saved(book))
    assert line == 2
    assert row == {
        "number": "17", "kind": "instroom", "family_name": "Kortenaer", "born": "1971-05-14",
        "start_on": "41277", "skn": "01234567",
    }  # fmt: skip
    cleaned = clean_row(row, DPAN.columns, context())
    assert cleaned.remarks == []
    assert cleaned.values["start_on"] == date(2013, 1, 3)


def test_a_moment_keeps_its_time():
    book = workbook((*HEADING, "Datum en tijd"), (1, "in", "Bos", "1971", "3-1-2013", "", datetime(2013, 1, 3, 14, 20)))  # noqa: DTZ001
    ((_, row),) = rows(saved(book))
    assert clean_row(row, DPAN.columns, context()).values["notified_at"].isoformat() == "2013-01-03T14:20:00+01:00"


def test_nothing_is_guessed_to_be_missing():
    book = workbook(HEADING, ("NA", "in", "Null", "1971", "nan", "None"))
    ((_, row),) = rows(saved(book))
    assert (row["number"], row["family_name"], row["start_on"]) == ("NA", "Null", "nan")


def test_a_table_that_does_not_begin_in_the_corner_keeps_its_row_numbers():
    book = Workbook()
    for at, text in enumerate(HEADING):
        sheet_of(book).cell(6, 3 + at, text)
        sheet_of(book).cell(8, 3 + at, "1971")
    sheet = read(saved(book))
    assert [line for line, _ in sheet.rows] == [8]
    assert set(sheet.found) == {"number", "kind", "family_name", "born", "start_on", "skn"}


def test_the_old_workbook_is_read_with_title_rows_merged_cells_and_totals():
    book = workbook(
        ("Registratie nazorg 2013",),
        (),
        ("Nr", "Naam ", "Geboortedatum", "Gemeente feitelijk verblijf", "Start", "Profiel"),
        (1, "Kortenaer, Dennis ", datetime(1971, 5, 14), "Hilversum ", "3-1-2013", "J"),  # noqa: DTZ001
        (2, None, None, "hilversum", "4 mei 2013", None),
        ("Totaal", 2),
    )
    sheet = sheet_of(book)
    sheet.merge_cells("A1:F1")
    sheet.merge_cells("B4:B5")
    sheet.merge_cells("C4:C5")
    read_sheet = read(saved(book), REGISTRATION)
    (_, first), (line, second) = read_sheet.rows
    assert line == 5
    assert second["name"] == first["name"]
    assert second["born"] == "1971-05-14"
    assert "Registratie nazorg 2013" in read_sheet.titles
    assert all(not clean_row(row, REGISTRATION.columns, context(REGISTRATION)).wrong for _, row in read_sheet.rows)


def test_the_first_sheet_with_headings_is_read_and_others_are_named():
    book = workbook(("Toelichting",))
    for title in ("Januari", "Februari"):
        sheet = book.create_sheet(title)
        sheet.append(HEADING)
        sheet.append(("1", "in", "Bos", "1971", "", ""))
    hidden = book.create_sheet("Verborgen")
    hidden.append(HEADING)
    hidden.sheet_state = "hidden"
    sheet = read(saved(book))
    assert sheet.total == 1
    assert sheet.titles == ("Januari",)
    assert sheet.notes == ("Alleen het werkblad “Januari” is gelezen; “Februari” niet.",)


def test_formulas_without_a_result_are_empty_and_booleans_are_words():
    book = workbook((*HEADING, "Hulpvraag"), ("=1+1", "in", "Bos", "1971", "", "", True))
    ((_, row),) = rows(saved(book))
    assert row["number"] in ("", "1+1")
    assert row["asks_help"] == "ja"


def test_an_empty_workbook_is_refused():
    assert "kopjes" in refusal(saved(Workbook()))


def test_a_cell_in_the_far_corner_is_refused_before_memory_is_asked_for():
    book = workbook(HEADING)
    sheet_of(book).cell(1_048_576, 16_384, "x")
    assert "kolommen" in refusal(saved(book))
    book = workbook(HEADING)
    sheet_of(book).cell(1_048_576, 1, "x")
    assert "te groot" in refusal(saved(book))
    book = workbook(HEADING)
    sheet_of(book).cell(240_000, 400, "x")
    assert "te groot" in refusal(saved(book))


def test_cells_without_references_are_counted_as_well():
    wide = b"<row>" + b"<c><v>1</v></c>" * 600 + b"</row>"
    content = with_sheet(saved(workbook(HEADING)), wide)
    assert "kolommen" in refusal(content)


def test_a_styled_empty_cell_in_the_far_corner_does_no_harm():
    book = workbook(HEADING, ("1", "in", "Bos", "1971", "", ""))
    sheet_of(book).cell(1_048_576, 16_384).number_format = "0.00"
    assert read(saved(book)).total == 1


FAR = b'<row r="9"><c %s r="XFD200000"><v>1</v></c></row>'


@pytest.mark.parametrize(
    "row",
    [
        FAR % b'a=">"',
        FAR % b"a='>'",
        FAR % b'a="<!--"',
        b'<!-- " --><row><c r="XFD200000"><v>1</v></c></row>',
        "<row><é:c r='XFD200000'><v>1</v></é:c></row>".encode(),
        b'<row><a/b:c r="XFD200000"><v>1</v></a/b:c></row>',
        b'<row><c r="A1"><row r="1"/></c></row>' + b"<row/>" * 260_000 + b"<row><c><v>1</v></c></row>",
    ],
)
def test_a_cell_in_the_far_corner_cannot_hide_behind_odd_xml(row):
    refusal(with_sheet(saved(workbook(HEADING)), row))


def test_an_attribute_of_megabytes_is_refused():
    assert "beschadigd" in refusal(with_sheet(saved(workbook(HEADING)), FAR % b'a="%s"' % randbytes(3 << 20)))


def test_a_sheet_that_is_called_a_picture_is_measured_all_the_same():
    content = with_entry(saved(workbook(HEADING)), "xl/media/image1.png", b"\x89PNG <sheetData>" + FAR % b"")
    assert "beschadigd" in refusal(content)
    content = with_entry(saved(workbook(HEADING)), "xl/media/image1.png", b"\x89PNG " + b"\0<" * 999)
    assert read(content).total == 0


@pytest.mark.parametrize("name", ["xl/workbook.bin", "XL\\Workbook.bin", "content.xml", "mimetype"])
def test_a_workbook_that_is_also_one_of_another_kind_is_refused(name):
    assert "geen Excel-bestand van het soort xlsx" in refusal(with_entry(saved(workbook(HEADING)), name, b"x"))


def test_a_file_that_holds_two_workbooks_is_refused():
    content = saved(workbook(HEADING))
    assert "beschadigd" in refusal(content + content)
    assert "beschadigd" in refusal(content[:-2] + len(content).to_bytes(2, "little") + content)


def test_a_nul_in_a_cell_is_left_out():
    book = workbook(HEADING, ("1", "in", "Bos_x0000_", "1971", "", ""))
    ((_, row),) = rows(saved(book))
    assert row["family_name"] == "Bos"


def test_a_zip_bomb_is_refused():
    assert "te groot" in refusal(with_sheet(saved(workbook(HEADING)), b" " * (201 * 1024 * 1024)))
    assert "te groot" in refusal(with_sheet(saved(workbook(HEADING)), b" " * (20 * 1024 * 1024)))


def test_a_zip_bomb_that_lies_about_its_size_is_refused():
    content = with_sheet(saved(workbook(HEADING)), b" " * (201 * 1024 * 1024))
    true_size = (201 * 1024 * 1024).to_bytes(4, "little")
    size = zipfile.ZipFile(io.BytesIO(content)).getinfo("xl/worksheets/sheet1.xml").file_size.to_bytes(4, "little")
    assert size != true_size
    assert "te groot" in refusal(content.replace(size, b"\x10\x00\x00\x00"))


def test_a_zip_that_is_no_workbook_is_refused():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("brief.txt", "hallo")
    assert "xlsx" in refusal(out.getvalue())


@pytest.mark.parametrize("part", [0.3, 0.6, 0.95])
def test_a_workbook_that_was_cut_off_is_refused(part):
    content = saved(workbook(HEADING, ("1", "in", "Bos", "1971", "", "")))
    assert "beschadigd" in refusal(content[: int(len(content) * part)])


def test_broken_xml_is_refused():
    assert "beschadigd" in refusal(
        with_sheet(saved(workbook(HEADING)), b"<row r='1'><c r='A1' t='s'><v>99</v></c></rij>")
    )


def randbytes(number: int) -> bytes:
    """Text that does not compress, the same each time."""
    return base64.b64encode(Random(1).randbytes(number))


def with_entry(content: bytes, name: str, data: bytes) -> bytes:
    """The workbook with one entry more."""
    out = io.BytesIO(content)
    with zipfile.ZipFile(out, "a") as packed:
        packed.writestr(name, data)
    return out.getvalue()


def with_sheet(content: bytes, rows: bytes) -> bytes:
    """The workbook with other rows in its sheet."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "xl/worksheets/sheet1.xml":
                before, _, after = data.partition(b"<sheetData>")
                data = before + b"<sheetData>" + rows + b"</sheetData>" + after.partition(b"</sheetData>")[2]
            new.writestr(name, data)
    return out.getvalue()
