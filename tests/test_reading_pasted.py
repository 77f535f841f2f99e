"""Pasted rows and screens."""

import pytest

from intake.reading.pasted import read_pasted
from intake.reading.wrong import Unreadable
from tests.reading_tools import DPAN, REGISTRATION

SCREEN = """DPAN - Melding
Meldingnummer: 2013-17
Soort: instroom
Datum en tijd: 03-01-2013 14:20

Persoonsgegevens
Achternaam\tMolen\tVoorvoegsel\tvan der
Voornamen   Bas
Geboortedatum
14-05-1971
Voorvoegsel
Adres: Dorpsstraat 1  1211 AA Hilversum

Aanvang detentie: 03-01-2013
Opmerkingen: eerste regel
tweede regel

Afdrukken
"""


def pasted(text, of=DPAN):
    return read_pasted(text, of.columns, of)


def rows(text, of=DPAN):
    return [row for _, row in pasted(text, of).rows]


def test_rows_with_headings_are_read_with_tabs_as_excel_copies_them():
    (row,) = rows('Soort\tAchternaam\tGeboortedatum\tOpmerkingen\nin\tBos\t1971\t"een\ntwee"\n')
    assert row == {"kind": "in", "family_name": "Bos", "born": "1971", "remarks": "een\ntwee"}


def test_rows_with_headings_are_read_with_semicolons_and_commas():
    for delimiter in ";,":
        (row,) = rows("Soort;Achternaam;Geboortedatum\nin;Bos;1971".replace(";", delimiter))
        assert row == {"kind": "in", "family_name": "Bos", "born": "1971"}


def test_rows_without_headings_are_read_in_the_agreed_order():
    sheet = pasted("17\tinstroom\t3-1-2013 14:20\t01234567\t\tBos\t\tJan\t1971\n18\tuitstroom\t\t\t\tBos\t\tJan\t1971")
    (line, first), (_, second) = sheet.rows
    assert line == 1
    assert (first["number"], first["kind"], first["family_name"], first["born"]) == ("17", "instroom", "Bos", "1971")
    assert second["kind"] == "uitstroom"
    assert "afgesproken volgorde" in sheet.notes[0]


def test_rows_without_headings_may_have_semicolons():
    assert rows("17;instroom;;;;Bos;;Jan;1971")[0]["family_name"] == "Bos"


def test_the_text_of_a_screen_is_read_by_its_labels():
    sheet = pasted(SCREEN)
    ((line, row),) = sheet.rows
    assert line == 2
    assert row["number"] == "2013-17"
    assert row["notified_at"] == "03-01-2013 14:20"
    assert (row["family_name"], row["prefix"], row["given_names"]) == ("Molen", "van der", "Bas")
    assert row["born"] == "14-05-1971"
    assert row["address"] == "Dorpsstraat 1 1211 AA Hilversum"
    assert row["remarks"] == "eerste regel\ntweede regel"
    assert sheet.notes == ("Niet herkend en niet overgenomen: DPAN - Melding; Persoonsgegevens; Afdrukken.",)


def test_several_screens_are_several_rows():
    again = SCREEN.replace("2013-17", "2013-18").replace("Bas", "Piet")
    assert [(row["number"], row["given_names"]) for row in rows(SCREEN + again)] == [
        ("2013-17", "Bas"),
        ("2013-18", "Piet"),
    ]


def test_records_are_told_apart_by_an_empty_line_or_by_their_first_label():
    screen = "Soort: instroom\nAchternaam: Bos\n{}Soort: instroom\nAchternaam: Dam\n"
    for between in ("", "\n"):
        assert [row["family_name"] for row in rows(screen.format(between))] == ["Bos", "Dam"]


def test_a_label_with_an_empty_value_stays_empty():
    (row,) = rows("Achternaam: Bos\nVoorvoegsel:\nVoornamen: Jan\nGeboortedatum:\t\nSoort: in")
    assert (row["prefix"], row["given_names"], row["born"]) == ("", "Jan", "")


def test_a_heading_with_many_unknown_columns_is_still_a_heading():
    (row,) = rows("A\tB\tC\tD\tSoort\tAchternaam\tGeboortedatum\n1\t2\t3\t4\tin\tBos\t1971")
    assert row["family_name"] == "Bos"


def test_the_old_workbook_can_be_pasted():
    (row,) = rows("Naam\tStart\tGemeente\nKortenaer, Dennis\t3-1-2013\tHilversum", REGISTRATION)
    assert row == {"name": "Kortenaer, Dennis", "start_on": "3-1-2013", "actual": "Hilversum"}


@pytest.mark.parametrize("text", ["", "  \n", "hallo", "een\ttwee\tdrie", "Achternaam: Bos", "\x00"])
def test_what_is_not_recognised_is_refused_with_what_to_do(text):
    with pytest.raises(Unreadable, match=r"[Pp]la|[Kk]opieer"):
        pasted(text)


def test_a_nul_in_a_screen_is_left_out():
    sheet = pasted("Achternaam: Kor\0tenaer\nGeboortedatum: 14-05-1971\nSoort: instroom\n")
    ((_, row),) = sheet.rows
    assert row["family_name"] == "Kortenaer"
