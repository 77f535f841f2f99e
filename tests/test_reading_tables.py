"""CSV files: encodings, delimiters, headings, and what is refused with which sentence."""

import pytest

from intake.reading.cleaning import clean_row
from intake.reading.columns import REGISTRATION_COLUMNS
from intake.reading.example import example_csv
from intake.reading.sheet import MOST_ROWS
from tests.reading_tools import DPAN, REGISTRATION, context, read, refusal

HEADING = "Meldingnummer;Soort;Achternaam;Geboortedatum;Aanvang detentie;Opmerkingen"
ROW = "0017;instroom;Kortenaer;14-05-1971;03-01-2013;"


def rows(content, of=DPAN):
    return list(read(content, of).rows)


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_the_delimiter_is_seen_from_the_heading(delimiter):
    ((line, row),) = rows(f"{HEADING}\n{ROW}".replace(";", delimiter))
    assert line == 2
    assert row == {
        "number": "0017", "kind": "instroom", "family_name": "Kortenaer", "born": "14-05-1971",
        "start_on": "03-01-2013", "remarks": "",
    }  # fmt: skip


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_accents_survive_in_every_usual_encoding(encoding):
    content = f"{HEADING}\n{ROW}".replace("Kortenaer", "Kortenäër").encode(encoding)
    assert rows(content)[0][1]["family_name"] == "Kortenäër"


def test_a_broken_byte_in_utf8_marks_one_cell_and_loses_nothing():
    content = f"{HEADING}\n{ROW}\n{ROW}".replace("Kortenaer", "Kortenäër").encode()
    content = content.replace("ä".encode(), b"\xc3", 1)
    first, second = (clean_row(row, DPAN.columns, context()) for _, row in rows(content))
    assert first.wrong
    assert second.values["family_name"] == "Kortenäër"


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_a_cell_may_hold_line_ends_and_the_line_is_where_its_record_begins(line_end):
    content = f'{HEADING}\n{ROW}"een\ntwee;""drie"""\n\n{ROW}\n'.replace("\n", line_end)
    (first, row), (second, _) = rows(content)
    assert (first, second) == (2, 5)
    assert row["remarks"].splitlines() == ["een", 'twee;"drie"']


def test_title_lines_empty_rows_repeated_headings_and_totals_are_no_rows():
    sheet = read(f"Overzicht DPAN 2013\n;;\n\n{HEADING}\n{ROW}\n;;;;;\n{HEADING}\n{ROW}\nTotaal;2;;;;\n")
    assert [line for line, _ in sheet.rows] == [5, 8]
    assert sheet.total == 2
    assert sheet.titles == ("Overzicht DPAN 2013",)


def test_rows_can_be_walked_more_than_once():
    sheet = read(f"{HEADING}\n{ROW}")
    assert list(sheet.rows) == list(sheet.rows) != []


def test_headings_are_recognised_loosely_and_by_alias():
    sheet = read("melding-nr; SOORT MELDING ;Geslachtsnaam;Geb. datum;Begin  detentie;BSN-nummer\n1;in;Bos;1971;;\n")
    assert set(sheet.found) == {"number", "kind", "family_name", "born", "start_on", "bsn"}
    assert sheet.found["kind"] == "SOORT MELDING"
    assert "skn" in sheet.missing


def test_unknown_columns_are_kept_under_their_heading():
    sheet = read(f"{HEADING};Schoenmaat\n{ROW};43\n")
    assert sheet.unknown == ("Schoenmaat",)
    assert next(sheet.rows)[1]["Schoenmaat"] == "43"


def test_of_two_headings_for_one_column_its_own_label_wins():
    sheet = read("Naam;Soort;Achternaam;Geboortedatum;Geboortedatum\nBos, Jan;in;Bos;1971;1972\n")
    ((_, row),) = sheet.rows
    assert (row["family_name"], row["Naam"]) == ("Bos", "Bos, Jan")
    assert (row["born"], row["Geboortedatum"]) == ("1971", "1972")


def test_cells_beyond_the_headings_are_kept_and_hold_the_row_back():
    ((_, row),) = rows(f"{HEADING}\n{ROW}te;veel")
    assert clean_row(row, DPAN.columns, context()).wrong


def test_a_short_row_is_filled_with_empty_cells():
    ((_, row),) = rows(f"{HEADING}\n0017;instroom")
    assert row["remarks"] == ""


def test_missing_columns_are_named_with_what_was_found_and_what_looks_like_them():
    sentence = refusal("Meldingnummer;Soort;Achternaam;Geboortedatm\n1;in;Bos;1971")
    assert "ontbreekt de verplichte kolom Geboortedatum" in sentence
    assert "Meldingnummer, Soort, Achternaam, Geboortedatm" in sentence
    assert "“Geboortedatm” lijkt op “Geboortedatum”" in sentence


def test_a_table_of_something_else_is_refused_with_what_is_needed():
    assert "Soort, Achternaam en Geboortedatum" in refusal("fruit;prijs\nappel;1\n")


def test_a_quote_that_is_never_closed_is_refused_by_line():
    assert "regel 3" in refusal(f'{HEADING}\n{ROW}\n{ROW}"open\n{ROW}\n')


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "leeg"), (b" \r\n", "leeg"), (b"%PDF-1.4 x", "PDF"), (b"\x89PNG\r\n\x1a\n", "afbeelding"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "wachtwoord"), (b"<!DOCTYPE html><table>", "webpagina"),
        (b"\xef\xbb\xbf<html>", "webpagina"), (b"PK\x03\x04kapot", "beschadigd"), (b"a;b\0c", "geen leesbare tekst"),
        (b"\x01\x02\x03\x04\x05\x06", "geen leesbare tekst"), (b"x" * (20 * 1024 * 1024 + 1), "20 MB"),
        (b";" * 1_000_000, "kopjes"),
    ],
)  # fmt: skip
def test_what_is_no_table_is_refused_with_what_it_is_and_what_to_do(content, says):
    assert says in refusal(content)


def test_a_million_columns_are_refused():
    assert "kolommen" in refusal(f"{HEADING}{';x' * 1_000_000}\n")
    assert "kolommen" in refusal(f"{HEADING}\n{';' * 1_000_000}x\n")


def test_more_rows_than_a_table_may_have_are_refused():
    assert "250.000 rijen" in refusal(HEADING + "\n" + "1;in;B;1971;;\n" * (MOST_ROWS + 1))


@pytest.mark.parametrize("of", [DPAN, REGISTRATION])
def test_the_example_file_is_read_without_a_remark(of):
    sheet = read(example_csv(of.columns), of)
    assert (sheet.total, sheet.unknown, sheet.missing) == (2, (), ())
    for _, row in sheet.rows:
        assert clean_row(row, of.columns, context(of)).remarks == []


def test_every_column_explains_itself():
    for column in (*DPAN.columns, *REGISTRATION_COLUMNS):
        assert column.label
        assert column.help.endswith(".")
        assert len(column.example) == 2
