"""Numbers, names, words and places in single cells."""

import pytest

from intake.reading import names, numbers, words
from intake.reading.text import cell_text, read_name, read_text
from intake.reading.wrong import Noted, Wrong
from tests.reading_tools import clean, remark_on


@pytest.mark.parametrize(
    ("text", "skn"),
    [("01234567", "01234567"), ("12345678.0", "12345678"), ('="01234567"', "01234567"), ("1234 5678", "12345678"),
     ("-", ""), ("onbekend", "")],
)  # fmt: skip
def test_an_skn_keeps_its_leading_zeros_and_loses_what_excel_added(text, skn):
    assert numbers.read_skn(text, 8) == skn


def test_an_skn_that_lost_its_zero_is_refused_with_the_zero_as_suggestion():
    with pytest.raises(Wrong) as refused:
        numbers.read_skn("1234567", 8)
    assert refused.value.suggestions == ("01234567",)


@pytest.mark.parametrize("text", ["123456789", "1234567A", "00000000", "1,23457E+07"])
def test_what_is_no_skn_is_refused(text):
    with pytest.raises(Wrong):
        numbers.read_skn(text, 8)


def test_the_length_of_an_skn_is_the_source_s():
    assert numbers.read_skn("0123456789", 10) == "0123456789"


@pytest.mark.parametrize(
    ("text", "bsn"),
    [("999900006", "999900006"), ("9999.00.006", "999900006"), ("999900006.0", "999900006"), ("10000008", "010000008"),
     ("n.v.t.", "")],
)  # fmt: skip
def test_a_bsn_passes_the_eleven_test_and_gets_its_zero_back(text, bsn):
    assert numbers.read_bsn(text) == bsn


@pytest.mark.parametrize(
    ("text", "says"),
    [("999900007", "elfproef"), ("000000000", "leeg"), ("00000000", "leeg"), ("1234567", "9 cijfers"),
     ("99990000x", "alleen cijfers"),
     ("9,99901E+08", "afgekort"), ("²²²²²²²²²", "alleen cijfers")],
)  # fmt: skip
def test_what_is_no_bsn_is_refused_with_what_to_do(text, says):
    with pytest.raises(Wrong, match=says):
        numbers.read_bsn(text)


def test_with_bsn_off_the_bsn_is_dropped_with_a_note():
    cleaned = clean({"bsn": "999900006"}, bsn_off=True)
    assert cleaned.values["bsn"] == ""
    assert [remark.code for remark in cleaned.remarks] == ["bsn_off"]
    assert not cleaned.wrong
    assert clean({"bsn": ""}, bsn_off=True).remarks == []


@pytest.mark.parametrize(
    ("family", "prefix", "expected"),
    [
        ("van der Molen", "", ("Molen", "van der")), ("Van Der Molen", "", ("Molen", "van der")),
        ("Molen, van der", "", ("Molen", "van der")), ("Molen", "Van der", ("Molen", "van der")),
        ("van der Molen", "van der", ("Molen", "van der")), ("'t Hart", "", ("Hart", "'t")), ("’t Hart", "",
        ("Hart", "'t")),
        ("El Idrissi", "", ("Idrissi", "el")), ("de Vries-van Dam", "", ("Vries-van Dam", "de")),
        ("van 't Hof", "", ("Hof", "van 't")), ("Kortenaer", "", ("Kortenaer", "")), ("Van", "", ("Van", "")),
        ("Bakker Smit", "", ("Bakker Smit", "")), ("de Boer", "van", ("de Boer", "van")),
    ],
)  # fmt: skip
def test_a_prefix_is_put_apart_from_the_family_name(family, prefix, expected):
    assert names.split_prefix(family, prefix) == expected


@pytest.mark.parametrize(
    ("cell", "family", "prefix", "given"),
    [
        ("Kortenaer, Dennis", "Kortenaer", "", "Dennis"), ("Molen, Bas van der", "Molen", "van der", "Bas"),
        ("Molen van der, Bas", "Molen", "van der", "Bas"), ("Molen, van der, Bas", "Molen", "van der", "Bas"),
        ("Molen, van der", "Molen", "van der", ""), ("van der Molen, Bas", "Molen", "van der", "Bas"),
        ("Dennis van der Molen", "Molen", "van der", "Dennis"), ("Dennis Kortenaer", "Kortenaer", "", "Dennis"),
        ("Dennis Jan Kortenaer", "Kortenaer", "", "Dennis Jan"), ("Kortenaer D.", "Kortenaer", "", "D."),
        ("D. Kortenaer", "Kortenaer", "", "D."), ("van der Molen", "Molen", "van der", ""),
        ("Kortenaer", "Kortenaer", "", ""),
        (", Dennis", "Dennis", "", ""), ("Mohamed El Idrissi", "Idrissi", "el", "Mohamed"),
    ],
)  # fmt: skip
def test_a_name_in_one_cell_is_taken_apart(cell, family, prefix, given):
    assert names.split_name(cell) == names.Name(family, prefix, given)


def test_white_space_and_invisible_characters_are_tidied():
    assert read_name("  Korte\u200bnaer \u00a0 Dennis\t", 120) == "Kortenaer Dennis"
    assert read_text("een  \r\ntwee\x07", 100) == "een\ntwee"


def test_excel_s_apostrophe_goes_and_a_dutch_one_stays():
    assert cell_text(" '0123") == "0123"
    assert cell_text("'t Hart") == "'t Hart"
    assert cell_text("'s-Gravenhage") == "'s-Gravenhage"


def test_a_cell_that_looks_like_a_formula_stays_text():
    assert clean({"remarks": "=1+1"}).values["remarks"] == "=1+1"
    assert clean({"family_name": "@Home"}).values["family_name"] == "@Home"


def test_a_text_that_is_too_long_is_refused_and_not_cut():
    cleaned = clean({"remarks": "a" * 2_413})
    assert "2.413 tekens" in remark_on(cleaned, "remarks")
    assert "200" in remark_on(clean({"address": "a" * 201}), "address")


def test_a_cell_of_a_hundred_thousand_characters_is_refused_in_every_column():
    assert "100.000 tekens" in remark_on(clean({"kind": "x" * 100_000}), "kind")
    assert "100.000 tekens" in remark_on(clean({"registered": "x" * 100_000}), "registered")


def test_damaged_letters_are_refused_with_the_mended_name():
    cleaned = clean({"given_names": "RenÃ©e"})
    assert cleaned.remarks[0].suggestions == ("Renée",)
    assert "beschadigd" in remark_on(clean({"family_name": "Ren\ufffde"}), "family_name")


def test_an_error_of_excel_is_no_name():
    assert "foutmelding" in remark_on(clean({"family_name": "#N/B"}), "family_name")


@pytest.mark.parametrize(
    ("read", "text", "word"),
    [
        (words.read_kind, "Instroom", "instroom"), (words.read_kind, " IN ", "instroom"),
        (words.read_kind, "Overplaatsing", "doorstroom"),
        (words.read_sex, "M", "man"), (words.read_sex, "v", "vrouw"), (words.read_sex, "?", "onbekend"),
        (words.read_title, "Voorlopige hechtenis", "preventief"), (words.read_title, "GIJZELING", "lijfsdwang"),
        (words.read_end_kind, "V.I.", "voorwaardelijke invrijheidstelling"), (words.read_end_kind, "-", ""),
        (words.read_yes_no, "J", True), (words.read_yes_no, "x", True), (words.read_yes_no, "0", False),
        (words.read_yes_no, "Nee", False), (words.read_yes_no, "onbekend", None),
    ],
)  # fmt: skip
def test_words_are_known_by_their_abbreviations(read, text, word):
    assert read(text) == word


def test_a_misspelt_kind_is_refused_with_the_nearest():
    with pytest.raises(Wrong) as refused:
        words.read_kind("instrom")
    assert refused.value.suggestions[0] == "instroom"


def test_an_unknown_title_is_other_with_a_note():
    read = words.read_title("TBS met dwangverpleging")
    assert isinstance(read, Noted)
    assert read.value == "overig"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Zonder vaste woon- of verblijfplaats", "none"), ("zvwovp", "none"), ("Z.V.W.O.V.P.", "none"),
        ("zonder vwovp", "none"),
        ("Buitenland", "abroad"), ("buitenland (België)", "abroad"), ("Onbekend", "unknown"),
        ("-", "unknown"), ("  ", "unknown"),
        ("", "unknown"), ("Hilversum ", "municipality"), ("hilversum", "municipality"),
    ],
)  # fmt: skip
def test_a_place_is_a_municipality_or_one_of_three_other_things(text, kind):
    cleaned = clean({"registered": text})
    assert cleaned.values["registered"].kind == kind
    assert cleaned.remarks == []


def test_a_municipality_that_nobody_knows_is_refused_with_near_names():
    cleaned = clean({"return_to": "Hilversem"})
    assert cleaned.wrong
    assert cleaned.remarks[0].suggestions == ("Hilversum",)
    assert cleaned.values["return_to"].kind == "unknown"


def test_a_municipality_is_looked_up_on_the_day_of_the_row():
    assert not clean({"registered": "Bussum", "start_on": "03-01-2013"}).wrong
    later = {"kind": "uitstroom", "released_on": "03-01-2016", "registered": "Bussum"}
    assert "bestaat niet op 2016-01-03" in remark_on(clean(later), "registered")
