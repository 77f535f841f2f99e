"""The one table as CSV and XLSX: as a Dutch Excel reads it, and never a formula."""

from datetime import UTC, date, datetime
from io import BytesIO

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from nazorg.common.export import safe, to_csv, to_xlsx
from nazorg.common.tables import Cell, Column, Note, Row, Table, Tag

COLUMNS = [Column("Naam"), Column("Aantal", "num"), Column("Deel", "pct"), Column("Dag", "date"),
           Column("Wat te doen", "action")]  # fmt: skip


def one_row(*cells: Cell, columns: list[Column] | None = None, caption: str = "Proef") -> Table:
    return Table(caption, columns or COLUMNS[: len(cells)], [Row(cells)])


def sheet(content: bytes, number: int = 0) -> Worksheet:
    return load_workbook(BytesIO(content)).worksheets[number]


FORMULAS = ["=1+1", "+31612345678 bellen", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "  =1+1", "=cmd|' /C calc'!A0"]


@pytest.mark.parametrize("text", FORMULAS)
def test_text_never_becomes_a_formula(text: str) -> None:
    assert safe(text) == f"'{text}"
    cell = sheet(to_xlsx(one_row(Cell(text))))["A2"]
    assert cell.data_type == "s"
    assert cell.value == text.replace("\r", "\n") or cell.value == text


@pytest.mark.parametrize("text", ["-", "-5", "-3,5", "12", "1.204", "<1", "54%", "Jan de Wit", "", "a=b"])
def test_a_dash_a_number_and_plain_words_stay_as_they_are(text: str) -> None:
    assert safe(text) == text


def test_csv_is_what_a_dutch_excel_opens() -> None:
    table = one_row(
        Cell('Zoë; "de Wit"\nnieuw'),
        Cell("1.204", 1204),
        Cell("<1", 0.003),
        Cell("2 dec", date(2024, 12, 2)),
        Cell("x"),
    )
    content = to_csv(table)
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.decode("utf-8-sig") == ('Naam;Aantal;Deel;Dag\r\n"Zoë; ""de Wit""\nnieuw";1204;<1;02-12-2024\r\n')


def test_the_groups_above_the_columns_are_part_of_a_csv_heading() -> None:
    table = Table("T", [Column("Gemeente"), Column("casussen", "num")], [], groups=[("", 1), ("Caseload 2013", 1)])
    assert to_csv(table).decode("utf-8-sig") == "Gemeente;Caseload 2013, casussen\r\n"


def test_labels_and_remarks_are_exported_as_words() -> None:
    table = one_row(Cell("", tag=Tag("nieuw")), Cell("", remarks=(Note("bad", "Eén."), Note("note", "Twee."))))
    assert to_csv(table).decode("utf-8-sig").splitlines()[1] == "nieuw;Eén. Twee."


def test_xlsx_holds_real_numbers_dates_and_shares() -> None:
    moment = datetime(2024, 12, 2, 9, 0, tzinfo=UTC)
    columns = [*COLUMNS[:4], Column("Moment", "date")]
    row = one_row(
        Cell("A"), Cell("1.204", 1204), Cell("54", 177 / 325), Cell("x", date(2024, 12, 2)), Cell("y", moment),
        columns=columns,
    )  # fmt: skip
    _, number, part, day, at = sheet(to_xlsx(row))[2]
    assert (number.value, number.data_type) == (1204, "n")
    assert part.value == pytest.approx(177 / 325)
    assert part.number_format == '[=0]0%;[<0.005]"<1%";0%'
    assert (day.value, day.number_format) == (datetime(2024, 12, 2), "dd-mm-yyyy")  # noqa: DTZ001
    assert at.value == datetime(2024, 12, 2, 10, 0)  # noqa: DTZ001  local time


def test_a_dash_in_xlsx_is_text_not_zero() -> None:
    assert sheet(to_xlsx(one_row(Cell("A"), Cell("-", kind="num"))))["B2"].value == "-"


def test_a_sheet_has_a_fixed_header_a_filter_and_prints_on_one_page_wide() -> None:
    table = Table(
        "Lijst", COLUMNS[:2], [Row([Cell("A"), Cell("1", 1)])] * 3, footer=Row([Cell("Totaal"), Cell("3", 3)])
    )
    made = sheet(to_xlsx(table))
    assert made.freeze_panes == "A2"
    assert made.auto_filter.ref == "A1:B4"
    assert made.print_title_rows == "$1:$1"
    assert made.page_setup.fitToWidth == 1
    assert made["A5"].value == "Totaal"


def test_odd_and_equal_names_of_sheets_are_made_to_fit() -> None:
    tables = [one_row(Cell("A"), caption="Uitstroom: 2013/2012 [per gemeente, in aantallen]")] * 2
    book = load_workbook(BytesIO(to_xlsx(*tables, explanation=[("Term", "=tekst")])))
    assert book.sheetnames == ["Uitstroom  2013 2012  per gemee", "Uitstroom  2013 2012  per gem 2", "Toelichting"]
    assert book["Toelichting"]["B1"].value == "=tekst"
    assert book["Toelichting"]["B1"].data_type == "s"


def test_characters_that_excel_refuses_are_left_out() -> None:
    assert sheet(to_xlsx(one_row(Cell("Jan\x00\x0b de Wit"))))["A2"].value == "Jan de Wit"


def test_an_error_value_typed_as_text_stays_text() -> None:
    assert sheet(to_xlsx(one_row(Cell("#N/A"))))["A2"].data_type == "s"


def test_an_empty_table_is_only_a_heading() -> None:
    table = Table("Leeg", COLUMNS[:2], [])
    assert to_csv(table).decode("utf-8-sig") == "Naam;Aantal\r\n"
    assert sheet(to_xlsx(table)).max_row == 1
